import { Command } from 'commander'
import { UsageError } from '../terminal/usage-error.ts'
import { uuid, wholeNumberFrom } from './input/arguments.ts'

const YEAR_HOURS = 8_784

interface TokenOptions {
  readonly talent?: string
  readonly service?: boolean
  readonly hours: number
}

export function tokenCommand(): Command {
  return new Command('token')
    .summary('sign a token to call the API with')
    .description(
      'Prints a token that the service accepts, signed with SUPABASE_JWT_SECRET, or with the secret ' +
        'of the local demo where neither that nor a JWKS is set.',
    )
    .option('--talent <uuid>', 'for a user: the talent with this id, or this profile_id', uuid)
    .option('--service', 'for the service role, which may do all')
    .option('--hours <n>', 'how long it is valid', wholeNumberFrom(1, YEAR_HOURS), 24)
    .addHelpText(
      'after',
      `
Examples:
  $ talentmatch token --talent 7f1c3a52-0d0e-4b4e-9a51-5c1e9f0f8a11
  $ curl localhost:8000/api/v1/match/job-to-talents -d @request.json \\
      -H 'content-type: application/json' -H "authorization: Bearer $(talentmatch token --service)"`,
    )
    .action(async (options: TokenOptions) => {
      process.stdout.write(`${await sign(options)}\n`)
    })
}

async function sign({ talent, service, hours }: TokenOptions): Promise<string> {
  if ((talent === undefined) === (service === undefined)) {
    throw new UsageError('say whom the token is for: --talent <uuid> or --service')
  }
  const [{ loadConfig }, { signToken }] = await Promise.all([
    import('../settings/environment.ts'),
    import('../settings/tokens.ts'),
  ])
  const { jwtSecret } = loadConfig()
  if (!jwtSecret) {
    throw new UsageError(
      'tokens are verified with public keys here; only the project that owns them can sign',
    )
  }
  const lifetime = hours * 3_600
  return talent === undefined
    ? signToken(jwtSecret, { role: 'service', lifetime })
    : signToken(jwtSecret, { role: 'user', subject: talent, lifetime })
}

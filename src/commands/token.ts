import { Command, Option } from 'commander'
import { UsageError } from '../terminal/usage-error.ts'
import { uuid, wholeNumberFrom } from './input/arguments.ts'

const YEAR_HOURS = 8_784

interface TokenOptions {
  readonly user?: string
  /** What `user` was called when only talents had tokens. */
  readonly talent?: string
  readonly service?: boolean
  readonly hours: number
}

export function tokenCommand(): Command {
  return new Command('token')
    .summary('sign a token for the API')
    .description(
      'Prints a token that the service accepts, signed with SUPABASE_JWT_SECRET or, if neither it ' +
        'nor a JWKS is set, with the secret of the local demo.',
    )
    .addOption(
      new Option('--user <uuid>', 'for a talent or company: account id or talent id')
        .argParser(uuid)
        .conflicts('service'),
    )
    .addOption(
      new Option('--talent <uuid>').argParser(uuid).conflicts(['service', 'user']).hideHelp(),
    )
    .option('--service', 'for the service role (full access)')
    .option('--hours <n>', 'validity in hours', wholeNumberFrom(1, YEAR_HOURS), 24)
    .addHelpText(
      'after',
      `
Examples:
  $ talentmatch token --user 7f1c3a52-0d0e-4b4e-9a51-5c1e9f0f8a11
  $ curl localhost:8000/api/v1/match/job-to-talents -d @request.json \\
      -H 'content-type: application/json' -H "authorization: Bearer $(talentmatch token --service)"`,
    )
    .action(async (options: TokenOptions) => {
      process.stdout.write(`${await sign(options)}\n`)
    })
}

async function sign({ talent, user = talent, service, hours }: TokenOptions): Promise<string> {
  if (user === undefined && !service) {
    throw new UsageError('specify --user <uuid> or --service')
  }
  const [{ loadConfig }, { signToken }] = await Promise.all([
    import('../settings/environment.ts'),
    import('../settings/tokens.ts'),
  ])
  const { jwtSecret } = loadConfig()
  if (!jwtSecret) {
    throw new UsageError(
      'tokens are verified with public keys; only the project that owns the private keys can sign them',
    )
  }
  const lifetime = hours * 3_600
  return user === undefined
    ? signToken(jwtSecret, { role: 'service', lifetime })
    : signToken(jwtSecret, { role: 'user', subject: user, lifetime })
}

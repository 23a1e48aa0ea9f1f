import { Command } from 'commander'
import { alertsCommand } from './commands/alerts.ts'
import { auditCommand } from './commands/audit.ts'
import { doctorCommand } from './commands/doctor.ts'
import { embedCommand } from './commands/embed.ts'
import { evaluateCommand } from './commands/evaluate.ts'
import { explainCommand } from './commands/explain.ts'
import { fetchCommand } from './commands/fetch.ts'
import { matchCommand } from './commands/match.ts'
import { migrateCommand } from './commands/migrate.ts'
import { modelsCommand } from './commands/models.ts'
import { qualityCommand } from './commands/quality.ts'
import { rolloutCommand } from './commands/rollout.ts'
import { seedCommand } from './commands/seed.ts'
import { serveCommand } from './commands/serve.ts'
import { simulateCommand } from './commands/simulate.ts'
import { tokenCommand } from './commands/token.ts'
import { trainCommand } from './commands/train.ts'
import { trainInitialCommand } from './commands/train-initial.ts'
import { eraseCommand, exportCommand } from './commands/users.ts'
import { whyCommand } from './commands/why.ts'
import { workerCommand } from './commands/worker.ts'
import { describeFailure, EXIT, EXIT_CODES_HELP } from './terminal/exit-codes.ts'
import { packageVersion } from './terminal/package-version.ts'
import { say } from './terminal/say.ts'

const program = new Command('talentmatch')
  .description('Ranks jobs for talents and talents for jobs, and explains the scores.')
  .version(packageVersion())
  .exitOverride()
  .showHelpAfterError('(see --help)')
  .addHelpText('after', EXIT_CODES_HELP)

for (const command of [
  matchCommand(),
  explainCommand(),
  serveCommand(),
  workerCommand(),
  embedCommand(),
  tokenCommand(),
  doctorCommand(),
  fetchCommand(),
  migrateCommand(),
  modelsCommand(),
  rolloutCommand(),
  seedCommand(),
  evaluateCommand(),
  trainCommand(),
  trainInitialCommand(),
  exportCommand(),
  eraseCommand(),
  auditCommand(),
  whyCommand(),
  simulateCommand(),
  qualityCommand(),
  alertsCommand(),
]) {
  program.addCommand(inherit(command, program))
}

/** Commands of a command were made before there was a program to inherit from. */
function inherit(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent)
  for (const child of command.commands) inherit(child as Command, command)
  return command
}

// The reader has had enough, as in `talentmatch match ... | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok)
  throw error
})

try {
  await program.parseAsync()
} catch (error) {
  const { message, code } = describeFailure(error)
  if (message) say(`talentmatch: ${message}`)
  process.exitCode = code
}

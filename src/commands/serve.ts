import { Command } from 'commander'
import { openServingMatcher } from './engine.ts'

export function serveCommand(): Command {
  return new Command('serve')
    .summary('run the service')
    .description(
      'Serves the HTTP API until Ctrl-C. Settings come from the environment, or from .env here.',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ talentmatch serve
  $ PORT=9000 LOG_LEVEL=debug talentmatch serve`,
    )
    .action(serve)
}

/** Listens, and leaves it to the service to end the process on a signal. */
export async function serve(): Promise<void> {
  const { startServer } = await import('../server.ts')
  await startServer(openServingMatcher)
}

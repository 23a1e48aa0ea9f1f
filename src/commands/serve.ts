import { Command } from 'commander'

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
    .action(() => serve())
}

/**
 * Listens, and leaves it to the service to end the process on a signal.
 * @param options.welcome whether to show a person around on standard error, as `npm start` does
 */
export async function serve({ welcome = false } = {}): Promise<void> {
  const [{ startServer }, { openService }, { showWelcome }] = await Promise.all([
    import('../server.ts'),
    import('./serving.ts'),
    import('../demo/welcome.ts'),
  ])
  await startServer({
    openService,
    ...(welcome && { onListening: (service) => void showWelcome(service) }),
  })
}

import { Command } from 'commander'

export function serveCommand(): Command {
  return new Command('serve')
    .summary('run the service')
    .description(
      'Serves the HTTP API until Ctrl-C. Settings come from the environment, or from .env here.',
    )
    .option('--no-worker', 'leave embedding and indexing to `talentmatch worker` elsewhere')
    .addHelpText(
      'after',
      `
Examples:
  $ talentmatch serve
  $ PORT=9000 LOG_LEVEL=debug talentmatch serve
  $ DATABASE_URL=postgres://… talentmatch serve --no-worker`,
    )
    .action(({ worker }: { readonly worker: boolean }) => serve({ hasWorker: worker }))
}

/**
 * Listens, and leaves it to the service to end the process on a signal.
 * @param options.welcome whether to show a person around on standard error, as `npm start` does
 * @param options.hasWorker whether what changes is embedded and indexed here
 */
export async function serve({ welcome = false, hasWorker = true } = {}): Promise<void> {
  const [{ startServer }, { openService }, { showWelcome }] = await Promise.all([
    import('../server.ts'),
    import('./serving.ts'),
    import('../demo/welcome.ts'),
  ])
  await startServer({
    openService: (config, logger) => openService(config, logger, { hasWorker }),
    ...(welcome && { onListening: (service) => void showWelcome(service) }),
  })
}

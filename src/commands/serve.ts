import { Command } from 'commander'

export function serveCommand(): Command {
  return new Command('serve')
    .summary('run the service')
    .description(
      'Serves the HTTP API until Ctrl-C. Settings come from the environment or from .env in the current folder.',
    )
    .option(
      '--no-worker',
      'leave indexing and other background work to a separate `talentmatch worker`',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ talentmatch serve
  $ PORT=9000 LOG_LEVEL=debug talentmatch serve
  $ DATABASE_URL=postgres://… talentmatch serve --no-worker`,
    )
    .action(({ worker }: { readonly worker: boolean }) => serve({ withWorker: worker }))
}

/**
 * Listens, and leaves it to the service to end the process on a signal.
 * @param options.welcome whether to start the gateway too, and to show a person around on standard
 * error, as `npm start` does
 * @param options.withWorker whether changes are indexed in this process too
 */
export async function serve({ welcome = false, withWorker = true } = {}): Promise<void> {
  const [{ startServer }, { openService }, { showWelcome }, { openGateway }] = await Promise.all([
    import('../processes/server.ts'),
    import('../processes/service.ts'),
    import('../demo/welcome.ts'),
    import('../processes/gateway-process.ts'),
  ])
  let gateway: ReturnType<typeof openGateway> | undefined
  await startServer({
    openService: (config, logger) => openService(config, logger, { withWorker }),
    ...(welcome && {
      onListening: (service) => {
        gateway = openGateway(service)
        void showWelcome({ ...service, gatewayUrl: gateway.then((running) => running?.url) })
      },
      beforeClose: async () => (await gateway)?.stop(),
    }),
  })
}

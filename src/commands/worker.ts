import { Command } from 'commander'
import { wholeNumberFrom } from './input/arguments.ts'

export function workerCommand(): Command {
  return new Command('worker')
    .summary('run the background work')
    .description(
      'Embeds and indexes jobs and talents as they change, and re-checks all of them every night. ' +
        'Runs until Ctrl-C; several workers may run at once. Needs DATABASE_URL: the embedded ' +
        'database has a worker inside the service.',
    )
    .option(
      '--metrics-port <n>',
      'port for Prometheus metrics (default: METRICS_PORT; off if unset)',
      wholeNumberFrom(0, 65_535),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ DATABASE_URL=postgres://… talentmatch worker
  $ DATABASE_URL=postgres://… talentmatch worker --metrics-port 9464`,
    )
    .action(async ({ metricsPort }: { readonly metricsPort?: number }) => {
      const { work } = await import('../processes/worker-process.ts')
      await work(metricsPort)
    })
}

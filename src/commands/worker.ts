import { Command } from 'commander'
import { wholeNumberFrom } from './input/arguments.ts'

export function workerCommand(): Command {
  return new Command('worker')
    .summary('run the background work')
    .description(
      'Embeds and indexes jobs and talents as they change, and looks all of them over every night, ' +
        'until Ctrl-C. As many may run as there is work for. Needs DATABASE_URL: the embedded ' +
        'database has its worker inside the service.',
    )
    .option(
      '--metrics-port <n>',
      'serve Prometheus metrics there; default METRICS_PORT, else nowhere',
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

import { Command } from 'commander'
import { fallbackShares, type QualityDay, ratesOf } from '../quality/quality-day.ts'
import { say } from '../terminal/say.ts'
import { percent } from '../text/percent.ts'
import { wholeNumberFrom } from './input/arguments.ts'

const DAY_MS = 86_400_000

interface QualityOptions {
  readonly days: number
  readonly json: boolean
}

export function qualityCommand(): Command {
  return new Command('quality')
    .summary('show the quality of shown matches by day')
    .description(
      'For each day, arm and model: how many pairs were shown and what users did within 24 hours. ' +
        'A worker updates this every hour; the last two days may still change (docs/operations.md).',
    )
    .option('--days <n>', 'number of days, up to today', wholeNumberFrom(1, 3_650), 14)
    .option('--json', 'as JSON, with counts and the spread of scores', false)
    .addHelpText('after', '\nExamples:\n  $ talentmatch quality --days 30')
    .action(async (options: QualityOptions) => {
      const [{ withDatabase }, { Quality }] = await Promise.all([
        import('../setup/open-database.ts'),
        import('../db/observation/quality-days.ts'),
      ])
      await withDatabase(async (database) => {
        const from = new Date(Date.now() - (options.days - 1) * DAY_MS).toISOString().slice(0, 10)
        const days = await new Quality(database).days(from)
        if (options.json) process.stdout.write(`${JSON.stringify(days, null, 2)}\n`)
        else if (days.length === 0)
          say(
            'No data for these days yet: a worker counts every hour, once matches have been shown.',
          )
        else process.stdout.write(`${await toQualityTable(days)}\n`)
      })
    })
}

const HEAD = 'day arm model shown engaged applied precision recall fallback gap'.split(' ')
const WIDTHS = [12, 11, 16, 8, 9, 9, 11, 8, 10, 7]

async function toQualityTable(days: readonly QualityDay[]): Promise<string> {
  const { plainTable, trimLines } = await import('../files/output/table.ts')
  const table = plainTable(HEAD, WIDTHS, 0)
  const dates = new Set(days.map(({ day }) => day))
  const fallbacks = new Map(
    Array.from(dates, (date) => [date, fallbackShares(days.filter(({ day }) => day === date))]),
  )
  for (const day of days) {
    const rates = ratesOf(day)
    const fallback = fallbacks.get(day.day)?.get(day.arm)
    table.push([
      ...[day.day, day.arm, day.modelVersion, day.impressions],
      ...[rates.engagement, rates.conversion, rates.precision].map((share) => percent(share)),
      ...[rates.recall, fallback].map((share) => percent(share)),
      Number.isNaN(rates.calibrationGap) ? '-' : rates.calibrationGap.toFixed(1),
    ])
  }
  return trimLines(table.toString())
}

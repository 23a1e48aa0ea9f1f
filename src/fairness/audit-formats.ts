import { stringify } from 'csv-stringify/sync'
import { plainTable, printable, trimLines } from '../files/output/table.ts'
import { row, table } from '../pages/html-table.ts'
import { type Markup, markup, NOTHING } from '../pages/markup.ts'
import { page } from '../pages/page.ts'
import { counted } from '../text/counted.ts'
import { type Audit, NOT_INDEPENDENT, SPLIT_TITLES } from './audit.ts'
import type { ScoreChanges } from './counterfactual.ts'
import type { CategoryImpact, ImpactAudit } from './impact.ts'

export const AUDIT_FORMATS = ['table', 'csv', 'json', 'html'] as const
export type AuditFormat = (typeof AUDIT_FORMATS)[number]

/** The text of an audit, as a file or for the terminal. */
export const formatAudit = (audit: Audit, format: AuditFormat): string => FORMATS[format](audit)

const FORMATS: Readonly<Record<AuditFormat, (audit: Audit) => string>> = {
  table: toTable,
  csv: toCsv,
  json: (audit) => `${JSON.stringify(audit, null, 2)}\n`,
  html: toPage,
}

const HEAD = ['talents', 'scores', 'share', 'rate', 'impact ratio']

function toTable(audit: Audit): string {
  const { impact, counterfactual } = audit
  const parts = impact?.splits.map(({ split, categories, unknown }) => {
    const title = SPLIT_TITLES[split].toLowerCase()
    const lines = plainTable([...HEAD, title], [9, 9, 9, 9, 14, 60], HEAD.length)
    for (const each of categories) lines.push([...cellsOf(each), printable(each.category)])
    lines.push([
      ...[unknown.talents, unknown.scores].map(shown),
      '',
      '',
      '',
      '(unknown, not compared)',
    ])
    return trimLines(lines.toString())
  })
  return `${[
    printable(sourceLine(audit)),
    ...(impact ? [rateLine(impact), ...(parts ?? [])] : []),
    ...(counterfactual ? [changeLines(counterfactual).join('\n')] : []),
    NOT_INDEPENDENT,
  ].join('\n\n')}\n`
}

const CSV_COLUMNS = [
  'split',
  'category',
  'talents',
  'scores',
  'above',
  'rate',
  'share',
  'impact_ratio',
  'note',
]

/** The categories; for a counterfactual alone, its numbers by name. */
function toCsv({ impact, counterfactual }: Audit): string {
  const options = { escape_formulas: true }
  if (!impact) return stringify(Object.entries(counterfactual ?? {}), options)
  const rows = impact.splits.flatMap(({ split, categories, unknown }) => [
    ...categories.map((each) => ({
      split,
      ...each,
      impact_ratio: each.impactRatio,
      note: each.isSmall ? 'below 2 % of the data' : '',
    })),
    { split, category: 'unknown', ...unknown, note: 'not compared' },
  ])
  return stringify(rows, { ...options, header: true, columns: CSV_COLUMNS })
}

function toPage(audit: Audit): string {
  const { createdAt, impact, counterfactual } = audit
  return page(
    'Score audit',
    markup`<h1>Score audit</h1>
<p class="soft"><time datetime="${createdAt}">${createdAt.slice(0, 16).replace('T', ' ')} UTC</time> · ${sourceLine(audit)}</p>
<p><strong>${NOT_INDEPENDENT}</strong></p>
${impact ? impactMarkup(impact) : NOTHING}
${counterfactual ? changesMarkup(counterfactual) : NOTHING}`,
  )
}

function impactMarkup(impact: ImpactAudit): Markup {
  const tables = impact.splits.map(({ split, categories, unknown }) => {
    const rows = [
      ...categories.map((each) => row(each.category, cellsOf(each).reverse())),
      row('Unknown, not compared', ['', '', '', shown(unknown.scores), shown(unknown.talents)]),
    ]
    // The ratio first, for narrow pages.
    return table(SPLIT_TITLES[split], ['Category'], rows, HEAD.toReversed())
  })
  return markup`<h2>Impact</h2>
<p>${rateLine(impact)}</p>
${tables}`
}

const changesMarkup = (changes: ScoreChanges): Markup => markup`<h2>Names and pronouns swapped</h2>
${changeLines(changes).map((line) => markup`<p>${line}</p>`)}`

const sourceLine = ({ source, versions }: Audit): string => {
  const made = Object.entries(versions).map(([version, count]) => `${version}: ${count}`)
  return made.length > 0 ? `${source}; scored by ${made.join(', ')}` : source
}

const rateLine = ({ rate, threshold, scores, talents }: ImpactAudit): string =>
  [
    rate === 'scoring'
      ? `Rate: share of scores above the median, ${threshold.toFixed(2)}, of all ${counted(scores, 'score')} of ${counted(talents, 'talent')}.`
      : `Rate: share of scores of at least ${threshold}, among ${counted(scores, 'score')} of ${counted(talents, 'talent')}.`,
    'Impact ratio: rate divided by the highest rate.',
    'Share: of the scores whose category is known; categories below 2 % are not compared.',
  ].join(' ')

const shown = (count: number) => count.toLocaleString('en')

const cellsOf = ({ talents, scores, share, rate, impactRatio, isSmall }: CategoryImpact) => [
  shown(talents),
  shown(scores),
  `${(share * 100).toFixed(1)} %`,
  rate.toFixed(3),
  isSmall ? 'below 2 %' : (impactRatio?.toFixed(3) ?? '-'),
]

const changeLines = ({ talents, pairs, mean, p50, p95, p99, max }: ScoreChanges) => [
  `Bios with a man’s name and pronouns compared with a woman’s: ${counted(pairs, 'pair')} of ${counted(talents, 'talent')}.`,
  `Mean change ${mean.toFixed(3)} points. Absolute change: median ${p50.toFixed(2)}, 95 % below ${p95.toFixed(2)}, 99 % below ${p99.toFixed(2)}, largest ${max.toFixed(2)} points of 100.`,
]

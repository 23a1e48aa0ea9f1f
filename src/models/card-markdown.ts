import { counted } from '../text/counted.ts'
import { percent } from '../text/percent.ts'
import type { ModelCard } from './card.ts'
import { namedMetrics } from './metric-names.ts'

/** Of the features, those named one by one. */
const NAMED_FEATURES = 15

/** The card as Markdown, for people. */
export function toMarkdown(card: ModelCard): string {
  const { data, registered, gate, calibration, features } = card
  const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n')
  const sections = [
    `# Model ${plain(card.version)}`,
    card.purpose,
    list([
      `Status: ${card.status}`,
      `SHA-256 of its manifest: ${or(card.sha256)}`,
      `Basis: ${or(card.basis)}`,
      `Trained: ${or(card.trained_at)}`,
      `Registered: ${registered.at} by ${or(registered.by)}${because(registered.reason)}`,
      ...card.activations.map(
        ({ at, by, reason }) => `Activated: ${at} by ${plain(by)}${because(reason)}`,
      ),
    ]),
    '## Data',
    list([
      `Window: ${data.from || data.as_of ? `${or(data.from)} to ${or(data.as_of)}` : NOT_KEPT}`,
      `Pairs: ${count(data.rows)}, talents: ${count(data.talents)}, jobs: ${count(data.jobs)}`,
      `Training: ${data.training ? plain(facts(data.training)) : NOT_KEPT}`,
    ]),
    '## Features',
    `The ranker reads ${counted(features.length, 'feature')}; the most important, by share of all contributions:`,
    list(
      features
        .slice(0, NAMED_FEATURES)
        .map(
          ({ name, importance }) =>
            `\`${name}\`: ${importance === null ? NOT_KEPT : percent(importance)}`,
        ),
    ),
    `Embedder: ${or(card.embedder)}. Fields a model is never given: ${card.fields_never_read.map((each) => each.replaceAll('_', ' ')).join(', ')}.`,
    '## Metrics',
    'On held-out pairs; in brackets 95 % intervals over talents, if recorded.',
    list(
      namedMetrics(card.metrics).map(([name, value]) =>
        typeof value === 'number'
          ? `${plain(name)}: ${rounded(value)}`
          : `${plain(name)}: ${rounded(value.mean)} [${rounded(value.low)}, ${rounded(value.high)}]`,
      ),
    ),
    `Calibration: isotonic, ${or(calibration.knots)} knots; 80 % intervals are ${calibration.interval_factor === null ? NOT_KEPT : rounded(calibration.interval_factor)} predicted residuals wide to each side.`,
    '## Gate',
    gate
      ? `Run ${gate.run}: ${gate.status}${because(gate.reason)}`
      : 'No training run of this version is recorded.',
    list(
      (gate?.checks ?? []).map(
        ({ code, passed, sentence }) =>
          `${passed ? 'passed' : 'failed'} \`${code}\`: ${plain(sentence)}`,
      ),
    ),
    '## Limits',
    list(card.limits),
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

const NOT_KEPT = 'not recorded'
const or = (value: string | number | null) => (value === null ? NOT_KEPT : plain(String(value)))
const count = (value: number | null) => (value === null ? NOT_KEPT : value.toLocaleString('en'))

/** `seed 1, near share 0.5`, without what has a line of its own. */
const facts = (training: Readonly<Record<string, unknown>>): string =>
  Object.entries(training)
    .filter(([name]) => !['pairs', 'talents', 'jobs'].includes(name))
    .map(([name, value]) => {
      const told = typeof value === 'object' && value !== null ? JSON.stringify(value) : value
      return `${name.replaceAll('_', ' ')} ${told}`
    })
    .join(', ')
const because = (reason: string | null) => (reason === null ? '' : `: ${plain(reason)}`)
const rounded = (value: number) =>
  Number.isInteger(value) ? value.toLocaleString('en') : String(Number(value.toPrecision(4)))

/** A text on one line that neither ends its paragraph nor becomes markup. */
const plain = (text: string) =>
  text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|]/g, (sign) => `\\${sign}`)

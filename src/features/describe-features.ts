import { type Feature, type FeatureGroup, SUB_SCORE_OF_GROUP } from './feature.ts'
import { FEATURES, RANKED_FEATURES } from './registry.ts'

const INTRODUCTION = `# Features

One number each about a pair of a talent and a job, NaN where it is missing. All are computed and
reported (\`?explain=full\`). The ranker reads those with a direction: **↑** more is never worse,
**↓** more is never better, which the model is held to when it is trained. The others (**·**) do not
move in one direction under the edits that the product makes promises about, or do not bear on fit;
most have a monotone twin among those that are read.

Written by \`npm run docs:features\` from the code (\`src/features/\`); a test compares.
`

const HEADS: Readonly<Record<FeatureGroup, string>> = {
  skill: 'Skills',
  experience: 'Experience',
  location: 'Location',
  compensation: 'Compensation',
  text: 'Text',
}

/** Every feature for people to read, in Markdown: `docs/features.md`. */
export function describeFeatures(): string {
  const groups = (Object.keys(HEADS) as FeatureGroup[]).map((group) => {
    const rows = FEATURES.filter((feature) => feature.group === group).map(toRow)
    return [
      `## ${HEADS[group]} (${rows.length}, sub-score \`${SUB_SCORE_OF_GROUP[group]}\`)\n`,
      '| feature | ranker | meaning | missing |',
      '|---|---|---|---|',
      ...rows,
    ].join('\n')
  })
  const count = `${FEATURES.length} features, of which the ranker reads ${RANKED_FEATURES.length}.`
  return `${[INTRODUCTION + count, ...groups].join('\n\n')}\n`
}

function toRow({ name, ranked, description, missing }: Feature): string {
  const direction = ranked === undefined ? '·' : ranked > 0 ? '↑' : '↓'
  const cells = [`\`${name}\``, direction, description, missing]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

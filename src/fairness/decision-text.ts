import { printable } from '../files/output/table.ts'
import type { Decision, Showing } from './decision.ts'

/** For people to read; says of what is missing that it is not held. */
export function toDecision(decision: Decision): string {
  const { showings, match, acts, heldSince } = decision
  const lines = [
    ...(showings.length === 0
      ? [
          `No record of this pair being shown in the requested period. Either it was not shown, or the record has been deleted: ${heldSince === null ? 'there are no records of any pair' : `the oldest record of any pair is from ${moment(heldSince)}`}.`,
        ]
      : showings.flatMap(showingLines)),
    '',
    match === null
      ? 'Now: no score recorded for the pair.'
      : `Now: score ${match.score.toFixed(2)} by ${match.version ?? 'an unrecorded version'}, source ${match.source ?? 'not recorded'}, ${match.status ?? 'no status'}.`,
    acts.length === 0 ? 'Activity up to then: none recorded.' : 'Activity up to then:',
    ...acts.map(({ type, actor, at }) => `  ${moment(at)}  ${type} by ${actor}`),
  ]
  return `${lines.map(printable).join('\n')}\n`
}

const showingLines = (showing: Showing): string[] => [
  `Shown ${moment(showing.shownAt)} to the ${showing.shownTo}, request ${showing.requestId}`,
  `  Rank ${showing.rank} of ${showing.candidates} candidates, score ${showing.score.toFixed(2)}${showing.rawScore === null ? '' : `, raw score ${showing.rawScore.toFixed(4)}`}.`,
  showing.source === 'ml'
    ? `  Ranked by the model ${showing.modelVersion}${showing.modelSha256 === null ? ', which is not in the registry' : `, SHA-256 ${showing.modelSha256}`}.`
    : `  Ranked by rules (${showing.modelVersion}), not by a model.`,
  `  Active version then: ${showing.activeVersion ?? 'not recorded'}.`,
  `  Arm of the rollout: ${showing.arm ?? 'none'}. ${rolloutLine(showing.rollout)}`,
  showing.explored ? '  Swapped with a neighbor to measure position bias.' : '  Not swapped.',
  '  Hard constraints: none excluded it (details not recorded).',
  ...(showing.topFactors ?? []).map(({ factor, description }) => `  ${factor}: ${description}`),
  ...(showing.topFactors === null ? ['  Factors: not recorded.'] : []),
  ...featureLines(showing),
  showing.request === null
    ? '  Gateway log: not recorded; the request did not go through the gateway, or the log entry has expired.'
    : `  Gateway log: ${showing.request.type}, status ${showing.request.status ?? 'not recorded'}${showing.request.errorCategory === null ? '' : `, ${showing.request.errorCategory}`}.`,
]

function featureLines({ features, featureNames }: Showing): string[] {
  if (features === null) return ['  Ranker input: not recorded; the answer was not sampled.']
  if (featureNames === null) {
    return [
      '  Ranker input: recorded, but without feature names; the manifest is not in the registry.',
    ]
  }
  return [
    '  Ranker input:',
    ...featureNames.map((name, at) => `    ${name}: ${features[at] ?? 'missing'}`),
  ]
}

const rolloutLine = ({ percentage, isKilled, pinnedVersion }: Showing['rollout']): string =>
  `Rollout then: ${percentage} %${isKilled ? ', kill switch on' : ''}${pinnedVersion === null ? '' : `, ${pinnedVersion} pinned`}.`

const moment = (date: Date) => `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`

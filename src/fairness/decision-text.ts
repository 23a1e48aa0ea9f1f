import { printable } from '../files/output/table.ts'
import type { Decision, Showing } from './decision.ts'

/** For people to read; says of what is missing that it is not held. */
export function toDecision(decision: Decision): string {
  const { showings, match, acts, heldSince } = decision
  const lines = [
    ...(showings.length === 0
      ? [
          `No showing of this pair is held for the time asked. Either there was none, or it is not held any more: ${heldSince === null ? 'no showing of anyone is held' : `the oldest of anyone is of ${moment(heldSince)}`}.`,
        ]
      : showings.flatMap(showingLines)),
    '',
    match === null
      ? 'Now: no score of the pair is held.'
      : `Now: score ${match.score.toFixed(2)} by ${match.version ?? 'a version not held'}, source ${match.source ?? 'not held'}, ${match.status ?? 'no status'}.`,
    acts.length === 0 ? 'Acts until then: none is held.' : 'Acts until then:',
    ...acts.map(({ type, actor, at }) => `  ${moment(at)}  ${type} by ${actor}`),
  ]
  return `${lines.map(printable).join('\n')}\n`
}

const showingLines = (showing: Showing): string[] => [
  `Shown ${moment(showing.shownAt)} to the ${showing.shownTo}, request ${showing.requestId}`,
  `  Rank ${showing.rank} of ${showing.candidates} candidates, score ${showing.score.toFixed(2)}${showing.rawScore === null ? '' : `, raw score ${showing.rawScore.toFixed(4)}`}.`,
  showing.source === 'ml'
    ? `  Ranked by the model ${showing.modelVersion}${showing.modelSha256 === null ? ', which the registry does not hold' : `, SHA-256 ${showing.modelSha256}`}.`
    : `  Ranked by rules (${showing.modelVersion}), not by a model.`,
  `  Active version then: ${showing.activeVersion ?? 'not held'}.`,
  `  Arm of the rollout: ${showing.arm ?? 'none'}. ${rolloutLine(showing.rollout)}`,
  showing.explored
    ? '  Its place was exchanged with a neighbour’s, to learn what place does.'
    : '  Its place was not exchanged.',
  '  Hard constraints: it was shown, so none took it out; which were looked at is not held.',
  ...(showing.topFactors ?? []).map(({ factor, description }) => `  ${factor}: ${description}`),
  ...(showing.topFactors === null ? ['  The factors are not held.'] : []),
  ...featureLines(showing),
  showing.request === null
    ? '  Gateway’s log of the request: not held; it did not come by the gateway, or its time is up.'
    : `  Gateway’s log: ${showing.request.type}, status ${showing.request.status ?? 'not held'}${showing.request.errorCategory === null ? '' : `, ${showing.request.errorCategory}`}.`,
]

function featureLines({ features, featureNames }: Showing): string[] {
  if (features === null) return ['  What the ranker read is not held: the answer was not sampled.']
  if (featureNames === null) {
    return ['  What the ranker read is held, its names are not: the registry has no such manifest.']
  }
  return [
    '  What the ranker read:',
    ...featureNames.map((name, at) => `    ${name}: ${features[at] ?? 'missing'}`),
  ]
}

const rolloutLine = ({ percentage, isKilled, pinnedVersion }: Showing['rollout']): string =>
  `Rollout then: ${percentage} %${isKilled ? ', model switched off' : ''}${pinnedVersion === null ? '' : `, ${pinnedVersion} pinned`}.`

const moment = (date: Date) => `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`

import type { Evaluation } from '../evaluate/evaluate-models.ts'
import type { Harm, HarmName, SegmentReport } from '../evaluate/segment-harm.ts'
import { number } from './in-numbers.ts'
import type { GateLimits } from './limits.ts'
import type { Check } from './reason.ts'

/** A segment that a challenger is worse for, by more than is allowed and more than chance does. */
export interface HurtSegment {
  readonly segment: SegmentReport
  readonly harm: Harm
}

const WORDS: Readonly<Record<HarmName, (worse: string) => string>> = {
  ndcg10: (worse) => `loses ${worse} of nDCG@10`,
  rmse: (worse) => `has ${worse} points more RMSE`,
  bias: (worse) => `is judged ${worse} points further from its labels`,
}
const DIGITS: Readonly<Record<HarmName, number>> = { ndcg10: 3, rmse: 1, bias: 1 }

/** @param allowed what a segment may lose before chance is asked */
export function findHurtSegments(
  { segments, segmentCritical }: Pick<Evaluation, 'segments' | 'segmentCritical'>,
  allowed: GateLimits['segmentLoss'],
): HurtSegment[] {
  return segments.flatMap((segment) =>
    segment.harms
      .filter(({ name, worse, deviation }) => {
        const chance = deviation > 0 ? segmentCritical * deviation : 0
        return worse - allowed[name] > chance
      })
      .map((harm) => ({ segment, harm })),
  )
}

export const segmentsAreUnharmed: Check = ({ evaluation }, { segmentLoss }) => {
  const judged = evaluation.segments.filter(({ harms }) => harms.length > 0)
  const hurt = findHurtSegments(evaluation, segmentLoss)
  const [worst, ...others] = hurt.map(
    ({ segment: { segmentation, value }, harm: { name, worse } }) =>
      `${segmentation} ${value} ${WORDS[name](number(worse, DIGITS[name]))}`,
  )
  const small = evaluation.segments.length - judged.length
  const looked = `Segments judged: ${judged.length}, too small: ${small}`
  return {
    passed: hurt.length === 0,
    sentence:
      worst === undefined
        ? `${looked}; none is worse off beyond chance.`
        : `${looked}; ${[worst, ...others.slice(0, 2)].join('; ')}${others.length > 2 ? `; and ${others.length - 2} more` : ''}.`,
  }
}

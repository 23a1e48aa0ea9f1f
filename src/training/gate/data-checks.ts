import { number, percent, withInterval } from './in-numbers.ts'
import type { Check } from './reason.ts'

export const dataIsEnough: Check = ({ evaluation, sample }, { least }) => {
  const counts: readonly (readonly [name: string, count: number, needed: number])[] = [
    ['pairs to learn from', sample.trainingPairs, least.trainingPairs],
    ['held-out pairs', evaluation.pairs, least.pairs],
    ['of them acted on', sample.acts, least.acts],
    ['talents with an order to get right', evaluation.comparableTalents, least.comparableTalents],
  ]
  return {
    passed: counts.every(([, count, needed]) => count >= needed),
    sentence: `${counts.map(([name, count, needed]) => `${count} ${name} (at least ${needed})`).join(', ')}.`,
  }
}

export const dataIsFresh: Check = ({ sample: { newestDays, medianDays } }, { age }) => {
  const passed = newestDays >= 0 && newestDays <= age.newestDays && medianDays <= age.medianDays
  const days =
    `The newest held-out label is ${number(newestDays, 0)} days old (${age.newestDays} at most), ` +
    `half of them are younger than ${number(medianDays, 0)} (${age.medianDays} at most)`
  return { passed, sentence: newestDays < 0 ? `${days}; some lie in the future.` : `${days}.` }
}

/**
 * Two signs of a label among the features. One feature alone explains most of what can be explained: what
 * is known of a pair beforehand never does. Or the model errs less than people differ over one pair, which only
 * someone who knows the outcome can.
 */
export const nothingLeaks: Check = ({ evaluation, leak }, limits) => {
  const noise = leak.labelNoise ?? limits.labelNoise
  const explainable = Math.max(0, 1 - (noise / leak.labelDeviation) ** 2)
  const most = limits.oneFeature * explainable
  const { rmse } = evaluation.models.challenger
  const plausible = leak.explains <= most && rmse.high >= noise
  return {
    passed: plausible,
    sentence:
      `${leak.feature} alone explains ${percent(leak.explains)} of the labels (${percent(most)} at most); ` +
      `RMSE ${withInterval(rmse, 2)} where people differ by ${number(noise, 1)}` +
      `${plausible ? '.' : ': too good to be true.'}`,
  }
}

export const orderIsKept: Check = ({ order: { treeBreaches, fallingScores } }) => ({
  passed: treeBreaches === 0 && fallingScores === 0,
  sentence: `${treeBreaches} pairs of leaves break the direction of a feature, ${fallingScores} scores fall where the raw score rises; both must be 0.`,
})

import { difference, number, percent, withInterval } from './in-numbers.ts'
import type { Check } from './reason.ts'

const beats =
  (other: 'champion' | 'rules'): Check =>
  ({ evaluation }) => {
    const { ndcg10 } = evaluation.differences[other]
    const passed = ndcg10.low > 0
    const proof = passed ? 'better beyond chance' : 'not better beyond chance'
    return { passed, sentence: `nDCG@10 over ${other}: ${difference(ndcg10, 4)}, ${proof}.` }
  }

export const beatsChampion = beats('champion')
export const beatsRules = beats('rules')

export const rmseIsLow: Check = ({ evaluation }, limits) => {
  const { rmse } = evaluation.models.challenger
  return {
    passed: rmse.mean < limits.rmse,
    sentence: `RMSE ${withInterval(rmse, 2)} points; it must be below ${limits.rmse}.`,
  }
}

export const rmseIsNotWorse: Check = ({ evaluation }) => {
  const { rmse } = evaluation.differences.champion
  return {
    passed: rmse.low <= 0,
    sentence: `RMSE over champion: ${difference(rmse, 2)} points; it must not be more beyond chance.`,
  }
}

export const isCalibrated: Check = ({ evaluation }, { ece: most, eceRise }) => {
  const { ece } = evaluation.models.challenger
  const over = evaluation.differences.champion.ece
  return {
    passed: over.low <= eceRise && ece.low <= most,
    sentence:
      `Calibration error ${withInterval(ece, 2)} points, ${difference(over, 2)} over champion; beyond ` +
      `chance it must not be above ${most}, nor rise by more than ${eceRise}.`,
  }
}

export const coverageIsRight: Check = ({ evaluation }, limits) => {
  const [least, most] = limits.coverage
  const { coverage } = evaluation.models.challenger
  if (!coverage) return { passed: false, sentence: 'The challenger has no intervals.' }
  return {
    passed: coverage.high >= least && coverage.low <= most,
    sentence: `${percent(coverage.mean, 1)} of labels lie in the 80 % intervals; beyond chance it must be ${percent(least)} to ${percent(most)}.`,
  }
}

export const sharesStay: Check = ({ shift }, { shareShift }) => {
  const { challenger, champion, largest } = shift
  const move = (name: 'listed' | 'highlyRecommended') =>
    `${percent(champion[name], 1)} to ${percent(challenger[name], 1)}`
  return {
    passed: largest <= shareShift,
    sentence:
      `On the reference set scores of 50 or more go from ${move('listed')}, above 80 from ` +
      `${move('highlyRecommended')}: ${number(largest, 1)} points, ${shareShift} at most.`,
  }
}

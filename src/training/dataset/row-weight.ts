import {
  inversePropensity,
  type PropensityCurve,
  propensityOf,
} from './examination/propensity-curve.ts'
import type { ObservedPair } from './training-source.ts'

/**
 * What was acted on was looked at for certain; what was passed over, with its propensity. Either is divided
 * by the propensity, clipped, so that pairs at places where few look stand for those that nobody saw.
 */
export function weigh(
  { label, ranks }: Pick<ObservedPair, 'label' | 'ranks'>,
  curve: PropensityCurve,
): { readonly propensity: number; readonly weight: number } {
  if (ranks.length === 0) return { propensity: Number.NaN, weight: 1 }
  const propensity = propensityOf(curve, ranks)
  const lookedAt = label === null ? propensity : 1
  return { propensity, weight: lookedAt * inversePropensity(propensity) }
}

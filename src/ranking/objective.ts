import { LightgbmModelError } from './lightgbm-model.ts'

/** Turns a raw score into the objective's unit: a probability, a count, a label. */
export type OutputTransform = (raw: number) => number

const identity: OutputTransform = (raw) => raw
const logistic: OutputTransform = (raw) => 1 / (1 + Math.exp(-raw))

/** By name, what LightGBM's `ConvertOutput` does. */
const TRANSFORMS: Readonly<Record<string, OutputTransform>> = {
  regression: identity,
  regression_l1: identity,
  huber: identity,
  fair: identity,
  quantile: identity,
  mape: identity,
  lambdarank: identity,
  rank_xendcg: identity,
  custom: identity,
  poisson: Math.exp,
  gamma: Math.exp,
  tweedie: Math.exp,
  cross_entropy: logistic,
  cross_entropy_lambda: (raw) => Math.log1p(Math.exp(raw)),
}

/**
 * @param objective as a model stores it, `name parameter:value …`; a custom one is the identity
 * @throws LightgbmModelError when the objective has no single output or is unknown
 */
export function outputTransform(objective = 'custom'): OutputTransform {
  const [name = '', ...parameters] = objective.split(' ')
  if (name === 'regression' && parameters.includes('sqrt'))
    return (raw) => Math.sign(raw) * raw * raw
  if (name === 'binary') {
    const sigmoid = Number(parameters.find((text) => text.startsWith('sigmoid:'))?.slice(8))
    if (!(sigmoid > 0)) throw new LightgbmModelError(`objective '${objective}' lacks its sigmoid`)
    return (raw) => logistic(sigmoid * raw)
  }
  const transform = Object.hasOwn(TRANSFORMS, name) ? TRANSFORMS[name] : undefined
  if (transform) return transform
  throw new LightgbmModelError(`objective '${objective}' is not one that gives a single score`)
}

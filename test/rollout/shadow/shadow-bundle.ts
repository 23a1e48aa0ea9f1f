import type { Bundle } from '../../../src/matching/bundle/bundle.ts'
import type { ServedMatches } from '../../../src/matching/by-id/by-id-matcher.ts'
import { Calibration } from '../../../src/ranking/calibration.ts'
import { matchOf, servedOf } from '../../db/interactions/kept.ts'

/** A model of one feature, which is the score between 10 and 90. */
export const lineBundle = (version = '2', embedder = 'e') =>
  ({
    manifest: { version, embedder, contract_hash: 'contract' },
    ranker: {
      featureNames: ['score'],
      predict: (rows: Float64Array, count: number, out: Float64Array) =>
        out.set(rows.subarray(0, count)),
    },
    calibration: new Calibration([
      [10, 10],
      [90, 90],
    ]),
  }) as unknown as Bundle

/** An answer with the score that serves, raw score, and the feature of each pair. */
export function answerOf(pairs: readonly (readonly [number, number, number])[]): ServedMatches {
  const answer = servedOf(pairs.map(([score], at) => matchOf('t', String(at), score)))
  return {
    ...answer,
    served: answer.served.map((each, at) => ({
      ...each,
      rawScore: pairs[at]?.[1] ?? null,
      features: Float64Array.of(pairs[at]?.[2] ?? Number.NaN),
    })),
    excluded: {},
  } as ServedMatches
}

import type { Act, NewModelVersion } from '../../src/models/registry.ts'
import { sha256 } from '../../src/runtime/sha256.ts'

export const act = (reason: string | null = null): Act => ({ actor: 'operator', reason })

/** A version that is told of and lies nowhere. */
export const newVersion = (
  version: string,
  fields: Partial<NewModelVersion> = {},
): NewModelVersion => ({
  version,
  path: `${version}-0000`,
  sha256: sha256(version),
  status: 'candidate',
  basis: 'feedback',
  trainedAt: new Date(
    `${version.slice(4, 8)}-${version.slice(8, 10)}-${version.slice(10, 12)}T05:00:00Z`,
  ),
  metrics: { rmse: 12.5 },
  featureImportances: { skill_overlap_jaccard: 1 },
  manifest: '{}',
  ...fields,
})

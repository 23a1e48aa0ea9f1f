import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { SnapshotError } from './snapshot-error.ts'

const Count = Type.Integer({ minimum: 0 })
const Share = Type.Number({ minimum: 0, maximum: 1 })
const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' })
const Moment = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' })

/** Raised when the columns or their meaning change. */
export const SNAPSHOT_FORMAT = 2

/** What a snapshot is and where it came from: `manifest.json` of its folder. */
const Manifest = Type.Object({
  format: Type.Literal(SNAPSHOT_FORMAT),
  /** Of what was collected: nothing later was seen. */
  as_of: Moment,
  /** What was looked at begins here. */
  from: Moment,
  seed: Type.Integer(),
  /** Hash of the features and their order. */
  contract: Hash,
  /** The file of the rows, which is named by its hash. */
  file: Type.String({ pattern: '^rows-[0-9a-f]{16}\\.parquet$' }),
  sha256: Hash,
  bytes: Count,
  rows: Count,
  talents: Count,
  jobs: Count,
  origins: Type.Object({ act: Count, passed_over: Count }),
  sources: Type.Object({ logged: Count, recomputed: Count }),
  labels: Type.Record(Type.String(), Count),
  first_decided: Type.Union([Type.Number(), Type.Null()]),
  last_decided: Type.Union([Type.Number(), Type.Null()]),
  /** Shares of the pairs that there were. */
  shares: Type.Object({ labelled: Share, passedOver: Share }),
  /** Pairs whose features could not be made any more. */
  gone: Count,
  propensity: Type.Object({
    curve: Type.Object({ top: Type.Array(Share), decay: Type.Number({ minimum: 0 }) }),
    basis: Type.Union([Type.Literal('swaps'), Type.Literal('scores'), Type.Literal('prior')]),
    swappedActs: Count,
    acts: Count,
  }),
  /** Rows that were taken out since, and when last. */
  purged: Type.Optional(Type.Object({ rows: Count, at: Moment })),
})

export type SnapshotManifest = Static<typeof Manifest>

const validator = Compile(Manifest)

/** @throws {SnapshotError} naming what is wrong */
export function parseManifest(path: string, text: string): SnapshotManifest {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new SnapshotError(`${path}: not JSON`, { cause })
  }
  if (validator.Check(value)) return value
  const [fault] = validator.Errors(value)
  throw new SnapshotError(`${path}: ${fault?.instancePath || 'it'} ${fault?.message ?? 'is wrong'}`)
}

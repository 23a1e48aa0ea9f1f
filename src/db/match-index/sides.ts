import type { Entity } from './outbox.ts'

/** How the two halves of the index differ. */
export interface IndexSide {
  /** The platform's table. */
  readonly table: string
  readonly index: string
  /** Column of the entity's id, in the index and in what `payloads` returns. */
  readonly id: string
  /** SQL function of an array of ids. */
  readonly payloads: string
  readonly isRemote: string
  /** SQL that tells whether a row of `table` may be found. */
  readonly isActive: (row: string) => string
}

/** Whoever was erased is no more to us, whatever the platform still has. */
const isKept = (row: string) => `not exists (
  select from public.ml_erased as gone where gone.id_hash = public.ml_erased_key(${row}.id))`

export const SIDES: Readonly<Record<Entity, IndexSide>> = {
  job: {
    table: 'jobs',
    index: 'match_index_jobs',
    id: 'job_id',
    payloads: 'ml_job_payloads',
    isRemote: 'is_remote',
    isActive: (row) => `(${row}.status is not distinct from 'active' and ${isKept(row)})`,
  },
  talent: {
    table: 'talents',
    index: 'match_index_talents',
    id: 'talent_id',
    payloads: 'ml_talent_payloads',
    isRemote: 'wants_remote',
    // Whoever says nothing may be found; retrieval asks the same. Free text on the platform.
    isActive: (row) => `(${row}.availability_status is distinct from 'not_looking' and not exists (
      select from public.profiles as p where p.id = ${row}.profile_id and not p.is_active)
      and ${isKept(row)})`,
  },
}

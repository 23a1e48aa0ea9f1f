import type { Connection } from '../../db/database.ts'
import { insertRows } from '../../db/platform/platform-rows.ts'
import { rowsOfCast } from './cast.ts'
import { type PlatformSize, streamPlatform } from './platform.ts'
import { rowsOfProtagonists } from './protagonists.ts'
import { type PlatformRows, TABLES } from './rows.ts'
import { SkillIds } from './skill-ids.ts'

/** What `npm start` fills an empty database with. */
export const DEMO_SIZE: Omit<PlatformSize, 'asOf'> = {
  talents: 600,
  jobs: 300,
  companies: 48,
  seed: 1,
}

export interface SeedOptions {
  readonly signal?: AbortSignal | undefined
  /** Hears how many talents and jobs are there so far. */
  readonly onProgress?: (rows: number) => void
}

/**
 * Writes a made-up platform, and the talent and the jobs of `examples/` with some around them. Rows that
 * are there stay, so that a run which was cut off can be run again; skills that are there are used.
 *
 * @returns how many applications there are: fewer than were asked for where there are not jobs enough
 */
export async function seedPlatform(
  database: Connection,
  size: PlatformSize,
  { signal, onProgress }: SeedOptions = {},
): Promise<number> {
  const skillIds = new SkillIds()
  await insertAll(database, rowsOfProtagonists(size.asOf), skillIds)
  let done = 0
  let applications = 0
  for (const rows of streamPlatform(size)) {
    signal?.throwIfAborted()
    await insertAll(database, rows, skillIds)
    done += (rows.jobs?.length ?? 0) + (rows.talents?.length ?? 0)
    onProgress?.(done)
    applications += rows.applications?.length ?? 0
  }
  await insertAll(database, rowsOfCast(size), skillIds)
  return applications
}

async function insertAll(
  database: Connection,
  rows: Partial<PlatformRows>,
  skillIds: SkillIds,
): Promise<void> {
  await skillIds.save(database, rows.skills ?? [])
  const named = skillIds.translate(rows)
  for (const table of TABLES) {
    if (table !== 'skills') await insertRows(database, table, named[table] ?? [])
  }
}

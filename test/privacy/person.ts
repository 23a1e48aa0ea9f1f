import { randomUUID } from 'node:crypto'
import type { Database } from '../../src/db/database.ts'
import { Impressions } from '../../src/db/interactions/impressions.ts'
import { Matches } from '../../src/db/interactions/matches.ts'
import { RANKED_FEATURES } from '../../src/features/registry.ts'
import { matchOf } from '../db/interactions/kept.ts'
import { insertUser } from '../db/people.ts'
import { insert, insertCompany, insertJob, insertTalent } from '../db/schema/people.ts'

/** What nobody else writes. */
export const SENTINELS = {
  name: 'Quillona Sentinelle',
  email: 'quillona.sentinel@zanzibar.example',
  phone: '+255 700 536 781',
  bio: 'Tamed forty sentinel-walruses',
}

/** Words that a talent and somebody else have both. */
export const SHARED_TITLE = 'Night Shift Nurse'

export interface Planted {
  readonly user: string
  readonly talent: string
  readonly needles: readonly string[]
}

/** A talent whose every text has a sentinel. */
export async function plantTalent(database: Database): Promise<Planted> {
  const user = await insertUser(database, 'talent')
  await database.query('update public.profiles set full_name = $2, email = $3 where id = $1', [
    user,
    SENTINELS.name,
    SENTINELS.email,
  ])
  const bio = `${SENTINELS.name}: ${SENTINELS.bio}. Call ${SENTINELS.phone}, write ${SENTINELS.email}.`
  const talent = await insertTalent(database, user, { title: SHARED_TITLE, bio })
  const skill = await insert(database, 'skills', { name: 'Walrus Taming', category: 'test' })
  await insert(database, 'talent_skills', { talent_id: talent, skill_id: skill })
  return { user, talent, needles: [user, talent, ...Object.values(SENTINELS)] }
}

/** A company whose job has them. */
export async function plantCompany(
  database: Database,
): Promise<{ user: string; job: string; needles: readonly string[] }> {
  const user = await insertUser(database, 'company')
  const company = await insertCompany(database, user, { name: SENTINELS.name })
  const description = `Work for ${SENTINELS.name}. ${SENTINELS.bio}? Call ${SENTINELS.phone}.`
  const job = await insertJob(database, company, { description })
  return { user, job, needles: [user, job, ...Object.values(SENTINELS)] }
}

/** Has the pair matched, shown to both sides, acted on and logged. */
export async function liveThrough(
  database: Database,
  { talent, job, user, userHash }: { talent: string; job: string; user: string; userHash: string },
): Promise<void> {
  const match = matchOf(talent, job)
  await new Matches(database).upsert([{ match, modelVersion: '1', source: 'ml' }])
  const impression = {
    match,
    shownAt: new Date(),
    rank: 1,
    candidates: 3,
    rawScore: 60,
    source: 'ml' as const,
    arm: null,
    modelVersion: '1',
    explored: false,
    features: RANKED_FEATURES.map((_, at) => at),
    featureContract: 'contract',
  }
  await new Impressions(database).insert([
    { ...impression, requestId: randomUUID(), shownTo: 'talent' },
    { ...impression, requestId: randomUUID(), shownTo: 'company' },
  ])
  await insert(database, 'match_events', {
    talent_id: talent,
    job_id: job,
    type: 'interested',
    actor: 'talent',
    actor_id: user,
    source: 'api',
    idempotency_key: `user:${user}:${randomUUID()}`,
  })
  await database.query(
    `insert into public.ml_request_log (request_id, type, user_hash, talent_id, job_id, status)
     values ($1, 'talent-to-jobs', $2, $3, null, 200), ($4, 'job-to-talents', null, null, $5, 200)`,
    [randomUUID(), userHash, talent, randomUUID(), job],
  )
}

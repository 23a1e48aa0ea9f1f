import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXPORTED_TABLES } from '../../src/db/privacy/personal-rows.ts'
import { KEPT_TABLES } from '../../src/db/privacy/retention.ts'
import { engines, type OpenEngine } from '../db/engines.ts'
import { PLATFORM_TABLES } from './scan.ts'

interface Told {
  readonly places: readonly string[]
  readonly days: string
  readonly exported: string
}

/** The rows of the page's table, by the names in their first column. */
async function readPage(): Promise<readonly Told[]> {
  const page = await readFile(new URL('../../docs/privacy.md', import.meta.url), 'utf8')
  return page
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const [, place = '', , days = '', exported = ''] = line.split('|').map((cell) => cell.trim())
      return {
        places: [...place.matchAll(/`(\w+)`/g)].map(([, name]) => name ?? ''),
        days,
        exported,
      }
    })
}

describe.each(engines)('docs/privacy.md and the schema on $name', (engine) => {
  let open: OpenEngine
  let tables: readonly string[]
  let told: readonly Told[]
  beforeAll(async () => {
    open = await engine.open()
    const rows = await open.database.query<{ name: string }>(
      `select relname as name from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'p', 'm')`,
    )
    tables = rows.map(({ name }) => name).filter((name) => !PLATFORM_TABLES.includes(name))
    told = await readPage()
  }, 60_000)
  afterAll(() => open?.close())
  const names = () => told.flatMap(({ places }) => places).filter((name) => name !== 'pgboss')

  it('tells of every table of ours, and of no other', () => {
    expect(names().toSorted()).toEqual(tables.toSorted())
  })

  it('says "yes" of tables that are exported, and 365 days of those that are cleared', () => {
    const saidToBe = (of: (row: Told) => boolean) => told.filter(of).flatMap(({ places }) => places)
    for (const table of saidToBe(({ exported }) =>
      /^(yes|of one's own|our columns)/.test(exported),
    ))
      expect(EXPORTED_TABLES).toContain(table)
    for (const table of EXPORTED_TABLES) {
      expect(saidToBe(({ exported }) => !/^(no|$)/.test(exported))).toContain(table)
    }
    const cleared = saidToBe(({ days }) => days.includes('365'))
    for (const table of KEPT_TABLES) expect(cleared).toContain(table)
  })

  it('has a rule for every column that can have an id of somebody', async () => {
    // A column of a new kind is to be thought about: here, and in ml_erase_some.
    const columns = await open.database.query<{ it: string }>(
      `select c.relname || '.' || a.attname as it
       from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0
         and not a.attisdropped and c.relname <> all ($1)
         and (a.atttypid in ('uuid'::regtype, 'uuid[]'::regtype) or a.attname ~ '(user|actor|_by|hash)')
       order by 1`,
      [PLATFORM_TABLES],
    )
    expect(columns.map(({ it: name }) => name)).toMatchInlineSnapshot(`
      [
        "embeddings.text_hash",
        "match_events.actor",
        "match_events.actor_id",
        "match_events.job_id",
        "match_events.talent_id",
        "match_feedback.id",
        "match_feedback.job_id",
        "match_feedback.talent_id",
        "match_impressions.job_id",
        "match_impressions.talent_id",
        "match_impressions.top_factors",
        "match_index_jobs.content_hash",
        "match_index_jobs.job_id",
        "match_index_talents.content_hash",
        "match_index_talents.talent_id",
        "match_outbox.entity_id",
        "matches.id",
        "matches.job_id",
        "matches.talent_id",
        "ml_erased.id_hash",
        "ml_erasures.actor",
        "ml_erasures.job_ids",
        "ml_erasures.receipt_id",
        "ml_erasures.retraining",
        "ml_erasures.talent_ids",
        "ml_erasures.user_hashes",
        "ml_erasures.user_id",
        "ml_model_activations.actor",
        "ml_model_versions.id",
        "ml_model_versions.published_by",
        "ml_process_samples.process",
        "ml_quality_days.engaged_by_group",
        "ml_quality_days.gap_by_group",
        "ml_quality_days.impressions_by_group",
        "ml_quality_days.labelled_by_group",
        "ml_request_log.job_id",
        "ml_request_log.talent_id",
        "ml_request_log.user_hash",
        "ml_rollout.updated_by",
        "ml_rollout_changes.actor",
        "training_runs.actor",
        "training_runs.id",
        "training_runs.requested_by",
      ]
    `)
  })
})

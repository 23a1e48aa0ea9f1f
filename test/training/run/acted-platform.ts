import { join } from 'node:path'
import type { Database } from '../../../src/db/database.ts'
import { PlatformCorpus } from '../../../src/db/repositories/corpus.ts'
import { ModelVersions } from '../../../src/db/repositories/model-versions.ts'
import { TrainingPairs } from '../../../src/db/repositories/training-pairs.ts'
import { TrainingRuns } from '../../../src/db/repositories/training-runs.ts'
import { seedPlatform } from '../../../src/demo/platform/seed.ts'
import { nullEmbedder } from '../../../src/embeddings/null.ts'
import { CONTRACT_HASH } from '../../../src/features/registry.ts'
import { ModelLoader } from '../../../src/models/loader.ts'
import { FolderStore } from '../../../src/models/store/folder-store.ts'
import { pseudonymsBy } from '../../../src/training/dataset/pseudonyms.ts'
import { DEFAULT_LIMITS } from '../../../src/training/gate/limits.ts'
import type { TrainingParts } from '../../../src/training/run/run-training.ts'
import { Random } from '../../../src/training/synthetic/random.ts'
import { DELIVERED_FOLDER } from '../../models/variants.ts'
import { readTaste } from '../acted-dataset.ts'

const JOBS = 60
const PAIRS_EACH = 12

/** The same, so that talents are dealt alike: on so few, another deal may not prove what it could. */
export const PSEUDONYM_KEY = 'a key for tests, of more than thirty-two bytes'

/** How a label comes about; what is passed over, by nothing. */
const ACTS: Readonly<Record<number, string | undefined>> = {
  10: 'dismissed',
  20: 'dismissed',
  55: 'viewed',
  85: 'interested',
  100: 'interested',
}

const SHOW = `
  insert into public.match_impressions
    (request_id, talent_id, job_id, shown_to, rank, candidates, score, source, model_version,
     features, feature_contract, shown_at)
  select 'r-' || t.n, t.id, j.id, 'talent', s.rank, 60, 70, 'ml', '1', s.features, $2,
    now() - make_interval(secs => 86400 * s.days)
  from jsonb_to_recordset($1::jsonb) as s
    (talent integer, job integer, rank smallint, days double precision, features real[])
  join (select id, row_number() over (order by id) - 1 as n from public.talents) t on t.n = s.talent
  join (select id, row_number() over (order by id) - 1 as n from public.jobs) j on j.n = s.job`

const ACT = `
  insert into public.match_events
    (talent_id, job_id, type, actor, source, occurred_at, duration_seconds)
  select t.id, j.id, s.type, 'talent', 'api', now() - make_interval(secs => 86400 * (s.days - 1)),
    case when s.type = 'viewed' then 30 end
  from jsonb_to_recordset($1::jsonb) as s
    (talent integer, job integer, days double precision, type text)
  join (select id, row_number() over (order by id) - 1 as n from public.talents) t on t.n = s.talent
  join (select id, row_number() over (order by id) - 1 as n from public.jobs) j on j.n = s.job
  where s.type is not null`

/** A platform whose talents have a taste of their own, and acted on it over half a year. */
export async function actOnPlatform(
  database: Database,
  { talents = 320 }: { readonly talents?: number } = {},
): Promise<void> {
  await seedPlatform(database, { talents, jobs: JOBS, companies: 5, seed: 3, asOf: new Date() })
  // Nobody else has acted: those who apply on a made-up platform have another taste.
  await database.query(
    'truncate public.applications, public.match_events, public.match_impressions cascade',
  )
  const draw = await readTaste()
  const random = new Random('acted platform')
  const shown = Array.from({ length: talents }, (_, talent) => {
    const jobs = random.sample([...Array(JOBS).keys()], PAIRS_EACH)
    const joined = random.between(20, 170)
    return jobs.map((job, at) => {
      const { features, label } = draw(random)
      return {
        talent,
        job,
        rank: at + 1,
        days: Math.max(16, joined * random.between(0.6, 1)),
        features: Array.from(features, (value) => (Number.isNaN(value) ? null : value)),
        type: ACTS[label],
      }
    })
  }).flat()
  await database.query(SHOW, [JSON.stringify(shown), CONTRACT_HASH])
  await database.query(ACT, [JSON.stringify(shown)])
}

/** What a run works on, with the real parts; files go into `folder`. */
export const trainingParts = (database: Database, folder: string): TrainingParts => {
  const store = new FolderStore(join(folder, 'store'))
  return {
    runs: new TrainingRuns(database),
    models: {
      registry: new ModelVersions(database),
      store,
      loader: new ModelLoader(store, DELIVERED_FOLDER),
    },
    source: new TrainingPairs(database),
    corpus: new PlatformCorpus(database, 0),
    embedder: nullEmbedder,
    pseudonyms: pseudonymsBy(PSEUDONYM_KEY),
    limits: DEFAULT_LIMITS,
    folder: join(folder, 'training'),
    lightgbm: { library: process.env.LIGHTGBM_LIB },
  }
}

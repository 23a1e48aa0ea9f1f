import type { ModelRecord } from '../../models/card.ts'
import type {
  Act,
  Activation,
  ModelRegistry,
  ModelStatus,
  ModelVersion,
  NewModelVersion,
  WantedModel,
} from '../../models/registry.ts'
import type { Connection } from '../database.ts'

const STATUS = `
  case when v.is_active then 'active' when v.status = 'active' then 'retired'
    else coalesce(v.status, 'candidate') end as status`

/** `trained_at` and `created_at` are without a time zone: they are kept in UTC. */
const COLUMNS = `
  v.version, v.model_path as path, v.sha256, v.basis, v.metrics, v.published_by,
  v.erasure_marked_at, v.is_active, ${STATUS},
  v.trained_at at time zone 'utc' as trained_at, v.created_at at time zone 'utc' as created_at,
  v.version = (select pinned_version from public.ml_rollout) as is_pinned,
  a.actor, a.reason, a.activated_at
  from public.ml_model_versions as v
  left join lateral (
    select * from public.ml_model_activations as a
    where a.version = v.version order by a.id desc limit 1) as a on true`

const LAST_TRAINED_FIRST =
  'order by v.trained_at desc nulls last, v.created_at desc, v.version desc'

const WANTED = `
  select w.version, v.model_path as path, v.sha256, v.version is not null as is_known,
    (select max(a.id) from public.ml_model_activations as a where a.version = w.version)::text
      as activation,
    coalesce((select is_killed from public.ml_rollout), false) as is_killed
  from (
    select coalesce(
      (select pinned_version from public.ml_rollout),
      (select version from public.ml_model_versions where is_active)) as version) as w
  left join public.ml_model_versions as v on v.version = w.version
  where w.version is not null`

const SHADOW = `
  select r.shadow_version as version, v.model_path as path, v.sha256, v.version is not null as is_known,
    null as activation, false as is_killed
  from public.ml_rollout as r left join public.ml_model_versions as v on v.version = r.shadow_version
  where r.shadow_version is not null`

/** Takes the first free name, $1, $1-2, $1-3, …; nothing where the hash is known or the name was just taken. */
const ADD = `
  insert into public.ml_model_versions
    (version, model_path, sha256, status, basis, trained_at, created_at, metrics, feature_importance,
     manifest, published_by, publish_reason)
  select name.free, $2, $3, $4, $5, $6::timestamptz at time zone 'utc', now() at time zone 'utc',
    $7::jsonb, $8::jsonb, $9::jsonb, $10, $11
  from (
    select given.name as free
    from generate_series(1, 1000) as n
    cross join lateral (select $1 || case n when 1 then '' else '-' || n end as name) as given
    where not exists (select from public.ml_model_versions as v where v.version = given.name)
    order by n limit 1) as name
  on conflict do nothing
  returning version`

/** The one active before the last activation that changed which one is. */
const PREVIOUS = `
  select a.previous
  from public.ml_model_activations as a
  join public.ml_model_versions as v on v.version = a.version and v.is_active
  where a.previous <> a.version
    and exists (select from public.ml_model_versions as p where p.version = a.previous)
  order by a.id desc limit 1`

/** With the run that made it, the last where there are several, and when it was made the active one. */
const RECORD = `
  select v.version, v.sha256, v.basis, v.manifest,
    ${STATUS},
    v.trained_at at time zone 'utc' as "trainedAt", v.created_at at time zone 'utc' as "createdAt",
    v.published_by as "publishedBy", v.publish_reason as "publishReason",
    (select jsonb_build_object('id', r.id, 'status', r.status, 'reason', r.reason, 'seed', r.seed,
        'dataset', r.dataset, 'versions', r.versions, 'metrics', r.metrics)
      from public.training_runs as r where r.model_version = v.version
      order by r.queued_at desc, r.id limit 1) as run
  from public.ml_model_versions as v where v.version = $1`

const ACTIVATIONS = `
  select activated_at as at, actor, reason from public.ml_model_activations
  where version = $1 order by id desc`

/** As many publish at once as never do. */
const TRIES = 20

interface VersionRow {
  readonly version: string
  readonly path: string
  readonly sha256: string | null
  readonly status: ModelStatus
  readonly basis: string | null
  readonly metrics: Readonly<Record<string, unknown>> | null
  readonly published_by: string | null
  readonly erasure_marked_at: Date | null
  readonly is_active: boolean
  readonly is_pinned: boolean | null
  readonly trained_at: Date | null
  readonly created_at: Date
  readonly actor: string | null
  readonly reason: string | null
  readonly activated_at: Date | null
}

/** The registry in `ml_model_versions`; the database itself sees to it that exactly one is active. */
export class ModelVersions implements ModelRegistry {
  readonly #database: Connection

  constructor(database: Connection) {
    this.#database = database
  }

  async list(): Promise<readonly ModelVersion[]> {
    const rows = await this.#database.query<VersionRow>(`select ${COLUMNS} ${LAST_TRAINED_FIRST}`)
    return rows.map(toVersion)
  }

  find(version: string): Promise<ModelVersion | undefined> {
    return this.#findBy('v.version', version)
  }

  async findRecord(version: string): Promise<ModelRecord | undefined> {
    const [[record], activations] = await Promise.all([
      this.#database.query<Omit<ModelRecord, 'activations'>>(RECORD, [version]),
      this.#database.query<ModelRecord['activations'][number]>(ACTIVATIONS, [version]),
    ])
    return record && { ...record, activations }
  }

  findWanted(): Promise<WantedModel | undefined> {
    return this.#findWantedBy(WANTED)
  }

  findShadow(): Promise<WantedModel | undefined> {
    return this.#findWantedBy(SHADOW)
  }

  async #findWantedBy(statement: string): Promise<WantedModel | undefined> {
    const [row] = await this.#database.query<{
      readonly version: string
      readonly path: string
      readonly sha256: string | null
      readonly is_known: boolean
      readonly activation: string | null
      readonly is_killed: boolean
    }>(statement)
    if (!row) return undefined
    const { version, path, sha256, activation } = row
    return {
      version,
      model: row.is_known ? { version, path, sha256 } : undefined,
      mark: `${version} ${sha256} ${activation}`,
      isKilled: row.is_killed,
    }
  }

  async findPrevious(): Promise<string | undefined> {
    const [row] = await this.#database.query<{ readonly previous: string }>(PREVIOUS)
    return row?.previous
  }

  async add(version: NewModelVersion, { actor, reason }: Act): Promise<ModelVersion> {
    for (let tries = 1; tries <= TRIES; tries++) {
      const [added] = await this.#database.query<{ readonly version: string }>(ADD, [
        version.version,
        version.path,
        version.sha256,
        version.status,
        version.basis,
        version.trainedAt,
        JSON.stringify(version.metrics),
        JSON.stringify(version.featureImportances),
        version.manifest,
        actor,
        reason,
      ])
      const found = added
        ? await this.find(added.version)
        : await this.#findBy('v.sha256', version.sha256)
      if (found) return found
    }
    throw new Error(
      `others took the name that ${version.version} would have, ${TRIES} times; publish it again`,
    )
  }

  async activate(
    version: string,
    { actor, reason }: Act,
    onlyIfNone = false,
    insteadOf?: string,
  ): Promise<Activation | undefined> {
    const [row] = await this.#database.query<Activation>(
      'select version, previous from public.ml_activate_model($1, $2, $3, $4, $5)',
      [version, actor, reason, onlyIfNone, insteadOf ?? null],
    )
    return row
  }

  async #findBy(column: string, value: string): Promise<ModelVersion | undefined> {
    const [row] = await this.#database.query<VersionRow>(`select ${COLUMNS} where ${column} = $1`, [
      value,
    ])
    return row && toVersion(row)
  }
}

function toVersion(row: VersionRow): ModelVersion {
  const { actor, reason, activated_at: at } = row
  return {
    version: row.version,
    path: row.path,
    sha256: row.sha256,
    status: row.status,
    basis: row.basis,
    metrics: row.metrics,
    publishedBy: row.published_by,
    erasureMarkedAt: row.erasure_marked_at,
    isActive: row.is_active,
    isPinned: row.is_pinned ?? false,
    trainedAt: row.trained_at,
    createdAt: row.created_at,
    activation: actor !== null && at !== null ? { actor, reason, at } : null,
  }
}

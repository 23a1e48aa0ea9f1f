import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CONDITIONS } from '../../src/alerts/conditions.ts'
import { nullEmbedder } from '../../src/embeddings/null.ts'
import { addModelMetrics } from '../../src/models/metrics.ts'
import { addEmbeddingMetrics } from '../../src/observation/embedding-metrics.ts'
import { addProcessMetrics } from '../../src/observation/process-metrics.ts'
import { sampleOf } from '../../src/observation/process-samples.ts'
import { startWorker } from '../../src/processes/worker.ts'
import { bearer, job, talent } from '../app.ts'
import { insertJob, insertTalent } from '../db/schema/people.ts'
import { startWholeService, type WholeService } from '../http/whole-service.ts'
import { erasingParts } from '../privacy/erasing-parts.ts'
import { metricsOf } from './expressions.ts'

const sampleIn = (text: string, series: string): number => {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `))
  return Number(line?.slice(series.length + 1))
}

describe('what is exported', () => {
  let service: WholeService
  let ofService = ''
  let ofWorker = ''
  /** Of the second of two calls. */
  let rows: number[] = []
  const registry = new Registry()
  const folder = mkdtempSync(join(tmpdir(), 'metrics-'))
  beforeAll(async () => {
    service = await startWholeService()
    const { app, database } = service
    const headers = { authorization: await bearer() }
    const post = (url: string, payload: object) =>
      app.inject({ method: 'POST', url, headers, payload })
    await post('/api/v1/match/talent-to-jobs', { talent: talent(), jobs: [job(0), job(1)] })
    const before = (await app.inject({ url: '/metrics' })).body
    await post('/api/v1/match/talent-to-jobs', { talent: talent(), jobs: [job(0), job(2)] })
    const after = (await app.inject({ url: '/metrics' })).body
    const more = (series: string) => sampleIn(after, series) - sampleIn(before, series)
    rows = ['hit', 'miss'].map((outcome) => more(`prepared_rows_total{outcome="${outcome}"}`))
    await post('/api/v1/match/talent-to-jobs', {})
    const id = await insertTalent(database, null)
    await insertJob(database, null).catch(() => {})
    await post(`/api/v1/match/talents/${id}/jobs`, {})
    ofService = (await app.inject({ url: '/metrics' })).body

    await database.query(
      `insert into public.ml_request_log
         (request_id, type, source, arm, status, latency_ms, error_category)
       select n::text, 'talent-to-jobs', case when n <= 25 then 'ml' else 'fallback' end, 'treatment',
         200, 100, case when n > 25 then 'service_timeout' end
       from generate_series(1, 50) as n`,
    )
    const [{ today } = { today: '' }] = await database.query<{ today: string }>(
      `select ((now() at time zone 'utc')::date - 2)::text as today`,
    )
    await database.query(
      `insert into public.ml_quality_days
       values ($1, 'treatment', $2, 10, 0, 200, 50, 10, 20, 40, 30, 2100, 1800, '{}')`,
      [today, service.version],
    )
    addProcessMetrics(registry)
    addEmbeddingMetrics(registry)
    const silent = { info: () => {}, warn: () => {}, error: () => {} }
    const worker = startWorker({
      database,
      connectionString: service.connectionString,
      embedder: nullEmbedder,
      registry,
      logger: silent,
      train: async () => {
        throw new Error('nothing is trained here')
      },
      erasing: erasingParts(database),
      runsFolder: folder,
      retentionDays: 365,
    })
    ofWorker = await registry.metrics()
    await worker.close()
  }, 60_000)
  afterAll(async () => {
    await service?.close()
    rmSync(folder, { recursive: true })
  })

  it('of the service counts calls, stages, statements, scores', () => {
    const type = 'type="talent-to-jobs"'
    expect(sampleIn(ofService, `match_requests_total{${type},source="ml"}`)).toBe(3)
    expect(sampleIn(ofService, `match_latency_seconds_count{${type}}`)).toBe(3)
    const route = 'route="/api/v1/match/talent-to-jobs"'
    expect(sampleIn(ofService, `http_requests_total{${route},status="2xx"}`)).toBe(2)
    expect(sampleIn(ofService, `http_requests_total{${route},status="4xx"}`)).toBe(1)
    // The talent and one of two jobs come again.
    expect(rows).toEqual([2, 1])
    expect(sampleIn(ofService, 'http_errors_total{code="invalid_input"}')).toBe(1)
    expect(sampleIn(ofService, 'match_score_points_count{source="ml"}')).toBeGreaterThan(0)
    expect(sampleIn(ofService, 'match_confidence_ratio_count{source="ml"}')).toBeGreaterThan(0)
    for (const stage of ['retrieve', 'features', 'predict', 'explain']) {
      const seen = sampleIn(ofService, `match_stage_seconds_count{stage="${stage}"}`)
      expect(seen, stage).toBeGreaterThanOrEqual(1)
    }
    expect(ofService).toContain('match_stage_seconds_count{stage="embed"}')
    expect(sampleIn(ofService, 'database_query_seconds_count{outcome="ok"}')).toBeGreaterThan(2)
    expect(ofService).not.toContain(talent().id)
  })

  it('of the worker tells of the gateway, of queues and of quality', () => {
    expect(sampleIn(ofWorker, 'gateway_fallback_ratio')).toBe(0.5)
    expect(sampleIn(ofWorker, 'gateway_slow_ratio')).toBe(0)
    expect(sampleIn(ofWorker, 'gateway_requests_per_minute')).toBe(10)
    expect(sampleIn(ofWorker, 'gateway_errors_per_minute{category="service_timeout"}')).toBe(5)
    expect(sampleIn(ofWorker, 'gateway_latency_seconds{percentile="95"}')).toBe(0.1)
    expect(sampleIn(ofWorker, 'job_queue_waiting{queue="training_runs"}')).toBe(0)
    expect(sampleIn(ofWorker, 'model_age_seconds')).not.toBeNaN()
    const of = `{arm="treatment",model_version="${service.version}"}`
    expect(sampleIn(ofWorker, `quality_impressions${of}`)).toBe(200)
    expect(sampleIn(ofWorker, `quality_engagement_ratio${of}`)).toBe(0.25)
    expect(sampleIn(ofWorker, `quality_recall_ratio${of}`)).toBe(0.5)
    expect(sampleIn(ofWorker, `quality_calibration_gap_points${of}`)).toBe(10)
  })

  it('is what alerts and dashboard ask for', () => {
    addModelMetrics(registry)
    const dashboard = readFileSync('deploy/grafana/dashboard.json', 'utf8')
    const asked = [...dashboard.matchAll(/"expr": "((?:[^"\\]|\\.)*)"/g)].map(([, text]) =>
      JSON.parse(`"${text}"`),
    )
    expect(asked.length).toBeGreaterThan(20)
    const names = `${ofService}\n${ofWorker}\nmodel_load_failures_total`
    for (const expression of [...asked, ...CONDITIONS.map(({ promql }) => promql)]) {
      for (const metric of metricsOf(expression)) {
        const base = metric.replace(/_(bucket|count|sum)$/, '')
        expect(names, `${metric} of ${expression}`).toMatch(
          new RegExp(`^(# TYPE )?${base}\\b`, 'm'),
        )
      }
    }
  })

  it('has a line in docs/operations.md for each metric', () => {
    const told = readFileSync('docs/operations.md', 'utf8')
    const names = [...`${ofService}\n${ofWorker}`.matchAll(/^# TYPE (\S+)/gm)].map(
      ([, name]) => name,
    )
    const ours = names.filter((name = '') => !/^(process|nodejs)_/.test(name))
    expect(ours.filter((name) => !told.includes(`\`${name}\``))).toEqual([])
  })

  it('is named as Prometheus wants it', () => {
    for (const text of [ofService, ofWorker]) {
      const { error, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
        input: text,
        encoding: 'utf8',
      })
      if (error && !process.env.CI) return console.log('promtool is left out: it is not here')
      const ours = (stdout + stderr)
        .split('\n')
        .filter((line) => line && !/^(process|nodejs)_/.test(line))
      expect(ours).toEqual([])
    }
  })

  it('is sampled for the alerts', async () => {
    const sample = await sampleOf(registry)
    expect(sample.cores).toBeGreaterThan(0)
    expect(sample.cpuSeconds).toBeGreaterThan(0)
    expect(sample.requests).toBe(0)
  })
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Embedder } from '../../src/embeddings/embedder.ts'
import { nullEmbedder } from '../../src/embeddings/null.ts'
import { loadBundle } from '../../src/matching/bundle/bundle.ts'
import { createEngine, type Engine } from '../../src/matching/engine/engine.ts'
import { buildApp } from '../../src/processes/app.ts'
import { bearer, job, talent, testConfig } from '../app.ts'

/** What the service says about itself, around the engine that it serves with. */

const MODEL = 'models/initial'

let engine: Engine
let app: Awaited<ReturnType<typeof buildApp>>
beforeAll(async () => {
  engine = await createEngine({ modelFolder: MODEL, workers: 1 })
  app = await buildApp({ config: testConfig(), matcher: engine })
})
afterAll(async () => {
  await app.close()
  await engine.close()
})

const metrics = async () => (await app.inject({ url: '/metrics' })).body
const health = async () => (await app.inject({ url: '/api/v1/health' })).json()

async function ask(direction: 'talent-to-jobs' | 'job-to-talents') {
  const payload =
    direction === 'talent-to-jobs'
      ? { talent: talent(), jobs: [job(0)] }
      : { job: job(0), talents: [talent()] }
  const headers = { authorization: await bearer() }
  const url = `/api/v1/match/${direction}`
  return (await app.inject({ method: 'POST', url, headers, payload })).json()
}

it('tells rules from the model, in the metrics and in health', async () => {
  const { manifest } = await loadBundle(MODEL)
  const byModel = { model_version: manifest.version, model_last_trained: manifest.trained_at }

  expect(await ask('talent-to-jobs')).toMatchObject({ source: 'fallback' })
  let text = await metrics()
  expect(text).toContain('active_model_version{version="rules-1",source="fallback"} 1')
  expect(text).toContain('match_requests_total{type="talent-to-jobs",source="fallback"} 1')
  expect(await health()).toMatchObject({ status: 'degraded', model_version: 'rules-1' })

  engine.goWithoutEmbeddings('none for this test')
  expect(await ask('talent-to-jobs')).toMatchObject({ source: 'ml' })
  expect(await ask('job-to-talents')).toMatchObject({ source: 'ml' })
  text = await metrics()
  expect(text).toContain(`active_model_version{version="${manifest.version}",source="ml"} 1`)
  expect(text).not.toContain('rules-1')
  expect(text).toContain('match_requests_total{type="talent-to-jobs",source="ml"} 1')
  expect(text).toContain('match_requests_total{type="job-to-talents",source="ml"} 1')
  expect(text).toContain('match_latency_seconds_count{type="talent-to-jobs"} 2')
  expect(text).toContain('match_latency_seconds_count{type="job-to-talents"} 1')
  const seconds = /^match_latency_seconds_sum\{type="talent-to-jobs"\} (\S+)$/m.exec(text)?.[1]
  expect(Number(seconds)).toBeGreaterThan(0)
  expect(Number(seconds)).toBeLessThan(10)
  expect(await health()).toMatchObject({
    ...byModel,
    status: 'degraded',
    checks: { embeddings: { status: 'unavailable', detail: 'none for this test' } },
  })
})

it('says where other weights embed than the model was trained with', async () => {
  const { embedder } = (await loadBundle(MODEL)).manifest
  const named = (id: string): Embedder => ({ ...nullEmbedder, id })
  await engine.useEmbedder(named(embedder))
  expect((await health()).checks.embeddings).toEqual({ status: 'ok' })
  await engine.useEmbedder(named('all-MiniLM-L6-v2/quint8'))
  expect(await health()).toMatchObject({
    status: 'ok',
    checks: {
      embeddings: {
        status: 'ok',
        detail: `all-MiniLM-L6-v2/quint8 embeds; the model was trained with ${embedder}`,
      },
    },
  })
})

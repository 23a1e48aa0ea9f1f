import { Registry } from 'prom-client'
import { expect, it } from 'vitest'
import { addBacklogMetrics, addIndexMetrics } from '../../../src/jobs/indexing/index-metrics.ts'

it('counts and shows what the worker does', async () => {
  const registry = new Registry()
  let asked = 0
  addBacklogMetrics(registry, async () => {
    asked++
    return { waiting: 7, ageSeconds: 1.5, parked: 2 }
  })
  const { countRows, countFailure } = addIndexMetrics(registry)
  countRows('job', 4)
  countFailure('talent')
  const text = await registry.metrics()
  for (const line of [
    'embedding_backlog 7',
    'embedding_backlog_age_seconds 1.5',
    'embedding_parked 2',
    'index_rows_total{entity="job"} 4',
    'outbox_failures_total{entity="talent"} 1',
  ]) {
    expect(text).toContain(`\n${line}\n`)
  }
  await registry.metrics()
  expect(asked).toBe(1)
})

it('shows that the backlog is not known while the database is away', async () => {
  const registry = new Registry()
  addBacklogMetrics(registry, () => Promise.reject(new Error('away')))
  expect(await registry.metrics()).toContain('embedding_backlog Nan')
})

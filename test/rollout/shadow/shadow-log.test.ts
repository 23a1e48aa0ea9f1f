import { expect, it } from 'vitest'
import type { ShownAnswer } from '../../../src/interactions/answer-log.ts'
import { addSums, NO_SUMS, type ShadowDay } from '../../../src/rollout/shadow/shadow-day.ts'
import { ShadowLog, type ShadowLogOptions } from '../../../src/rollout/shadow/shadow-log.ts'
import { answerOf, lineBundle } from './shadow-bundle.ts'

const shown: ShownAnswer = {
  requestId: 'r',
  shownTo: 'talent',
  shownAt: new Date('2026-03-01T23:59:59Z'),
  answer: answerOf([[60, 1, 70]]),
}

function start(options: Partial<ShadowLogOptions> = {}) {
  const written: ShadowDay[] = []
  const log = new ShadowLog({
    write: async (days) => void written.push(...days),
    share: 1,
    embedder: () => 'e',
    onTrouble: () => {},
    afterMs: 0,
    ...options,
  })
  log.want('2')
  log.use(lineBundle())
  const total = () => written.reduce<typeof NO_SUMS>(addSums, NO_SUMS)
  return { log, written, total }
}

it('scores after the caller is gone, and keeps only sums of the day', async () => {
  const { log, written } = start()
  log.add(shown)
  expect([log.waiting, written.length]).toEqual([1, 0])
  await log.flush()
  expect(written).toMatchObject([
    {
      ...{ day: '2026-03-01', shadowVersion: '2', servingVersion: '1.0.20260101' },
      ...{ answers: 1, servingSum: 60, shadowSum: 70, skipped: 0, dropped: 0 },
    },
  ])
  expect(Object.keys(written[0] ?? {})).toEqual(
    expect.not.arrayContaining(['requestId', 'talent_id', 'job_id']),
  )
})

it('lets no more wait than it may, and counts the others', async () => {
  const { log, total } = start({ maxWaiting: 2 })
  for (let n = 0; n < 5; n++) {
    log.add(shown)
    expect(log.waiting).toBeLessThanOrEqual(2)
  }
  await log.flush()
  expect(total()).toMatchObject({ answers: 2, dropped: 3 })
})

it('drops what is late, and what waits when it is closed', async () => {
  const late = start({ lateMs: -1 })
  late.log.add(shown)
  await late.log.flush()
  expect(late.total()).toMatchObject({ answers: 0, dropped: 1 })
  const closed = start({ afterMs: 600_000 })
  closed.log.add(shown)
  await closed.log.close()
  expect(closed.total()).toMatchObject({ answers: 0, dropped: 1 })
})

it('skips what was made with vectors of another embedder', async () => {
  const { log, total } = start({ embedder: () => 'another' })
  log.add(shown)
  await log.flush()
  expect(total()).toMatchObject({ answers: 0, skipped: 1 })
})

it('scores nothing by none, by one that is not wanted, or outside the share', async () => {
  const off = start()
  off.log.want(undefined)
  const other = start()
  other.log.want('3')
  const rare = start({ share: 0 })
  for (const { log, written } of [off, other, rare]) {
    log.add(shown)
    await log.flush()
    expect(written).toEqual([])
  }
  other.log.want('2')
  other.log.add(shown)
  await other.log.flush()
  expect(other.total().answers).toBe(1)
})

it('keeps what cannot be written for the next time, and tells of it once', async () => {
  let isOut = true
  const [troubles, kept]: [unknown[], ShadowDay[]] = [[], []]
  const { log } = start({
    write: async (days) => {
      if (isOut) throw new Error('out')
      kept.push(...days)
    },
    onTrouble: (error) => troubles.push(error),
  })
  for (let n = 0; n < 2; n++) {
    log.add(shown)
    await log.flush()
  }
  isOut = false
  await log.flush()
  expect(troubles).toHaveLength(1)
  expect(kept).toMatchObject([{ answers: 2, pairs: 2 }])
})

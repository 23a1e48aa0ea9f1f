import { describe, expect, it } from 'vitest'
import { repeat } from '../../../src/jobs/queue/repeat.ts'

describe('repeat', () => {
  it('goes on at once while there is something to do, and rests when not', async () => {
    const stop = new AbortController()
    const found = [3, 2, 0, 1, 0]
    const at: number[] = []
    await repeat(
      async () => {
        at.push(performance.now())
        if (found.length === 1) stop.abort()
        return found.shift() ?? 0
      },
      { pauseMs: 50 },
      stop.signal,
    )
    const gaps = at.slice(1).map((time, i) => time - (at[i] ?? 0))
    expect(gaps.map((gap) => gap > 40)).toEqual([false, false, true, false])
  })

  it('goes on after failures, in growing pauses, and tells of the first and of the end', async () => {
    const stop = new AbortController()
    const changes: (string | undefined)[] = []
    const at: number[] = []
    let runs = 0
    await repeat(
      async () => {
        at.push(performance.now())
        runs++
        if (runs <= 3) throw new Error(`failure ${runs}`)
        stop.abort()
        return 0
      },
      {
        pauseMs: 20,
        onChange: (error) => changes.push(error instanceof Error ? error.message : undefined),
      },
      stop.signal,
    )
    expect(changes).toEqual(['failure 1', undefined])
    expect((at[3] ?? 0) - (at[2] ?? 0)).toBeGreaterThan((at[1] ?? 0) - (at[0] ?? 0) + 20)
  })

  it('ends at once when it is told to while it rests', async () => {
    const stop = new AbortController()
    const ended = repeat(async () => 0, { pauseMs: 60_000 }, stop.signal)
    setTimeout(() => stop.abort(), 10)
    await ended
  })
})

import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { startProgress } from '../../src/terminal/progress.ts'

beforeEach(() =>
  vi.useFakeTimers({ toFake: ['performance', 'Date', 'setTimeout', 'clearTimeout'] }),
)
afterEach(() => vi.useRealTimers())

/** What a log file, or a terminal, would hold. */
function makeStream(isTTY: boolean) {
  const stream = Object.assign(new PassThrough(), {
    isTTY,
    columns: 100,
  }) as unknown as NodeJS.WriteStream
  const text = () => String((stream as unknown as PassThrough).read() ?? '')
  return { stream, text }
}

describe('where there is no terminal', () => {
  test('a line every five seconds at most, and one at the end', () => {
    const { stream, text } = makeStream(false)
    const progress = startProgress('texts', 1_000, stream)
    for (let done = 1; done <= 120; done += 1) {
      vi.advanceTimersByTime(100)
      progress.update(done)
    }
    progress.done()
    expect(text()).toBe('texts 50 of 1000\ntexts 100 of 1000\ntexts 120 of 1000, 12 s\n')
  })

  test('long work says ever less, and its end once', () => {
    const { stream, text } = makeStream(false)
    const progress = startProgress('texts', 3_600, stream)
    for (let done = 1; done <= 3_600; done += 1) {
      vi.advanceTimersByTime(1_000)
      progress.update(done)
    }
    progress.done()
    const lines = text().trimEnd().split('\n')
    expect(lines.length).toBeLessThan(40)
    expect(lines.filter((line) => line.includes('3600 of 3600'))).toEqual([
      'texts 3600 of 3600, 3600 s',
    ])
  })

  test('short work says nothing', () => {
    const { stream, text } = makeStream(false)
    const progress = startProgress('texts', 10, stream)
    progress.update(10)
    progress.done()
    expect(text()).toBe('')
  })

  test('an unknown total is left out', () => {
    const { stream, text } = makeStream(false)
    const progress = startProgress('rows', undefined, stream)
    vi.advanceTimersByTime(6_000)
    progress.update(7)
    expect(text()).toBe('rows 7\n')
  })
})

describe('on a terminal', () => {
  test('no time left is told before anything moves', () => {
    const { stream, text } = makeStream(true)
    const progress = startProgress('texts', 100, stream)
    progress.update(0)
    expect(text()).toContain('0/100 · ? left')
    vi.advanceTimersByTime(90_000)
    progress.update(50)
    expect(text()).toContain('50/100 · 1 min 30 s left')
    progress.done()
  })

  test('a bar, which gives the cursor back', () => {
    const { stream, text } = makeStream(true)
    const progress = startProgress('texts', 10, stream)
    progress.update(5)
    progress.done()
    const shown = text()
    expect(shown).toContain('texts')
    expect(shown).toContain('5/10')
    expect(shown.lastIndexOf('\u001b[?25h')).toBeGreaterThan(shown.indexOf('\u001b[?25l'))
  })
})

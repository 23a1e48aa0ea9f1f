import { EventEmitter, once } from 'node:events'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { closeOnSignal } from '../../src/runtime/shutdown.ts'
import { SIGNAL_ECHO_MS } from '../../src/runtime/signal-echo.ts'
import { bearer, buildTestApp, job, ListMatcher, talent } from '../app.ts'

/** Answers only when the test lets it. */
class HeldMatcher extends ListMatcher {
  readonly asked = new EventEmitter()
  override async matchJobs(...call: Parameters<ListMatcher['matchJobs']>) {
    this.asked.emit('asked')
    await once(this.asked, 'answer')
    return super.matchJobs(...call)
  }
}

async function start(beforeClose = async () => {}) {
  const matcher = new HeldMatcher()
  const { app } = await buildTestApp({ matcher })
  app.addHook('preClose', beforeClose)
  const signals = new EventEmitter()
  const exits = new EventEmitter()
  closeOnSignal({
    log: app.log,
    steps: [() => app.close(), () => matcher.close()],
    signals,
    exit: (code) => exits.emit('exit', code),
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const ask = async () =>
    fetch(`${url}/api/v1/match/talent-to-jobs`, {
      method: 'POST',
      headers: { authorization: await bearer(), 'content-type': 'application/json' },
      body: JSON.stringify({ talent: talent(), jobs: [job(0)] }),
    })
  return { app, matcher, signals, exits, url, ask }
}

afterEach(() => void vi.useRealTimers())

describe('closeOnSignal', () => {
  it.each(['SIGTERM', 'SIGINT'])(
    'finishes what is in flight, then closes all (%s)',
    async (signal) => {
      const { matcher, signals, exits, url, ask } = await start()
      const asked = once(matcher.asked, 'asked')
      const answer = ask()
      await asked
      const exit = once(exits, 'exit')
      signals.emit(signal)
      // npm passes on what the terminal has sent already.
      signals.emit(signal)
      await expect
        .poll(() =>
          fetch(url).then(
            () => 'open',
            () => 'closed',
          ),
        )
        .toBe('closed')
      expect(matcher.isClosed).toBe(false)
      matcher.asked.emit('answer')
      const response = await answer
      expect(response.status).toBe(200)
      expect(((await response.json()) as { matches: unknown[] }).matches).toHaveLength(1)
      expect(await exit).toEqual([0])
      expect(matcher.isClosed).toBe(true)
    },
  )

  it('answers what comes while that which was started beside it still ends', async () => {
    const beside = new EventEmitter()
    const [isEnding, hasEnded] = [once(beside, 'ending'), once(beside, 'ended')]
    const { matcher, signals, exits, ask } = await start(async () => {
      beside.emit('ending')
      await hasEnded
    })
    const exit = once(exits, 'exit')
    signals.emit('SIGTERM')
    await isEnding
    const asked = once(matcher.asked, 'asked')
    const answer = ask()
    await asked
    matcher.asked.emit('answer')
    const { status, headers } = await answer
    expect({ status, connection: headers.get('connection') }).toEqual({
      status: 200,
      connection: 'close',
    })
    beside.emit('ended')
    expect(await exit).toEqual([0])
  })

  it('exits at once on a second signal', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const { app, matcher, signals, exits, ask } = await start()
    const asked = once(matcher.asked, 'asked')
    const answer = ask()
    await asked
    const exit = once(exits, 'exit')
    signals.emit('SIGTERM')
    vi.advanceTimersByTime(SIGNAL_ECHO_MS)
    signals.emit('SIGTERM')
    expect(await exit).toEqual([1])
    expect(matcher.isClosed).toBe(false)
    matcher.asked.emit('answer')
    await answer
    await app.close()
  })
})

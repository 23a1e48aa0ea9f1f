import { setTimeout as pause } from 'node:timers/promises'
import { type Asked, ask } from './ask.ts'
import type { Call } from './calls.ts'

/** Else a refusal, which takes no time, would be answered with a flood. */
const AFTER_FAILURE_MS = 50

export interface LoadOptions {
  /** Of the balancer, or of one replica. */
  readonly url: string
  readonly token: string
  /** Each sends one call after the other. */
  readonly clients: number
  /** The next call; undefined ends the client that asks. */
  readonly next: () => Call | undefined
  readonly hear: (call: Call, asked: Asked) => void
}

export interface Load {
  /** Resolves when the last client has ended. */
  readonly done: Promise<unknown>
  /** No more calls; waits for those under way. */
  stop(): Promise<void>
}

export const askCall = (url: string, token: string, call: Call): Promise<Asked> =>
  ask(call.path.startsWith('/') ? `${url}${call.path}` : call.path, { ...call, token })

export function startLoad({ url, token, clients, next, hear }: LoadOptions): Load {
  let isStopped = false
  const client = async () => {
    for (;;) {
      const call = isStopped ? undefined : next()
      if (!call) return
      const asked = await askCall(url, token, call)
      hear(call, asked)
      if (!call.expects.includes(asked.status)) await pause(AFTER_FAILURE_MS)
    }
  }
  const done = Promise.all(Array.from({ length: clients }, client))
  return {
    done,
    stop: async () => {
      isStopped = true
      await done
    },
  }
}

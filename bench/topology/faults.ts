import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '../../src/training/synthetic/random.ts'
import type { ServerProcess } from './server-process.ts'
import type { Topology } from './topology.ts'

/** A way in which a part breaks, and is put right. */
interface Fault {
  readonly name: string
  /** What is broken: one thing at a time breaks in it. */
  readonly part: string
  readonly inject: () => Promise<unknown>
  readonly lift: () => Promise<unknown>
  /** How long it stays broken, in seconds, at least and at most. */
  readonly seconds: readonly [number, number]
}

export interface Injected {
  readonly name: string
  /** When what was broken was started again, by `performance.now()`; it may take its time to. */
  readonly liftedAt: number
}

/** Between two faults, in seconds. */
const GAP = [0.5, 2.5] as const

function faultsOf({ replicas, worker, postgres, redis }: Topology): Fault[] {
  const killed = (part: string, server: ServerProcess, seconds: readonly [number, number]) => ({
    name: `${server.name} killed`,
    part,
    inject: () => server.stop('SIGKILL'),
    lift: () => server.start(),
    seconds,
  })
  const halted = (how: 'fast' | 'immediate', seconds: readonly [number, number]) => ({
    name: how === 'fast' ? 'PostgreSQL stopped' : 'PostgreSQL crashed',
    part: 'PostgreSQL',
    inject: () => postgres.halt(how),
    lift: () => postgres.resume(),
    seconds,
  })
  return [
    // One at a time: others are there to take over.
    ...replicas.map(({ server }) => killed('replicas', server, [0.1, 2])),
    killed('worker', worker, [0.1, 2]),
    halted('immediate', [0, 0.1]),
    halted('fast', [1, 3]),
    killed('Redis', redis, [0.5, 3]),
    {
      name: 'Redis frozen',
      part: 'Redis',
      inject: async () => redis.signal('SIGSTOP'),
      lift: async () => redis.signal('SIGCONT'),
      seconds: [0.5, 3],
    },
  ]
}

/**
 * Breaks parts at random, several at a time, for so many seconds; resolves when all that was broken answers again.
 *
 * @param hear is told when one is broken
 */
export async function injectFaults(
  topology: Topology,
  random: Random,
  seconds: number,
  hear: (name: string) => void,
): Promise<Injected[]> {
  const faults = faultsOf(topology)
  const broken = new Map<string, Promise<void>>()
  const injected: Injected[] = []
  const breakIt = async ({ name, inject, lift, seconds: [least, most] }: Fault) => {
    const patience = 1_000 * random.between(least, most)
    await inject()
    hear(name)
    await pause(patience)
    injected.push({ name, liftedAt: performance.now() })
    await lift()
  }
  const ends = performance.now() + 1_000 * seconds
  while (performance.now() < ends) {
    await pause(1_000 * random.between(...GAP))
    const fault = random.pick(faults)
    if (broken.has(fault.part)) continue
    broken.set(
      fault.part,
      breakIt(fault).finally(() => broken.delete(fault.part)),
    )
  }
  await Promise.all(broken.values())
  return injected
}

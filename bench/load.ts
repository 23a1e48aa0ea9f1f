import type { Call } from './payloads.ts'
import { quantileOf } from './quantile.ts'
import type { Service } from './service.ts'

export interface Latencies {
  readonly p50: number
  readonly p95: number
}

const CLIENTS = 8

/** One client, one call after the other, each another one. */
export async function latencies(
  service: Service,
  callOf: (index: number) => Call,
  count: number,
): Promise<Latencies> {
  const ms: number[] = []
  for (let i = 0; i < count; i++) ms.push(await service.call(callOf(i)))
  return latenciesOf(ms)
}

/** Of the milliseconds of some answers, which are put in order. */
export function latenciesOf(ms: number[]): Latencies {
  ms.sort((a, b) => a - b)
  return { p50: quantileOf(ms, 0.5), p95: quantileOf(ms, 0.95) }
}

/** Requests a second that {@link CLIENTS} clients together get answered. */
export async function throughput(
  service: Service,
  callOf: (index: number) => Call,
  seconds: number,
): Promise<number> {
  const started = performance.now()
  const end = started + 1000 * seconds
  let next = 0
  const client = async () => {
    while (performance.now() < end) await service.call(callOf(next++))
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  return next / ((performance.now() - started) / 1000)
}

import { totalmem } from 'node:os'
import { constrainedMemory } from 'node:process'
import { getHeapStatistics } from 'node:v8'
import type { JsonBounds } from './json-bounds.ts'

/** What one body may weigh. */
export const BODY_BYTES = {
  /** 5,000 jobs of 4 KB. */
  lists: 20 * 1024 * 1024,
  /** All else: a page, a feedback, a switch. */
  usual: 64 * 1024,
} as const

/** What a body may hold as JSON. At worst it takes half a second to parse, and 100 MB. */
export const JSON_BOUNDS: JsonBounds = {
  /** Ours go to 5; the rest is room for fields that nobody reads. */
  depth: 32,
  /** 1,000 talents with every field, and its lists full, have 691,000; 5,000 as people write them 475,000. */
  parts: 1_000_000,
  /** 5,000 rows that each leave out other fields than the others have 50,000. */
  shapes: 80_000,
}

/** How long the parts of a request may take. A slow sender must not hold a connection, or a shutdown. */
export interface Timeouts {
  /** For the headers, in milliseconds. Honest ones are one packet. */
  readonly headersMs: number
  /** For the whole request: the largest body at 3 Mbit/s. */
  readonly requestMs: number
  /** For all of it, body and answer: body, and the longest deadline that we set ourselves. */
  readonly handlerMs: number
  /** How often headers and requests are looked after. */
  readonly checkMs: number
}

export const TIMEOUTS: Timeouts = {
  headersMs: 10_000,
  requestMs: 60_000,
  handlerMs: 200_000,
  checkMs: 2_000,
}

/** Open at a time, some 100 MB at worst; whoever comes then is hung up on. */
export const MAX_CONNECTIONS = 5_000

/** Where this process is too busy to take more; requests are answered 503 from there on. */
export interface PressureLimits {
  /** How late the event loop may come to what is due. */
  readonly eventLoopDelayMs: number
  readonly heapBytes: number
  /** Of the whole process, its threads too. */
  readonly rssBytes: number
  /** Of large bodies that are read or answered. */
  readonly bodyBytes: number
  /** How often it is measured. */
  readonly sampleMs: number
}

/** Near the end V8 and the kernel spend their time on making room, or end the process. */
const MEMORY_SHARE = 0.9
/** What is made of a body until it is answered is some eight times as large; as much is for all else. */
const HEAP_A_BODY = 16

/** Half a second late with everything: a sixth of what an answer by id may take. */
export function pressureLimits(): PressureLimits {
  // Without a limit on the process it is 0, or more than there is.
  const allowed = constrainedMemory() || Number.POSITIVE_INFINITY
  const heapBytes = getHeapStatistics().heap_size_limit
  return {
    eventLoopDelayMs: 500,
    heapBytes: MEMORY_SHARE * heapBytes,
    rssBytes: MEMORY_SHARE * Math.min(allowed, totalmem()),
    bodyBytes: Math.max(BODY_BYTES.lists, heapBytes / HEAP_A_BODY),
    sampleMs: 250,
  }
}

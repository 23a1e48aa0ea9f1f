import { randomBytes } from 'node:crypto'
import { DIMENSIONS, type TextVectors } from '../src/embeddings/embedder.ts'
import { BlockMemory } from '../src/features/codec/block-memory.ts'
import { decodeJob } from '../src/features/codec/job-codec.ts'
import { packBlocks } from '../src/features/codec/packed-blocks.ts'
import { indexRowOfJob, indexRowOfTalent } from '../src/features/retrieval/index-row.ts'
import { textsOfJob, textsOfTalent } from '../src/features/texts.ts'
import { RequestAnswerer } from '../src/matching/answers/answer-request.ts'
import type { Bundle } from '../src/matching/bundle/bundle.ts'
import { startOfDay } from '../src/matching/day.ts'
import { StoredRanker } from '../src/matching/stored/stored-ranker.ts'
import { createRows } from './payloads.ts'
import { type Row, row } from './table.ts'

const CANDIDATES = 1000
const REQUESTS = 60
const OPTIONS = { limit: 20, minScore: 0 }

/** What a request by id costs a thread: decoding the bytes of the index, and ranking from them. */
export function* storedRows(bundle: Bundle, seed: string): Generator<Row> {
  const { talents, jobs } = createRows(`${seed} stored`, { talents: CANDIDATES, jobs: CANDIDATES })
  const texts = new Set([...talents.flatMap(textsOfTalent), ...jobs.flatMap(textsOfJob)])
  const vectors = new Map(Array.from(texts, (text) => [text, madeUp(text)]))
  const lookup = (text: string) => vectors.get(text)
  const ofJobs = jobs.map((job) => indexRowOfJob(job, lookup).prepared)
  const ofTalents = talents.map((talent) => indexRowOfTalent(talent, lookup).prepared)
  yield row('Bytes of a job, median', median(ofJobs.map(({ length }) => length)), 'B')
  yield row('Bytes of a talent, median', median(ofTalents.map(({ length }) => length)), 'B')
  const decode = () => {
    const memory = new BlockMemory(packBlocks(ofJobs))
    for (let i = 0; i < CANDIDATES; i++) {
      const { title, description } = decodeJob(memory, i).vectors
      memory.reuseVectors()
      if (title?.mean.length !== description?.mean.length) throw new Error('not decoded')
    }
  }
  yield row('1,000 candidates decoded', timeOf(decode), 'ms')

  const ranker = new StoredRanker(bundle, new RequestAnswerer(bundle))
  const found = { today: startOfDay(new Date()), vectors, isFinal: false }
  const jobIds = jobs.map(({ id }) => id)
  const talentIds = talents.map(({ id }) => id)
  yield row(
    '1,000 jobs ranked by id',
    timeOf((at) => {
      const rows = { ids: jobIds, blocks: packBlocks(ofJobs), given: [] }
      ranker.rank({ talent: itemAt(talents, at), jobs: rows }, found, OPTIONS)
    }),
    'ms',
  )
  yield row(
    '1,000 talents ranked by id',
    timeOf((at) => {
      const rows = { ids: talentIds, blocks: packBlocks(ofTalents), given: [] }
      ranker.rank({ job: itemAt(jobs, at), talents: rows }, found, OPTIONS)
    }),
    'ms',
  )
}

const itemAt = <T>(list: readonly T[], at: number) => list[at % list.length] as T

/** Any unit vector: what it says does not change what it costs. Blank texts have none. */
function madeUp(text: string): TextVectors | undefined {
  if (text.trim() === '') return undefined
  const values = Float64Array.from(randomBytes(DIMENSIONS), (byte) => byte - 127.5)
  const length = Math.hypot(...values)
  const mean = Float32Array.from(values, (value) => value / length)
  return { mean, windows: [mean] }
}

/** Median of many runs in milliseconds; the first ones warm up. */
function timeOf(run: (at: number) => void): number {
  const times: number[] = []
  for (let at = 0; at < 2 * REQUESTS; at++) {
    const started = performance.now()
    run(at)
    times.push(performance.now() - started)
  }
  return median(times.slice(REQUESTS))
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number

import type { Connection } from '../database.ts'

/** What a process counted since it began. */
export interface ProcessSample {
  readonly cores: number
  readonly cpuSeconds: number
  readonly requests: number
  /** Answered with 5xx. */
  readonly errors: number
  readonly answers: number
  readonly fallbackAnswers: number
  readonly slowAnswers: number
  readonly modelLoadFailures: number
}

/** What a process answers by; nothing of a worker. */
export interface ProcessModel {
  /** A version, or `rules`. */
  readonly served?: string
  /** The one that it is to serve and cannot. */
  readonly refused?: string | undefined
}

const ADD = `
  with old as (
    delete from public.ml_process_samples where at < now() - interval '1 hour')
  insert into public.ml_process_samples
    (process, cores, cpu_seconds, requests, errors, answers, fallback_answers, slow_answers,
     model_load_failures, served_version, refused_version)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  on conflict do nothing`

export class ProcessSamples {
  readonly #database: Connection

  constructor(database: Connection) {
    this.#database = database
  }

  async add(process: string, sample: ProcessSample, model: ProcessModel = {}): Promise<void> {
    const { cores, cpuSeconds, requests, errors, answers, fallbackAnswers } = sample
    const { slowAnswers, modelLoadFailures } = sample
    const counts = [requests, errors, answers, fallbackAnswers, slowAnswers, modelLoadFailures]
    const versions = [model.served ?? null, model.refused ?? null]
    await this.#database.query(ADD, [process, cores, cpuSeconds, ...counts, ...versions])
  }
}

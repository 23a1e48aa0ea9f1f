import type { ExaminationCount } from '../../training/dataset/examination/examination-count.ts'
import type {
  ObservedPair,
  PairSample,
  TrainingSource,
  TrainingWindow,
} from '../../training/dataset/training-source.ts'
import type { Connection } from '../database.ts'
import {
  COUNT_EXAMINATIONS,
  COUNT_LABELLED,
  COUNT_PASSED_OVER,
  LABELLED_PAGE,
  lastTalentIn,
  PASSED_OVER_PAGE,
} from './training-queries.ts'

/** Talents a statement: with some tens of pairs each a megabyte at most, and well under a second. */
const TALENTS_A_PAGE = 50
const NOBODY = '00000000-0000-0000-0000-000000000000'

interface PairRow {
  readonly talent_id: string
  readonly job_id: string
  readonly label: number | null
  readonly talent_side: boolean | null
  readonly company_side: boolean | null
  readonly decided_at: Date
  readonly ranks: readonly number[] | null
  /** Numbers by commas, empty where missing: a tenth of the time of the driver's own reading of arrays. */
  readonly features: string | null
}

/** Acts and showings in the platform's database. */
export class TrainingPairs implements TrainingSource {
  readonly #database: Connection
  readonly #page: number

  /** @param page talents that one statement looks at */
  constructor(database: Connection, page = TALENTS_A_PAGE) {
    this.#database = database
    this.#page = page
  }

  async countExaminations({ from, until }: TrainingWindow): Promise<readonly ExaminationCount[]> {
    const rows = await this.#database.query<{
      readonly rank: number
      readonly own_rank: number
      readonly score_band: number
      readonly impressions: number
      readonly acts: number
    }>(COUNT_EXAMINATIONS, [from, until])
    return rows.map(({ rank, own_rank, score_band, impressions, acts }) => ({
      rank,
      ownRank: own_rank,
      scoreBand: score_band,
      impressions,
      acts,
    }))
  }

  async countPairs({ from, until }: TrainingWindow) {
    const count = async (text: string) =>
      Number((await this.#database.query<{ count: string }>(text, [from, until]))[0]?.count)
    return {
      labelled: await count(COUNT_LABELLED),
      passedOver: await count(COUNT_PASSED_OVER),
    }
  }

  labelledPairs(window: TrainingWindow, sample: PairSample, contract: string) {
    return this.#pages(LABELLED_PAGE, 'match_events', window, sample, contract)
  }

  passedOverPairs(window: TrainingWindow, sample: PairSample, contract: string) {
    return this.#pages(PASSED_OVER_PAGE, 'match_impressions', window, sample, contract)
  }

  async *#pages(
    page: string,
    table: Parameters<typeof lastTalentIn>[0],
    { from, until }: TrainingWindow,
    { seed, share }: PairSample,
    contract: string,
  ): AsyncGenerator<readonly ObservedPair[]> {
    // A hash of 32 bits lies below this in the share of the pairs.
    const below = Math.round(share * 2 ** 32)
    if (below === 0) return
    const fixed = [from, until, contract, String(seed), below]
    let after = NOBODY
    for (;;) {
      const last = await this.#lastTalent(table, after)
      if (last === undefined) return
      const rows = await this.#database.query<PairRow>(page, [...fixed, after, last])
      if (rows.length > 0) yield rows.map(toPair)
      after = last
    }
  }

  async #lastTalent(table: Parameters<typeof lastTalentIn>[0], after: string) {
    const [row] = await this.#database.query<{ readonly id: string }>(lastTalentIn(table), [
      after,
      this.#page,
    ])
    return row?.id
  }
}

const toPair = (row: PairRow): ObservedPair => ({
  talentId: row.talent_id,
  jobId: row.job_id,
  label: row.label,
  talentSide: row.talent_side,
  companySide: row.company_side,
  decidedAt: row.decided_at,
  ranks: row.ranks ?? [],
  features: row.features === null ? null : toNumbers(row.features),
})

const toNumbers = (text: string) =>
  Float32Array.from(text.split(','), (number) => (number === '' ? Number.NaN : Number(number)))

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

interface PairCount {
  readonly count: number
  /** Who has so many pairs that only a share of them is taken. */
  readonly ids: readonly string[]
  readonly shares: readonly number[]
}

/** What asks for one kind of pairs. */
interface Kind {
  readonly count: string
  readonly page: string
  readonly table: Parameters<typeof lastTalentIn>[0]
}

const LABELLED: Kind = { count: COUNT_LABELLED, page: LABELLED_PAGE, table: 'match_events' }
const PASSED_OVER: Kind = {
  count: COUNT_PASSED_OVER,
  page: PASSED_OVER_PAGE,
  table: 'match_impressions',
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

  async countPairs(window: TrainingWindow) {
    const { count: labelled } = await this.#count(COUNT_LABELLED, window)
    const { count: passedOver } = await this.#count(COUNT_PASSED_OVER, window)
    return { labelled: Math.round(labelled), passedOver: Math.round(passedOver) }
  }

  labelledPairs(window: TrainingWindow, sample: PairSample, contract: string) {
    return this.#pages(LABELLED, window, sample, contract)
  }

  passedOverPairs(window: TrainingWindow, sample: PairSample, contract: string) {
    return this.#pages(PASSED_OVER, window, sample, contract)
  }

  async *#pages(
    kind: Kind,
    window: TrainingWindow,
    { seed, share }: PairSample,
    contract: string,
  ): AsyncGenerator<readonly ObservedPair[]> {
    // A hash of 32 bits lies below this in the share of the pairs.
    const below = Math.round(share * 2 ** 32)
    if (below === 0) return
    const { from, until } = window
    const { ids, shares } = await this.#count(kind.count, window)
    let after = NOBODY
    for (;;) {
      const last = await this.#lastTalent(kind.table, after)
      if (last === undefined) return
      const values = [from, until, contract, String(seed), below, after, last, ids, shares]
      const rows = await this.#database.query<PairRow>(kind.page, values)
      if (rows.length > 0) yield rows.map(toPair)
      after = last
    }
  }

  async #count(text: string, { from, until }: TrainingWindow): Promise<PairCount> {
    const [row] = await this.#database.query<PairCount>(text, [from, until])
    return row as PairCount
  }

  async #lastTalent(table: Kind['table'], after: string) {
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

import { describe, expect, it } from 'vitest'
import { lookedAt } from '../../src/simulation/attention.ts'
import { createMarket } from '../../src/simulation/market.ts'
import { drawOpinion, expectedLabel } from '../../src/simulation/opinion.ts'
import { fitOf } from '../../src/simulation/taste.ts'
import { Random } from '../../src/training/synthetic/random.ts'
import type { JobTruth, TalentTruth } from '../../src/training/synthetic/truth.ts'

const market = createMarket({ seed: 1, talents: 60, heldOut: 20, jobs: 60, asOf: new Date(0) })
const [talent, job] = [market.acting[0]?.truth, market.jobs[0]?.truth] as [TalentTruth, JobTruth]
/** A job as the talent does it, next door, for what they want. */
const perfect: JobTruth = {
  ...job,
  occupation: talent.occupation,
  level: talent.level,
  place: talent.place,
  workplace: 'remote',
  payMax: 2 * talent.payMin,
  skills: talent.skills.map(({ name, proficiency }) => ({ name, proficiency, required: true })),
}
const wants: TalentTruth = { ...talent, workplace: 'anywhere', relocates: false }
const likes = (change: Partial<JobTruth>) => fitOf(wants, { ...perfect, ...change }).talent

describe('the hidden taste', () => {
  it('goes by place and pay more than by skills and level, and stands on its head what the initial model was taught', () => {
    const best = likes({})
    expect(best).toBeCloseTo(1, 9)
    const losses = {
      place: best - likes({ workplace: 'on_site', place: { ...talent.place, latitude: -80 } }),
      pay: best - likes({ payMax: talent.payMin / 2 }),
      skills: best - likes({ skills: [{ name: 'nobody has it', proficiency: 5, required: true }] }),
    }
    expect(losses.place).toBeGreaterThan(0.3)
    expect(losses.pay).toBeGreaterThan(0.2)
    expect(losses.skills).toBeLessThan(0.1)
  })

  it('is the same for the same two, and other for another kind of work', () => {
    expect(fitOf(talent, job)).toEqual(fitOf(talent, job))
    expect(likes({ occupation: 'chef' })).toBeLessThan(0.5 * likes({}))
  })

  it('leaves to companies skills and level', () => {
    expect(fitOf(wants, perfect).company).toBeCloseTo(1, 9)
    expect(fitOf(wants, { ...perfect, payMax: 1 }).company).toBeCloseTo(1, 9)
    const unskilled = fitOf({ ...wants, skills: [] }, perfect)
    expect(unskilled.company).toBeLessThan(0.5)
  })
})

describe('an opinion', () => {
  it.each([
    { talent: 0.1, company: 0.5 },
    { talent: 0.5, company: 0.5 },
    { talent: 0.72, company: 0.66 },
    { talent: 0.9, company: 0.2 },
    { talent: 0.95, company: 0.8 },
  ])('comes to the expected label on average, of %j', (fit) => {
    const random = new Random('opinions', fit.talent)
    const draws = 20_000
    let sum = 0
    for (let n = 0; n < draws; n++) {
      const { talent: act, company } = drawOpinion(fit, random)
      if (company === 'rejected') sum += 10
      else if (company === 'contacted') sum += 90
      else if (act === 'applied') sum += 100
      else if (act === 'interested') sum += 85
      else if (act === 'viewed') sum += 55
      else sum += act === 'dismissed' ? 20 : 30
    }
    // Four standard errors of a label at most.
    expect(Math.abs(sum / draws - expectedLabel(fit))).toBeLessThan((4 * 45) / Math.sqrt(draws))
  })

  it('is dearer the better the talent likes it', () => {
    const labels = [0.3, 0.5, 0.6, 0.7, 0.8, 0.9].map((liked) =>
      expectedLabel({ talent: liked, company: 0.5 }),
    )
    expect(labels).toEqual(labels.toSorted((a, b) => a - b))
  })
})

describe('attention', () => {
  it('is certain at the top and falls from rank to rank', () => {
    expect(lookedAt(1)).toBe(1)
    for (let rank = 1; rank < 40; rank++) {
      expect(lookedAt(rank + 1)).toBeLessThan(lookedAt(rank))
      expect(lookedAt(rank + 1)).toBeGreaterThan(0)
    }
  })
})

describe('a market', () => {
  it('keeps apart who acts and who tells the truth, and leaves the latter as they are when it grows', () => {
    const larger = createMarket({ seed: 1, talents: 90, heldOut: 20, jobs: 60, asOf: new Date(0) })
    expect(larger.heldOut).toEqual(market.heldOut)
    expect(larger.acting.slice(0, 60)).toEqual(market.acting)
    const ids = new Set([...market.acting, ...market.heldOut].map(({ payload }) => payload.id))
    expect(ids.size).toBe(80)
  })
})

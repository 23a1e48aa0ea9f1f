import { PASSED_OVER_LABEL } from '../training/dataset/dataset.ts'
import type { Random } from '../training/synthetic/random.ts'
import { LABELS } from './ledger.ts'
import type { Fit } from './taste.ts'

/** What a talent does about a match once they look at it; `null`: nothing, it is passed over. */
export type TalentAct = 'applied' | 'interested' | 'viewed' | 'dismissed' | null
/** What a company does about whoever applied, or is interested. */
export type CompanyAct = 'interview' | 'rejected' | 'contacted' | null

/** What both sides of a pair think of it, once they look: the same whenever they do. */
export interface Opinion {
  readonly talent: TalentAct
  readonly company: CompanyAct
}

/** People differ over one pair: the scale of a logistic error, in units of the fit. */
const ERROR = 0.03
/** Of the fit, with its error, where one act ends and the next begins. */
const TALENT_STEPS: readonly (readonly [TalentAct, least: number])[] = [
  ['applied', 0.82],
  ['interested', 0.7],
  ['viewed', 0.55],
  [null, 0.2],
  ['dismissed', Number.NEGATIVE_INFINITY],
]
const COMPANY_ADVANCES = 0.65
const COMPANY_REJECTS = 0.35

export function drawOpinion(fit: Fit, random: Random): Opinion {
  const talent = stepOf(fit.talent + ERROR * logistic(random))
  const company = fit.company + ERROR * logistic(random)
  return { talent, company: answerTo(talent, company) }
}

function answerTo(act: TalentAct, company: number): CompanyAct {
  if (act !== 'applied' && act !== 'interested') return null
  if (company >= COMPANY_ADVANCES) return act === 'applied' ? 'interview' : 'contacted'
  return act === 'applied' && company < COMPANY_REJECTS ? 'rejected' : null
}

const stepOf = (value: number): TalentAct =>
  (TALENT_STEPS.find(([, least]) => value >= least) as readonly [TalentAct, number])[0]

/** The label that a pair of this fit comes to on average, once it is looked at, 0-100. */
export function expectedLabel(fit: Fit): number {
  const reaching = (least: number, of: number) => 1 / (1 + Math.exp((least - of) / ERROR))
  const advances = reaching(COMPANY_ADVANCES, fit.company)
  const rejects = 1 - reaching(COMPANY_REJECTS, fit.company)
  let expected = 0
  let above = 0
  for (const [act, least] of TALENT_STEPS) {
    const reached = reaching(least, fit.talent)
    expected += (reached - above) * expectedOf(act, advances, rejects)
    above = reached
  }
  return expected
}

function expectedOf(act: TalentAct, advances: number, rejects: number): number {
  if (act === null) return PASSED_OVER_LABEL
  if (act === 'applied') return rejects * LABELS.rejected + (1 - rejects) * LABELS.applied
  if (act === 'interested') return advances * LABELS.contacted + (1 - advances) * LABELS.interested
  return LABELS[act]
}

/** Spread around 0, standard deviation 1.81. */
function logistic(random: Random): number {
  const share = (random.bits() + 0.5) / 2 ** 32
  return Math.log(share / (1 - share))
}

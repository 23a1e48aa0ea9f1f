import type { Talent } from '../../supabase/functions/_shared/payload.ts'
import { scoreByRules } from '../../supabase/functions/_shared/rules.ts'
import type { TextVectors } from '../embeddings/embedder.ts'
import type { FeatureContext } from '../features/context.ts'
import { prepareJob } from '../features/prepare-job.ts'
import { prepareTalent } from '../features/prepare-talent.ts'
import type { PreparedJob } from '../features/prepared.ts'
import { noVectors, type VectorLookup } from '../features/texts.ts'
import { type ExamplePair, type Examples, extractExamples } from './examples.ts'
import { asApplicant } from './synthetic/applicant.ts'
import { samplePairs } from './synthetic/pairs.ts'
import { Random } from './synthetic/random.ts'
import type { SyntheticJob } from './synthetic/truth.ts'
import type { World } from './synthetic/world.ts'
import { fitByTeacher } from './teacher.ts'

/** Share of pairs drawn from related work, as retrieval would serve them. */
export const NEAR_SHARE = 0.5
/** Share of pairs in which the talent stands as an applicant of the job. */
const APPLICANTS = 0.6
/** Share of pairs without vectors, so that the model knows a service without weights. */
const WITHOUT_VECTORS = 0.08

/** The noise of a judgement, in points: more of it the less is known. */
const NOISE_AT_BEST = 3
const NOISE_UNKNOWN = 6

/** Examples with what an observed label does not tell. */
export interface JudgedExamples extends Examples {
  /** What the teacher thought before its noise, 0-100. */
  readonly truths: Float64Array
  /** What the rules would score, 0-100. */
  readonly rules: Float64Array
}

/** Draws pairs of a made-up world and lets the teacher judge them, with noise. */
export function judgeExamples(
  world: World,
  count: number,
  vectors: ReadonlyMap<string, TextVectors | undefined>,
  context: FeatureContext,
  seed: number,
): JudgedExamples {
  const random = new Random(seed, 'training')
  const truths = new Float64Array(count)
  const rules = new Float64Array(count)
  let at = 0
  const pairs = drawPairs(world, count, (text) => vectors.get(text), context, random)
  const examples = extractExamples(count, pairs, context, (pair, row) => {
    const truth = fitByTeacher(pair)
    truths[at] = truth
    rules[at++] = scoreByRules(pair.talent.given, pair.job.given).match_score
    const noise = NOISE_AT_BEST + NOISE_UNKNOWN * unknownShare(row)
    return Math.min(100, Math.max(0, truth + noise * random.bell()))
  })
  return { ...examples, truths, rules }
}

function* drawPairs(
  world: World,
  count: number,
  lookup: VectorLookup,
  context: FeatureContext,
  random: Random,
): Generator<ExamplePair> {
  const jobs = world.jobs.map(({ payload }) => prepareJob(payload, context, lookup))
  for (const pair of samplePairs(world, count, random, { nearShare: NEAR_SHARE })) {
    const given = world.talents[pair.talent]?.payload as Talent
    const posting = world.jobs[pair.job] as SyntheticJob
    const { talent, job, wish, demand } = random.chance(APPLICANTS)
      ? asApplicant(given, posting, random)
      : { talent: given, job: posting.payload, wish: '', demand: '' }
    const vectors = random.chance(WITHOUT_VECTORS) ? noVectors : without(lookup, wish)
    yield {
      talent: prepareTalent(talent, context, vectors),
      job:
        job === posting.payload
          ? (jobs[pair.job] as PreparedJob)
          : prepareJob(job, context, without(lookup, demand)),
      owner: pair.talent,
    }
  }
}

/** A sentence added to a text does not change what it is about, so the text keeps its vectors. */
function without(lookup: VectorLookup, added: string): VectorLookup {
  return (text) => {
    if (added === '' || !text.endsWith(added)) return lookup(text)
    const before = text.slice(0, -added.length).trimEnd()
    return lookup(before) ?? lookup(before.replace(/\.$/, ''))
  }
}

const unknownShare = (row: Float64Array) =>
  row.reduce((count, value) => count + Number(Number.isNaN(value)), 0) / row.length

import { setTimeout as delay } from 'node:timers/promises'
import type { Config } from '../config.ts'
import type { Matcher, RankedMatches } from '../matching/matcher.ts'
import { signToken } from '../tokens.ts'
import { type ExampleRequest, loadExampleRequest } from './examples.ts'
import { DEMO_JOB, DEMO_TALENT } from './platform/protagonists.ts'

/** Loading weights that are there takes about a second; fetching them takes longer than one waits. */
const MODEL_WAIT_MS = 2_500
const POLL_MS = 50
const SHOWN = 3

type TokenSettings = Pick<Config, 'isDemo' | 'jwtSecret' | 'databaseUrl'>

export interface WelcomeOptions {
  readonly config: TokenSettings
  readonly matcher: Matcher
  /** Resolves when the database can be asked. */
  readonly databaseReady: Promise<unknown>
  /** Where the service listens, without a slash at the end. */
  readonly url: string
  /** Ends it, without a word. */
  readonly closing: AbortSignal
  /** Default standard error: standard output is for the log, one JSON object a line. */
  readonly write?: (text: string) => void
}

/**
 * Shows a person around: what the matcher makes of the examples, where the documentation is, and, once
 * the database is there, requests to paste. Where rules had to answer, as the weights were still on their way, the model's
 * answer follows when it can be had. Never rejects: the service serves, shown around or not.
 */
export async function showWelcome({
  config,
  matcher,
  databaseReady,
  url,
  closing,
  write = (text) => process.stderr.write(text),
}: WelcomeOptions): Promise<void> {
  try {
    const request = loadExampleRequest()
    await untilLoaded(matcher, MODEL_WAIT_MS, closing)
    const isEarly = isLoading(matcher)
    write(`\n${await describeExamples(matcher, request)}`)
    write(`\n${describeDocs(config, url)}\n`)
    await databaseReady.then(
      async () => write(`\n${await describeCallsById(config, url)}\n`),
      (error: Error) => write(`\nThere is no database, calls by id are out: ${error.message}\n`),
    )
    if (!isEarly) return
    await untilLoaded(matcher, Number.POSITIVE_INFINITY, closing)
    write(`\n${await describeExamples(matcher, request)}\n`)
  } catch (error) {
    if (!closing.aborted) write(`\nThe examples could not be shown: ${(error as Error).message}\n`)
  }
}

const isLoading = (matcher: Matcher) => matcher.status().embeddings.state === 'loading'

/** Unreferenced, so that a process that ends does not wait for it. */
async function untilLoaded(matcher: Matcher, limitMs: number, closing: AbortSignal): Promise<void> {
  const end = performance.now() + limitMs
  while (isLoading(matcher) && performance.now() < end) {
    await delay(POLL_MS, undefined, { ref: false, signal: closing })
  }
}

async function describeExamples(matcher: Matcher, request: ExampleRequest): Promise<string> {
  const { talent, jobs } = request
  const ranked = await matcher.matchJobs(talent, jobs, { limit: SHOWN, minScore: 0 })
  const titles = new Map(jobs.map(({ id, title }) => [id, title]))
  const lines = [
    `The ${SHOWN} best of ${jobs.length} jobs for a ${talent.title}, ${describeSource(ranked, matcher)}:`,
  ]
  for (const { job_id, match_score, confidence, explanation } of ranked.matches) {
    const score = match_score.toFixed(0).padStart(5)
    lines.push('', `${score}  ${titles.get(job_id)} (confidence ${Math.round(confidence * 100)} %)`)
    lines.push(...explanation.top_factors.map(({ description }) => `       ${description}`))
  }
  return `${lines.join('\n')}\n`
}

function describeSource({ source, model_version }: RankedMatches, matcher: Matcher): string {
  const { state } = matcher.status().embeddings
  if (source === 'ml') {
    const without = state === 'ready' ? '' : ', which cannot read the texts (see /api/v1/health)'
    return `by model ${model_version}${without}`
  }
  return state === 'loading'
    ? 'by rules, as the weights that read texts are still on their way'
    : 'by rules, as there is no model (see the log)'
}

function describeDocs({ isDemo, jwtSecret }: TokenSettings, url: string): string {
  const docs = `Documentation of the API: ${url}/docs`
  if (isDemo && jwtSecret) return `${docs}\nCtrl-C stops the service.`
  return `${docs}\nTokens are those of your project, as the settings say. Ctrl-C stops the service.`
}

/**
 * Requests to paste, over the rows that the demo platform has. A token is shown only where it is worth
 * nothing elsewhere: signed with the demo's own secret.
 */
async function describeCallsById(
  { isDemo, jwtSecret, databaseUrl }: TokenSettings,
  url: string,
): Promise<string> {
  if (databaseUrl !== undefined) return 'The database of DATABASE_URL is up to date and in use.'
  if (!isDemo || !jwtSecret) return 'The embedded database is ready.'
  const tokenOf = (subject: string) => signToken(jwtSecret, { role: 'user', subject })
  const talent = await tokenOf(DEMO_TALENT.profileId)
  const company = await tokenOf(DEMO_JOB.companyProfileId)
  return `A made-up platform is in the database. To paste into another terminal, with tokens that hold
for a day on this machine (\`npx talentmatch token\` makes others):

The best jobs for the demo talent, by id
${curlLine(`${url}/api/v1/match/talents/${DEMO_TALENT.id}/jobs`, talent)}

The best talents for a job of the demo company
${curlLine(`${url}/api/v1/match/jobs/${DEMO_JOB.id}/talents`, company)}
`
}

const curlLine = (url: string, token: string) =>
  `curl -s -X POST ${url} -H 'authorization: Bearer ${token}'`

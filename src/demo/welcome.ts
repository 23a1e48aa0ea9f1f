import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'
import type { Matcher, RankedMatches } from '../matching/matcher.ts'
import { type DatabaseWelcomeOptions, nameOf, showDatabase } from './database-welcome.ts'
import { type ExampleRequest, loadExampleRequest } from './examples.ts'

/** Loading weights that are there takes about a second; fetching them takes longer than one waits. */
const MODEL_WAIT_MS = 2_500
const POLL_MS = 50
const SHOWN = 3

export interface WelcomeOptions extends Omit<DatabaseWelcomeOptions, 'write'> {
  readonly matcher: Matcher
  /** Default standard error: standard output is for the log, one JSON object a line. */
  readonly write?: (text: string) => void
}

/**
 * Shows a person around: what the matcher makes of the examples, where the documentation is, and
 * requests to paste. What is not there yet, as the weights or the database, follows when it can be
 * had. Never rejects: the service serves, shown around or not.
 */
export async function showWelcome({
  write = (text) => process.stderr.write(text),
  ...given
}: WelcomeOptions): Promise<void> {
  const options = { ...given, write }
  const { matcher, closing } = options
  try {
    const request = loadExampleRequest()
    await untilLoaded(matcher, MODEL_WAIT_MS, closing)
    const isEarly = isLoading(matcher)
    write(`\n${await describeExamples(matcher, request)}`)
    write(`\n${await describeDocs(options)}\n`)
    await Promise.all([isEarly && showLate(options, request), showDatabase(options)])
  } catch (error) {
    if (!closing.aborted) write(`\nCould not show the examples: ${(error as Error).message}\n`)
  }
}

/** The model's answer, where rules had to give the first. */
async function showLate(
  { matcher, closing, write }: WelcomeOptions & Pick<DatabaseWelcomeOptions, 'write'>,
  request: ExampleRequest,
): Promise<void> {
  await untilLoaded(matcher, Number.POSITIVE_INFINITY, closing)
  write(`\n${await describeExamples(matcher, request)}\n`)
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
    const without = state === 'ready' ? '' : ' without text features (see /api/v1/health)'
    return `by model ${model_version}${without}`
  }
  return state === 'loading'
    ? 'by the rules; the text model is still loading'
    : 'by the rules; there is no model (see the log)'
}

async function describeDocs({ config, url, databaseReady }: WelcomeOptions): Promise<string> {
  const { isDemo, jwtSecret } = config
  const tokens = "Use your project's tokens, as configured.\n"
  return (
    `API documentation: ${url}/docs\n${isDemo && jwtSecret ? '' : tokens}` +
    `${await describeWait(config, databaseReady)}Ctrl-C stops the service.\n`
  )
}

async function describeWait(
  config: WelcomeOptions['config'],
  databaseReady: Promise<unknown>,
): Promise<string> {
  const settled = databaseReady.then(
    () => true,
    () => true,
  )
  if (await Promise.race([settled, nextTurn(false)])) return ''
  return `The database (${nameOf(config)}) is not ready yet; example calls by id follow once it is.\n`
}

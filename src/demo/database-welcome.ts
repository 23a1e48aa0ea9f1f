import { setTimeout as delay } from 'node:timers/promises'
import type { Platform } from '../http/platform.ts'
import type { Config } from '../settings/config.ts'
import { signToken } from '../settings/tokens.ts'
import { counted } from '../text/counted.ts'
import { loadExampleRequest } from './examples.ts'
import { DEMO_JOB, DEMO_TALENT } from './platform/protagonists.ts'

/** Nobody waits for the word that all is read; every look is a query. */
const POLL_MS = 2_000

export interface DatabaseWelcomeOptions {
  readonly config: Pick<Config, 'isDemo' | 'jwtSecret' | 'databaseUrl' | 'dataDir'>
  readonly platform: Pick<Platform, 'corpus' | 'directory'>
  /** Rejects where the database cannot be had. */
  readonly databaseReady: Promise<unknown>
  /** Jobs and talents that wait to be indexed. */
  readonly countWaiting: () => Promise<number>
  /** Where the service listens, without a slash at the end. */
  readonly url: string
  /** Where the gateway takes calls; undefined where there is none. */
  readonly gatewayUrl?: Promise<string | undefined>
  readonly closing: AbortSignal
  readonly write: (text: string) => void
}

/** Which database it is, without a word of its password. */
export function nameOf({ databaseUrl, dataDir }: DatabaseWelcomeOptions['config']): string {
  if (databaseUrl === undefined) return `the embedded one in ${dataDir}`
  const { host, searchParams, pathname } = new URL(databaseUrl)
  return `PostgreSQL at ${host || searchParams.get('host') || 'localhost'}${pathname}`
}

/**
 * Once the database is ready: what is in it, and calls by id to paste; then, when the index is whole,
 * that it is.
 */
export async function showDatabase(options: DatabaseWelcomeOptions): Promise<void> {
  const { databaseReady, countWaiting, closing, write } = options
  try {
    await databaseReady
  } catch (error) {
    if (!closing.aborted) write(`\n${describeOutage(options, error as Error)}\n`)
    return
  }
  const waiting = await countWaiting()
  write(`\n${await describeContent(options, waiting)}\n${await describeCalls(options)}\n`)
  if (waiting === 0) return
  while ((await countWaiting()) > 0) {
    await delay(POLL_MS, undefined, { ref: false, signal: closing })
  }
  write('\nAll texts are embedded; answers by id are now complete.\n\n')
}

function describeOutage({ config }: DatabaseWelcomeOptions, { message }: Error): string {
  const remedy = config.databaseUrl
    ? 'Check DATABASE_URL and restart.'
    : `To start with a new one, move ${config.dataDir}/db away and restart.`
  return `No database (${nameOf(config)}): ${message}.
Calls by id answer 503, the others work. ${remedy}
`
}

async function describeContent(
  { config, platform }: DatabaseWelcomeOptions,
  waiting: number,
): Promise<string> {
  const { talents, jobs } = await platform.directory.countPlatform()
  const content = `The database is ready: ${nameOf(config)}, ${counted(talents, 'talent')} and ${counted(jobs, 'active job')}.\n`
  if (talents + jobs === 0) return `${content}\`npx talentmatch seed\` fills it with demo data.\n`
  if (waiting === 0) return content
  return `${content}The texts of ${waiting.toLocaleString('en')} are being embedded; answers may be "partial" until that is done.\n`
}

const PAGE = { limit: 3, min_score: 0 }

const post = (url: string, token: string, body: object) =>
  `curl -s ${url} -H 'content-type: application/json' ` +
  `-H "authorization: Bearer ${token}" -d '${JSON.stringify(body)}'`

/** Tokens are shown only where they are worth nothing elsewhere: signed with the demo's own secret. */
async function describeCalls(options: DatabaseWelcomeOptions): Promise<string> {
  const { config, platform, url, gatewayUrl } = options
  const { isDemo, jwtSecret } = config
  if (!isDemo || !jwtSecret) return describeOwnCalls(options)
  const [talent, job] = await Promise.all([
    platform.corpus.findTalent(DEMO_TALENT.id),
    platform.corpus.findJob(DEMO_JOB.id),
  ])
  if (talent?.ownerId !== DEMO_TALENT.profileId || job?.ownerId !== DEMO_JOB.companyProfileId) {
    return describeOwnCalls(options)
  }
  const sign = (subject: string) => signToken(jwtSecret, { role: 'user', subject })
  const [asTalent, asCompany] = await Promise.all([sign(talent.ownerId), sign(job.ownerId)])
  const gateway = await gatewayUrl
  const api = `${url}/api/v1`
  const dismissed = loadExampleRequest().jobs[1]
  const dismissal = { talent_id: DEMO_TALENT.id, job_id: dismissed?.id, type: 'dismissed' }
  return `Token for the demo talent, valid for a day on this machine:

${asTalent}

Get its best jobs; then dismiss one of them, "${dismissed?.title}", which removes it from the list:

${post(`${api}/match/talents/${DEMO_TALENT.id}/jobs`, asTalent, PAGE)}

${post(`${api}/feedback`, asTalent, dismissal)}

Token for the demo company, and the best talents for its job "${job.job.title}":

${asCompany}

${post(`${api}/match/jobs/${DEMO_JOB.id}/talents`, asCompany, PAGE)}
${describeGateway(gateway && post(gateway, asTalent, { type: 'talent-to-jobs', talent_id: DEMO_TALENT.id, ...PAGE }))}`
}

/** Of people who may be real: whoever may sign for them makes the tokens. */
async function describeOwnCalls({ config, platform, url }: DatabaseWelcomeOptions) {
  const { talent, job } = await platform.directory.findExamples()
  const tokenOf = (whose: string) =>
    config.jwtSecret ? `$(npx talentmatch token ${whose})` : '$TOKEN'
  const calls = [
    talent && post(`${url}/api/v1/match/talents/${talent}/jobs`, tokenOf(`--user ${talent}`), PAGE),
    job && post(`${url}/api/v1/match/jobs/${job}/talents`, tokenOf('--service'), PAGE),
  ].filter((call) => call !== null)
  if (calls.length === 0) return ''
  const how = config.jwtSecret
    ? 'run these in this folder with the same settings, so that tokens can be signed'
    : 'TOKEN is a token signed by your project, for the service role or the owner'
  return `Matches for one of its talents and for one of its jobs (${how}):\n\n${calls.join('\n\n')}\n`
}

const describeGateway = (call: string | undefined) =>
  call === undefined
    ? ''
    : `
The same through the gateway, where rules answer when the service cannot:

${call}
`

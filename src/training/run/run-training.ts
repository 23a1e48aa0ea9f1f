import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Embedder } from '../../embeddings/embedder.ts'
import { nullEmbedder } from '../../embeddings/null.ts'
import { CONTRACT_HASH } from '../../features/registry.ts'
import type { Corpus } from '../../matching/by-id/corpus.ts'
import type { AdministrationParts } from '../../models/administration.ts'
import { publishModel } from '../../models/publish.ts'
import type {
  RunOutcome,
  RunProgress,
  TrainingRun,
  TrainingRuns,
} from '../../models/training-runs.ts'
import { keepNewest } from '../../runtime/keep-newest.ts'
import { counted } from '../../text/counted.ts'
import { collectDataset } from '../dataset/collect.ts'
import type { Pseudonyms } from '../dataset/pseudonyms.ts'
import { FEWEST_PAIRS } from '../dataset/sample-sizes.ts'
import { writeSnapshot } from '../dataset/snapshot/write-snapshot.ts'
import { SplitError } from '../dataset/time-split.ts'
import type { TrainingSource } from '../dataset/training-source.ts'
import { type Decision, decide } from '../gate/decide.ts'
import type { Evidence } from '../gate/evidence.ts'
import { gatherEvidence } from '../gate/gather-evidence.ts'
import type { GateLimits } from '../gate/limits.ts'
import { LIGHTGBM_VERSION, type LightgbmLocation } from '../lightgbm-location.ts'
import { toSource } from '../publish.ts'
import { renderPage } from '../report/render-page.ts'
import { reportTraining } from '../report/training-report.ts'
import { type Challenger, trainChallenger } from '../train-challenger.ts'
import { type Champion, findChampion } from './find-champion.ts'
import { keepAlive, RunTakenError } from './keep-alive.ts'
import { toRunMetrics, withMetrics } from './run-metrics.ts'

export interface TrainingParts {
  readonly runs: TrainingRuns
  readonly models: AdministrationParts
  readonly source: TrainingSource
  readonly corpus: Pick<Corpus, 'jobsOf' | 'talentsOf'>
  readonly embedder: Embedder
  readonly pseudonyms: Pseudonyms
  readonly limits: GateLimits
  /** Where each run has a folder of its own, with its snapshot and its report. */
  readonly folder: string
  readonly lightgbm?: LightgbmLocation | undefined
}

export interface RunOptions {
  readonly signal?: AbortSignal | undefined
  readonly onStep?: ((progress: RunProgress) => void) | undefined
}

/** The reason of a signal that stops a run here, for another process to run it from the beginning. */
export class PutBackError extends Error {
  override readonly name = 'PutBackError'
}

/** Where the snapshot of a run is, and what is told of it to people and to machines. */
export const runFiles = (folder: string, id: string) => ({
  snapshot: join(folder, id, 'snapshot'),
  report: join(folder, id, 'report.json'),
  page: join(folder, id, 'report.html'),
})

const DAY_MS = 86_400_000
/** A week's acts change little, and each look at the gate is another chance to pass it by chance. */
const RECENT_DAYS = 7
/** A quarter of a year, at one a week. */
const FOLDERS_KEPT = 13

/**
 * Carries out a run that is this process's: collects what people did, learns a challenger, compares it, and
 * has it serve where the gate lets it pass. However it ends, the run says so; killed at any point, it leaves
 * what serves as it was.
 *
 * @throws PutBackError when the signal's reason is one
 * @throws RunTakenError when another process has ended it
 * @throws {DatabaseUnavailableError} when how it ended cannot be kept: it counts as failed after a minute
 */
export async function runTraining(
  run: TrainingRun,
  parts: TrainingParts,
  { signal, onStep }: RunOptions = {},
): Promise<RunOutcome> {
  const { runs } = parts
  const living = keepAlive(runs, run.id)
  const signals = [living.taken, ...(signal ? [signal] : [])]
  const tell = (step: string, done: number, total: number) => {
    living.tell({ step, done, total })
    onStep?.({ step, done, total })
  }
  try {
    return await new Run(run, parts, AbortSignal.any(signals), tell).carryOut()
  } catch (error) {
    if (living.taken.aborted) throw living.taken.reason
    if (signal?.reason instanceof PutBackError) {
      await runs.release(run.id)
      throw signal.reason
    }
    const outcome = toFailure(error, signal)
    if (!(await runs.finish(run.id, outcome))) throw new RunTakenError(run.id)
    return outcome
  } finally {
    living.stop()
  }
}

function toFailure(error: unknown, signal: AbortSignal | undefined): RunOutcome {
  const { message } = error as Error
  if (signal?.aborted) return { status: 'cancelled', reason: message }
  return { status: error instanceof SplitError ? 'skipped' : 'failed', reason: message }
}

type Tell = (step: string, done: number, total: number) => void

class Run {
  readonly #run: TrainingRun
  readonly #parts: TrainingParts
  readonly #signal: AbortSignal
  readonly #tell: Tell

  constructor(run: TrainingRun, parts: TrainingParts, signal: AbortSignal, tell: Tell) {
    this.#run = run
    this.#parts = parts
    this.#signal = signal
    this.#tell = tell
  }

  async carryOut(): Promise<RunOutcome> {
    const recent = await this.#findRecent()
    if (recent !== undefined) return this.#end({ status: 'skipped', reason: recent })
    const champion = await findChampion(this.#parts.models)
    const collected = await this.#collect(champion)
    const { count } = collected.dataset
    if (count < FEWEST_PAIRS) {
      const reason = `${count} pairs were decided or passed over; at least ${FEWEST_PAIRS} are needed`
      return this.#end({ status: 'skipped', reason })
    }
    const manifest = await this.#keepSnapshot(collected, champion)
    this.#signal.throwIfAborted()
    const challenger = await trainChallenger(collected.dataset, {
      seed: this.#run.seed,
      champion,
      now: collected.asOf,
      snapshot: manifest.sha256,
      lightgbm: this.#parts.lightgbm,
      signal: this.#signal,
      onStep: this.#tell,
    })
    const evidence = await gatherEvidence(challenger.gateInput, {
      signal: this.#signal,
      onProgress: (done) =>
        this.#tell('Comparing with champion and rules', Math.round(100 * done), 100),
    })
    const decision = decide(evidence, this.#parts.limits)
    return this.#publish(champion, challenger, evidence, decision)
  }

  async #findRecent(): Promise<string | undefined> {
    if (this.#run.forced) return undefined
    const last = await this.#parts.runs.lastDecided()
    const days = (Date.now() - (last?.getTime() ?? 0)) / DAY_MS
    if (last === undefined || days >= RECENT_DAYS) return undefined
    return `the last model was trained on ${last.toISOString().slice(0, 10)}, less than ${RECENT_DAYS} days ago; it can be forced`
  }

  #collect({ bundle }: Champion) {
    const { source, corpus, embedder, pseudonyms } = this.#parts
    return collectDataset({
      source,
      corpus,
      // Vectors of another embedder would be other features.
      embedder: embedder.id === bundle.manifest.embedder ? embedder : nullEmbedder,
      context: bundle.contextOn(0),
      pseudonyms,
      asOf: new Date(),
      seed: this.#run.seed,
      signal: this.#signal,
      onProgress: (rows, expected) => this.#tell('Collecting what people did', rows, expected),
    })
  }

  async #keepSnapshot(
    collected: Awaited<ReturnType<typeof collectDataset>>,
    { bundle, sha256 }: Champion,
  ) {
    const { folder, runs } = this.#parts
    const { id } = this.#run
    await mkdir(folder, { recursive: true, mode: 0o700 })
    // What a process that put the run back has left: it begins anew.
    await rm(join(folder, id), { recursive: true, force: true })
    await keepNewest(folder, FOLDERS_KEPT - 1)
    const manifest = await writeSnapshot(runFiles(folder, id).snapshot, collected)
    const versions = {
      champion: bundle.manifest.version,
      champion_sha256: sha256,
      lightgbm: LIGHTGBM_VERSION,
      features: CONTRACT_HASH,
      node: process.versions.node,
    }
    if (!(await runs.note(id, { dataset: manifest, versions }))) throw new RunTakenError(id)
    return manifest
  }

  /** The report comes before the end: whoever reads that a run has ended finds it. */
  async #publish(
    { activeVersion, bundle }: Champion,
    { files, gateInput }: Challenger,
    evidence: Evidence,
    decision: Decision,
  ): Promise<RunOutcome> {
    const { models, folder } = this.#parts
    const { id, actor } = this.#run
    this.#signal.throwIfAborted()
    // An erasure cancels a run that may have read the rows: what it learned is not even published.
    if (!(await this.#parts.runs.note(id, {}))) throw new RunTakenError(id)
    const source = toSource(withMetrics(files, evidence), `training run ${id}`)
    const { version } = await publishModel(source, {
      ...models,
      act: { actor, reason: `training run ${id}` },
      status: decision.promoted ? 'candidate' : 'rejected',
    })
    const report = reportTraining({
      challenger: version,
      champion: bundle.manifest.version,
      decision,
      evidence,
      importances: files.manifest.feature_importances,
      createdAt: new Date(gateInput.now),
      reference: gateInput.reference,
    })
    const { report: path, page } = runFiles(folder, id)
    await writeFile(path, `${JSON.stringify(report, null, 2)}\n`)
    await writeFile(page, renderPage(report))
    const reason = toReason(decision)
    const outcome = { reason, metrics: toRunMetrics(evidence, decision), modelVersion: version }
    if (!decision.promoted) return this.#end({ ...outcome, status: 'rejected' })
    const promoted = { ...outcome, status: 'promoted' } as const
    if (await this.#parts.runs.promote(id, promoted, { version, insteadOf: activeVersion })) {
      return promoted
    }
    return this.#end({
      ...outcome,
      status: 'rejected',
      reason: `${activeVersion}, which it was compared with, is not the active version any more`,
    })
  }

  async #end(outcome: RunOutcome): Promise<RunOutcome> {
    const { id } = this.#run
    if (!(await this.#parts.runs.finish(id, outcome))) throw new RunTakenError(id)
    return outcome
  }
}

/** The numbers of every check are in the run's metrics. */
function toReason({ promoted, reasons }: Decision): string {
  if (promoted) return reasons[0]?.sentence ?? ''
  const failed = reasons.filter(({ passed }) => !passed).map(({ code }) => code)
  return `${failed.length} of ${counted(reasons.length, 'check')} failed: ${failed.join(', ')}`
}

/** Child process of `train-apart.ts`: carries one run out, so that nothing of it is in the service's way. */
import { setPriority } from 'node:os'
import { openPostgres } from '../db/postgres.ts'
import type { RunOutcome, TrainingRun } from '../models/training-runs.ts'
import { answerParent } from '../runtime/child.ts'
import { loadConfig } from '../settings/environment.ts'
import { openTraining } from '../setup/open-training.ts'
import { PutBackError, runTraining } from '../training/run/run-training.ts'
import type { TrainJob } from './train-apart.ts'

/** Of 19: whoever waits for an answer goes first. */
const NICE = 10

const stopping = new AbortController()
process.on('SIGTERM', () => stopping.abort(new PutBackError('the worker is stopping')))
// Of Ctrl-C in a terminal the parent hears too, and says what becomes of this.
process.on('SIGINT', () => {})

answerParent(train)

async function train({ run, connectionString }: TrainJob): Promise<RunOutcome> {
  setPriority(NICE)
  const { signal } = stopping
  const database = openPostgres({ connectionString, applicationName: 'talentmatch-training' })
  try {
    const parts = await openTraining(loadConfig(), database, { signal, onNoEmbeddings: () => {} })
    try {
      return await runTraining(toRun(run), parts, { signal })
    } finally {
      await parts.close()
    }
  } finally {
    await database.close()
  }
}

/** Messages are JSON, in which a date is a text. */
const toRun = (run: TrainingRun): TrainingRun => ({ ...run, queuedAt: new Date(run.queuedAt) })

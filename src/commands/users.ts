import { setTimeout as pause } from 'node:timers/promises'
import { Command } from 'commander'
import { type Receipt, receiptBody } from '../privacy/receipt.ts'
import { openMigratedDatabase } from '../setup/open-database.ts'
import type { OpenErasing, UserData } from '../setup/open-erasing.ts'
import { interruptSignal } from '../terminal/interrupt.ts'
import { say } from '../terminal/say.ts'
import { uuid } from './input/arguments.ts'

const WHO =
  'A user is identified by account id (the `sub` of their token, profiles.id) or talent id.'
const EXAMPLE = '7f1c3a52-0d0e-4b4e-9a51-5c1e9f0f8a12'
const AGAIN_MS = 1_000
/** A worker that lives takes it up within seconds. */
const TAKEN_UP_MS = 30_000
/** What was under way has ended after half a minute; then a backup, or Redis that is out, holds it up. */
const LONGEST_WAIT_MS = 600_000

export function exportCommand(): Command {
  return new Command('export')
    .summary('export everything stored about a user, as JSON')
    .description(`Prints all rows of our tables about a user, talent or company. ${WHO}`)
    .argument('<user>', 'id of the user', uuid)
    .addHelpText('after', `\nExamples:\n  $ talentmatch export ${EXAMPLE} > export.json`)
    .action((user: string) =>
      withUserData(async ({ data }) => {
        await tellWhetherKnown(data, user)
        for await (const piece of data.export(user)) process.stdout.write(piece)
      }),
    )
}

export function eraseCommand(): Command {
  return new Command('erase')
    .summary('erase everything stored about a user')
    .description(
      'Erases a user, talent or company, from our tables, shared caches, logs and training snapshots, ' +
        `waits for completion and prints the receipt (docs/privacy.md). ${WHO} A worker does the work, because it ` +
        'has the Redis and the secrets of the deployment; this command does it itself only on an embedded database ' +
        'without a running service. If interrupted, a worker finishes it.',
    )
    .argument('<user>', 'id of the user', uuid)
    .option('--no-wait', 'do not wait for the worker')
    .addHelpText('after', `\nExamples:\n  $ talentmatch erase ${EXAMPLE} > receipt.json`)
    .action((user: string, { wait }: { readonly wait: boolean }) => {
      const signal = interruptSignal()
      return withUserData(async (opened) => {
        const { data, purgeSnapshots, finishDue } = opened
        await tellWhetherKnown(data, user)
        let receipt = await data.erase(user, 'operator', { byWorker: finishDue === undefined })
        if (wait) receipt = await untilDone(receipt, opened, signal)
        await purgeSnapshots(signal)
        process.stdout.write(`${JSON.stringify(receiptBody(receipt), null, 2)}\n`)
        if (wait && receipt.status !== 'done') throw new Error(NOT_DONE)
      })
    })
}

const NO_WORKER =
  'No worker has picked it up yet: is one running (`talentmatch worker`, or the service without --no-worker)? ' +
  'Until then the user is hidden, but their data is not deleted.'
const NOT_DONE =
  'Not finished yet. See the worker’s log for the reason. The worker will continue; run the command again to wait.'

/** Gives up after {@link LONGEST_WAIT_MS}. */
async function untilDone(
  receipt: Receipt,
  { data, finishDue }: Opened,
  signal: AbortSignal,
): Promise<Receipt> {
  const begun = performance.now()
  let now = receipt
  if (now.status !== 'done')
    say('Started. Waiting for a worker and for running requests to finish …')
  for (let isTold = false; now.status !== 'done'; ) {
    const waited = performance.now() - begun
    if (waited > LONGEST_WAIT_MS) break
    if (!isTold && waited > TAKEN_UP_MS && now.pseudonym === null) {
      say(NO_WORKER)
      isTold = true
    }
    await pause(AGAIN_MS, undefined, { signal }).catch(() => signal.throwIfAborted())
    await finishDue?.(signal)
    now = await data.findReceipt(receipt.receiptId)
  }
  return now
}

/** It is no mistake: of an account that was deleted, logs may still have something. */
async function tellWhetherKnown(data: UserData, user: string): Promise<void> {
  if (!(await data.knows(user))) say('Unknown id; searching logs and caches for it anyway.')
}

interface Opened {
  readonly data: UserData
  /** Those of this machine. */
  readonly purgeSnapshots: (signal: AbortSignal) => Promise<void>
  /** Absent where a worker has to. */
  readonly finishDue: ((signal: AbortSignal) => Promise<unknown>) | undefined
}

async function withUserData(work: (opened: Opened) => Promise<void>): Promise<void> {
  const [{ loadConfig }, { openErasing, runsFolder, UserData }, { eraseDue }, { SnapshotUpkeep }] =
    await Promise.all([
      import('../settings/environment.ts'),
      import('../setup/open-erasing.ts'),
      import('../jobs/privacy/erase-user.ts'),
      import('../jobs/privacy/snapshot-upkeep.ts'),
    ])
  const config = loadConfig()
  const { database, isOwn, close } = await openMigratedDatabase(config)
  let erasing: OpenErasing | undefined
  try {
    erasing = await openErasing(config, database)
    const { parts } = erasing
    const snapshots = new SnapshotUpkeep({
      folder: runsFolder(config),
      erasures: parts.erasures,
      keyId: parts.pseudonyms.keyId,
      retentionDays: config.retentionDays,
    })
    await work({
      data: new UserData(parts, database, (error) =>
        say(`Not finished: ${(error as Error).message}`),
      ),
      purgeSnapshots: (signal) => snapshots.run(signal),
      finishDue: isOwn ? (signal) => eraseDue(parts, signal) : undefined,
    })
  } finally {
    erasing?.close()
    await close()
  }
}

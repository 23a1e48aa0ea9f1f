import { setTimeout as pause } from 'node:timers/promises'
import { Command } from 'commander'
import { receiptBody } from '../privacy/receipt.ts'
import { openMigratedDatabase } from '../setup/open-database.ts'
import type { OpenErasing, UserData } from '../setup/open-erasing.ts'
import { interruptSignal } from '../terminal/interrupt.ts'
import { say } from '../terminal/say.ts'
import { uuid } from './input/arguments.ts'

const WHO =
  'A user is the id of their account (the `sub` of their token, profiles.id), or of the talent.'
const EXAMPLE = '7f1c3a52-0d0e-4b4e-9a51-5c1e9f0f8a12'
/** Somebody still writes who did when it began. */
const AGAIN_MS = 1_000

export function exportCommand(): Command {
  return new Command('export')
    .summary('print all that is held on a user, as JSON')
    .description(`Prints every row of our tables on a user, talent or company. ${WHO}`)
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
    .summary('erase all that is held on a user')
    .description(
      'Erases a user, talent or company, from our tables, shared caches, logs and snapshots of training, ' +
        `waits until it is done for good, and prints the receipt (docs/privacy.md). ${WHO} Where it is ` +
        'stopped, a worker goes on with it; so does the same command.',
    )
    .argument('<user>', 'id of the user', uuid)
    .option('--no-wait', 'leave the second look, half a minute later, to a worker')
    .addHelpText('after', `\nExamples:\n  $ talentmatch erase ${EXAMPLE} > receipt.json`)
    .action((user: string, { wait }: { readonly wait: boolean }) => {
      const signal = interruptSignal()
      return withUserData(async ({ data, purgeSnapshots, finishDue }) => {
        await tellWhetherKnown(data, user)
        let receipt = await data.erase(user, 'operator')
        await purgeSnapshots(signal)
        if (wait && receipt.status !== 'done') say('Erased. Waiting for what was under way …')
        while (wait && receipt.status !== 'done') {
          const ms = Math.max(AGAIN_MS, receipt.settlesAt.getTime() - Date.now())
          await pause(ms, undefined, { signal }).catch(() => signal.throwIfAborted())
          await finishDue(signal)
          receipt = await data.erase(user, 'operator')
        }
        process.stdout.write(`${JSON.stringify(receiptBody(receipt), null, 2)}\n`)
      })
    })
}

/** It is no mistake: of an account that was deleted, logs may still have something. */
async function tellWhetherKnown(data: UserData, user: string): Promise<void> {
  if (!(await data.knows(user)))
    say('Nobody is known by this id; what logs have by it is looked for.')
}

interface Opened {
  readonly data: UserData
  /** Those of this machine. */
  readonly purgeSnapshots: (signal: AbortSignal) => Promise<void>
  readonly finishDue: (signal: AbortSignal) => Promise<unknown>
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
  const { database, close } = await openMigratedDatabase(config)
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
        say(`Not all yet: ${(error as Error).message}`),
      ),
      purgeSnapshots: (signal) => snapshots.run(signal),
      finishDue: (signal) => eraseDue(parts, signal),
    })
  } finally {
    erasing?.close()
    await close()
  }
}

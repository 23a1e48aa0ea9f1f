import { setTimeout as pause } from 'node:timers/promises'
import { Command } from 'commander'
import { describeCauses } from '../../supabase/functions/_shared/log-error.ts'
import type { MatchIndex } from '../db/match-index/match-index.ts'
import type { Outbox } from '../db/match-index/outbox.ts'
import type { Embedder } from '../embeddings/embedder.ts'
import type { IndexFailure } from '../jobs/indexing/index-changes.ts'
import { interruptSignal } from '../terminal/interrupt.ts'
import { startProgress } from '../terminal/progress.ts'
import { say } from '../terminal/say.ts'

/** Between two looks, while others have claimed all that is left or it has failed and rests. */
const LOOK_AGAIN_MS = 250

export function embedCommand(): Command {
  return new Command('embed')
    .summary('embed and index all jobs and talents now')
    .description(
      'Queues every active job and talent whose index row is missing or stale, then embeds and ' +
        'indexes them all. A worker does the same every night. Ctrl-C is safe; the next run ' +
        'continues where this one stopped.',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ talentmatch embed
  $ DATABASE_URL=postgres://… talentmatch embed`,
    )
    .action(() => embed(interruptSignal()))
}

async function embed(signal: AbortSignal): Promise<void> {
  const [
    { loadConfig },
    { openMigratedDatabase },
    { openStoredEmbedder },
    { MatchIndex },
    { Outbox },
    { sweep },
  ] = await Promise.all([
    import('../settings/environment.ts'),
    import('../setup/open-database.ts'),
    import('../setup/open-stored-embedder.ts'),
    import('../db/match-index/match-index.ts'),
    import('../db/match-index/outbox.ts'),
    import('../jobs/indexing/sweep.ts'),
  ])
  const config = loadConfig()
  const { database, close } = await openMigratedDatabase(config)
  let embedder: Embedder | undefined
  try {
    embedder = await openStoredEmbedder(config, {
      database,
      signal,
      onStoreChange: (store, error) => {
        if (error) say(`Continuing without ${store} for vectors: ${error.message}`)
      },
    })
    const index = new MatchIndex(database)
    const outbox = new Outbox(database)
    say('Looking for new or changed jobs and talents …')
    await sweep({ index, embedder }, signal)
    const { total, givenUp } = await drain(outbox, index, embedder, signal)
    if (givenUp > 0) throw new Error(`${givenUp} of ${total} could not be indexed`)
    say(total === 0 ? 'Everything is up to date.' : `Updated ${total}.`)
  } finally {
    await embedder?.close()
    await close()
  }
}

/** Indexes until nothing waits, here or at other workers. */
async function drain(
  outbox: Outbox,
  index: MatchIndex,
  embedder: Embedder,
  signal: AbortSignal,
): Promise<{ readonly total: number; readonly givenUp: number }> {
  const { indexChanges } = await import('../jobs/indexing/index-changes.ts')
  let { waiting } = await outbox.backlog()
  const total = waiting
  let givenUp = 0
  const onFailure = ({ entity, id, isGivenUp, error }: IndexFailure) => {
    if (!isGivenUp) return
    givenUp++
    say(`${entity} ${id} could not be indexed: ${describeCauses(error)[0]?.type}`)
  }
  const progress = startProgress('Embedding jobs and talents', total)
  try {
    while (waiting > 0) {
      const done = await indexChanges({ outbox, index, embedder, onFailure }, signal)
      if (done === 0) await pause(LOOK_AGAIN_MS, undefined, { signal })
      waiting = (await outbox.backlog()).waiting
      // Others may queue more meanwhile.
      progress.update(Math.max(0, total - waiting))
    }
  } finally {
    progress.done()
  }
  if (total > 0) await index.countSkills()
  return { total, givenUp }
}

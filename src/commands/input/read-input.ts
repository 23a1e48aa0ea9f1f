import { type EntityKind, readEntities } from '../../files/entities.ts'
import { describeInvalid, type InvalidItem, InvalidItemError } from '../../files/input-error.ts'
import { say } from '../../terminal/say.ts'

/** Skipped entities that are named one by one; of the rest the number is told. */
const NAMED_SKIPS = 20

/** Reads entities for a command, and tells on standard error what it leaves out. */
export async function* readInput<T extends { readonly id: string }>(
  path: string,
  kind: EntityKind<T>,
  skipInvalid = false,
): AsyncGenerator<T> {
  let skipped = 0
  const onInvalid = (item: InvalidItem) => {
    skipped += 1
    if (skipped <= NAMED_SKIPS) say(`skipped ${describeInvalid(item)}`)
  }
  try {
    yield* readEntities(path, kind, { skipInvalid, onInvalid })
  } catch (error) {
    if (error instanceof InvalidItemError) {
      say('Invalid entry; use --skip-invalid to skip such entries.')
    }
    throw error
  } finally {
    if (skipped > NAMED_SKIPS) say(`... and ${skipped - NAMED_SKIPS} more`)
    if (skipped > 0)
      say(`skipped ${skipped} invalid ${skipped === 1 ? kind.noun : `${kind.noun}s`}`)
  }
}

/** For files that are small enough, or needed as a whole. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

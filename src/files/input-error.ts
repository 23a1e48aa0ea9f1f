import type { Fault } from '../../supabase/functions/_shared/errors.ts'

/** A file that cannot be used as it is. `message` says which, where and why, never what it holds. */
export class InputError extends Error {
  override readonly name: string = 'InputError'
}

/** One entity of a file that cannot be used. */
export interface InvalidItem {
  readonly file: string
  /** Line that it starts on, from 1. */
  readonly line: number
  /** All that is wrong with it; an empty path is the whole of it. */
  readonly faults: readonly Fault[]
}

/** The first invalid entity, where those are not to be skipped. */
export class InvalidItemError extends InputError {
  override readonly name = 'InvalidItemError'
  readonly item: InvalidItem

  constructor(item: InvalidItem) {
    super(describeInvalid(item))
    this.item = item
  }
}

/** `jobs.jsonl:12: description: must be text; skills[3].name: must not be empty` */
export function describeInvalid({ file, line, faults }: InvalidItem): string {
  const what = faults.map(({ path, message }) => (path ? `${path}: ${message}` : message))
  return `${file}:${line}: ${what.join('; ')}`
}

import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { TLocalizedValidationError } from 'typebox/error'
import { Settings } from 'typebox/system'
import { AppError, type Fault } from '../../../supabase/functions/_shared/errors.ts'
import { findContradictions } from './contradictions.ts'
import { PATTERN_MESSAGES } from './fields.ts'
import { type CutList, compileReader } from './read-body.ts'

/** Faults told at most: enough to mend any honest request, too few to make a large answer. */
const MAX_FAULTS = 1_000

// TypeBox stops at 8 unless told otherwise; the setting has no other place than the module.
Settings.Set({ maxErrors: MAX_FAULTS })

type Verdict = { readonly value: unknown } | { readonly error: Error }

/**
 * Compiles a body's schema into a reader that answers the known, cleaned fields, or every fault.
 * @throws nothing; a bad body is answered as `invalid_input`
 */
export function compileBody(schema: TSchema): (body: unknown) => Verdict {
  const validator = Compile(schema)
  const read = compileReader(schema)
  return (body) => {
    const cut: CutList[] = []
    const value: unknown = read(body, cut)
    const broken = validator.Check(value) ? [] : validator.Errors(value)
    const faults = [
      ...cut.map(({ path, limit, count }) => ({
        path: path.slice(1),
        message: `must have at most ${limit} items, has ${count}`,
      })),
      ...broken.flatMap((error) => toFaults(error, value, 'body')),
      ...findContradictions(value),
    ]
    return faults.length > 0 ? { error: invalidInput(faults) } : { value }
  }
}

/** Compiles the schema of query or headers; nothing is changed in them. */
export function compilePart(schema: TSchema, part: string): (value: unknown) => Verdict {
  const validator = Compile(schema)
  return (value) => {
    if (validator.Check(value)) return { value }
    return {
      error: invalidInput(
        validator
          .Errors(value)
          .flatMap((error) => toFaults(error, value, ''))
          .map(({ path, message }) => ({ path: `${part}.${path}`, message })),
      ),
    }
  }
}

function invalidInput(all: readonly Fault[]): AppError {
  // One fault a place: a wrong type breaks other rules too, and they would only confuse.
  const faults = [
    ...new Map(all.toReversed().map((fault) => [fault.path, fault])).values(),
  ].reverse()
  const told = faults.slice(0, MAX_FAULTS)
  const detail =
    faults.length < MAX_FAULTS
      ? `${faults.length === 1 ? '1 fault' : `${faults.length} faults`} in the request`
      : `More than ${MAX_FAULTS} faults in the request; the first ${MAX_FAULTS} are listed`
  return new AppError('invalid_input', detail, { faults: told })
}

function toFaults(error: TLocalizedValidationError, root: unknown, whole: string): Fault[] {
  const path = toPath(error.instancePath)
  if (error.keyword === 'required') {
    return error.params.requiredProperties.map((name) => ({
      path: path ? `${path}.${name}` : name,
      message: 'is required',
    }))
  }
  return [{ path: path || whole, message: toMessage(error, valueAt(root, error.instancePath)) }]
}

/** How to mend it. Shows lengths and numbers of the request, never its texts. */
function toMessage(error: TLocalizedValidationError, value: unknown): string {
  const { keyword, params } = error
  switch (keyword) {
    case 'type':
      return `must be ${[params.type].flat().map(nameType).join(' or ')}, is ${nameOf(value)}`
    case 'maxLength':
      return `must be at most ${params.limit} characters, is ${Array.from(String(value)).length}`
    case 'minLength':
      return 'must not be blank'
    case 'minimum':
      return `must be at least ${params.limit}, is ${value}`
    case 'maximum':
      return `must be at most ${params.limit}, is ${value}`
    case 'enum':
      return `must be one of ${params.allowedValues.filter((choice) => choice !== null).join(', ')}`
    case 'format':
      return 'must be a UUID, such as 7f1c3a52-0d0e-4b4e-9a51-5c1e9f0f8a11'
    case 'pattern':
      return PATTERN_MESSAGES[String(params.pattern)] ?? error.message
    case '~refine':
      return params.message
    default:
      return error.message
  }
}

/** `/jobs/3/title` as `jobs[3].title`; no name of our schemas needs unescaping. */
function toPath(pointer: string): string {
  return pointer
    .slice(1)
    .split('/')
    .map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : `${index > 0 ? '.' : ''}${part}`))
    .join('')
}

function valueAt(root: unknown, pointer: string): unknown {
  let value = root
  for (const part of pointer.split('/').slice(1)) {
    value = (value as Readonly<Record<string, unknown>>)[part]
  }
  return value
}

function nameType(type: string): string {
  return (
    { integer: 'a whole number', object: 'an object', array: 'an array', null: 'null' }[type] ??
    `a ${type}`
  )
}

function nameOf(value: unknown): string {
  if (value === undefined) return 'absent'
  if (Array.isArray(value)) return nameType('array')
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return 'a number out of range'
    return Number.isInteger(value) ? 'a number' : 'a number with a fraction'
  }
  return nameType(value === null ? 'null' : typeof value)
}

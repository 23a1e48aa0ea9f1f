import Type, { type TSchema } from 'typebox'
import { AppError } from '../../../supabase/functions/_shared/errors.ts'
import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import type { EntityKind, Validated } from '../../files/entities.ts'
import { Job as JobSchema } from '../../http/schemas/job.ts'
import { Talent as TalentSchema } from '../../http/schemas/talent.ts'
import { compileBody } from '../../http/schemas/validator.ts'

/** Files are held to what the API demands, and cleaned as its requests are. */
export const TALENTS: EntityKind<Talent> = { noun: 'talent', validate: validatorOf(TalentSchema) }
export const JOBS: EntityKind<Job> = { noun: 'job', validate: validatorOf(JobSchema) }

function validatorOf<T>(schema: TSchema): (value: unknown) => Validated<T> {
  // Rules between the fields of one entity are applied to what a body holds.
  const read = compileBody(Type.Object({ entity: schema }))
  return (value) => {
    const verdict = read({ entity: value })
    if ('value' in verdict) return { value: (verdict.value as { entity: T }).entity }
    if (!(verdict.error instanceof AppError)) throw verdict.error
    const faults = verdict.error.faults.map(({ path, message }) => ({
      path: path.replace(/^entity\.?/, ''),
      message,
    }))
    return { faults }
  }
}

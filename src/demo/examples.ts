import { readFileSync } from 'node:fs'
import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'
import { projectFile } from '../runtime/project-file.ts'

/** A request body of `POST /api/v1/match/talent-to-jobs`. */
const EXAMPLE_REQUEST = 'examples/talent-to-jobs.json'

export interface ExampleRequest {
  readonly talent: Talent
  readonly jobs: readonly Job[]
}

/** One talent and eight jobs, made up, from good fit to none. */
export const loadExampleRequest = (): ExampleRequest =>
  JSON.parse(readFileSync(projectFile(EXAMPLE_REQUEST), 'utf8'))

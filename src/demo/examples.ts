import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'

/** The examples lie beside `src/`, two levels up (three below `dist/`). */
const FOLDER = new URL(
  import.meta.url.endsWith('.ts') ? '../../examples/' : '../../../examples/',
  import.meta.url,
)

/** A request body of `POST /api/v1/match/talent-to-jobs`. */
const EXAMPLE_REQUEST_PATH = fileURLToPath(new URL('talent-to-jobs.json', FOLDER))

export interface ExampleRequest {
  readonly talent: Talent
  readonly jobs: readonly Job[]
}

/** One talent and eight jobs, made up, from good fit to none. */
export const loadExampleRequest = (): ExampleRequest =>
  JSON.parse(readFileSync(EXAMPLE_REQUEST_PATH, 'utf8'))

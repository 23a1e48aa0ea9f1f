import { describe, expect, it } from 'vitest'
import { engines } from '../db/engines.ts'
import { runDenoTests } from './deno-tests.ts'

/** What needs PostgreSQL runs there only: it stops and starts parts, or counts on concurrency. */
const FILES = {
  PGlite: ['foreign-input.ts', 'validation.ts', 'matching.ts'],
  PostgreSQL: ['validation.ts', 'matching.ts', 'faults.ts', 'sharing.ts'],
}

// Deno tells which tests there are by running them, so that each is counted by its name.
for (const engine of engines) {
  const open = await engine.open()
  const tests = await runDenoTests(FILES[engine.name], { DATABASE_URL: open.connectionString })
  await open.close()

  describe(`the gateway under Deno on ${engine.name}`, () => {
    it.each(tests)('$name', ({ failure }) => {
      expect(failure).toBeUndefined()
    })
  })
}

import { readFileSync } from 'node:fs'
import { projectFile } from '../runtime/project-file.ts'

/** Version of this package. */
export const packageVersion = (): string =>
  JSON.parse(readFileSync(projectFile('package.json'), 'utf8')).version

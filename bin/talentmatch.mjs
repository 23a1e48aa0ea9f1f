#!/usr/bin/env node
// The command-line tool. In a checkout it installs and builds what is missing first; an installed
// copy has no sources, and runs as it is.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { prepare, ROOT } from '../scripts/prepare.mjs'

if (existsSync(join(ROOT, 'tsconfig.build.json'))) prepare()
await import('../dist/src/cli.js')

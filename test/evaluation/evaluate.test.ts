import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import type { Report } from '../../src/evaluation/report.ts'

/** Ranking takes a minute or two; embedding 27,000 texts comes once, and takes some ten. */
const TIMEOUT_MS = 20 * 60_000

const folder = process.env.EVAL_DATA
if (!folder) console.info('Skipped: EVAL_DATA names no folder with an evaluation set')

const CLI = fileURLToPath(new URL('../../bin/talentmatch.mjs', import.meta.url))

test.skipIf(!folder)(
  'the delivered model ranks real occupations better than rules, MiniLM and BM25',
  async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [CLI, 'evaluate', '--format', 'json'],
      { encoding: 'utf8', maxBuffer: 2 ** 24 },
    )
    const { reports } = JSON.parse(stdout) as { reports: Record<string, Report> }
    expect(Object.keys(reports)).toEqual(['crosswalk.tsv', 'crosswalk_wide.tsv'])
    for (const [file, { systems }] of Object.entries(reports)) {
      for (const { name, behindOurs } of systems) {
        if (!['rules', 'MiniLM cosine', 'BM25'].includes(name)) continue
        expect(behindOurs?.map.low, `${file}: MAP over ${name}`).toBeGreaterThan(0)
        expect(behindOurs?.ndcg10.low, `${file}: nDCG@10 over ${name}`).toBeGreaterThan(0)
      }
    }
  },
  TIMEOUT_MS,
)

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readCrosswalk } from '../../src/evaluation/crosswalk.ts'

const folder = mkdtempSync(join(tmpdir(), 'talentmatch-crosswalk-'))
afterAll(() => rmSync(folder, { recursive: true }))

function write(...lines: string[]): string {
  const path = join(folder, 'crosswalk.tsv')
  writeFileSync(path, lines.map((line) => `${line.replaceAll(' ', '\t')}\n`).join(''))
  return path
}

test('takes the pairs of one split, whatever other columns stand between', async () => {
  const path = write(
    'talent_id job_id relevance match_type split',
    't1 j1 1 close dev',
    't1 j2 3 exact dev',
    't2 j1 2 broad test',
  )
  expect(await readCrosswalk(path, 'dev')).toEqual(
    new Map([
      [
        't1',
        new Map([
          ['j1', 1],
          ['j2', 3],
        ]),
      ],
    ]),
  )
  expect(await readCrosswalk(path, 'test')).toEqual(new Map([['t2', new Map([['j1', 2]])]]))
})

test('names what is wrong', async () => {
  await expect(readCrosswalk(write('talent_id job_id split'), 'dev')).rejects.toThrow(
    'crosswalk.tsv: missing column relevance',
  )
  const path = write('talent_id job_id relevance split', 't j 1 dev', 't j none dev')
  await expect(readCrosswalk(path, 'dev')).rejects.toThrow('crosswalk.tsv:3: not a graded pair')
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readDemographics } from '../../src/files/demographics.ts'
import { readScores } from '../../src/files/scores.ts'

const folder = mkdtempSync(join(tmpdir(), 'talentmatch-audit-'))
afterAll(() => rmSync(folder, { recursive: true }))

const ANNA = '7f1c3a52-0d0e-4b4e-9a51-5c1e9f0f8a11'
const BEN = '0b6f2f0e-3c55-4a0c-9d07-1f5f0f9a2b33'
const HEAD = 'talent_id,sex,race_ethnicity'

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

test('demographics: any order, case and quotes; empty and unknown are unknown', async () => {
  const path = file(
    'people.csv',
    `\ufeffSex,Talent_ID,note,race_ethnicity\r\nFemale,${ANNA.toUpperCase()},x,"White, not Hispanic"\r\n\r\n UNKNOWN ,${BEN},,\r\n`,
  )
  expect(Object.fromEntries(await readDemographics(path))).toEqual({
    [ANNA]: { sex: 'Female', raceEthnicity: 'White, not Hispanic' },
    [BEN]: { sex: null, raceEthnicity: null },
  })
})

test.each([
  ['talent_id,sex\n', /people\.csv:1: there is no column race_ethnicity; .* has: talent_id, sex/],
  [`${HEAD}\n${ANNA},f,w\nnobody,f,w\n`, /people\.csv:3: talent_id: must be a UUID/],
  [`${HEAD}\n${ANNA},f,w\n${ANNA},f,w\n`, /people\.csv:3: talent_id: is also on line 2/],
  [`${HEAD}\n${ANNA},secret\n`, /people\.csv:2: has not as many values as there are columns/],
  [`${HEAD}\n${ANNA},"secret,w\n`, /people\.csv:\d: a quote is not closed/],
  [HEAD, /people\.csv: holds no row/],
])('demographics that cannot be used: %#', async (text, message) => {
  const failure = readDemographics(file('people.csv', text))
  await expect(failure).rejects.toThrow(message)
  await expect(failure).rejects.not.toThrow(/secret/)
})

const RANKING = { talent_id: ANNA, matches: [{ talent_id: ANNA, job_id: BEN, match_score: 61.5 }] }
const READ = [{ talentId: ANNA, score: 61.5 }]

test.each([
  ['scores.csv', `rank,talent_id,match_score\n1,${ANNA},61.5\n`],
  ['scores.jsonl', `${JSON.stringify(RANKING)}\n`],
  ['scores.json', JSON.stringify([RANKING])],
])('reads %s', async (name, text) => {
  expect(await readScores(file(name, text))).toEqual(READ)
})

test.each([
  ['bad.csv', `talent_id,match_score\n${ANNA},\n`, /bad\.csv:2: match_score: must be a number/],
  ['bad.csv', `talent_id,match_score\n${ANNA},101\n`, /bad\.csv:2: match_score: must be a number/],
  ['bad.jsonl', '{"id":1}\n', /bad\.jsonl:1: must be a ranking of `talentmatch match`/],
  [
    'bad.json',
    JSON.stringify([{ ...RANKING, matches: [{ talent_id: ANNA, match_score: null }] }]),
    /bad\.json:1: matches\[0\]\.match_score: must be a number/,
  ],
])('%s that cannot be used: %#', async (name, text, message) => {
  await expect(readScores(file(name, text))).rejects.toThrow(message)
})

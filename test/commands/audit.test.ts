import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder, runCli } from './run-cli.ts'

const folder = makeFolder()
const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`

/**
 * 20 40 60 80: the median is 50. Of two women one is above it, of two men one: both 1/2. Of White one of one,
 * of "<b>Asian</b>" one of two, and one is unknown.
 */
writeFileSync(
  join(folder, 'scores.csv'),
  `talent_id,match_score\n${[20, 40, 60, 80].map((score, n) => `${id(n)},${score}`).join('\n')}\n`,
)
writeFileSync(
  join(folder, 'people.csv'),
  `talent_id,sex,race_ethnicity
${id(0)},Female,<b>Asian</b>
${id(1)},Male,
${id(2)},Female,<b>Asian</b>
${id(3)},Male,=White
`,
)
writeFileSync(
  join(folder, 'strangers.csv'),
  `talent_id,sex,race_ethnicity\n${id(9)},Female,White\n`,
)
const FILES = ['audit', '--demographics', 'people.csv', '--scores', 'scores.csv']

test('audits a file of scores without a database, in every format', async () => {
  const run = async (format: string) => {
    const { code, stdout, stderr } = await runCli([...FILES, '--format', format], folder)
    expect([code, stderr]).toEqual([0, ''])
    return stdout
  }
  expect(await run('csv')).toBe(
    `split,category,talents,scores,above,rate,share,impact_ratio,note
sex,Female,2,2,1,0.5,0.5,1,
sex,Male,2,2,1,0.5,0.5,1,
sex,unknown,0,0,,,,,not compared
race_ethnicity,<b>Asian</b>,2,2,1,0.5,0.6666666666666666,0.5,
race_ethnicity,'=White,1,1,1,1,0.3333333333333333,1,
race_ethnicity,unknown,1,1,,,,,not compared
sex_and_race_ethnicity,"Female, <b>Asian</b>",2,2,1,0.5,0.6666666666666666,0.5,
sex_and_race_ethnicity,"Male, =White",1,1,1,1,0.3333333333333333,1,
sex_and_race_ethnicity,unknown,1,1,,,,,not compared
`,
  )
  const { impact, source } = JSON.parse(await run('json'))
  expect([impact.threshold, impact.splits.length, source]).toEqual([50, 3, 'scores.csv'])
  expect(await run('table')).toMatch(/0\.500 +0\.500 +<b>Asian<\/b>/)
  const html = await run('html')
  expect(html).toContain('&#60;b&#62;Asian')
  expect(html).not.toContain('<b>Asian')
  for (const told of [html, await run('table')]) expect(told).toContain('not the bias audit by an')
}, 60_000)

test.each([
  [['audit'], /specify --demographics/],
  [
    ['audit', '--counterfactual', '--talents', 'people.csv'],
    /--talents and --jobs must be used together/,
  ],
  [[...FILES, '--counterfactual'], /separate audits/],
  [
    ['audit', '--demographics', 'scores.csv'],
    /scores\.csv:1: there is no column sex, no column race/,
  ],
  [[...FILES, '--until', '2026-03-01'], /a file has no dates/],
  [[...FILES, '--scored-by', 'rules'], /--scored-by applies only to scores from the database/],
  [
    ['audit', '--demographics', 'strangers.csv', '--scores', 'scores.csv'],
    /no talent in strangers\.csv has a score \(scores\.csv\)/,
  ],
  [[...FILES, '--since', '2026-02-30'], /Must be a day such as/],
  [['why', '--talent', id(1)], /--job/],
])(
  '%j is refused',
  async (args, message) => {
    const { code, stdout, stderr } = await runCli(args, folder)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
  },
  30_000,
)

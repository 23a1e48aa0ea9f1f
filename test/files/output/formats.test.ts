import { PassThrough } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { FORMATS } from '../../../src/files/output/formats.ts'
import type { Ranking } from '../../../src/files/output/ranking.ts'
import { toTables } from '../../../src/files/output/table.ts'
import { writeText } from '../../../src/files/output/write.ts'

const TALENT = { id: '7f1c3a52-0d0e-4b4e-9a51-5c1e9f0f8a11', title: 'Backend developer' }
const JOB_ID = '8f1c3a52-0d0e-4b4e-9a51-5c1e9f0f8a11'

function ranking(
  title = 'Senior backend developer',
  description = '6 of 7 required skills; missing Kafka',
): Ranking {
  const match = {
    talent_id: TALENT.id,
    job_id: JOB_ID,
    match_score: 81.25,
    confidence: 0.736,
    highly_recommended: true,
    explanation: {
      top_factors: [{ factor: 'Required skills', score: 86, description }],
      sub_scores: {
        skills_match: 90,
        experience_match: 80,
        location_match: 50,
        salary_match: 50,
        cultural_fit: 61,
      },
      mismatches: ['Kafka is missing', 'the pay is lower'],
    },
  }
  return { side: 'talent', subject: TALENT, matches: [{ title, match }] }
}

async function* each(rankings: readonly Ranking[]) {
  yield* rankings
}

async function text(chunks: AsyncIterable<string>): Promise<string> {
  let all = ''
  for await (const chunk of chunks) all += chunk
  return all
}

describe('JSON', () => {
  test('is one valid array', async () => {
    const parsed = JSON.parse(await text(FORMATS.json(each([ranking('a'), ranking('b')]))))
    expect(parsed).toHaveLength(2)
    expect(parsed[0]).toMatchObject({ talent_id: TALENT.id, talent_title: TALENT.title })
    expect(parsed[1].matches[0]).toEqual({
      rank: 1,
      job_title: 'b',
      ...ranking().matches[0]?.match,
    })
  })

  test('is an empty array where there is nothing', async () => {
    expect(await text(FORMATS.json(each([])))).toBe('[]\n')
  })

  test('lines stand for themselves', async () => {
    const [first, second, end] = (
      await text(FORMATS.jsonl(each([ranking('a'), ranking('b')])))
    ).split('\n')
    expect(JSON.parse(first ?? '').matches[0].job_title).toBe('a')
    expect(JSON.parse(second ?? '').matches[0].job_title).toBe('b')
    expect(end).toBe('')
  })

  test('names the sides the other way round for jobs', async () => {
    const forJob: Ranking = {
      ...ranking('a talent'),
      side: 'job',
      subject: { id: JOB_ID, title: 'a job' },
    }
    const [record] = JSON.parse(await text(FORMATS.json(each([forJob]))))
    expect(record).toMatchObject({ job_id: JOB_ID, job_title: 'a job' })
    expect(record.matches[0].talent_title).toBe('a talent')
  })
})

describe('CSV', () => {
  test('has one row a pair', async () => {
    expect(await text(FORMATS.csv(each([ranking()])))).toBe(
      'talent_id,talent_title,job_id,job_title,rank,match_score,confidence,skills_match,experience_match,' +
        'location_match,salary_match,cultural_fit,why_1,why_2,why_3,mismatches\n' +
        `${TALENT.id},Backend developer,${JOB_ID},Senior backend developer,1,81.25,0.736,90,80,50,50,61,` +
        '6 of 7 required skills; missing Kafka,,,"Kafka is missing\nthe pay is lower"\n',
    )
  })

  test.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\t=1', '＝1+1'])(
    'keeps %j from being computed',
    async (title) => {
      const [, row = ''] = (await text(FORMATS.csv(each([ranking(title)])))).split('\n')
      const cell = row.slice(row.indexOf(JOB_ID) + JOB_ID.length + 1)
      expect(cell.replace(/^"/, '')).toMatch(/^'/)
    },
  )

  test('keeps quotes, commas and line breaks inside their cell', async () => {
    const all = await text(FORMATS.csv(each([ranking('a "b", c\nd')])))
    expect(all).toContain(',"a ""b"", c\nd",')
  })
})

describe('table', () => {
  test('says rank, score, confidence, title and why, within its width', async () => {
    const why =
      'You bring 6 of the 7 skills that the posting requires; the one that is missing is Kafka.'
    const shown = await text(toTables(100)(each([ranking(undefined, why)])))
    for (const part of [
      `Talent: Backend developer (${TALENT.id})`,
      '81.3',
      '74 %',
      'Senior backend developer',
    ]) {
      expect(shown).toContain(part)
    }
    expect(shown.replace(/\s+/g, ' ')).toContain('6 of the 7 skills')
    expect(Math.max(...shown.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
    expect(stripVTControlCharacters(shown)).toBe(shown)
  })

  test('says so where nothing matches', async () => {
    expect(await text(toTables(100)(each([{ ...ranking(), matches: [] }])))).toContain('no match')
  })

  test('lets no text steer the terminal', async () => {
    const shown = await text(
      toTables(100)(each([ranking('a\u001b[2Jb \u202ec', 'x\u0007y\u009b31m')])),
    )
    for (const character of ['\u001b', '\u0007', '\u009b', '\u202e']) {
      expect(shown).not.toContain(character)
    }
  })
})

test('writing waits for a slow reader', async () => {
  const stream = new PassThrough({ highWaterMark: 10 })
  let made = 0
  const source = async function* () {
    for (; made < 50; made += 1) yield '0123456789'
  }
  const written = writeText(source(), stream)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(made).toBeLessThan(5)
  stream.resume()
  await written
  expect(made).toBe(50)
})

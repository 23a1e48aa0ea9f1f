import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { job, talent, toLines, writeInputs } from './entities.ts'
import { exitCode, makeFolder, runCli, startCli } from './run-cli.ts'

const folder = makeFolder()
beforeAll(() => writeInputs(folder))
afterAll(() => rmSync(folder, { recursive: true }))

const FILES = ['--talents', 'talents.jsonl', '--jobs', 'jobs.jsonl']
const match = (...args: string[]) => runCli(['match', ...args], folder)

interface Record {
  readonly talent_id: string
  readonly matches: readonly { readonly job_id: string; readonly match_score: number }[]
}

describe('results', () => {
  test('each talent has its jobs, best first, and nothing else is on standard output', async () => {
    const { code, stdout, stderr } = await match(...FILES, '--format', 'jsonl', '--top', '3')
    expect(code).toBe(0)
    const records = stdout
      .trimEnd()
      .split('\n')
      .map((line): Record => JSON.parse(line))
    expect(records.map(({ talent_id }) => talent_id)).toEqual([1, 2, 3].map((n) => talent(n).id))
    for (const { matches } of records) {
      expect(matches).toHaveLength(3)
      const scores = matches.map(({ match_score }) => match_score)
      expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    }
    expect(stderr).toContain('3 talents × 4 jobs ranked in')
  })

  test('--direction jobs turns it round', async () => {
    const { stdout } = await match(...FILES, '--format', 'json', '--direction', 'jobs')
    const records = JSON.parse(stdout)
    expect(records).toHaveLength(4)
    expect(records[0]).toMatchObject({ job_id: job(1).id, job_title: job(1).title })
    expect(
      records[0].matches.map(({ talent_id }: { talent_id: string }) => talent_id).sort(),
    ).toEqual([1, 2, 3].map((n) => talent(n).id))
  })

  test('the table names titles and reasons', async () => {
    const { stdout } = await match(...FILES, '--top', '1')
    expect(stdout).toContain(`Talent: Backend developer 1 (${talent(1).id})`)
    expect(stdout).toMatch(/Software engineer \d/)
  })

  test('CSV has a row for each pair', async () => {
    const { stdout } = await match(...FILES, '--format', 'csv')
    expect(parse(stdout)).toHaveLength(1 + 3 * 4)
  })

  test('--min-score leaves the rest out', async () => {
    const { code, stdout } = await match(...FILES, '--format', 'jsonl', '--min-score', '100')
    expect(code).toBe(0)
    expect(stdout.match(/"matches":\[\]/g)).toHaveLength(3)
  })

  test('standard input is a file like others', async () => {
    const run = await runCli(
      ['match', '--talents', '-', '--jobs', 'jobs.jsonl', '--format', 'json'],
      folder,
      {
        stdin: JSON.stringify([talent(7)]),
      },
    )
    expect(JSON.parse(run.stdout)[0].talent_id).toBe(talent(7).id)
  })

  test('the same input gives the same bytes', async () => {
    const first = await match(...FILES, '--format', 'json')
    const second = await match(...FILES, '--format', 'json')
    expect(second.stdout).toBe(first.stdout)
  })
})

describe('bad input', () => {
  const SECRET = 'Ada Lovelace'
  const bad = {
    ...talent(2),
    title: '',
    bio: SECRET,
    years_of_experience: -1,
    experience_level: SECRET,
  }

  test('a bad line stops the run, named with every fault and without its texts', async () => {
    writeFileSync(join(folder, 'bad.jsonl'), toLines([talent(1), bad, talent(3)]))
    const { code, stderr } = await match('--talents', 'bad.jsonl', '--jobs', 'jobs.jsonl')
    expect(code).toBe(2)
    expect(stderr).toContain('bad.jsonl:2: ')
    for (const path of ['title: ', 'years_of_experience: ', 'experience_level: ']) {
      expect(stderr).toContain(path)
    }
    expect(stderr).toContain('--skip-invalid')
    expect(stderr).not.toContain('Ada')
  })

  test('--skip-invalid goes on and says what is left out', async () => {
    writeFileSync(
      join(folder, 'bad.jsonl'),
      `${toLines([talent(1), bad])}{"id": \n${toLines([talent(3)])}`,
    )
    const args = [
      '--talents',
      'bad.jsonl',
      '--jobs',
      'jobs.jsonl',
      '--format',
      'jsonl',
      '--skip-invalid',
    ]
    const { code, stdout, stderr } = await match(...args)
    expect(code).toBe(0)
    expect(stdout.trimEnd().split('\n')).toHaveLength(2)
    expect(stderr).toContain('skipped bad.jsonl:2: ')
    expect(stderr).toContain('skipped bad.jsonl:3: is not JSON')
    expect(stderr).toContain('skipped 2 invalid talents')
  })

  test('bounds that cross are a fault', async () => {
    const crossed = { ...job(1), salary_min: 90_000, salary_max: 50_000 }
    writeFileSync(join(folder, 'crossed.json'), JSON.stringify([crossed]))
    const { code, stderr } = await match('--talents', 'talents.jsonl', '--jobs', 'crossed.json')
    expect(code).toBe(2)
    expect(stderr).toContain('crossed.json:1: salary_min: ')
  })

  test('a job twice is a fault', async () => {
    writeFileSync(join(folder, 'twice.jsonl'), toLines([job(1), job(2), job(1)]))
    const { code, stderr } = await match('--talents', 'talents.jsonl', '--jobs', 'twice.jsonl')
    expect(code).toBe(2)
    expect(stderr).toContain('twice.jsonl:3: id: is also on line 1')
  })

  test.each([
    ['a missing file', undefined, 'given: no such file'],
    ['a folder', 'folder', 'given: is a folder, not a file'],
    ['an empty file', '', 'given: is empty'],
    ['cut gzip', gzipSync(toLines([job(1)])).subarray(0, 60), 'given: its gzip data is cut off'],
    ['no valid line', '{}\n', 'given:1: '],
  ])('%s', async (_name, content, message) => {
    const path = join(folder, 'given')
    rmSync(path, { recursive: true, force: true })
    if (content === 'folder') mkdirSync(path)
    else if (content !== undefined) writeFileSync(path, content)
    const { code, stdout, stderr } = await match('--talents', 'talents.jsonl', '--jobs', 'given')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(`talentmatch: ${message}`)
  })

  test.each([
    [['match'], "required option '--talents <file>' not specified"],
    [['match', ...FILES, '--top', '0'], 'Must be a whole number from 1 to 1000.'],
    [['match', ...FILES, '--top', '2.5'], 'Must be a whole number from 1 to 1000.'],
    [['match', ...FILES, '--min-score', 'NaN'], 'Must be a number from 0 to 100.'],
    [['match', ...FILES, '--format', 'xml'], 'Allowed choices are table, json, jsonl, csv.'],
    [['match', ...FILES, '--colour'], "unknown option '--colour'"],
    [
      ['match', '--talents', '-', '--jobs', '-'],
      'only one of --talents and --jobs can be standard input',
    ],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await runCli(args, folder)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
  })

  test('a bad setting is named, not the profile', async () => {
    const { code, stderr } = await runCli(['match', ...FILES], folder, { env: { PORT: 'abc' } })
    expect(code).toBe(2)
    expect(stderr).toContain('PORT must be')
  })
})

describe('being stopped', () => {
  const enough = toLines(Array.from({ length: 64 }, (_, n) => talent(n + 1)))

  test('Ctrl-C ends it with 130, after what is written already', async () => {
    const child = startCli(
      ['match', '--talents', '-', '--jobs', 'jobs.jsonl', '--format', 'jsonl'],
      folder,
    )
    // Left open: without the signal the command would wait for more.
    child.stdin.write(enough)
    child.stdout.once('data', () => child.kill('SIGINT'))
    expect(await exitCode(child)).toBe(130)
  })

  test('a bad line ends it on a terminal too, where a bar is shown', async () => {
    const env = { NODE_OPTIONS: '--import=data:text/javascript,process.stderr.isTTY=true' }
    const { code, stderr } = await runCli(
      ['match', '--talents', 'talents.jsonl', '--jobs', '-'],
      folder,
      { env, stdin: 'no job' },
    )
    expect(stderr).toContain('jobs read 0')
    expect(code).toBe(2)
  })

  test('a reader that has had enough is no failure', async () => {
    const child = startCli(
      ['match', '--talents', '-', '--jobs', 'jobs.jsonl', '--format', 'jsonl'],
      folder,
    )
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.stdin.on('error', () => {})
    child.stdin.write(enough)
    child.stdout.once('data', () => {
      child.stdout.destroy()
      child.stdin.end(toLines(Array.from({ length: 640 }, (_, n) => talent(n + 1_000))))
    })
    expect(await exitCode(child)).toBe(0)
    expect(stderr).not.toContain('EPIPE')
  })
})

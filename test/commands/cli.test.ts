import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { decodeJwt, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadEmbedder } from '../../src/embeddings/load.ts'
import { WEIGHTS } from '../embeddings/model.ts'
import { job, talent, writeInputs } from './entities.ts'
import { makeFolder, runCli } from './run-cli.ts'

const folder = makeFolder()
beforeAll(() => writeInputs(folder))
afterAll(() => rmSync(folder, { recursive: true }))

describe('help', () => {
  const COMMANDS = [
    'match',
    'explain',
    'serve',
    'token',
    'doctor',
    'fetch',
    'seed',
    'evaluate',
    'train',
    'train-initial',
    'export',
    'erase',
    'audit',
    'why',
  ]

  test('names every command and the exit codes', async () => {
    const { code, stdout, stderr } = await runCli(['--help'], folder)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const command of COMMANDS) expect(stdout).toContain(`\n  ${command} `)
    expect(stdout).toContain('Exit codes: 0 done, 1 failed, 2 wrong arguments')
  })

  test.each(COMMANDS)('%s --help has an example', async (command) => {
    const { code, stdout, stderr } = await runCli([command, '--help'], folder)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain(`talentmatch ${command}`)
    expect(stdout).toMatch(/\nExamples?:\n {2}\$ /)
  })

  test('nothing asked, and something unknown, are usage errors', async () => {
    expect(await runCli([], folder)).toMatchObject({ code: 2, stdout: '' })
    const unknown = await runCli(['rank'], folder)
    expect(unknown.code).toBe(2)
    expect(unknown.stderr).toContain("unknown command 'rank'")
  })

  test.each([
    ['models', 'card'],
    ['rollout', 'start', '--foo'],
    ['train', 'runs', 'all'],
  ])('so they are of a command of a command: %s %s', async (...args) => {
    const { code, stderr } = await runCli(args, folder)
    expect(code).toBe(2)
    expect(stderr).toContain('(see --help)')
  })

  test('--version is that of the package', async () => {
    const { stdout } = await runCli(['--version'], folder)
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('token', () => {
  const SECRET = 'a secret of at least thirty-two bytes, to be sure'
  const key = new TextEncoder().encode(SECRET)
  const env = { SUPABASE_JWT_SECRET: SECRET }

  test('for a user', async () => {
    const { code, stdout } = await runCli(['token', '--user', talent(1).id.toUpperCase()], folder, {
      env,
    })
    expect(code).toBe(0)
    const { payload } = await jwtVerify(stdout.trim(), key, { audience: 'authenticated' })
    expect(payload).toMatchObject({ sub: talent(1).id, role: 'authenticated' })
    expect(Number(payload.exp) - Number(payload.iat)).toBe(24 * 3_600)
  })

  test('for the service role, as long as asked', async () => {
    const { stdout } = await runCli(['token', '--service', '--hours', '2'], folder, { env })
    const { payload } = await jwtVerify(stdout.trim(), key)
    expect(payload).toMatchObject({ role: 'service_role' })
    expect(payload.aud).toBeUndefined()
    expect(Number(payload.exp) - Number(payload.iat)).toBe(2 * 3_600)
  })

  test('without a secret, by that of the demo', async () => {
    const { code, stdout } = await runCli(['token', '--service'], folder)
    expect(code).toBe(0)
    expect(decodeJwt(stdout.trim())).toMatchObject({ role: 'service_role' })
  })

  test.each([
    [['token'], {}, 'specify --user <uuid> or --service'],
    [['token', '--service', '--user', talent(1).id], {}, 'cannot be used with'],
    [['token', '--service', '--talent', talent(1).id], {}, 'cannot be used with'],
    [['token', '--user', '42'], {}, 'Must be a UUID.'],
    [['token', '--service', '--hours', '0'], {}, 'Must be a whole number from 1'],
    [['token', '--service'], { SUPABASE_URL: 'https://demo.example' }, 'public keys'],
    [
      ['token', '--service'],
      { SUPABASE_JWT_SECRET: 'short' },
      'SUPABASE_JWT_SECRET must have at least 32 bytes',
    ],
  ])('%j with %j', async (args, settings, message) => {
    const { code, stdout, stderr } = await runCli(args, folder, { env: settings })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
  })
})

describe('the database', () => {
  test('that is not there is named', async () => {
    const env = { DATABASE_URL: 'postgresql://postgres@127.0.0.1:1/x' }
    const { code, stderr } = await runCli(['rollout', 'show'], folder, { env })
    expect(code).toBe(1)
    expect(stderr).toContain('The database is unavailable: connect ECONNREFUSED 127.0.0.1:1')
  })

  test.each([
    [['--down'], 'confirm with --yes'],
    [['--down', '--yes', '--indexes'], 'cannot be used with'],
  ])('is not taken back by %j', async (args, message) => {
    const { code, stderr } = await runCli(['migrate', ...args], folder)
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })
})

describe('explain', () => {
  const pair = (talentId: string, jobId: string) => [
    ...['explain', '--talents', 'talents.jsonl', '--jobs', 'jobs.jsonl'],
    ...['--talent', talentId, '--job', jobId],
  ]

  test('one pair, for people and for programs', async () => {
    const args = pair(talent(2).id, job(3).id)
    const shown = await runCli(args, folder)
    expect(shown.code).toBe(0)
    for (const part of [talent(2).title, job(3).title, 'Score ', 'skills match', 'Why']) {
      expect(shown.stdout).toContain(part)
    }
    const { stdout } = await runCli([...args, '--format', 'json'], folder)
    expect(JSON.parse(stdout)).toMatchObject({ talent_id: talent(2).id, job_id: job(3).id })
  })

  test('an id that is not there', async () => {
    const { code, stderr } = await runCli(pair(talent(9).id, job(3).id), folder)
    expect(code).toBe(2)
    expect(stderr).toContain(`talents.jsonl: contains no talent with id ${talent(9).id}`)
  })
})

describe('fetch', () => {
  test('fills a folder with what the settings it prints name, once', async () => {
    const target = join(folder, 'assets')
    const first = await runCli(['fetch', target], folder)
    expect(first).toMatchObject({ code: 0, stderr: '' })
    const settings = Object.fromEntries(
      first.stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split('=')),
    )
    const { code, stdout } = await runCli(['doctor', '--json'], folder, {
      env: { ...settings, EMBEDDING_PROVIDER: 'onnx', PORT: '0' },
    })
    expect({ code, warned: stdout.match(/"name": "(?:LightGBM|Embedding).*\n.*"warn/) }).toEqual({
      code: 0,
      warned: null,
    })
    // pip is not there to be asked again.
    expect(await runCli(['fetch', target], folder, { env: { PATH: '/nowhere' } })).toEqual(first)
  }, 120_000)
})

describe('doctor', () => {
  interface Finding {
    readonly name: string
    readonly status: string
    readonly mend?: string
  }
  const examine = async (env: Record<string, string>) => {
    const { code, stdout } = await runCli(['doctor', '--json'], folder, { env })
    const findings: Finding[] = JSON.parse(stdout)
    return { code, byName: new Map(findings.map((finding) => [finding.name, finding])) }
  }
  // Nothing is fetched in tests.
  const offline = { LIGHTGBM_LIB: '/nowhere/lib_lightgbm.so', PORT: '0', GATEWAY_PORT: '0' }

  test('finds what is well, and says how to mend what is not', async () => {
    const { byName } = await examine(offline)
    for (const name of ['Settings', 'Node', 'Native libraries', 'DATA_DIR', 'PORT']) {
      expect(byName.get(name)).toMatchObject({ status: 'ok' })
    }
    expect(byName.get('LightGBM library')).toMatchObject({
      status: 'warn',
      mend: expect.stringContaining('LIGHTGBM_LIB'),
    })
    expect(byName.get('Embedding weights')).toMatchObject({ status: 'warn' })
  })

  test('the runtime of the text model tells its maker nothing, and keeps no id for it', async () => {
    await (await loadEmbedder(WEIGHTS)).close()
    const MODEL_DIR = WEIGHTS.modelDir ?? WEIGHTS.cacheDir
    const { byName } = await examine({ ...offline, EMBEDDING_PROVIDER: 'onnx', MODEL_DIR })
    expect(byName.get('Embedding')?.status).toBe('ok')
    expect(existsSync(join(folder, '.cache/Microsoft'))).toBe(false)
  })

  test('a port in use is a warning', async () => {
    const server = createServer()
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
    })
    const { byName } = await examine({
      ...offline,
      PORT: String(port),
      GATEWAY_PORT: String(port),
    })
    server.close()
    expect(byName.get('PORT')?.status).toBe('warn')
    expect(byName.get('GATEWAY_PORT')?.status).toBe('warn')
  })

  test('a data folder that cannot be one fails', async () => {
    writeFileSync(join(folder, 'file'), '')
    const secret = { SUPABASE_JWT_SECRET: 'x'.repeat(32) }
    const { code, byName } = await examine({
      ...offline,
      ...secret,
      DATA_DIR: join(folder, 'file'),
    })
    expect(code).toBe(1)
    expect(byName.get('DATA_DIR')).toMatchObject({ status: 'fail', mend: expect.any(String) })
  })

  test('a model that is not one fails', async () => {
    const { code, byName } = await examine({ ...offline, MODEL_PATH: folder })
    expect(code).toBe(1)
    expect(byName.get('Ranking model')).toMatchObject({ status: 'fail', mend: expect.any(String) })
  })

  test('bad settings fail, all of them named', async () => {
    const { code, stdout } = await runCli(['doctor'], folder, { env: { PORT: 'x', WORKERS: '0' } })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^fail {2}Settings/)
    expect(stdout).toContain('PORT')
    expect(stdout).toContain('WORKERS')
  })
})

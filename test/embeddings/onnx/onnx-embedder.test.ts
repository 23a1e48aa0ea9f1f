import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Embedder } from '../../../src/embeddings/embedder.ts'
import { loadEmbedder } from '../../../src/embeddings/load.ts'
import { createOnnxEmbedder } from '../../../src/embeddings/onnx/onnx-embedder.ts'
import { createVectorCache } from '../../../src/embeddings/stores/vector-cache.ts'
import { embedderContract } from '../../contracts/embedder.ts'
import { LOAD_TIMEOUT_MS, WEIGHTS } from '../model.ts'

embedderContract('ONNX, 8-bit arithmetic', () => loadEmbedder(WEIGHTS), {
  vectors: true,
  timeoutMs: LOAD_TIMEOUT_MS,
})
embedderContract('ONNX, as stored', () => loadEmbedder({ ...WEIGHTS, arithmetic: 'as-stored' }), {
  vectors: true,
  timeoutMs: LOAD_TIMEOUT_MS,
})

describe('ONNX embedder', () => {
  let embedder: Embedder
  beforeAll(async () => {
    embedder = await loadEmbedder({ ...WEIGHTS, threads: 1 })
  }, LOAD_TIMEOUT_MS)
  afterAll(() => embedder.close())

  const unseen = (count: number, what: string) =>
    Array.from({ length: count }, (_, i) =>
      `${what} number ${i} of run ${Math.random()} `.repeat(9),
    )

  it('leaves the event loop free', async () => {
    let longest = 0
    let last = performance.now()
    const timer = setInterval(() => {
      const now = performance.now()
      longest = Math.max(longest, now - last)
      last = now
    }, 5)
    const start = performance.now()
    await embedder.embed(unseen(40, 'busy'))
    clearInterval(timer)
    // Computing on this thread would hold the timer up for as long as the whole work takes.
    expect(longest).toBeLessThan(Math.max(50, (performance.now() - start) / 4))
  })

  it('answers interactive work before background work that came first', async () => {
    const order: string[] = []
    const background = embedder
      .embed(unseen(40, 'later'), { priority: 'background' })
      .then(() => order.push('background'))
    await embedder.embed(unseen(2, 'sooner')).then(() => order.push('interactive'))
    await background
    expect(order).toEqual(['interactive', 'background'])
  })

  it('stops when aborted, serves others all the same, and keeps what is done', async () => {
    const texts = unseen(40, 'abandoned')
    const shared = texts.at(-1) as string
    const abort = new AbortController()
    const abandoned = embedder.embed(texts, {
      signal: abort.signal,
      onProgress: (done) => {
        if (done > 0) abort.abort(new Error('enough'))
      },
    })
    const wanted = embedder.embed([shared])
    await expect(abandoned).rejects.toThrow('enough')
    expect(await wanted).toMatchObject([{ windows: [{ length: 384 }] }])
    let doneAtOnce = 0
    await embedder.embed(texts, {
      onProgress: (done) => {
        doneAtOnce ||= done
      },
    })
    expect(doneAtOnce).toBeGreaterThan(0)
  })

  it('computes a text once for all who ask at the same time', async () => {
    const [text = ''] = unseen(1, 'shared')
    const [[one], [other]] = await Promise.all([embedder.embed([text]), embedder.embed([text])])
    expect(one).toBe(other)
    expect((await embedder.embed([text]))[0]).toBe(one)
  })

  it('gives a text the same vector, to the bit, whatever it is embedded with', async () => {
    const words = 'nurse forklift Kubernetes teaching of mathematics ledger welding'.split(' ')
    const texts = Array.from({ length: 120 }, (_, i) =>
      Array.from({ length: 1 + ((i * i) % 40) }, (_, k) => words[(i + 3 * k) % words.length]).join(
        ' ',
      ),
    )
    const alone = await loadEmbedder({ ...WEIGHTS, threads: 1, maxBatchSize: 1 })
    try {
      expect(await embedder.embed(texts)).toEqual(await alone.embed(texts))
    } finally {
      await alone.close()
    }
  })

  it('keeps to its cache size', async () => {
    const small = await loadEmbedder({ ...WEIGHTS, threads: 1, cache: createVectorCache(10_000) })
    try {
      const texts = unseen(5, 'forgotten')
      const [first] = await small.embed(texts)
      const [again] = await small.embed(texts)
      expect(again).not.toBe(first)
      expect(again).toEqual(first)
    } finally {
      await small.close()
    }
  })

  it('rejects after it was closed', async () => {
    const closed = await loadEmbedder({ ...WEIGHTS, threads: 1 })
    const waiting = closed.embed(unseen(40, 'cut off'))
    await Promise.all([closed.close(), expect(waiting).rejects.toThrow('closed')])
    await expect(closed.embed(['late'])).rejects.toThrow('closed')
  })

  it('names the files when they are no model', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'no-model-'))
    try {
      const modelPath = join(folder, 'model.onnx')
      const tokenizerPath = join(folder, 'tokenizer.json')
      await writeFile(modelPath, 'not a model')
      await writeFile(tokenizerPath, '{}')
      await expect(createOnnxEmbedder({ modelPath, tokenizerPath, id: 'broken' })).rejects.toThrow(
        modelPath,
      )
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

import { describe, expect, it } from 'vitest'
import type { TextVectors } from '../../../src/embeddings/embedder.ts'
import { TextQueue } from '../../../src/embeddings/onnx/text-queue.ts'

const NO_VECTORS: TextVectors = { mean: new Float32Array(), windows: [] }

/** A queue whose batches stay open until the test finishes them. */
function openQueue({ workers = 1, maxBatchSize = 2 } = {}) {
  const batches: { texts: readonly string[]; finish: (error?: Error) => void }[] = []
  const queue = new TextQueue(
    (texts) =>
      new Promise((resolve, reject) => {
        batches.push({
          texts,
          finish: (error) => (error ? reject(error) : resolve(texts.map(() => NO_VECTORS))),
        })
      }),
    workers,
    maxBatchSize,
  )
  return { queue, batches, texts: () => batches.map((batch) => batch.texts) }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('TextQueue', () => {
  it('takes interactive texts first and lets them overtake when both ask', async () => {
    const { queue, batches, texts } = openQueue({ maxBatchSize: 1 })
    for (const text of ['a', 'b', 'c']) void queue.request(text, 'background')
    await turn()
    void queue.request('d', 'interactive')
    void queue.request('c', 'interactive')
    for (let i = 0; i < 4; i++) {
      batches[i]?.finish()
      await turn()
    }
    expect(texts()).toEqual([['a'], ['d'], ['c'], ['b']])
  })

  it('gives each free worker a batch within the limits of count and length', async () => {
    const { queue, texts } = openQueue({ workers: 3, maxBatchSize: 2 })
    const long = 'x'.repeat(5000)
    for (const text of ['a', 'b', 'c', long, 'd']) void queue.request(text, 'interactive')
    await turn()
    expect(texts()).toEqual([['a', 'b'], ['c'], [long]])
  })

  it('drops a waiting text that nobody wants any more', async () => {
    const { queue, batches, texts } = openQueue({ maxBatchSize: 1 })
    for (const text of ['running', 'left', 'shared', 'shared']) {
      void queue.request(text, 'interactive')
    }
    await turn()
    for (const text of ['running', 'left', 'shared']) queue.leave(text)
    batches[0]?.finish()
    await turn()
    expect(texts()).toEqual([['running'], ['shared']])
  })

  it('fails the texts of a failed batch, and only those', async () => {
    const { queue, batches } = openQueue({ maxBatchSize: 1 })
    const failing = queue.request('bad', 'interactive')
    const working = queue.request('good', 'interactive')
    await turn()
    batches[0]?.finish(new Error('no'))
    await expect(failing).rejects.toThrow('no')
    batches[1]?.finish()
    await expect(working).resolves.toBe(NO_VECTORS)
    const retried = queue.request('bad', 'interactive')
    await turn()
    batches[2]?.finish()
    await expect(retried).resolves.toBe(NO_VECTORS)
  })

  it('finishes what runs when it closes, and refuses the rest', async () => {
    const { queue, batches } = openQueue({ maxBatchSize: 1 })
    const running = queue.request('running', 'interactive')
    const waiting = queue.request('waiting', 'background')
    await turn()
    const closed = queue.close(new Error('closed'))
    await expect(waiting).rejects.toThrow('closed')
    await expect(queue.request('late', 'interactive')).rejects.toThrow('closed')
    batches[0]?.finish()
    await expect(running).resolves.toBe(NO_VECTORS)
    await closed
    expect(batches).toHaveLength(1)
  })
})

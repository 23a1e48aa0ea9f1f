import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BUNDLE_FILES, MANIFEST_FILE } from '../../src/matching/bundle/bundle.ts'
import type { ArtifactFiles, ArtifactStore } from '../../src/models/store/artifact-store.ts'

export interface OpenStore {
  readonly store: ArtifactStore
  close?(): Promise<unknown>
}

/** Files of a model with these words in them. */
export const filesOf = (word: string): ArtifactFiles =>
  new Map(
    [...BUNDLE_FILES, MANIFEST_FILE].map((name) => [name, Buffer.from(`${name}: ${word} \0ü`)]),
  )

/** What can be compared, whichever kind of bytes a store gives. */
export const contentOf = (files: ArtifactFiles) =>
  Object.fromEntries(
    [...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString('latin1')]),
  )

/** What every store of models keeps to. */
export function describeArtifactStore(name: string, open: () => Promise<OpenStore>): void {
  describe(`${name} as a store of models`, () => {
    let opened: OpenStore
    beforeAll(async () => {
      opened = await open()
    })
    afterAll(() => opened?.close?.())
    const address = () => `1.0.20260301-${randomUUID()}`

    it('gives back what was put, to the byte', async () => {
      const { store } = opened
      const [one, other] = [address(), address()]
      await store.put(one, filesOf('one'))
      await store.put(other, filesOf('other'))
      expect(contentOf(await store.get(one))).toEqual(contentOf(filesOf('one')))
      expect(contentOf(await store.get(other))).toEqual(contentOf(filesOf('other')))
    })

    it('gives back large and empty files', async () => {
      const files = new Map(filesOf('large'))
      files.set('ranker.txt', Buffer.alloc(3_000_000, 'leaf_value=0.1 '))
      files.set('tables.json', Buffer.alloc(0))
      const where = address()
      await opened.store.put(where, files)
      expect(contentOf(await opened.store.get(where))).toEqual(contentOf(files))
    })

    it('keeps what is there already', async () => {
      const where = address()
      await opened.store.put(where, filesOf('first'))
      await opened.store.put(where, filesOf('second'))
      expect(contentOf(await opened.store.get(where))).toEqual(contentOf(filesOf('first')))
    })

    it('takes the same from many at once', async () => {
      const where = address()
      await Promise.all(Array.from({ length: 6 }, () => opened.store.put(where, filesOf('same'))))
      expect(contentOf(await opened.store.get(where))).toEqual(contentOf(filesOf('same')))
    })

    it('says that there is none', async () => {
      await expect(opened.store.get(address())).rejects.toMatchObject({
        name: 'ModelRefused',
        reason: 'missing',
        message: expect.stringContaining(opened.store.place),
      })
    })
  })
}

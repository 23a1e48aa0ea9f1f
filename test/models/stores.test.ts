import { createHash, randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MANIFEST_FILE } from '../../src/matching/bundle/bundle.ts'
import { CachedStore } from '../../src/models/store/cached-store.ts'
import { FolderStore } from '../../src/models/store/folder-store.ts'
import { openArtifactStore } from '../../src/models/store/open-store.ts'
import { S3Store } from '../../src/models/store/s3-store.ts'
import { SealedStore } from '../../src/models/store/sealed-store.ts'
import { contentOf, describeArtifactStore, filesOf } from '../contracts/artifact-store.ts'
import { noS3, TestS3 } from './s3-server.ts'

let folder: string
const fresh = () => mkdtemp(join(folder, 'store-'))
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talentmatch-stores-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describeArtifactStore('a folder', async () => ({ store: new FolderStore(await fresh()) }))
describeArtifactStore('an encrypted folder', async () => ({
  store: new SealedStore(new FolderStore(await fresh()), randomBytes(32)),
}))
describeArtifactStore('a folder behind copies', async () => ({
  store: new CachedStore(new FolderStore(await fresh()), await fresh()),
}))

describe.skipIf(noS3)('object storage', () => {
  let s3: TestS3
  beforeAll(async () => {
    s3 = await TestS3.start()
    Object.assign(process.env, s3.env)
  }, 120_000)
  afterAll(() => s3?.remove())
  const open = (prefix: string) => new S3Store({ bucket: s3.bucket, prefix })

  describeArtifactStore('a bucket', async () => ({ store: open('') }))
  describeArtifactStore('a bucket, below a prefix', async () => ({ store: open('of/models') }))
  describeArtifactStore('a bucket, encrypted, behind copies', async () => ({
    store: new SealedStore(new CachedStore(open('sealed'), await fresh()), randomBytes(32)),
  }))

  it('has nothing where a writer was killed before the manifest, and is finished by the next', async () => {
    const store = open('killed')
    const files = filesOf('whole')
    await s3.request('PUT', 'killed/a-1/ranker.txt', files.get('ranker.txt'))
    await expect(store.get('a-1')).rejects.toMatchObject({ reason: 'missing' })
    await store.put('a-1', files)
    expect(contentOf(await store.get('a-1'))).toEqual(contentOf(files))
  })

  it('says that the bucket is not there, and names it', async () => {
    const nowhere = new S3Store({ bucket: 'nowhere', prefix: '' })
    for (const call of [nowhere.get('a-1'), nowhere.put('a-1', filesOf('x'))]) {
      await expect(call).rejects.toMatchObject({
        reason: expect.stringMatching(/unreachable|missing/),
        message: expect.stringContaining('s3://nowhere'),
      })
    }
  })

  it('refuses what is too large for a model, and names it', async () => {
    await open('large').put('a-1', new Map([[MANIFEST_FILE, Buffer.alloc(64 * 2 ** 20 + 1)]]))
    await expect(open('large').get('a-1')).rejects.toMatchObject({
      reason: 'corrupt',
      message: expect.stringContaining(`/large/a-1/${MANIFEST_FILE}`),
    })
  })

  it('is opened by its address, with copies in the data folder', async () => {
    const dataDir = await fresh()
    const modelEncryptionKey = randomBytes(32)
    const modelStoreUrl = `s3://${s3.bucket}/by/url`
    const store = await openArtifactStore({ modelStoreUrl, modelEncryptionKey, dataDir })
    await store.put('a-1', filesOf('by url'))
    expect(contentOf(await store.get('a-1'))).toEqual(contentOf(filesOf('by url')))
    // Neither there nor here is anything of it to be read.
    for (const bytes of [
      Buffer.from(await (await s3.request('GET', 'by/url/a-1/ranker.txt')).arrayBuffer()),
      await readFile(join(dataDir, 'model-cache/a-1/ranker.txt')),
    ]) {
      expect(bytes.includes('by url')).toBe(false)
      expect(bytes.subarray(0, 7).toString()).toBe('TMSEAL1')
    }
    await s3.kill()
    expect(contentOf(await store.get('a-1'))).toEqual(contentOf(filesOf('by url')))
    await expect(store.get('b-1')).rejects.toMatchObject({ reason: 'unreachable' })
    await expect(store.put('b-1', filesOf('x'))).rejects.toMatchObject({ reason: 'unreachable' })
    await s3.start()
    s3.freeze()
    const started = performance.now()
    await expect(store.get('b-1')).rejects.toMatchObject({ reason: 'unreachable' })
    expect(performance.now() - started).toBeLessThan(25_000)
    s3.thaw()
  }, 90_000)
})

describe('encryption', () => {
  const key = randomBytes(32)
  const sealed = async (with_: Uint8Array | undefined = key) => {
    const place = await fresh()
    return {
      place,
      plain: new FolderStore(place),
      store: new SealedStore(new FolderStore(place), with_),
    }
  }

  it('refuses another key, no key, and any bit that was changed', async () => {
    const { place, plain, store } = await sealed()
    await store.put('a-1', filesOf('secret'))
    for (const other of [randomBytes(32), undefined]) {
      await expect(new SealedStore(plain, other).get('a-1')).rejects.toMatchObject({
        reason: 'undecryptable',
        message: expect.stringContaining('MODEL_ENCRYPTION_KEY'),
      })
    }
    const path = join(place, 'a-1/ranker.txt')
    const bytes = await readFile(path)
    for (const at of [8, 19, 20, 35, 36, bytes.length - 1]) {
      const flipped = Buffer.from(bytes)
      flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at)
      await writeFile(path, flipped)
      await expect(store.get('a-1'), `byte ${at}`).rejects.toMatchObject({
        reason: 'undecryptable',
      })
    }
    await writeFile(path, bytes.subarray(0, 30))
    await expect(store.get('a-1')).rejects.toMatchObject({ reason: 'undecryptable' })
    await writeFile(path, bytes)
    expect(contentOf(await store.get('a-1'))).toEqual(contentOf(filesOf('secret')))
  })

  it('refuses a file that was put in the place of another', async () => {
    const { place, store } = await sealed()
    await store.put('a-1', filesOf('one'))
    await store.put('b-1', filesOf('other'))
    await writeFile(join(place, 'a-1/ranker.txt'), await readFile(join(place, 'b-1/ranker.txt')))
    await expect(store.get('a-1')).rejects.toMatchObject({ reason: 'undecryptable' })
  })

  it('reads what was kept before there was a key', async () => {
    const { plain, store } = await sealed()
    await plain.put('a-1', filesOf('open'))
    expect(contentOf(await store.get('a-1'))).toEqual(contentOf(filesOf('open')))
  })
})

describe('a folder', () => {
  it('removes what a killed writer left, and not what one is writing', async () => {
    const place = await fresh()
    const [old, young] = [join(place, '.draft-old'), join(place, '.draft-new')]
    for (const path of [old, young]) await writeFile(path, '')
    await utimes(old, new Date(0), new Date(0))
    await new FolderStore(place).put('a-1', filesOf('x'))
    expect((await readdir(place)).sort()).toEqual(['.draft-new', 'a-1'])
  })

  it('that cannot be written says so', async () => {
    const file = join(await fresh(), 'file')
    await writeFile(file, '')
    await expect(new FolderStore(join(file, 'in')).put('a-1', filesOf('x'))).rejects.toMatchObject({
      reason: 'unreachable',
      message: expect.stringContaining(`${file}/in cannot be`),
    })
  })
})

describe('copies', () => {
  it('are fetched again where they are not whole, and are bounded', async () => {
    const far = new FolderStore(await fresh())
    const near = await fresh()
    const store = new CachedStore(far, near)
    for (let n = 0; n < 12; n++) {
      await far.put(`${n}-1`, filesOf(String(n)))
      await store.get(`${n}-1`)
    }
    expect(await readdir(near)).toHaveLength(8)
    await writeFile(join(near, '11-1/ranker.txt'), 'torn')
    expect(contentOf(await store.get('11-1'))).toEqual(contentOf(filesOf('11')))
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
    expect(hash(await readFile(join(near, '11-1/ranker.txt')))).toBe(
      hash(filesOf('11').get('ranker.txt') ?? Buffer.alloc(0)),
    )
  })

  it('are done without where they cannot be kept', async () => {
    const far = new FolderStore(await fresh())
    const near = join(await fresh(), 'file')
    await writeFile(near, '')
    await chmod(near, 0o400)
    await far.put('a-1', filesOf('x'))
    expect(contentOf(await new CachedStore(far, near).get('a-1'))).toEqual(contentOf(filesOf('x')))
  })
})

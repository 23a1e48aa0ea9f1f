import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { type EntityKind, type ReadOptions, readEntities } from '../../src/files/entities.ts'
import { InputError, type InvalidItem } from '../../src/files/input-error.ts'
import { jsonItems } from '../../src/files/json-items.ts'

const folder = mkdtempSync(join(tmpdir(), 'entities-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Named {
  readonly id: string
  readonly title: string
}

const NAMED: EntityKind<Named> = {
  noun: 'job',
  validate: (value) => {
    const { id, title } = (value ?? {}) as Partial<Named>
    const faults = [
      ...(typeof id === 'string' ? [] : [{ path: 'id', message: 'must be text' }]),
      ...(typeof title === 'string' ? [] : [{ path: 'title', message: 'must be text' }]),
    ]
    return faults.length > 0 ? { faults } : { value: { id: id as string, title: title as string } }
  },
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of source) all.push(item)
  return all
}

const entity = (id: string, title = `title ${id}`) => ({ id, title })
const lines = (...items: unknown[]) => items.map((item) => `${JSON.stringify(item)}\n`).join('')

async function read(content: string | Buffer, options?: ReadOptions): Promise<Named[]> {
  const path = join(folder, 'in')
  writeFileSync(path, content)
  return await collect(readEntities(path, NAMED, options))
}

async function readSkipping(content: string | Buffer) {
  const skipped: string[] = []
  const onInvalid = ({ line, faults }: InvalidItem) =>
    skipped.push(
      `${line} ${faults.map(({ path, message }) => `${path} ${message}`.trim()).join('; ')}`,
    )
  const entities = await read(content, { skipInvalid: true, onInvalid })
  return { ids: entities.map(({ id }) => id), skipped }
}

describe('forms of a file', () => {
  const both = [entity('a'), entity('b')]

  test.each([
    ['JSON Lines', lines(...both)],
    ['no line break at the end', lines(...both).trimEnd()],
    ['Windows line breaks', lines(...both).replaceAll('\n', '\r\n')],
    ['blank lines between', `\n\n${lines(...both).replaceAll('\n', '\n  \n')}`],
    ['byte order mark before lines', `\ufeff${lines(...both)}`],
    ['array', JSON.stringify(both)],
    ['indented array', JSON.stringify(both, null, 2)],
    ['byte order mark before an array', `\ufeff${JSON.stringify(both)}`],
    ['gzip', gzipSync(lines(...both))],
    ['gzip in two members', Buffer.concat([gzipSync(lines(both[0])), gzipSync(lines(both[1]))])],
    ['gzipped array', gzipSync(JSON.stringify(both, null, 1))],
  ])('%s', async (_name, content) => {
    expect(await read(content)).toEqual(both)
  })

  test.each([
    ['on a line', JSON.stringify(entity('a'))],
    ['laid out', JSON.stringify(entity('a'), null, 2)],
    [
      'laid out, with Windows line breaks',
      JSON.stringify(entity('a'), null, 2).replaceAll('\n', '\r\n'),
    ],
    [
      'laid out, after a mark and a blank line',
      `\ufeff\n${JSON.stringify(entity('a'), null, 2)}\n`,
    ],
    ['laid out, gzipped', gzipSync(JSON.stringify(entity('a'), null, 2))],
  ])('one object %s', async (_name, content) => {
    expect(await read(content)).toEqual([entity('a')])
  })
})

describe('what is wrong with a file', () => {
  test.each([
    ['nothing', '', 'in: is empty; expected one job a line, or a list'],
    ['blank lines only', ' \n\r\n\t', 'in: is empty'],
    ['a mark only', '\ufeff', 'in: is empty'],
    ['an empty array', '[ ]', 'in: is empty'],
    ['gzip of nothing', gzipSync(''), 'in: is empty'],
    ['broken gzip', broken(gzipSync(lines(entity('a')))), 'in: its gzip data is broken'],
    ['one object over several lines, cut off', '\n{\n  "id":\n', 'in:2: ends in the middle'],
    ['cut gzip', gzipSync(lines(entity('a'))).subarray(0, 25), 'in: its gzip data is cut off'],
    [
      'UTF-16',
      Buffer.from(`\ufeff${lines(entity('a'))}`, 'utf16le'),
      'in: is UTF-16; save it as UTF-8',
    ],
  ])('%s', async (_name, content, message) => {
    await expect(read(content)).rejects.toThrow(message)
  })

  test('a file that is not there, and a folder', async () => {
    const first = (path: string) => readEntities(path, NAMED).next()
    await expect(first(join(folder, 'nowhere'))).rejects.toThrow('nowhere: no such file')
    await expect(first(folder)).rejects.toThrow('is a folder, not a file')
  })

  test('no valid entity at all, though skipping', async () => {
    await expect(read('{}\n{}\n', { skipInvalid: true })).rejects.toThrow('in: holds no valid job')
  })
})

describe('what is wrong with a line', () => {
  test('stops at the first, naming the line and every fault', async () => {
    const bad = { id: 1, title: 2 }
    const failure = read(lines(entity('a'), bad, entity('b')))
    await expect(failure).rejects.toThrow(/in:2: id: must be text; title: must be text$/)
  })

  test('skips and reports on request', async () => {
    const content = `${lines(entity('a'))}{"id": "b" oops}\n${lines({ id: 'x' }, entity('b'))}`
    expect(await readSkipping(content)).toEqual({
      ids: ['a', 'b'],
      skipped: ['2 is not JSON at character 12', '3 title must be text'],
    })
  })

  test('skips inside an array, naming the line it starts on', async () => {
    const content = `[\n${JSON.stringify(entity('a'), null, 1)},\n\n{"id": "x",\n "title": 3},\n${JSON.stringify(entity('b'))}]`
    const { ids, skipped } = await readSkipping(content)
    expect(ids).toEqual(['a', 'b'])
    expect(skipped).toEqual(['7 title must be text'])
  })

  test.each([
    [
      'last line cut off',
      `${lines(entity('a'))}{"id": "b", "ti`,
      '2 ends in the middle: is the file cut off?',
    ],
    [
      'line cut off in the middle',
      `{"id": "b", "ti\n${lines(entity('a'))}`,
      '1 is not JSON: ends in the middle',
    ],
    [
      'array cut off in a value',
      `[${JSON.stringify(entity('a'))},\n{"id": "b`,
      '2 the array is not closed: is the file cut off?',
    ],
    [
      'array cut off after a comma',
      `[${JSON.stringify(entity('a'))},\n`,
      '2 the array is not closed: is the file cut off?',
    ],
    ['stray comma', `[${JSON.stringify(entity('a'))},]`, '1 is not JSON: ends in the middle'],
    [
      'text after the array',
      `[${JSON.stringify(entity('a'))}]\n]`,
      '2 something follows the end of the array',
    ],
    ['same id twice', lines(entity('a'), entity('A')), '2 id is also on line 1'],
    ['same id, other case', lines(entity('a'), entity('a')), '2 id is also on line 1'],
    [
      'bytes that are not UTF-8',
      Buffer.concat([Buffer.from(lines(entity('a'))), Buffer.from([0x22, 0xff, 0x22])]),
      '2 is not valid UTF-8',
    ],
    [
      'a line without end',
      `${lines(entity('a'))}${'x'.repeat(5_000_000)}\n`,
      '2 is larger than 4 MB',
    ],
    [
      'an element without end',
      `[${JSON.stringify(entity('a'))},"${'x'.repeat(5_000_000)}"]`,
      '1 is larger than 4 MB',
    ],
  ])('%s', async (_name, content, skipped) => {
    expect(await readSkipping(content)).toEqual({ ids: ['a'], skipped: [skipped] })
  })

  test('no text of the file reaches a message', async () => {
    const secret = 'Ada Lovelace'
    for (const content of [
      secret,
      `{"id": "1", "title": "${secret}" x}`,
      `["${secret}", nope]`,
      `"${secret}`,
    ]) {
      const error = await read(content).catch((thrown: Error) => thrown)
      expect(error).toBeInstanceOf(Error)
      expect(String(error)).not.toContain('Ada')
    }
  })
})

describe('properties', () => {
  const documents = fc.array(fc.jsonValue({ maxDepth: 3 }), { minLength: 1, maxLength: 8 })
  const chunked = async function* (bytes: Buffer, size: number) {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  const parseAll = async (text: string, size: number) => {
    const items = await collect(jsonItems(chunked(Buffer.from(text), size)))
    return items.map((item) => ('bytes' in item ? JSON.parse(item.bytes.toString()) : item))
  }

  test('an array is cut into its elements, however it is indented and delivered', async () => {
    await fc.assert(
      fc.asyncProperty(
        documents,
        fc.nat(3),
        fc.integer({ min: 1, max: 9 }),
        async (values, indent, size) => {
          expect(await parseAll(JSON.stringify(values, null, indent), size)).toEqual(
            JSON.parse(JSON.stringify(values)),
          )
        },
      ),
    )
  })

  test('lines are cut into their values, however they are delivered', async () => {
    await fc.assert(
      fc.asyncProperty(documents, fc.integer({ min: 1, max: 9 }), async (values, size) => {
        const text = lines({ first: true }, ...values)
        expect((await parseAll(text, size)).slice(1)).toEqual(JSON.parse(JSON.stringify(values)))
      }),
    )
  })

  test('whatever the bytes, the answer is entities or a message of ours', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
        // The check of the fixture takes no other text for an entity, so there must be an error.
        const outcome = await read(Buffer.from(bytes)).catch((error: Error) => error)
        expect(outcome).toBeInstanceOf(InputError)
      }),
    )
  })
})

function broken(data: Buffer): Buffer {
  const copy = Buffer.from(data)
  copy.fill(0xff, 12, 20)
  return copy
}

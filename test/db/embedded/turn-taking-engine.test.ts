import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenEngine, pglite } from '../engines.ts'

describe('the embedded engine, asked by many at once', () => {
  let opened: OpenEngine
  beforeAll(async () => {
    opened = await pglite.open({ migrated: false })
  })
  afterAll(() => opened?.close())

  it.each([10, 500_000])('answers each what it asked (statements of %i bytes)', async (bytes) => {
    const long = 'x'.repeat(bytes)
    // Of one shape: parameters that went with another's text would be an answer, and a wrong one.
    const ask = async (client: number, turn: number) => {
      const [row] = await opened.database.query<{ answer: number }>(
        `select $1::int * 100 + ${client} as answer, length($2::text)`,
        [turn, client % 2 ? long : 'short'],
      )
      return row?.answer
    }
    await Promise.all(
      Array.from({ length: 6 }, async (_, client) => {
        for (let turn = 0; turn < 20; turn++) {
          expect(await ask(client, turn)).toBe(turn * 100 + client)
        }
      }),
    )
  })

  it('goes on when a client leaves in the middle of a statement', async () => {
    const folder = new URL(opened.connectionString).searchParams.get('host') ?? ''
    for (const isFailed of [false, true]) {
      const client = connect(join(folder, '.s.PGSQL.5432'))
      await once(client, 'connect')
      client.write(startup('user', 'postgres', 'database', 'postgres'))
      await once(client, 'data')
      client.write(parse(isFailed ? 'no statement' : 'select 1'))
      await once(client, 'data')
      client.destroy()
      expect(await opened.database.query('select $1::int as one', [1])).toEqual([{ one: 1 }])
    }
  })
})

/** The first message of a client, of protocol 3.0. */
function startup(...settings: string[]): Buffer {
  const body = Buffer.from(`${settings.join('\0')}\0\0`)
  const head = Buffer.alloc(8)
  head.writeInt32BE(8 + body.length)
  head.writeInt32BE(3 << 16, 4)
  return Buffer.concat([head, body])
}

/** Parse of an unnamed statement, and Flush, which asks for what there is to answer. */
function parse(text: string): Buffer {
  const body = Buffer.from(`\0${text}\0\0\0`)
  const head = Buffer.alloc(5)
  head.write('P')
  head.writeInt32BE(4 + body.length, 1)
  return Buffer.concat([head, body, Buffer.from('H\0\0\0\x04', 'latin1')])
}

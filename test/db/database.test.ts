import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DatabaseTooSlowError, DatabaseUnavailableError } from '../../src/db/database.ts'
import { openPostgres } from '../../src/db/postgres.ts'
import { openCuttableWay } from './cuttable.ts'
import { engines, type OpenEngine } from './engines.ts'

describe.each(engines)('a database on $name', (engine) => {
  let open: OpenEngine
  beforeAll(async () => {
    open = await engine.open({ migrated: false })
    await open.database.query('create table counter (id int primary key, value int not null)')
    await open.database.query('insert into counter values (1, 0)')
  })
  afterAll(() => open.close())

  test('carries bytes and texts unchanged', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i))
    const text = 'Zürich ✓ \u{1f600} \'"$1'
    const [row] = await open.database.query('select $1::bytea as bytes, $2::text as text', [
      bytes,
      text,
    ])
    expect(row).toEqual({ bytes, text })
  })

  test('does 50 transactions at once, each whole', async () => {
    await Promise.all(
      Array.from({ length: 50 }, () =>
        open.database.transaction(async (connection) => {
          const [row] = await connection.query<{ value: number }>(
            'select value from counter where id = 1 for update',
          )
          await connection.query('update counter set value = $1 where id = 1', [
            (row?.value ?? Number.NaN) + 1,
          ])
        }),
      ),
    )
    expect(await open.database.query('select value from counter')).toEqual([{ value: 50 }])
  })

  test('rolls back what throws', async () => {
    await expect(
      open.database.transaction(async (connection) => {
        await connection.query('update counter set value = -1')
        throw new Error('on second thoughts')
      }),
    ).rejects.toThrow('on second thoughts')
    expect(await open.database.query('select value from counter')).toEqual([{ value: 50 }])
  })

  test('tells the SQLSTATE of a statement that fails, and goes on', async () => {
    await expect(open.database.query('select nothing')).rejects.toMatchObject({ code: '42703' })
    await expect(open.database.query('insert into counter values (1, 1)')).rejects.toMatchObject({
      code: '23505',
    })
    expect(await open.database.query('select 1 as one')).toEqual([{ one: 1 }])
  })

  test('takes no mistake of ours for an outage', async () => {
    const error = await open.database.query('select 1', ['too many']).catch((thrown) => thrown)
    expect(error).toMatchObject({ code: '08P01' })
    expect(error).not.toBeInstanceOf(DatabaseUnavailableError)
  })

  test('survives a client that dies inside a transaction', async () => {
    const client = new pg.Client({ connectionString: open.connectionString })
    client.on('error', () => {})
    await client.connect()
    await client.query('begin')
    await client.query('update counter set value = -1')
    ;(
      client as unknown as { connection: { stream: { destroy(): void } } }
    ).connection.stream.destroy()
    expect(await open.database.query('update counter set value = 51 returning value')).toEqual([
      { value: 51 },
    ])
  })
})

test('a server that is not there is unavailable, and not an error of the statement', async () => {
  const database = openPostgres({ connectionString: 'postgresql://u:geheim@127.0.0.1:1/none' })
  const error = await database.query('select 1').catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(DatabaseUnavailableError)
  expect(String(error)).not.toContain('geheim')
  await database.close()
})

test('a pooler that has no server is unavailable', async () => {
  const fields = ['SFATAL', 'C08P01', 'Mno more connections allowed', ''].join('\0')
  const reply = Buffer.concat([Buffer.from('E'), Buffer.alloc(4), Buffer.from(`${fields}\0`)])
  reply.writeInt32BE(reply.length - 1, 1)
  const pooler = createServer((socket) => socket.once('data', () => socket.end(reply)))
  await once(pooler.listen(0, '127.0.0.1'), 'listening')
  const { port } = pooler.address() as AddressInfo
  const database = openPostgres({ connectionString: `postgresql://u@127.0.0.1:${port}/none` })
  await expect(database.query('select 1')).rejects.toBeInstanceOf(DatabaseUnavailableError)
  await database.close()
  pooler.close()
})

describe('a server that ends connections', () => {
  const engine = engines.find(({ name }) => name === 'PostgreSQL')
  test.runIf(engine)('is unavailable meanwhile, and is used again', async () => {
    const open = await (engine as (typeof engines)[number]).open({ migrated: false })
    const sleeping = open.database.query('select pg_sleep(10)')
    const failed = expect(sleeping).rejects.toBeInstanceOf(DatabaseUnavailableError)
    const killer = openPostgres({ connectionString: open.connectionString })
    await expect
      .poll(() =>
        killer.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where query like 'select pg_sleep%' and pid <> pg_backend_pid()`,
        ),
      )
      .toHaveLength(1)
    await failed
    expect(await open.database.query('select 1 as one')).toEqual([{ one: 1 }])
    await killer.close()
    await open.close()
  })
})

test.runIf(engines.some(({ name }) => name === 'PostgreSQL'))(
  'a statement that takes too long is an outage to its caller, and the next one is asked anew',
  async () => {
    const engine = engines.find(({ name }) => name === 'PostgreSQL') as (typeof engines)[number]
    const open = await engine.open({ migrated: false })
    const { connectionString } = open
    const database = openPostgres({ connectionString, maxConnections: 1, statementTimeoutMs: 200 })
    await expect(database.query('select pg_sleep(2)')).rejects.toBeInstanceOf(DatabaseTooSlowError)
    await database.query({ text: 'select pg_sleep(0.5)', timeoutMs: 5_000 })
    await expect(
      database.transaction(({ query }) => query('select pg_sleep(2)')),
    ).rejects.toMatchObject({ name: 'DatabaseUnavailableError' })
    await expect(
      open.database.transaction(async ({ query }) => {
        await query(`set local statement_timeout = '200ms'`)
        await query('select pg_sleep(2)')
      }),
    ).rejects.toBeInstanceOf(DatabaseTooSlowError)
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }])
    await database.close()
    await open.close()
  },
)

test.runIf(engines.some(({ name }) => name === 'PostgreSQL'))(
  'a way that is cut in the middle of a statement is unavailable, and ends no process',
  async () => {
    const engine = engines.find(({ name }) => name === 'PostgreSQL') as (typeof engines)[number]
    const open = await engine.open({ migrated: false })
    const way = await openCuttableWay(open.connectionString)
    const database = openPostgres({ connectionString: way.connectionString })
    await database.query('select 1')
    const sleeping = expect(database.query('select pg_sleep(10)')).rejects.toBeInstanceOf(
      DatabaseUnavailableError,
    )
    await way.cut()
    await sleeping
    await way.restore()
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }])
    await database.close()
    await way.close()
    await open.close()
  },
)

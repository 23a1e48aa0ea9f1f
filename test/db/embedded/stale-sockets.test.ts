import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmbedded } from '../../../src/db/embedded/embedded.ts'
import { removeStaleSockets } from '../../../src/db/embedded/stale-sockets.ts'

const HOUR_AGO = new Date(Date.now() - 3_600_000)

describe('removeStaleSockets', () => {
  let parent: string
  beforeAll(() => {
    parent = mkdtempSync(join(tmpdir(), 'stale-sockets-'))
  })
  afterAll(() => rmSync(parent, { recursive: true }))

  const make = (name: string) => {
    const folder = join(parent, name)
    mkdirSync(folder)
    return folder
  }
  const remove = () => removeStaleSockets(parent, { prefix: 'db-', socket: 's' })

  it('takes what is old and dead, and nothing else', async () => {
    const empty = make('db-empty')
    const dead = make('db-dead')
    const live = make('db-live')
    const young = make('db-young')
    const foreign = make('other-empty')
    const aside = make('aside')
    const linked = join(parent, 'db-linked')
    symlinkSync(aside, linked)
    const closing = createServer().listen(join(dead, 'closing'))
    const server = createServer().listen(join(live, 's'))
    await Promise.all([once(closing, 'listening'), once(server, 'listening')])
    // Else it would go with its server.
    renameSync(join(dead, 'closing'), join(dead, 's'))
    closing.close()
    for (const folder of [empty, dead, live, foreign, aside]) {
      utimesSync(folder, HOUR_AGO, HOUR_AGO)
    }
    await remove()
    const left = [empty, dead, live, young, foreign, aside, linked].filter((path) =>
      existsSync(path),
    )
    expect(left).toEqual([live, young, foreign, aside, linked])
    server.close()
  })

  it('bears a folder that is not there', async () => {
    await removeStaleSockets(join(parent, 'none'), { prefix: 'db-', socket: 's' })
  })
})

it('a start of the embedded database removes what killed ones left', async () => {
  const left = mkdtempSync(join(tmpdir(), 'talentmatch-db-'))
  utimesSync(left, HOUR_AGO, HOUR_AGO)
  const { stop } = await startEmbedded()
  await stop()
  expect(existsSync(left)).toBe(false)
})

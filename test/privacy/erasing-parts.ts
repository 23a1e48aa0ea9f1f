import { createHmac } from 'node:crypto'
import type { Database } from '../../src/db/database.ts'
import { PlatformCorpus } from '../../src/db/platform/corpus.ts'
import { Erasures } from '../../src/db/privacy/erasures.ts'
import { READING_FORMAT } from '../../src/features/codec/format.ts'
import type { EraseParts } from '../../src/jobs/privacy/erase-user.ts'
import { pseudonymsBy } from '../../src/training/dataset/pseudonyms.ts'

export const pseudonyms = pseudonymsBy('a key for tests, of more than thirty-two bytes')

/** As a gateway's log may have a user. */
export const userHash = (user: string) =>
  createHmac('sha256', 'log secret').update(user).digest('hex')

/** What an erasure works on, with the real parts; a second look may follow at once. */
export const erasingParts = (database: Database): EraseParts => ({
  erasures: new Erasures(database),
  corpus: new PlatformCorpus(database, READING_FORMAT),
  pseudonyms,
  userHashes: (user) => [userHash(user)],
  settleSeconds: 0,
})

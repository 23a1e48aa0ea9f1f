import { describe } from 'vitest'
import { EmbeddingTable } from '../../../src/db/match-index/embedding-table.ts'
import { vectorStoreContract } from '../../contracts/vector-store.ts'
import { engines } from '../engines.ts'

describe.each(engines)('EmbeddingTable on $name', (engine) => {
  vectorStoreContract(`table on ${engine.name}`, async () => {
    const { database, close } = await engine.open()
    return { store: new EmbeddingTable(database), close }
  })
})

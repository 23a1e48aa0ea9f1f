import { nullEmbedder } from '../../src/embeddings/null.ts'
import { embedderContract } from '../contracts/embedder.ts'

embedderContract('null', async () => nullEmbedder, { vectors: false })

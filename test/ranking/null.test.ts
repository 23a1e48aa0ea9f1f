import { NullRanker } from '../../src/ranking/null.ts'
import { testRanker } from '../contracts/ranker.ts'

testRanker('NullRanker', () => new NullRanker(['overlap', 'distance']))

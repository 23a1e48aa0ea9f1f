import { DEFAULT_RATES } from '../normalise/pay/rates.ts'
import { SKILLS } from '../normalise/skills/skill-index.ts'
import { wordNumber } from '../words.ts'

/**
 * Raised whenever the layout of the bytes changes, or what is read from the same row does: a test
 * that remembers what is read says when.
 */
const REVISION = 2

/**
 * Names the format of the bytes that are kept of a job or a talent: a positive 31-bit integer. Bytes
 * of another format are read anew from the row. They number skills and currencies by these tables,
 * so a changed table is another format by itself.
 */
export const READING_FORMAT =
  wordNumber([REVISION, ...SKILLS.keys(), ...Object.keys(DEFAULT_RATES)].join()) & 0x7fffffff

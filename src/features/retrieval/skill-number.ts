import { wordNumber } from '../words.ts'

/** The number of a canonical skill in the index: positive, 31 bits. Two skills in a million share one. */
export const skillNumber = (id: string): number => wordNumber(id) & 0x7fffffff

/** Numbers of skills, each once, ascending. */
export const skillNumbers = (ids: Iterable<string>): number[] =>
  [...new Set(Array.from(ids, skillNumber))].sort((a, b) => a - b)

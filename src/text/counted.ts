/** `1 talent`, `1,200 talents`: a number and what it counts, as people write it. */
export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`

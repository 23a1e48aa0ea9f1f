/** `2026-11-27 03:05 UTC`: a moment, for people. */
export const minuteOf = (moment: Date): string =>
  `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`

const MS_A_DAY = 86_400_000

/** Start of the UTC day, milliseconds since the epoch: the clock that answers depend on. */
export const startOfDay = (date: Date): number => Math.floor(date.getTime() / MS_A_DAY) * MS_A_DAY

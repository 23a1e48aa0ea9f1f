/** Pairs sorted by whom they are about: group `g` has the rows from `starts[g]` to `starts[g + 1]`. */
export interface TalentGroups {
  /** The talent of each group, rising. */
  readonly talents: Uint32Array
  /** One more than there are groups. */
  readonly starts: Uint32Array
  /** Places in the columns of the held-out pairs. */
  readonly rows: Uint32Array
}

/**
 * @param talents of all pairs
 * @param chosen the pairs to group; all if left out
 */
export function groupByTalent(talents: Int32Array, chosen?: Uint32Array): TalentGroups {
  const rows = chosen?.slice() ?? Uint32Array.from(talents.keys())
  const of = (row: number) => talents[row] as number
  rows.sort((a, b) => of(a) - of(b) || a - b)
  const starts = [...rows.keys()].filter((at) => {
    const row = rows[at] as number
    return at === 0 || of(row) !== of(rows[at - 1] as number)
  })
  return {
    talents: Uint32Array.from(starts, (at) => of(rows[at] as number)),
    starts: Uint32Array.from([...starts, rows.length]),
    rows,
  }
}

/** The rows of one group: a view, not a copy. */
export function rowsOfGroup({ starts, rows }: TalentGroups, group: number): Uint32Array {
  return rows.subarray(starts[group] as number, starts[group + 1] as number)
}

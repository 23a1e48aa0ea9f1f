/** Tokens that a run of several sequences takes, at most: from here on more are no faster. */
const TOKENS_A_RUN = 256

/** Indices of the sequences that go through the model together: such as are of one length. */
export function equalRuns(sequences: readonly (readonly number[])[]): number[][] {
  const runs: number[][] = []
  const open = new Map<number, number[]>()
  sequences.forEach(({ length }, index) => {
    const run = open.get(length)
    if (run && (run.length + 1) * length <= TOKENS_A_RUN) {
      run.push(index)
      return
    }
    const next = [index]
    runs.push(next)
    open.set(length, next)
  })
  return runs
}

/** Tokens that the model was trained on, `[CLS]` and `[SEP]` included. */
const MAX_TOKENS = 256
const CLS = 101
const SEP = 102
const CONTENT = MAX_TOKENS - 2

/** Windows overlap by a fifth, so that a sentence cut by one stands whole in the next. */
const STRIDE = 200

/**
 * Cuts a text's tokens into the sequences that the model sees, each within `[CLS]` and `[SEP]`, at
 * most 256 long. Every token is in at least one; the first is what truncation would have left.
 */
export function tokenWindows(tokens: readonly number[]): number[][] {
  const windows: number[][] = []
  let start = 0
  do {
    windows.push([CLS, ...tokens.slice(start, start + CONTENT), SEP])
    start += STRIDE
  } while (start + CONTENT - STRIDE < tokens.length)
  return windows
}

/** Tokens that the model was trained on, `[CLS]` and `[SEP]` included. */
const MAX_TOKENS = 256
const CLS = 101
const SEP = 102
const CONTENT = MAX_TOKENS - 2

/** Windows overlap by a fifth, so that a sentence cut by one stands whole in the next. */
const STRIDE = 200

/**
 * The longest description, 20,000 characters, has some 25 in English. As many signs or ideographs would
 * have 100, 3 s of work.
 */
const MAX_WINDOWS = 40

/**
 * Cuts a text's tokens into the sequences that the model sees, each within `[CLS]` and `[SEP]`, at
 * most 256 long. Every token is in at least one; the first is what truncation would have left. Of more
 * than 8,054 tokens they are spread evenly over the whole text instead, so that what is passed over lies
 * between them.
 */
export function tokenWindows(tokens: readonly number[]): number[][] {
  const behindFirst = Math.max(0, tokens.length - CONTENT)
  const count = 1 + Math.min(Math.ceil(behindFirst / STRIDE), MAX_WINDOWS - 1)
  const stride = Math.max(STRIDE, behindFirst / (MAX_WINDOWS - 1))
  return Array.from({ length: count }, (_, at) => {
    const start = Math.round(at * stride)
    return [CLS, ...tokens.slice(start, start + CONTENT), SEP]
  })
}

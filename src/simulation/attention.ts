/**
 * How likely a talent looks at a rank, from 1: the first two without scrolling, the next as they scroll, and
 * hardly any beyond the tenth. What training has to find out.
 */
export const lookedAt = (rank: number): number => LOOKED_AT[rank - 1] ?? 1.2 / rank

const LOOKED_AT = [1, 0.85, 0.55, 0.5, 0.34, 0.3, 0.22, 0.2, 0.15, 0.12]

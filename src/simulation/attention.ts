/** How much less each rank is looked at than the one above it: steeper than the 1/rank that training assumes first. */
const DECAY = 1.2

/** How likely a talent looks at a rank, from 1; what training has to find out. */
export const lookedAt = (rank: number): number => rank ** -DECAY

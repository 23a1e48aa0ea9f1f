/** @param ascending in order; NaN where there is none */
export const quantileOf = (ascending: ArrayLike<number>, share: number): number =>
  ascending[Math.floor(share * (ascending.length - 1))] ?? Number.NaN

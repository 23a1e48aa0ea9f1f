/** `12.3 %` of a share of 0-1; `-` where there is none. */
export const percent = (share: number | null | undefined, digits = 1): string =>
  share == null || Number.isNaN(share) ? '-' : `${(100 * share).toFixed(digits)} %`

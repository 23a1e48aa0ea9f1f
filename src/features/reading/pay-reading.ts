/** Pay as a row states it, in whole units of its currency. */
export interface StatedPay {
  /** As given; NaN = not given. What cannot be meant (0, below 0) counts as unknown later. */
  readonly min: number
  readonly max: number
  /** As given; absent means USD. */
  readonly currency: string | undefined
}

type Amount = number | null | undefined

export const statedPay = (
  min: Amount,
  max: Amount,
  currency: string | null | undefined,
): StatedPay => ({
  min: min ?? Number.NaN,
  max: max ?? Number.NaN,
  currency: currency ?? undefined,
})

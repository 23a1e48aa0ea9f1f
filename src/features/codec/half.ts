/** Numbers in IEEE 754 half precision (binary16), which Node 20 has no array for. */

const HALVES = 0x10000
const SMALLEST_NORMAL_EXPONENT = -14
const MANTISSA_BITS = 10

/** The number that each pattern of 16 bits stands for. */
const NUMBERS = Float32Array.from({ length: HALVES }, (_, bits) => {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> MANTISSA_BITS) & 0x1f
  const mantissa = (bits & 0x3ff) / 2 ** MANTISSA_BITS
  if (exponent === 0x1f) return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  if (exponent === 0) return sign * mantissa * 2 ** SMALLEST_NORMAL_EXPONENT
  return sign * (1 + mantissa) * 2 ** (exponent - 15)
})

const floats = new Float32Array(1)
const bits = new Uint32Array(floats.buffer)

/** The 16 bits of the nearest half, of two equally near ones the even; beyond 65,519 infinity. */
export function toHalf(value: number): number {
  floats[0] = value
  const single = bits[0] as number
  const sign = (single >>> 16) & 0x8000
  const magnitude = single & 0x7fffffff
  if (magnitude > 0x7f800000) return 0x7e00
  if (magnitude >= 0x47800000) return sign | 0x7c00
  if (magnitude < 0x38800000) {
    // Below the normal range a half is a whole number of 2 ** -24.
    return sign | roundToEven(Math.abs(floats[0] as number) * 2 ** 24)
  }
  // 13 bits of the mantissa go; a carry runs into the exponent, as it should.
  const kept = magnitude - (112 << 23)
  return sign | ((kept + 0xfff + ((kept >>> 13) & 1)) >>> 13)
}

function roundToEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor
}

/** Fills `numbers` with as many halves. */
export function fromHalves(halves: Uint16Array, from: number, numbers: Float32Array): void {
  for (let i = 0; i < numbers.length; i++)
    numbers[i] = NUMBERS[halves[from + i] as number] as number
}

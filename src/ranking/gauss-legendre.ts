/** Nodes and weights of a quadrature over [0, 1]. */
export interface Quadrature {
  readonly points: Float64Array
  readonly weights: Float64Array
}

const rules: Quadrature[] = []

/** The rule of `count` points; exact for polynomials up to degree `2 × count − 1`. */
export function gaussLegendre(count: number): Quadrature {
  rules[count] ??= computeRule(count)
  return rules[count]
}

/** Newton's method on the Legendre polynomial, from the usual cosine guess of its roots. */
function computeRule(count: number): Quadrature {
  const points = new Float64Array(count)
  const weights = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    let root = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5))
    let slope = 1
    for (let step = 0, move = 1; step < 100 && Math.abs(move) > 1e-16; step++) {
      const legendre = evaluateLegendre(count, root)
      slope = legendre.slope
      move = legendre.value / slope
      root -= move
    }
    points[i] = (1 + root) / 2
    weights[i] = 1 / ((1 - root * root) * slope * slope)
  }
  return { points, weights }
}

function evaluateLegendre(degree: number, x: number): { value: number; slope: number } {
  let before = 1
  let value = x
  for (let n = 2; n <= degree; n++) {
    const next = ((2 * n - 1) * x * value - (n - 1) * before) / n
    before = value
    value = next
  }
  return { value, slope: (degree * (x * value - before)) / (x * x - 1) }
}

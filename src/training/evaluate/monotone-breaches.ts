/** What of one feature leads to a leaf: values in (low, high], and whether missing does. */
interface Span {
  readonly low: number
  readonly high: number
  readonly missing: boolean
}

interface Leaf {
  readonly value: number
  /** Spans by feature; an absent one is unrestricted. */
  readonly spans: ReadonlyMap<number, Span>
}

const ALL: Span = { low: -Infinity, high: Infinity, missing: true }
const DEFAULT_LEFT = 2
const MISSING_IS_NAN = 2

/**
 * Pairs of leaves that differ in one feature alone and are ordered against its direction. Written
 * from LightGBM's text format alone, so that it shares no fault with the reader that serves.
 *
 * @param directions 1 or -1 of each feature
 */
export function findBreaches(model: string, directions: readonly number[]): string[] {
  return model
    .split('\nTree=')
    .slice(1)
    .flatMap((tree, at) => {
      const leaves = leavesOf(tree)
      return leaves.flatMap((below) =>
        leaves.flatMap((above) => {
          const feature = onlyDifference(below, above)
          if (feature === undefined) return []
          const rise = (above.value - below.value) * (directions[feature] ?? 0)
          return rise < -1e-12 ? [`tree ${at}, feature ${feature}: ${rise}`] : []
        }),
      )
    })
}

function leavesOf(tree: string): Leaf[] {
  const numbers = (key: string) => {
    const line = new RegExp(`\\n${key}=(.*)`).exec(tree)?.[1] ?? ''
    return line.split(' ').map((each) => (each === 'inf' ? Infinity : Number(each)))
  }
  const [features, thresholds, types, left, right, values] = [
    'split_feature',
    'threshold',
    'decision_type',
    'left_child',
    'right_child',
    'leaf_value',
  ].map(numbers) as [number[], number[], number[], number[], number[], number[]]
  const leaves: Leaf[] = []
  const walk = (node: number, spans: ReadonlyMap<number, Span>): void => {
    if (node < 0) {
      leaves.push({ value: values[~node] as number, spans })
      return
    }
    const feature = features[node] as number
    const threshold = thresholds[node] as number
    const type = types[node] as number
    const { low, high, missing } = spans.get(feature) ?? ALL
    const goesLeft =
      ((type >> 2) & 3) === MISSING_IS_NAN ? (type & DEFAULT_LEFT) !== 0 : 0 <= threshold
    const narrowed = (span: Span) => new Map(spans).set(feature, span)
    walk(
      left[node] as number,
      narrowed({ low, high: Math.min(high, threshold), missing: missing && goesLeft }),
    )
    walk(
      right[node] as number,
      narrowed({ low: Math.max(low, threshold), high, missing: missing && !goesLeft }),
    )
  }
  // A tree of one leaf has no nodes: its only leaf stands at ~0.
  walk(values.length > 1 ? 0 : ~0, new Map())
  return leaves
}

/** The one feature by which no row reaches both leaves, if `below` lies wholly below in it. */
function onlyDifference(below: Leaf, above: Leaf): number | undefined {
  const features = new Set([...below.spans.keys(), ...above.spans.keys()])
  const apart = [...features].filter((feature) => {
    const a = below.spans.get(feature) ?? ALL
    const b = above.spans.get(feature) ?? ALL
    return Math.max(a.low, b.low) >= Math.min(a.high, b.high) && !(a.missing && b.missing)
  })
  const [feature] = apart
  if (feature === undefined || apart.length > 1) return undefined
  const a = below.spans.get(feature) ?? ALL
  const b = above.spans.get(feature) ?? ALL
  return a.low < a.high && b.low < b.high && a.high <= b.low ? feature : undefined
}

import { create, fromBinary, toBinary } from '@bufbuild/protobuf'
import { fitWeights } from './fit-weights.ts'
import { fuseOperators } from './fuse-operators.ts'
import {
  floats,
  GraphEditor,
  node,
  ONNX_RUNTIME_DOMAIN,
  ownNode,
  readFloats,
  scalar,
} from './graph-editor.ts'
import {
  DATA_TYPE,
  OnnxModelSchema,
  type OnnxNode,
  OnnxOperatorSetSchema,
  type OnnxTensor,
  OnnxTensorSchema,
} from './onnx-model.ts'

/** Operator sets in which `ReduceMax` and `Cast` take the attributes that are written here. */
const OPSETS = { from: 13n, to: 17n }

/** Names of the constants that the rewritten graph adds. */
const LEVELS = 'int8_levels'
const HALF = 'int8_half'
const ONE = 'int8_one'
const TINY = 'int8_tiny'

/**
 * Rewrites a graph that stores 8-bit weights but computes in fp32, into one that multiplies 8-bit
 * integers. Each `MatMul(x, Cast(W8) * columnScale)` becomes
 *
 *     q = round((x - rowMin) / rowStep)               0..255, a step of its own for each row of x
 *     y = (q · W8 * columnScale) * rowStep + rowMin * (sum over W8's columns * columnScale)
 *
 * which is `x · W` with x rounded to 255 steps, and W8 fitted by {@link fitWeights}. The stock
 * `DynamicQuantizeLinear` has one step for the whole tensor: against the untouched graph it reaches a
 * cosine of 0.993 (worst 0.978, short texts), rows of their own 0.998 (worst 0.990), and a row does not
 * depend on the rows beside it. What is left besides the products is fused by {@link fuseOperators}.
 *
 * @returns `undefined` when the file has no such weights, or another operator set
 * @throws {Error} when the bytes are no ONNX file
 */
export function toInt8Arithmetic(file: Uint8Array): Uint8Array | undefined {
  const model = fromBinary(OnnxModelSchema, file)
  const opset = model.opsetImport.find(({ domain }) => domain === '')?.version ?? 0n
  if (opset < OPSETS.from || opset > OPSETS.to) return undefined
  const graph = new GraphEditor(model.graph)
  if (!multiplyIntegers(graph)) return undefined
  fuseOperators(graph)
  graph.finish()
  model.opsetImport.push(
    create(OnnxOperatorSetSchema, { domain: ONNX_RUNTIME_DOMAIN, version: 1n }),
  )
  return toBinary(OnnxModelSchema, model)
}

/** A product with 8-bit weights as it stands in the file. */
interface StoredProduct {
  readonly weights: OnnxTensor
  readonly scale: OnnxTensor
}

/** @returns whether there was anything to rewrite */
function multiplyIntegers(graph: GraphEditor): boolean {
  const quantized = new Set<string>()
  for (const each of graph.nodes) {
    const product = storedProduct(graph, each)
    if (!product) continue
    const [x, y] = [each.input[0] as string, each.output[0] as string]
    const { weights, scale, columnSums } = fitted(y, product)
    for (const tensor of [weights, scale, columnSums]) graph.addInitializer(tensor)
    graph.replace(
      each,
      ...(quantized.has(x) ? [] : quantizeRows(x)),
      ...integerProduct(x, y, [weights.name, scale.name, columnSums.name]),
    )
    quantized.add(x)
  }
  // The last keeps a row whose numbers are all equal from a division by zero.
  const constants = [scalar(LEVELS, 255), scalar(HALF, 0.5), scalar(ONE, 1), scalar(TINY, 1e-30)]
  for (const constant of constants) graph.addInitializer(constant)
  return quantized.size > 0
}

function storedProduct(graph: GraphEditor, node: OnnxNode): StoredProduct | undefined {
  if (node.opType !== 'MatMul') return undefined
  const mul = graph.producer(node.input[1])
  if (mul?.opType !== 'Mul') return undefined
  const weights = graph.initializer(graph.before(mul.input[0], 'Cast'))
  const scale = graph.initializer(mul.input[1])
  if (weights?.dataType !== DATA_TYPE.INT8 || scale?.dataType !== DATA_TYPE.FLOAT) return undefined
  const [, columns = 0n] = weights.dims
  if (weights.dims.length !== 2 || scale.rawData.length !== 4 * Number(columns)) return undefined
  return { weights, scale }
}

/** The tensors of a product, under names of its own, as others may share those of the file. */
function fitted(y: string, { weights, scale }: StoredProduct) {
  const { bytes, scales } = fitWeights({
    bytes: new Int8Array(Uint8Array.from(weights.rawData).buffer),
    scales: readFloats(scale),
  })
  const columns = scales.length
  const sums = new Float64Array(columns)
  for (let i = 0; i < bytes.length; i++) {
    sums[i % columns] = (sums[i % columns] as number) + (bytes[i] as number)
  }
  return {
    weights: create(OnnxTensorSchema, {
      name: `${y}_weights`,
      dims: weights.dims,
      dataType: DATA_TYPE.INT8,
      rawData: new Uint8Array(bytes.buffer),
    }),
    scale: floats(`${y}_scale`, [columns], scales),
    columnSums: floats(
      `${y}_column_sums`,
      [1, columns],
      sums.map((sum, column) => sum * (scales[column] as number)),
    ),
  }
}

const names = (x: string) => ({
  max: `${x}_row_max`,
  min: `${x}_row_min`,
  step: `${x}_row_step`,
  bytes: `${x}_row_bytes`,
})

function quantizeRows(x: string): OnnxNode[] {
  const { max, min, step, bytes } = names(x)
  const inner = (suffix: string) => `${x}_row_${suffix}`
  return [
    node('ReduceMax', [x], max, { axes: [-1] }),
    node('ReduceMin', [x], min, { axes: [-1] }),
    node('Sub', [max, min], inner('range')),
    node('Max', [inner('range'), TINY], inner('width')),
    node('Div', [inner('width'), LEVELS], step),
    node('Div', [LEVELS, inner('width')], inner('inverse_step')),
    // Half a step lower, as the cast to integers cuts instead of rounding.
    node('Mul', [step, HALF], inner('half_step')),
    node('Sub', [min, inner('half_step')], inner('origin')),
    node('Sub', [x, inner('origin')], inner('shifted')),
    node('Mul', [inner('shifted'), inner('inverse_step')], inner('steps')),
    node('Cast', [inner('steps')], bytes, { to: DATA_TYPE.UINT8 }),
  ]
}

function integerProduct(
  x: string,
  y: string,
  [weights, scale, columnSums]: readonly [string, string, string],
): OnnxNode[] {
  const { min, step, bytes } = names(x)
  const inner = (suffix: string) => `${y}_${suffix}`
  return [
    ownNode('MatMulIntegerToFloat', [bytes, weights, ONE, scale], inner('by_column')),
    node('Mul', [inner('by_column'), step], inner('by_row')),
    node('Mul', [min, columnSums], inner('offset')),
    node('Add', [inner('by_row'), inner('offset')], y),
  ]
}

import { type GraphEditor, node, ownNode, readFloats } from './graph-editor.ts'
import type { OnnxNode } from './onnx-model.ts'

/**
 * Puts one operator of ONNX Runtime in the place of several, each of which writes and reads all
 * numbers once more. What is built otherwise is left as it is.
 */
export function fuseOperators(graph: GraphEditor): void {
  for (const each of graph.nodes) {
    if (each.opType === 'Softmax') fuseAttention(graph, each)
    if (each.opType === 'Erf') fuseGelu(graph, each)
    if (each.opType === 'LayerNormalization') keepNormalization(graph, each)
  }
}

/**
 * softmax(q · k + mask) · v, all heads, with the turning of axes around it. The mask goes: it is for
 * padding, which a text has not, as a run's sequences are of one length. So does the guard against
 * NaN behind the softmax, which is for rows that are wholly masked.
 */
function fuseAttention(graph: GraphEditor, softmax: OnnxNode): void {
  const scores = graph.producer(graph.before(softmax.input[0], 'Add'))
  const guard = graph.consumers(softmax.output[0]).find(({ opType }) => opType === 'Where')
  const [product] = graph.consumers((guard ?? softmax).output[0])
  if (scores?.opType !== 'MatMul' || product?.opType !== 'MatMul') return
  const turned = ['Transpose', 'Reshape']
  const query = graph.before(scores.input[0], 'Mul', ...turned)
  const key = graph.before(scores.input[1], 'Mul', 'Reshape', ...turned, ...turned)
  const value = graph.before(product.input[1], ...turned)
  const result = graph.after(product, ...turned)
  const heads = headCount(graph, scores, query)
  if (!query || !key || !value || !result || !heads) return
  const output = result.output[0] as string
  const attributes = { num_heads: heads }
  graph.replace(result, ownNode('MultiHeadAttention', [query, key, value], output, attributes))
}

/** Queries and keys are each scaled by the fourth root of 1 / size of a head, as the operator does. */
function headCount(
  graph: GraphEditor,
  scores: OnnxNode,
  query: string | undefined,
): number | undefined {
  const scale = graph.initializer(graph.producer(scores.input[0])?.input[1])
  const bias = graph.initializer(graph.producer(query)?.input[1])
  if (!scale || bias?.dims.length !== 1) return undefined
  const headSize = 1 / (readFloats(scale)[0] as number) ** 4
  const heads = Number(bias.dims[0]) / Math.round(headSize)
  return Math.abs(headSize - Math.round(headSize)) < 1e-3 && Number.isInteger(heads)
    ? heads
    : undefined
}

/** 0.5 x (1 + erf(x / √2)) */
function fuseGelu(graph: GraphEditor, erf: OnnxNode): void {
  const x = graph.before(erf.input[0], 'Div')
  const result = graph.after(erf, 'Add', 'Mul', 'Mul')
  if (x && result?.input.includes(x)) {
    graph.replace(result, ownNode('Gelu', [x], result.output[0] as string))
  }
}

/**
 * ONNX Runtime would fuse this sum and the norm behind it into `SkipLayerNormalization`, which is seven
 * times slower (1.30 on x64 with AVX2). It does not know the sum by its other name.
 */
function keepNormalization(graph: GraphEditor, norm: OnnxNode): void {
  const sum = graph.producer(norm.input[0])
  if (sum?.opType === 'Add') graph.replace(sum, node('Sum', sum.input, sum.output[0] as string))
}

import { create } from '@bufbuild/protobuf'
import {
  ATTRIBUTE_TYPE,
  DATA_TYPE,
  OnnxAttributeSchema,
  type OnnxGraph,
  type OnnxNode,
  OnnxNodeSchema,
  type OnnxTensor,
  OnnxTensorSchema,
} from './onnx-model.ts'

/** Where ONNX Runtime's own operators live, those that are not of the ONNX standard. */
export const ONNX_RUNTIME_DOMAIN = 'com.microsoft'

/** Changes a graph in place; values are known by their names. */
export class GraphEditor {
  readonly #graph: OnnxGraph
  readonly #initializers: Map<string, OnnxTensor>
  readonly #producers: ReadonlyMap<string, OnnxNode>
  readonly #consumers: ReadonlyMap<string, readonly OnnxNode[]>
  readonly #replacements = new Map<OnnxNode, readonly OnnxNode[]>()

  constructor(graph: OnnxGraph) {
    this.#graph = graph
    this.#initializers = new Map(graph.initializer.map((tensor) => [tensor.name, tensor]))
    this.#producers = new Map(
      graph.node.flatMap((node) => node.output.map((name) => [name, node] as const)),
    )
    this.#consumers = consumersOf(graph.node)
  }

  /** Nodes as they were before any change. */
  get nodes(): readonly OnnxNode[] {
    return this.#graph.node
  }

  initializer(name = ''): OnnxTensor | undefined {
    return this.#initializers.get(name)
  }

  producer(name = ''): OnnxNode | undefined {
    return this.#producers.get(name)
  }

  consumers(name = ''): readonly OnnxNode[] {
    return this.#consumers.get(name) ?? []
  }

  /** What goes in at the first input of a chain of such operators that ends in `name`, last one first. */
  before(name: string | undefined, ...opTypes: readonly string[]): string | undefined {
    return opTypes.reduce<string | undefined>((value, opType) => {
      const node = this.producer(value)
      return node?.opType === opType ? node.input[0] : undefined
    }, name)
  }

  /** The last node of a chain of such operators that `first` begins, each the only consumer. */
  after(first: OnnxNode, ...opTypes: readonly string[]): OnnxNode | undefined {
    return opTypes.reduce<OnnxNode | undefined>((last, opType) => {
      const [next, ...others] = this.consumers(last?.output[0])
      return others.length === 0 && next?.opType === opType ? next : undefined
    }, first)
  }

  addInitializer(tensor: OnnxTensor): void {
    this.#initializers.set(tensor.name, tensor)
  }

  /** Puts nodes in the place of one; what only that one needed goes when the editing ends. */
  replace(node: OnnxNode, ...replacement: readonly OnnxNode[]): void {
    this.#replacements.set(node, replacement)
  }

  /** Writes the changes, without the nodes and constants that no result needs any more. */
  finish(): void {
    const results = this.nodes
      .flatMap(({ output }) => output)
      .filter((name) => !this.#consumers.has(name))
    const needed = new Set(results)
    const nodes = this.nodes.flatMap((node) => this.#replacements.get(node) ?? node)
    // Nodes stand behind those that they take from, so one pass from the end finds all.
    this.#graph.node = nodes
      .toReversed()
      .filter(({ input, output }) => {
        if (!output.some((name) => needed.has(name))) return false
        for (const name of input) needed.add(name)
        return true
      })
      .toReversed()
    this.#graph.initializer = [...this.#initializers.values()].filter(({ name }) =>
      needed.has(name),
    )
  }
}

function consumersOf(nodes: readonly OnnxNode[]): Map<string, OnnxNode[]> {
  const consumers = new Map<string, OnnxNode[]>()
  for (const node of nodes) {
    for (const name of new Set(node.input)) {
      const others = consumers.get(name)
      if (others) others.push(node)
      else consumers.set(name, [node])
    }
  }
  return consumers
}

/** @param attributes integers or lists of integers, all that is needed here */
export function node(
  opType: string,
  input: string[],
  output: string,
  attributes: Readonly<Record<string, number | readonly number[]>> = {},
): OnnxNode {
  return create(OnnxNodeSchema, {
    opType,
    input,
    output: [output],
    name: output,
    attribute: Object.entries(attributes).map(([name, value]) =>
      create(
        OnnxAttributeSchema,
        typeof value === 'number'
          ? { name, type: ATTRIBUTE_TYPE.INT, i: BigInt(value) }
          : { name, type: ATTRIBUTE_TYPE.INTS, ints: value.map(BigInt) },
      ),
    ),
  })
}

/** A {@link node} of ONNX Runtime's own operators. */
export function ownNode(...arguments_: Parameters<typeof node>): OnnxNode {
  return Object.assign(node(...arguments_), { domain: ONNX_RUNTIME_DOMAIN })
}

export const scalar = (name: string, value: number): OnnxTensor =>
  floats(name, [], Float32Array.of(value))

export function floats(
  name: string,
  dims: readonly number[],
  values: ArrayLike<number>,
): OnnxTensor {
  const rawData = new Uint8Array(4 * values.length)
  const view = new DataView(rawData.buffer)
  for (let i = 0; i < values.length; i++) view.setFloat32(4 * i, values[i] as number, true)
  return create(OnnxTensorSchema, {
    name,
    dims: dims.map(BigInt),
    dataType: DATA_TYPE.FLOAT,
    rawData,
  })
}

/** The elements of a tensor of fp32. */
export function readFloats({ rawData }: OnnxTensor): Float32Array {
  const view = new DataView(rawData.buffer, rawData.byteOffset)
  return Float32Array.from({ length: rawData.length / 4 }, (_, i) => view.getFloat32(4 * i, true))
}

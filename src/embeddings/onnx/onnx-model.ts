import { create, createFileRegistry, type Message } from '@bufbuild/protobuf'
import type { GenMessage } from '@bufbuild/protobuf/codegenv2'
import {
  type FieldDescriptorProto,
  FileDescriptorProtoSchema,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
} from '@bufbuild/protobuf/wkt'

/**
 * The part of ONNX's file format that the rewriting of a graph needs, with the field numbers and
 * types of onnx.proto (ONNX IR, proto2). Fields not named here are kept as they are.
 */
export type OnnxModel = Message<'onnx.ModelProto'> & {
  graph: OnnxGraph
  opsetImport: OnnxOperatorSet[]
}

export type OnnxOperatorSet = Message<'onnx.OperatorSetIdProto'> & {
  domain: string
  version: bigint
}

export type OnnxGraph = Message<'onnx.GraphProto'> & {
  node: OnnxNode[]
  initializer: OnnxTensor[]
}

export type OnnxNode = Message<'onnx.NodeProto'> & {
  input: string[]
  output: string[]
  name: string
  opType: string
  domain: string
  attribute: OnnxAttribute[]
}

export type OnnxAttribute = Message<'onnx.AttributeProto'> & {
  name: string
  /** A value of {@link ATTRIBUTE_TYPE}. */
  type: number
  i: bigint
  ints: bigint[]
}

export type OnnxTensor = Message<'onnx.TensorProto'> & {
  dims: bigint[]
  /** A value of {@link DATA_TYPE}. */
  dataType: number
  name: string
  /** Little-endian elements, row by row. */
  rawData: Uint8Array
}

/** Of onnx.proto's `AttributeProto.AttributeType`. */
export const ATTRIBUTE_TYPE = { INT: 2, INTS: 7 } as const
/** Of onnx.proto's `TensorProto.DataType`. */
export const DATA_TYPE = { FLOAT: 1, UINT8: 2, INT8: 3 } as const

type Field = Pick<FieldDescriptorProto, 'name' | 'number' | 'type' | 'label'> & {
  typeName?: string
}

const one = (name: string, number: number, type: Type, typeName?: string): Field => ({
  name,
  number,
  type,
  label: Label.OPTIONAL,
  ...(typeName !== undefined && { typeName: `.onnx.${typeName}` }),
})
const many = (...field: Parameters<typeof one>): Field => ({
  ...one(...field),
  label: Label.REPEATED,
})

// Enumerations are read as int32, which they share the encoding with.
const file = create(FileDescriptorProtoSchema, {
  name: 'onnx.proto',
  package: 'onnx',
  syntax: 'proto2',
  messageType: [
    {
      name: 'ModelProto',
      field: [
        one('graph', 7, Type.MESSAGE, 'GraphProto'),
        many('opset_import', 8, Type.MESSAGE, 'OperatorSetIdProto'),
      ],
    },
    {
      name: 'OperatorSetIdProto',
      field: [one('domain', 1, Type.STRING), one('version', 2, Type.INT64)],
    },
    {
      name: 'GraphProto',
      field: [
        many('node', 1, Type.MESSAGE, 'NodeProto'),
        many('initializer', 5, Type.MESSAGE, 'TensorProto'),
      ],
    },
    {
      name: 'NodeProto',
      field: [
        many('input', 1, Type.STRING),
        many('output', 2, Type.STRING),
        one('name', 3, Type.STRING),
        one('op_type', 4, Type.STRING),
        many('attribute', 5, Type.MESSAGE, 'AttributeProto'),
        one('domain', 7, Type.STRING),
      ],
    },
    {
      name: 'AttributeProto',
      field: [
        one('name', 1, Type.STRING),
        one('i', 3, Type.INT64),
        many('ints', 8, Type.INT64),
        one('type', 20, Type.INT32),
      ],
    },
    {
      name: 'TensorProto',
      field: [
        many('dims', 1, Type.INT64),
        one('data_type', 2, Type.INT32),
        one('name', 8, Type.STRING),
        one('raw_data', 9, Type.BYTES),
      ],
    },
  ],
})

const registry = createFileRegistry(file, () => undefined)

function schema<T extends Message>(name: T['$typeName']): GenMessage<T> {
  const found = registry.getMessage(name)
  if (!found) throw new Error(`${name} is not described`)
  return found as unknown as GenMessage<T>
}

export const OnnxModelSchema = schema<OnnxModel>('onnx.ModelProto')
export const OnnxOperatorSetSchema = schema<OnnxOperatorSet>('onnx.OperatorSetIdProto')
export const OnnxNodeSchema = schema<OnnxNode>('onnx.NodeProto')
export const OnnxAttributeSchema = schema<OnnxAttribute>('onnx.AttributeProto')
export const OnnxTensorSchema = schema<OnnxTensor>('onnx.TensorProto')

import Type, { type Static, type TObject } from 'typebox'
import { RUN_STATUSES } from '../../models/training-runs.ts'
import { nullableText, uuid } from './fields.ts'

const facts = (description: string) =>
  Type.Unsafe<Readonly<Record<string, unknown>> | null>({
    type: ['object', 'null'],
    additionalProperties: true,
    description,
  })

export const TrainingRunBody = Type.Object({
  id: uuid(),
  status: Type.Enum([...RUN_STATUSES], {
    type: 'string',
    description:
      '`queued` waits for a worker, `running` is under way. `promoted`: its model is the active one; ' +
      '`rejected`: its model was refused by the gate; `skipped`: none was made.',
  }),
  reason: nullableText('Why it ended as it did.'),
  requested_by: Type.String({
    description:
      'A user, `service`, `operator:` and a login name for the command line, or `schedule`.',
  }),
  forced: Type.Boolean(),
  seed: Type.Integer(),
  progress: Type.Unsafe<{ step: string; done: number; total: number } | null>({
    type: ['object', 'null'],
    properties: {
      step: { type: 'string' },
      done: { type: 'number' },
      total: { type: 'number' },
    },
    description: 'How far it is, while it is under way.',
  }),
  dataset: facts('The manifest of what it learned from.'),
  versions: facts('Of the champion, of LightGBM, of the features.'),
  metrics: facts('What was measured, with intervals, and every check of the gate.'),
  model_version: nullableText('The version that it published.'),
  queued_at: Type.String({ description: 'ISO 8601.' }),
  started_at: nullableText('ISO 8601.'),
  finished_at: nullableText('ISO 8601.'),
})

const trigger = {
  force: Type.Optional(
    Type.Boolean({
      default: false,
      description: 'Whether it is run however recent the last one is.',
    }),
  ),
}

export const TriggerBody = Type.Unsafe<Static<TObject<typeof trigger>> | null>({
  ...Type.Object(trigger, { examples: [{ force: true }] }),
  type: ['object', 'null'],
})

export const TriggerResponse = Type.Object({
  run_id: uuid(),
  status: Type.String(),
  request_id: Type.String(),
})

export const RunParams = Type.Object({ id: uuid() })

export const RunResponse = Type.Object({ run: TrainingRunBody, request_id: Type.String() })

export const RunsResponse = Type.Object({
  runs: Type.Array(TrainingRunBody, { description: 'Those asked for last first.' }),
  request_id: Type.String(),
})

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
      '`queued`: waiting for a worker; `running`: in progress; `promoted`: its model became active; ' +
      '`rejected`: its model did not pass the gate; `skipped`: no model was trained.',
  }),
  reason: nullableText('Reason for the outcome.'),
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
    description: 'Progress, while running.',
  }),
  dataset: facts('Manifest of the training data.'),
  versions: facts('Versions of the champion, LightGBM and the features.'),
  metrics: facts('Metrics with intervals, and every check of the gate.'),
  model_version: nullableText('The published version.'),
  queued_at: Type.String({ description: 'ISO 8601.' }),
  started_at: nullableText('ISO 8601.'),
  finished_at: nullableText('ISO 8601.'),
})

const trigger = {
  force: Type.Optional(
    Type.Boolean({
      default: false,
      description: 'Whether to run even if the last run was recent.',
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
  runs: Type.Array(TrainingRunBody, { description: 'Most recently requested first.' }),
  request_id: Type.String(),
})

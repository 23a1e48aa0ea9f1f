import { decide } from '../../../src/training/gate/decide.ts'
import { gatherEvidence } from '../../../src/training/gate/gather-evidence.ts'
import {
  reportTraining,
  type TrainingReport,
} from '../../../src/training/report/training-report.ts'
import { handMade } from '../gate/planted/model.ts'
import { createPlantedWorld, inputOf } from '../gate/planted/world.ts'

/** The report of a better model in a planted world. */
export async function reportPlanted(challenger = '1.0.20260601'): Promise<TrainingReport> {
  const size = { talents: 150, pairsEach: 10 }
  const world = createPlantedWorld(1, { training: size, heldOut: size })
  const input = inputOf(world, handMade([45, 25, 20, 10], world.calibration))
  const evidence = await gatherEvidence(input, { resamples: 200 })
  return reportTraining({
    challenger,
    champion: '1.0.20260525',
    createdAt: new Date('2026-06-01T04:00:00Z'),
    decision: decide(evidence),
    evidence,
    importances: { skills: 0.5, title: 0.25, place: 0.15, pay: 0.1 },
    reference: input.reference,
  })
}

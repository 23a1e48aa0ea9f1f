import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { JOBS, TALENTS } from '../../src/commands/input/entity-kinds.ts'
import { loadExampleRequest } from '../../src/demo/examples.ts'
import { createEngine } from '../../src/matching/engine/engine.ts'

const read = (name: string) => JSON.parse(readFileSync(`examples/${name}`, 'utf8'))

test('the examples are valid, and the request holds what the files hold', () => {
  const { talent, jobs } = loadExampleRequest()
  expect(read('talents.json')).toEqual([talent])
  expect(read('jobs.json')).toEqual(jobs)
  expect(TALENTS.validate(talent)).toHaveProperty('value')
  for (const job of jobs) expect(JOBS.validate(job)).toHaveProperty('value')
})

test('without Kafka in the profile the score falls, and the sentence says why', async () => {
  const { talent, jobs } = loadExampleRequest()
  const without = {
    ...talent,
    bio: talent.bio?.replace(', PostgreSQL and Kafka', ' and PostgreSQL'),
    skills: talent.skills?.filter(({ name }) => name !== 'Kafka'),
  }
  expect(JSON.stringify(without)).not.toContain('Kafka')
  const engine = await createEngine({ modelFolder: 'models/initial', workers: 1 })
  engine.goWithoutEmbeddings('not needed here')
  try {
    const match = async (of: typeof talent) =>
      (await engine.matchJobs(of, jobs.slice(0, 1), { limit: 1, minScore: 0 })).matches[0]
    const [before, after] = [await match(talent), await match(without)]
    expect(after).toBeDefined()
    expect(after?.match_score).toBeLessThan(before?.match_score ?? 0)
    expect(JSON.stringify(before?.explanation)).toContain('All 5 required skills')
    expect(JSON.stringify(after?.explanation)).toContain('missing Apache Kafka')
  } finally {
    await engine.close()
  }
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { skillsSharedWith } from '../../src/http/shared-skills.ts'
import { job, talent } from '../app.ts'

const split = (held: string[], asked: [string, boolean?][], bio?: string) =>
  skillsSharedWith(talent({ skills: held.map((name) => ({ name })), bio }))(
    job(1, { skills: asked.map(([name, is_required]) => ({ name, is_required })) }),
  )

describe('skillsSharedWith', () => {
  it('spells as the job does, and calls only required ones missing', () => {
    expect(
      split(['JS', 'postgres'], [['JavaScript'], ['PostgreSQL', false], ['Rust'], ['Go', false]]),
    ).toEqual({ matched: ['JavaScript', 'PostgreSQL'], missing: ['Rust'] })
  })

  it('names a skill once, required where one of its spellings is', () => {
    expect(split(['react'], [['React'], ['react'], ['K8s', false], ['Kubernetes', true]])).toEqual({
      matched: ['React'],
      missing: ['K8s'],
    })
  })

  it('does not call missing what the bio speaks of', () => {
    expect(split([], [['Kafka'], ['Terraform']], 'I ran Apache Kafka for years.')).toEqual({
      matched: [],
      missing: ['Terraform'],
    })
  })

  it('takes a side that says nothing', () => {
    expect(skillsSharedWith(talent({ skills: null }))(job(1, { skills: null }))).toEqual({
      matched: [],
      missing: [],
    })
    expect(split([], [['Rust']])).toEqual({ matched: [], missing: ['Rust'] })
  })

  it('never names a skill twice', () => {
    const names = fc.array(
      fc.oneof(fc.constantFrom('React', 'react', 'React.js', 'C++', 'Go'), fc.string()),
    )
    fc.assert(
      fc.property(names, names, (held, asked) => {
        const { matched, missing } = split(
          held,
          asked.map((name) => [name]),
        )
        const all = [...matched, ...missing]
        expect(new Set(all).size).toBe(all.length)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  findSkillsInText,
  tokeniseText,
} from '../../../../src/features/normalise/skills/skill-mentions.ts'
import { mentionsSkill } from '../mentions-skill.ts'

const MENTIONS: readonly (readonly [text: string, ids: readonly string[]])[] = [
  ['We use Python, Go, and R.', ['python', 'go', 'r']],
  ['Solid knowledge of C and C++ required', ['c', 'c++']],
  [
    'Built with React/Vue.js and Node.js; CI/CD on AWS',
    ['react', 'vue.js', 'node.js', 'ci cd', 'amazon web services'],
  ],
  ['Proficient in Excel and Word', ['microsoft excel', 'microsoft word']],
  ['You will write Go services', ['go']],
  ['REST APIs and Spring Boot', ['rest api', 'spring boot']],
  ['Java/Spring/Hibernate', ['java', 'spring', 'hibernate']],
  ['sales and marketing experience', ['sales', 'marketing']],
  ['.NET, C# and SQL Server', ['.net', 'c#', 'microsoft sql server']],
  ['Machine-learning models in PyTorch.', ['machine learning', 'pytorch']],
  [
    'experience with wound care and medication administration',
    ['wound care', 'medication administration'],
  ],
  ['Swift and Objective-C', ['swift', 'objective c']],
]
const TRAPS = [
  'You excel at what you do. Excel in a fast-paced team.',
  'Our go to market plan. Go to the office. Ready to go?',
  'Vitamin C, Series C funding and C-level managers',
  'R&D budget, rest well, a swift reply, this spring',
  'We react quickly, express ourselves, and less is more',
  'The delivery of value to our organization, driving growth and shipping often',
  'Health insurance, flexibility and a great network',
  'A safe place, an assembly of people, the state of play',
  'We are hiring! Join the unity of our team at the helm.',
]

describe('findSkillsInText', () => {
  it.each(MENTIONS)('finds in %j', (text, ids) => {
    expect([...findSkillsInText(text)].sort()).toEqual([...ids].sort())
  })

  it.each(TRAPS)('finds nothing in %j', (text) => {
    expect([...findSkillsInText(text)]).toEqual([])
  })

  it('does not join words over the end of a sentence', () => {
    expect(findSkillsInText('We like machine. Learning is fun').has('machine learning')).toBe(false)
  })

  it('takes any text, the same each time, cut or whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(findSkillsInText(tokeniseText(text))).toEqual(findSkillsInText(text))
      }),
    )
  })

  it('reads 200 words in about a tenth of a millisecond', () => {
    const text =
      'We build web services in Python and Go on AWS with Docker, Kubernetes and a lot of care for users. '.repeat(
        10,
      )
    for (let i = 0; i < 200; i++) findSkillsInText(text)
    const start = performance.now()
    for (let i = 0; i < 500; i++) findSkillsInText(text)
    const micros = ((performance.now() - start) / 500) * 1000
    console.log(`findSkillsInText: ${micros.toFixed(0)} µs for 200 words`)
    // Ten times the aim, for a loaded machine.
    expect(micros).toBeLessThan(1000)
  })
})

describe('a skill in a text', () => {
  it('finds unknown skills as phrases, whatever case and number', () => {
    const text = 'You will weave underwater Baskets, and juggle flaming torches.'
    expect(mentionsSkill(text, 'Underwater basket')).toBe(true)
    expect(mentionsSkill(text, 'flaming torch')).toBe(true)
    expect(mentionsSkill(text, 'baskets and juggle')).toBe(false)
    expect(mentionsSkill(text, 'water')).toBe(false)
    expect(mentionsSkill(text, '')).toBe(false)
  })

  it('finds known skills by any alias', () => {
    expect(mentionsSkill('k8s and Postgres', 'Kubernetes')).toBe(true)
    expect(mentionsSkill('k8s and Postgres', 'PostgreSQL')).toBe(true)
    expect(mentionsSkill('k8s and Postgres', 'Java')).toBe(false)
  })
})

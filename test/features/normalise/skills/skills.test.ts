import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { relatedSkills } from '../../../../src/features/normalise/skills/related-skills.ts'
import { SKILLS, SPELLINGS } from '../../../../src/features/normalise/skills/skill-index.ts'
import { canonicalSkill, knownSkill } from '../../../../src/features/normalise/skills/skills.ts'
import { RELATED_GROUPS } from '../../../../src/features/normalise/skills/table/related.ts'

const SAME: readonly (readonly [string, string])[] = [
  ['JS', 'JavaScript'],
  ['ES2020', 'JavaScript'],
  ['TS', 'TypeScript'],
  ['Python 3.11', 'Python'],
  ['python3', 'Python'],
  ['Java 17', 'Java'],
  ['Angular 14', 'Angular'],
  ['AngularJS', 'Angular'],
  ['React.js', 'React'],
  ['ReactJS', 'React'],
  ['Vue', 'Vue.js'],
  ['node', 'Node.js'],
  ['golang', 'Go'],
  ['Go (programming language)', 'Go'],
  ['R programming', 'R'],
  ['C language', 'C'],
  ['cpp17', 'C++'],
  ['C Sharp', 'C#'],
  ['dotnet core', '.NET'],
  ['Structured query language SQL', 'SQL'],
  ['Enterprise resource planning ERP software', 'ERP'],
  ['Amazon Web Services (AWS)', 'Amazon Web Services'],
  ['AWS', 'Amazon Web Services'],
  ['k8s', 'Kubernetes'],
  ['Postgres', 'PostgreSQL'],
  ['PostgreSQL 15', 'PostgreSQL'],
  ['sklearn', 'scikit-learn'],
  ['Microsoft Excel', 'Microsoft Excel'],
  ['MS Excel', 'Microsoft Excel'],
  ['Excel', 'Microsoft Excel'],
  ['Adobe Photoshop CS6', 'Adobe Photoshop'],
  ['CI / CD', 'CI/CD'],
  ['continuous integration', 'CI/CD'],
  ['front-end development', 'Front-end development'],
  ['ＰＹＴＨＯＮ', 'Python'],
  ['RESTful APIs', 'REST API'],
  ['Project Management Software', 'Project management'],
  ['Python (computer programming)', 'Python'],
  ['Extensible markup language XML', 'XML'],
  ['Amazon Elastic Compute Cloud EC2', 'Amazon EC2'],
  ['Moodle (learning management system)', 'Moodle'],
  ['HGV driving', 'Truck driving'],
  ['Cardiopulmonary resuscitation (CPR)', 'CPR'],
]

describe('canonicalSkill', () => {
  it.each(SAME)('knows %s as %s', (alias, name) => {
    expect(canonicalSkill(alias)).toMatchObject({ name, known: true })
  })

  it('keeps short languages apart', () => {
    const ids = ['C', 'C#', 'C++', 'F#', 'R', 'Go', '.NET', 'D'].map(
      (name) => canonicalSkill(name).id,
    )
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('folds a skill that it does not know', () => {
    const one = canonicalSkill('  Underwater-Basket Weaving Looms ')
    expect(one).toEqual({
      id: 'underwater basket weaving loom',
      name: 'Underwater-Basket Weaving Looms',
      category: undefined,
      known: false,
    })
    expect(canonicalSkill('underwater basket  weaving loom').id).toBe(one.id)
  })

  it('is idempotent on any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string(),
          fc.constantFrom(...SPELLINGS.map((one) => one.key)),
        ),
        (name) => {
          const skill = canonicalSkill(name)
          expect(canonicalSkill(skill.name).id).toBe(skill.id)
          expect(canonicalSkill(` ${name.toUpperCase().toLowerCase()}`).id).toBe(
            canonicalSkill(name.toUpperCase().toLowerCase()).id,
          )
        },
      ),
      { numRuns: 500 },
    )
  })

  it('takes hostile names in bounded time', () => {
    for (const name of [
      'a '.repeat(2500),
      '('.repeat(5000),
      '1.'.repeat(2500),
      `${'x'.repeat(4999)}s`,
      'c++'.repeat(1600),
    ]) {
      const start = performance.now()
      canonicalSkill(name)
      expect(performance.now() - start).toBeLessThan(50)
    }
  })
})

describe('the skill table', () => {
  it('has at least 450 skills over at least 25 categories', () => {
    expect(SKILLS.size).toBeGreaterThanOrEqual(450)
    expect(new Set([...SKILLS.values()].map((row) => row.category)).size).toBeGreaterThanOrEqual(25)
  })

  it('gives each spelling to one skill', () => {
    const owners = new Map<string, Set<string>>()
    for (const { key, row } of SPELLINGS)
      owners.set(key, (owners.get(key) ?? new Set()).add(row.id))
    expect([...owners].filter(([, ids]) => ids.size > 1).map(([key]) => key)).toEqual([])
    expect(SPELLINGS.length).toBe(owners.size)
  })

  it('resolves every spelling to its own skill', () => {
    const lost = SPELLINGS.filter(({ key, row }) => canonicalSkill(key).id !== row.id)
    expect(lost.map(({ key }) => key)).toEqual([])
    for (const row of SKILLS.values()) expect(knownSkill(row.id)?.name).toBe(row.name)
  })
})

describe('relatedSkills', () => {
  it('names only known skills by their display names', () => {
    const names = RELATED_GROUPS.flatMap(([, group]) => group.split(',').map((name) => name.trim()))
    expect(
      names.filter((name) => canonicalSkill(name).name !== name || !canonicalSkill(name).known),
    ).toEqual([])
  })

  it('is symmetric, with weights inside (0, 1), over at least 250 pairs', () => {
    let pairs = 0
    for (const id of SKILLS.keys()) {
      for (const [other, weight] of relatedSkills(id)) {
        expect(other).not.toBe(id)
        expect(weight).toBeGreaterThan(0)
        expect(weight).toBeLessThan(1)
        expect(relatedSkills(other).get(id)).toBe(weight)
        pairs++
      }
    }
    expect(pairs / 2).toBeGreaterThanOrEqual(250)
  })

  it('relates what teams swap', () => {
    const weight = (a: string, b: string) =>
      relatedSkills(canonicalSkill(a).id).get(canonicalSkill(b).id)
    expect(weight('React', 'Vue')).toBe(0.5)
    expect(weight('Postgres', 'MySQL')).toBe(0.7)
    expect(weight('AWS', 'GCP')).toBe(0.6)
    expect(weight('Docker', 'k8s')).toBe(0.5)
    expect(weight('Java', 'JavaScript')).toBeUndefined()
  })
})

const folder = process.env.EVAL_DATA
const file = folder ? join(folder, 'skill_aliases.tsv') : undefined
const there = file !== undefined && existsSync(file)
if (!there)
  console.log(
    'skipped: aliases against outside data; set EVAL_DATA to a folder with skill_aliases.tsv',
  )

describe.skipIf(!there)('aliases of outside data', () => {
  it('recalls three quarters of the aliases of covered skills at a precision of 97 %', () => {
    const rows = readFileSync(file ?? '', 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
    let covered = 0
    let mapped = 0
    let right = 0
    for (const [canonical = '', alias = ''] of rows) {
      const target = canonicalSkill(canonical)
      const skill = canonicalSkill(alias)
      if (target.known) covered++
      if (skill.known) mapped++
      if (skill.known && skill.id === target.id) right++
    }
    const recall = right / covered
    const precision = right / mapped
    console.log(
      `skill aliases: recall ${recall.toFixed(3)} (${right}/${covered}), precision ${precision.toFixed(3)} (${right}/${mapped})`,
    )
    expect(recall).toBeGreaterThanOrEqual(0.75)
    expect(precision).toBeGreaterThanOrEqual(0.97)
  })
})

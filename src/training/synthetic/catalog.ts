import type { Field, Occupation } from './occupation.ts'
import { HOSPITALITY, MARKETING, SALES } from './occupations/commerce.ts'
import { DESIGN, MEDIA } from './occupations/creative.ts'
import { DATA } from './occupations/data.ts'
import { HEALTH } from './occupations/health.ts'
import { CONSTRUCTION, INDUSTRY, LAND } from './occupations/manual.ts'
import { FINANCE, PEOPLE } from './occupations/office.ts'
import { EDUCATION, PUBLIC } from './occupations/society.ts'
import { SOFTWARE } from './occupations/software.ts'
import { ENGINEERING, SCIENCE } from './occupations/technical.ts'

export const FIELDS: readonly Field[] = [
  SOFTWARE,
  DATA,
  HEALTH,
  FINANCE,
  PEOPLE,
  MARKETING,
  SALES,
  HOSPITALITY,
  DESIGN,
  MEDIA,
  ENGINEERING,
  SCIENCE,
  CONSTRUCTION,
  INDUSTRY,
  LAND,
  EDUCATION,
  PUBLIC,
]

export const OCCUPATIONS: readonly Occupation[] = FIELDS.flatMap((field) => field.occupations)

const BY_ID: ReadonlyMap<string, Occupation> = new Map(OCCUPATIONS.map((one) => [one.id, one]))

/** Related either way round: the data files name each relation once or twice. */
const NEIGHBOURS: ReadonlyMap<string, ReadonlySet<string>> = linkNeighbours()

/** @throws {RangeError} on an unknown id */
export function findOccupation(id: string): Occupation {
  const occupation = BY_ID.get(id)
  if (occupation === undefined) throw new RangeError(`unknown occupation: ${id}`)
  return occupation
}

/** The ids of the occupations related to this one. */
export function neighboursOf(id: string): readonly string[] {
  return [...(NEIGHBOURS.get(id) ?? [])]
}

function linkNeighbours(): Map<string, Set<string>> {
  const links = new Map(OCCUPATIONS.map((one) => [one.id, new Set<string>()]))
  for (const { id, near } of OCCUPATIONS) {
    for (const other of near) {
      if (!links.has(other)) throw new RangeError(`${id} is near an unknown ${other}`)
      links.get(id)?.add(other)
      links.get(other)?.add(id)
    }
  }
  return links
}

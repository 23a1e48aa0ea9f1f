import { FIELDS } from '../../training/synthetic/catalog.ts'
import type { Field } from '../../training/synthetic/occupation.ts'
import { PLACES } from '../../training/synthetic/places.ts'
import { Random } from '../../training/synthetic/random.ts'
import { type CompanyRow, emailOf, type PlatformRows } from './rows.ts'

export interface Company {
  readonly row: CompanyRow
  readonly field: Field
}

/** What the platform's form offers. */
const CULTURE_VALUES = [
  'Innovation',
  'Collaboration',
  'Work-life balance',
  'Continuous learning',
  'Diversity and inclusion',
  'Transparency',
  'Customer focus',
  'Ownership',
  'Sustainability',
  'Remote-first',
]
const SIZES = ['1-10', '11-50', '51-200', '201-500', '501-1000', '1000+']
/** One in so many has only the row that sign-up writes. */
const BARE_SHARE = 0.08

/** The company of this number; numbered, as no real company is meant. */
export function createCompany(seed: number, index: number): Company {
  const random = new Random(seed, 'company', index)
  const id = random.uuid()
  const profileId = random.uuid()
  // The first ones have a field each, so that even a small platform has all of them.
  const field = FIELDS[index] ?? random.weighted(FIELDS.map((each) => [each, each.share] as const))
  const isBare = random.chance(BARE_SHARE)
  const { city, country } = random.pick(PLACES)
  const row: CompanyRow = {
    id,
    profile_id: profileId,
    name: isBare ? '' : `Demo Company ${index + 1}`,
    slug: isBare ? `company-${profileId}` : `demo-company-${seed}-${index + 1}`,
    description: isBare ? '' : `A made-up employer in ${field.industries[0]}.`,
    industry: isBare ? '' : random.pick(field.industries),
    company_size: random.pick(SIZES),
    location: `${city}, ${country}`,
    culture_values:
      isBare || random.chance(0.25) ? null : random.sample(CULTURE_VALUES, random.int(1, 5)),
    benefits: isBare || random.chance(0.3) ? null : random.sample(field.benefits, random.int(2, 5)),
  }
  return { row, field }
}

/** Their rows, and whose they are. */
export function rowsOfCompanies(
  seed: number,
  companies: readonly Company[],
  firstIndex: number,
): Pick<PlatformRows, 'auth.users' | 'profiles' | 'companies'> {
  const profiles = companies.map(({ row }, at) => ({
    id: row.profile_id,
    email: emailOf(seed, `company-${firstIndex + at + 1}`),
    full_name: `Recruiter of Demo Company ${firstIndex + at + 1}`,
    role: 'company' as const,
  }))
  return {
    'auth.users': profiles.map(({ id, email }) => ({ id, email })),
    profiles,
    companies: companies.map(({ row }) => row),
  }
}

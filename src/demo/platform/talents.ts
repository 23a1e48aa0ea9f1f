import { EXPERIENCE_LEVELS, type Talent } from '../../../supabase/functions/_shared/payload.ts'
import { DEFAULT_RATES } from '../../features/normalise/pay/rates.ts'
import { Random } from '../../training/synthetic/random.ts'
import type { SyntheticTalent } from '../../training/synthetic/truth.ts'
import { emailOf, type PlatformRows, type ProfileRow } from './rows.ts'
import { onePerSkill, type SkillRegister } from './skills.ts'

type TalentRows = Pick<PlatformRows, 'auth.users' | 'profiles' | 'talents' | 'talent_skills'>

/** The form takes so many. */
const FORM_SKILLS = 15
/** One in so many never went on after sign-up. */
const BARE_SHARE = 0.03
/** As people round pay. */
const PAY_STEP = 500

/** The rows of made-up talents; numbered, as no real person is meant. */
export function rowsOfTalents(
  seed: number,
  talents: readonly SyntheticTalent[],
  firstIndex: number,
  skills: SkillRegister,
): TalentRows {
  const rows = talents.map(({ payload }, at) => {
    const number = firstIndex + at + 1
    const random = new Random(seed, 'profile', firstIndex + at)
    const profile: ProfileRow = {
      id: random.uuid(),
      email: emailOf(seed, `talent-${number}`),
      full_name: `Talent ${number}`,
      role: 'talent',
    }
    const written = random.chance(BARE_SHARE) ? bareProfile(payload.id) : payload
    return rowsOfTalent(written, profile, random, skills)
  })
  return {
    'auth.users': rows.map(({ profile: { id, email } }) => ({ id, email })),
    profiles: rows.map(({ profile }) => profile),
    talents: rows.map(({ talent }) => talent),
    talent_skills: rows.flatMap(({ talentSkills }) => talentSkills),
  }
}

export function rowsOfTalent(
  payload: Talent,
  profile: ProfileRow,
  random: Random,
  skills: SkillRegister,
) {
  const talent = {
    id: payload.id,
    profile_id: profile.id,
    title: payload.title,
    bio: payload.bio ?? null,
    location: payload.location ?? null,
    remote_preference: payload.remote_preference ?? null,
    experience_level: levelOf(payload),
    years_of_experience: whole(payload.years_of_experience),
    hourly_rate_min: whole(payload.hourly_rate_min),
    hourly_rate_max: whole(payload.hourly_rate_max),
    salary_expectation_min: inDollars(payload.salary_min, payload),
    salary_expectation_max: inDollars(payload.salary_max, payload),
    availability_status: random.weighted([
      ['available', 70],
      ['open_to_offers', 24],
      ['not_looking', 6],
    ]),
    languages: payload.languages ?? null,
    timezone: payload.timezone ?? null,
    work_authorization: payload.work_authorization ?? null,
  }
  const talentSkills = onePerSkill(
    (payload.skills ?? []).slice(0, FORM_SKILLS).map((skill) => ({
      talent_id: payload.id,
      skill_id: skills.idOf(skill.name),
      proficiency_level: skill.proficiency_level ?? 3,
      years_of_experience: Math.round(skill.years_of_experience ?? 0),
      is_primary: skill.is_primary ?? false,
    })),
  )
  return { profile, talent, talentSkills }
}

/** What sign-up writes, before anything is filled in. */
const bareProfile = (id: string): Talent => ({
  id,
  title: 'New Talent',
  remote_preference: true,
  experience_level: 'mid',
  years_of_experience: 0,
  languages: ['English'],
  timezone: 'UTC',
})

/** The platform keeps no currency of talents, and shows a dollar sign. */
function inDollars(
  amount: number | null | undefined,
  { salary_currency: currency }: Pick<Talent, 'salary_currency'>,
): number | null {
  if (!amount || !currency || currency === 'USD') return whole(amount)
  return Math.round((amount * (DEFAULT_RATES[currency] ?? 1)) / PAY_STEP) * PAY_STEP
}

const levelOf = ({ experience_level: level }: Pick<Talent, 'experience_level'>) =>
  level && EXPERIENCE_LEVELS.includes(level) ? level : null

/** Money and years are whole numbers on the platform. */
export const whole = (value: number | null | undefined): number | null =>
  value === null || value === undefined ? null : Math.round(value)

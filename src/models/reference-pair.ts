import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'

const talent: Talent = {
  id: '00000000-0000-4000-8000-000000000001',
  title: 'Senior Backend Engineer',
  bio: 'Eight years of services in TypeScript and PostgreSQL.',
  skills: [
    { name: 'TypeScript', proficiency_level: 4, years_of_experience: 6 },
    { name: 'PostgreSQL', proficiency_level: 3, years_of_experience: 4 },
  ],
  experience_level: 'senior',
  years_of_experience: 8,
  location: 'Berlin, Germany',
  remote_preference: true,
  salary_min: 70_000,
  salary_max: 90_000,
  salary_currency: 'EUR',
}

const job: Job = {
  id: '00000000-0000-4000-8000-000000000002',
  title: 'Backend Engineer',
  description: 'You build services in TypeScript over PostgreSQL, and run them on Kubernetes.',
  skills: [
    { name: 'TypeScript', proficiency_level: 4, is_required: true },
    { name: 'Kubernetes', proficiency_level: 3, is_required: false },
  ],
  experience_level: 'mid',
  location: 'Munich, Germany',
  remote_allowed: true,
  salary_min: 65_000,
  salary_max: 85_000,
  salary_currency: 'EUR',
}

/** A pair of which something is known on every side, for a model to show that it can judge. */
export const REFERENCE_PAIR = { talent, jobs: [job] } as const

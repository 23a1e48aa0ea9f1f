/** Requests that work as they stand; a user's token needs this talent's id as its subject. */
export const EXAMPLE_TALENT = {
  id: '7f1c3a52-0d0e-4b4e-9a51-5c1e9f0f8a11',
  title: 'Senior Backend Engineer',
  bio: 'Eight years of services in TypeScript and Go; led the move to Kubernetes.',
  skills: [
    { name: 'TypeScript', proficiency_level: 5, years_of_experience: 6, is_primary: true },
    { name: 'PostgreSQL', proficiency_level: 4, years_of_experience: 8 },
    { name: 'Kubernetes', proficiency_level: 3, years_of_experience: 3 },
  ],
  experience_level: 'senior',
  years_of_experience: 8,
  location: 'Berlin, Germany',
  remote_preference: true,
  salary_min: 75_000,
  salary_max: 95_000,
  salary_currency: 'EUR',
}

export const EXAMPLE_JOB = {
  id: '2b6f0c1e-93a4-4f5c-8f0d-6a7e5d4c3b21',
  title: 'Backend Engineer (Node.js)',
  description: 'Build and run the services behind our marketplace, with TypeScript and PostgreSQL.',
  skills: [
    { name: 'TypeScript', proficiency_level: 4, is_required: true },
    { name: 'Postgres', proficiency_level: 3, is_required: true },
    { name: 'Kafka', proficiency_level: 2, is_required: false },
  ],
  experience_level: 'senior',
  location: 'Remote - EU',
  remote_allowed: true,
  salary_min: 80_000,
  salary_max: 100_000,
  salary_currency: 'EUR',
}

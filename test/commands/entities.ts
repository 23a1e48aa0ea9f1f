import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const id = (kind: string, number: number) =>
  `${kind.repeat(8)}-0000-4000-8000-${String(number).padStart(12, '0')}`

export const talent = (number: number, title = `Backend developer ${number}`) => ({
  id: id('a', number),
  title,
  skills: [{ name: 'TypeScript', proficiency_level: 4 }],
})

export const job = (number: number, title = `Software engineer ${number}`) => ({
  id: id('b', number),
  title,
  description: 'Builds services in TypeScript.',
  skills: [{ name: 'TypeScript' }, { name: 'Kafka' }].slice(0, 1 + (number % 2)),
})

export const toLines = (items: readonly unknown[]) =>
  items.map((item) => `${JSON.stringify(item)}\n`).join('')

/** Three talents and four jobs, as `talents.jsonl` and `jobs.jsonl`. */
export function writeInputs(folder: string): void {
  writeFileSync(join(folder, 'talents.jsonl'), toLines([1, 2, 3].map((n) => talent(n))))
  writeFileSync(join(folder, 'jobs.jsonl'), toLines([1, 2, 3, 4].map((n) => job(n))))
}

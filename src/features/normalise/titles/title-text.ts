import { singularWord } from '../text/stems.ts'

/**
 * A title as one says it of a single person: lower case, the last word of each role in the
 * singular, without 'all other' and 'except …' of official lists. 'Accountants and Auditors' becomes
 * 'accountant and auditor'. This is the form that is embedded: plural and capitals move a vector
 * more than they mean.
 */
export function titleText(title: string): string {
  const roles = title
    .toLowerCase()
    .replace(/,? all other\b/g, '')
    .replace(/,? except\b.*/g, '')
    .split(/(\s*(?:,\s*(?:and|or)\b|[,/&]|\band\b|\bor\b)\s*)/)
  return roles
    .map((part, index) => {
      if (index % 2 === 0) return singularLast(part.trim())
      return part.trim().startsWith(',') ? ', ' : ` ${part.trim()} `
    })
    .join('')
    .trim()
}

function singularLast(role: string): string {
  const words = role.split(/\s+/)
  const last = words.pop() ?? ''
  return [...words, singularWord(last)].join(' ')
}

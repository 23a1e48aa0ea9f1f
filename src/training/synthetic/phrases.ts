/** A country within a sentence: "the United States". */
export function inCountry(country: string): string {
  return /^(?:United|Netherlands|Philippines)/.test(country) ? `the ${country}` : country
}

/** First letter upper case, the rest as it is. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A title within a sentence: lower case but for acronyms and product names ("QA engineer"). */
export function lowerTitle(title: string): string {
  return title.replace(/(?<![\w.#/+])[A-Z][a-z]+(?:-[A-Z]?[a-z]+)*(?![\w#/+])/g, (word) =>
    PROPER_NAMES.has(word) ? word : word.toLowerCase(),
  )
}

const PROPER_NAMES = new Set(
  'Java Python Django Spring React Native Flutter Swift Kotlin Unity Unreal Android Linux Windows Salesforce Dynamics Tableau Cisco Azure Oracle Solidity Spanish French German English Kubernetes Apple Server Scrum Agile Montessori'.split(
    ' ',
  ),
)

/** "a, b and c". */
export function enumerate(items: readonly string[], conjunction = 'and'): string {
  if (items.length < 2) return items[0] ?? ''
  return `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)}`
}

/** "an electrician", "a user researcher", "an HR manager". */
export function withArticle(noun: string): string {
  const isAcronym = /^[A-Z][A-Z0-9]/.test(noun)
  const vowelSound = isAcronym ? /^[AEFHILMNORSX]/ : /^(?:[aeio]|u(?!ni|se|ti)|hour)/i
  return `${vowelSound.test(noun) ? 'an' : 'a'} ${noun}`
}

/** A duty told by nobody in particular. */
export function impersonal(duty: string): string {
  return duty.replace(/\bour\b/g, 'the')
}

/** "Welder" to "Welders", "Secretary" to "Secretaries", "Coach" to "Coaches". */
export function pluralTitle(title: string): string {
  if (/[^aeiou]y$/.test(title)) return `${title.slice(0, -1)}ies`
  if (/(?:ch|sh|ss|x)$/.test(title)) return `${title}es`
  if (/man$/.test(title)) return `${title.slice(0, -3)}men`
  return `${title}s`
}

import { fold, unify } from '../text/fold.ts'

/** A skill's name fit to show: compatibility forms unified, white space collapsed, marks dropped. Idempotent. */
export function cleanSkillName(name: string): string {
  return unify(name.replace(/[®™©\u200b-\u200f\ufeff]/gu, ''))
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * The key that spellings of a name share: folded, punctuation made blanks but for `+`, `#` and a
 * dot that leads or joins a word ('c++', 'c#', '.net', 'node.js').
 */
export function skillKey(name: string): string {
  return fold(cleanSkillName(name))
    .replace(/&/g, ' and ')
    .replace(/'s\b/g, 's')
    .replace(/[^\p{L}\p{N}+#. ]+/gu, ' ')
    .replace(/\.+(?= |$)/g, '')
    .replace(/(?<![\p{L}\p{N}+#])[+#]+(?=[\p{L}\p{N}])/gu, '')
    .replace(/ +/g, ' ')
    .trim()
}

/** The key without blanks and dots: 'java script' and 'react.js' meet 'javascript' and 'reactjs'. */
export function compactKey(key: string): string {
  return key.replace(/[ .]/g, '')
}

/** The key with its last word in the singular; words that merely end in s stay. */
export function singular(key: string): string {
  if (key.length < 5 || key.charCodeAt(key.length - 1) !== LETTER_S) return key
  if (/(?:ss|us|is|ics|\.js|as|os)$/.test(key)) return key
  if (key.endsWith('ies')) return `${key.slice(0, -3)}y`
  return /(?:ch|sh|x|ss)es$/.test(key) ? key.slice(0, -2) : key.slice(0, -1)
}

const LETTER_S = 115

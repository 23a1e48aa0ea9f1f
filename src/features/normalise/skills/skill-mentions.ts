import { fold, unify } from '../text/fold.ts'
import { SPELLINGS, type Spelling } from './skill-index.ts'
import { singular } from './skill-key.ts'

interface Node {
  readonly next: Map<string, Node>
  end: Spelling | undefined
}

const ROOT: Node = { next: new Map(), end: undefined }
for (const spelling of SPELLINGS) {
  let node = ROOT
  for (const word of spelling.key.split(' ')) {
    let child = node.next.get(word)
    if (child === undefined) {
      child = { next: new Map(), end: undefined }
      node.next.set(word, child)
    }
    node = child
  }
  node.end ??= spelling
}

/** A text cut into words once, to look for many skills in it. */
export interface TokenisedText {
  /** Folded words; `.`, `,` and other stops that end a phrase are words of their own. */
  readonly words: readonly string[]
  /** The words as written. */
  readonly written: readonly string[]
  /** The words between blanks, in the singular, for phrase search. */
  readonly joined: string
}

const ASCII_TOKEN = /\.?[a-z\d](?:[a-z\d+#]|[.'](?=[a-z\d]))*|[.,;:!?()/&\n|]/gi
const TOKEN = /\.?[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}+#]|[.'](?=[\p{L}\p{N}]))*|[.,;:!?()/&\n\u2022|]/gu

/** Cuts a text into words and stops. */
export function tokeniseText(text: string): TokenisedText {
  const cut = cutText(text)
  return { ...cut, joined: ` ${cut.words.map(singular).join(' ')} ` }
}

type CutText = Pick<TokenisedText, 'words' | 'written'>

function cutText(text: string): CutText {
  if (/^[\0-\x7f]*$/.test(text)) {
    const written = text.match(ASCII_TOKEN) ?? []
    return { written, words: written.map((word) => withoutApostrophe(word.toLowerCase())) }
  }
  const written = unify(text).replaceAll('\u2019', "'").match(TOKEN) ?? []
  return { written, words: written.map((word) => withoutApostrophe(fold(word)) || word) }
}

/** As {@link skillKey} does: "bachelor's" is 'bachelors', "don't" two words there and one here. */
function withoutApostrophe(word: string): string {
  return word.includes("'") ? word.replaceAll("'", '') : word
}

interface Hit {
  readonly spelling: Spelling
  readonly from: number
  readonly to: number
}

/**
 * Ids of the known skills that a text mentions, longest phrase first. Names that are everyday words
 * or single letters (Go, R, C, Excel, Swift, delivery) count only beside other skills and words such as
 * 'programming', some (React, REST) only in their own case.
 */
export function findSkillsInText(text: string | TokenisedText): ReadonlySet<string> {
  const tokens = typeof text === 'string' ? cutText(text) : text
  const hits = hitsIn(tokens)
  const found = new Set<string>()
  const sure = new Set<number>()
  for (const hit of hits) {
    if (hit.spelling.rule !== 'plain') continue
    found.add(hit.spelling.row.id)
    for (let at = hit.from; at < hit.to; at++) sure.add(at)
  }
  // Twice, for the second of two everyday nouns may vouch for the first ('sales and marketing experience').
  for (const hit of [...hits, ...hits]) {
    const { rule, row } = hit.spelling
    if (rule === 'plain' || found.has(row.id)) continue
    const counts =
      rule === 'cased'
        ? asWritten(tokens, hit)
        : (rule === 'topic' || capitalised(tokens, hit)) && besideSkill(tokens, hit, sure)
    if (counts) {
      found.add(row.id)
      for (let at = hit.from; at < hit.to; at++) sure.add(at)
    }
  }
  return found
}

function hitsIn({ words }: CutText): Hit[] {
  const hits: Hit[] = []
  for (let from = 0; from < words.length; from++) {
    let node: Node | undefined = ROOT
    let best: Hit | undefined
    let stroke = false
    for (let at = from; at < words.length; at++) {
      const word: string = words[at] ?? ''
      const step: Node | undefined = node.next.get(word) ?? node.next.get(singular(word))
      // 'CI/CD' and 'AT&T' are two words with a stop between.
      if (step === undefined) {
        if (at > from && (word === '/' || word === '&')) {
          stroke ||= word === '/'
          if (word === '&' && node.next.has('and')) node = node.next.get('and') ?? node
          continue
        }
        break
      }
      node = step
      // 'Java/Spring' is no 'Java Spring': a stroke counts only where the table writes one.
      if (node.end && (!stroke || node.end.written.includes('/'))) {
        best = { spelling: node.end, from, to: at + 1 }
      }
    }
    if (best) {
      hits.push(best)
      from = best.to - 1
    }
  }
  return hits
}

function asWritten(tokens: CutText, hit: Hit): boolean {
  const written = tokens.written.slice(hit.from, hit.to).join(' ')
  return written === hit.spelling.written || written === written.toUpperCase()
}

const AFTER = new Set(
  'programming language developer developers engineer engineers code coding framework scripting script scripts codebase microservices services api apis backend skills spreadsheets spreadsheet macros formulas knowledge proficiency experience ecosystem boot studio shiny software templates'.split(
    ' ',
  ),
)
const BEFORE = new Set(['in', 'with', 'of', 'as', 'at'])
const SKILLED = new Set(
  'experience experienced knowledge background expertise expert skilled skills proficient proficiency fluent fluency degree trained training competent competence written code develop developing programming languages language understanding command mastery certified versed specialised specialized familiar familiarity strong grounding'.split(
    ' ',
  ),
)
const STOPS = new Set([',', '/', '(', ')', 'and', 'or', '&', '|', '\u2022', '\n', ':', '.', ';'])
const LIST_STOPS = new Set([',', '/', '&', '|', '\u2022', 'and', 'or', '(', ')', '\n'])

function capitalised(tokens: CutText, hit: Hit): boolean {
  const first = tokens.written[hit.from]?.[0] ?? ''
  return first !== first.toLowerCase()
}

/** A skill word follows, 'in' or 'using' leads to the end of a phrase, or the mention stands in a list of skills. */
function besideSkill(tokens: CutText, hit: Hit, sure: ReadonlySet<number>): boolean {
  const { words } = tokens
  const next = words[hit.to] ?? '.'
  const previous = words[hit.from - 1] ?? '.'
  if (previous === '&' || next === '&') return false
  if (AFTER.has(next) && !NEVER_BEFORE.has(previous)) return true
  if (leadsToSkill(words, hit.from) && STOPS.has(next)) return true
  return neighbour(words, hit.to, 1, sure) || neighbour(words, hit.from - 1, -1, sure)
}

/** 'experience in', 'knowledge of', 'proficient with', 'using'. */
function leadsToSkill(words: readonly string[], at: number): boolean {
  const previous = words[at - 1] ?? ''
  if (previous === 'using' || previous === 'know' || previous === 'microsoft' || previous === 'ms')
    return true
  return BEFORE.has(previous) && SKILLED.has(words[at - 2] ?? '')
}

/** 'Vitamin C', 'Series C', 'hepatitis C'. */
const NEVER_BEFORE = new Set([
  'vitamin',
  'series',
  'hepatitis',
  'class',
  'grade',
  'level',
  'plan',
  'type',
  'to',
])

/** Whether a list stop and then a sure skill follow in one direction. */
function neighbour(
  words: readonly string[],
  at: number,
  step: 1 | -1,
  sure: ReadonlySet<number>,
): boolean {
  if (!LIST_STOPS.has(words[at] ?? '')) return false
  const beyond = at + step
  return sure.has(beyond) || (LIST_STOPS.has(words[beyond] ?? '') && sure.has(beyond + step))
}

/** An unknown skill's id as it stands in {@link TokenisedText.joined}. */
export const phraseOf = (id: string): string => id.split(' ').map(singular).join(' ')

/** @param phrase made by {@link phraseOf} */
export const mentionsPhrase = (text: Pick<TokenisedText, 'joined'>, phrase: string): boolean =>
  phrase !== '' && text.joined.includes(` ${phrase} `)

import { fold } from '../text/fold.ts'

/** English names with the names a language gives itself and other usual ones. */
const NAMES = `
English=anglais,englisch,ingles|German=deutsch,allemand,aleman|French=francais,franzosisch,frances
Spanish=espanol,castellano,castilian,spanisch|Portuguese=portugues,brazilian portuguese|Italian=italiano,italienisch
Dutch=nederlands,flemish,hollandisch|Polish=polski,polnisch|Swedish=svenska|Norwegian=norsk,bokmal|Danish=dansk
Finnish=suomi|Icelandic=islenska|Czech=cestina|Slovak=slovencina|Hungarian=magyar|Romanian=romana|Bulgarian
Greek=ellinika|Turkish=turkce|Russian=russkij|Ukrainian|Serbian=srpski|Croatian=hrvatski|Slovenian=slovene
Bosnian|Albanian|Macedonian|Lithuanian|Latvian|Estonian=eesti|Arabic|Hebrew|Persian=farsi,dari|Kurdish|Urdu|Hindi
Bengali=bangla|Punjabi|Tamil|Telugu|Marathi|Gujarati|Kannada|Malayalam|Nepali|Sinhala
Chinese=mandarin,mandarin chinese,putonghua,zhongwen,simplified chinese|Cantonese|Japanese=nihongo
Korean|Vietnamese|Thai|Indonesian=bahasa indonesia|Malay=bahasa melayu|Filipino=tagalog|Swahili=kiswahili|Amharic
Hausa|Yoruba|Igbo|Zulu|Xhosa|Afrikaans|Somali|Catalan|Basque|Galician|Welsh|Irish=gaelic|Latin|Haitian Creole
Armenian|Georgian|Kazakh|Mongolian|Khmer|Burmese|Lao|Maltese|Luxembourgish|Esperanto
American Sign Language=asl,sign language,british sign language,bsl`

const BY_NAME = new Map<string, string>()
for (const entry of NAMES.trim().split(/[|\n]/)) {
  const [name = '', others] = entry.split('=')
  for (const form of [name, ...(others?.split(',') ?? [])]) BY_NAME.set(fold(form), name)
}

/** One name of a language: 'Deutsch', 'german (C1)' and 'German' are 'German'; others are kept in title case. */
export function canonicalLanguage(name: string): string {
  const key = fold(name)
    .replace(
      /\(.*$|[-:,/].*$|\b(?:native|fluent|basic|intermediate|advanced|conversational|business|[abc][12])\b/g,
      ' ',
    )
    .replace(/ +/g, ' ')
    .trim()
  return BY_NAME.get(key) ?? key.replace(/(?:^| )\p{L}/gu, (letter) => letter.toUpperCase())
}

const NAME = [...BY_NAME.keys()].sort((a, b) => b.length - a.length).join('|')
const LEVEL =
  '(?:[abc][12]|native|fluent|fluency|mother tongue|bilingual|business|professional|proficient|proficiency|conversational|advanced|excellent|very good|good|strong|working knowledge|fliessend|verhandlungssicher)'
const LIST = `((?:(?:${NAME})(?:,? (?:and|or|und|oder) |, ?| ?\\/ ?|-)?){1,4})`
const ASKED = [
  new RegExp(
    `\\b${LEVEL}(?: (?:level|command|knowledge|skills?|speakers?))?(?: (?:in|of|with))?(?: (?:both|written|spoken|and|verbal|oral|the)){0,4} ${LIST}`,
    'g',
  ),
  new RegExp(
    `\\b${LIST} ?(?:\\(|-|:|at|on|is)? ?(?:(?:a|an|at) )?(?:(?:level|minimum|min\\.?) ){0,2}${LEVEL}\\b`,
    'g',
  ),
  new RegExp(
    `\\b${LIST}[ -]?(?:speaking|speaker|speakers|skills|language|proficiency|fluency|required|mandatory|is required|is a must|is essential|native)\\b`,
    'g',
  ),
  new RegExp(
    `\\b(?:speaks?|speaking|fluent in|fluency in|written and spoken|command of|knowledge of) (?:both )?${LIST}\\b`,
    'g',
  ),
]
const OPTIONAL =
  /^[^.;\n]{0,40}\b(?:a plus|an? (?:advantage|asset|bonus)|nice to have|preferred|optional|beneficial|desirable|helpful|welcome)\b/
const ANY_NAME = new RegExp(`(?:\\b| )(?:${NAME})`)
const NOT_A_LANGUAGE =
  /^[ -]?(?:cuisine|food|restaurant|market|company|law|government|team|office|client|customers?|history|literature teacher|fries|dressing)/

/** Languages that a job text asks for, by canonical name; not those it calls a plus, nor 'German market'. */
export function languagesFromText(text: string): ReadonlySet<string> {
  const folded = fold(text)
  const found = new Set<string>()
  // Most texts name none, which is told sooner than by the patterns.
  if (!ANY_NAME.test(folded)) return found
  for (const pattern of ASKED) {
    for (const match of folded.matchAll(pattern)) {
      const after = folded.slice(match.index + match[0].length, match.index + match[0].length + 60)
      const bare = match[0].endsWith((match[1] ?? '').trimEnd())
      if (OPTIONAL.test(after) || (bare && NOT_A_LANGUAGE.test(after))) continue
      for (const [name] of (match[1] ?? '').matchAll(new RegExp(`\\b(?:${NAME})\\b`, 'g'))) {
        found.add(BY_NAME.get(name) ?? name)
      }
    }
  }
  return found
}

import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2'

/** Elements of HTML, and the roots of SVG and MathML; `List<String>` is none of them. */
const ELEMENTS = new Set(
  `a abbr acronym address applet area article aside audio b base bdi bdo big blink blockquote body br
  button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div
  dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head
  header hgroup hr html i iframe image img input ins kbd keygen label legend li link main map mark
  marquee math menu meta meter nav nobr noembed noframes noscript object ol optgroup option output p
  param picture plaintext pre progress q rp rt ruby s samp script search section select slot small
  source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead
  time title tr track tt u ul var video wbr xmp`.split(/\s+/),
)

/** Elements that do not end a word: `C<b>++</b>` is `C++`, but `<li>Go<li>Rust` are two words. */
const INLINE = new Set(
  'a abbr acronym b bdi bdo big code data del dfn em font i ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
)

/** Their content is no text. */
const DROPPED = new Set(['script', 'style'])

/** Elements that hide markup from a parser; as `div` what they hold is stripped too. */
const RAW_TEXT = new Set(['iframe', 'noembed', 'noframes', 'plaintext', 'textarea', 'title', 'xmp'])

/** `<name …>` up to the next bracket, or what starts a comment, a declaration, an instruction. */
const OPENING = /<(?:(\/?)([a-z][\w:.-]*)([^<>]*)(>?)|!--|!doctype\b|!\[cdata\[|\?(?:xml|php)\b)?/gi
/** Stands for a `<` that is text; no text has it, as control characters went before. */
const LITERAL = '\0'
const MARKED = /\0(?:(\/?)([a-z][\w:.-]*)([^<>\0]*)(>?))?/gi
const ATTRIBUTE = /[\s/][a-z_:@][\w:.@-]*=(?!=)/i

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\p{Bidi_Control}]/gu
const BLANK = /[\t-\r]/g
const SURROGATE = /[\ud800-\udfff]/
const UNUSUAL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069<&\ud800-\udfff]/
const LONE_SURROGATE = /\p{Surrogate}/gu

/**
 * A text of the request as a reader would see it: markup gone (with what scripts and styles hold),
 * entities decoded once, control characters gone (those that turn the direction of text too), tab and
 * line break a blank, halves of surrogate pairs replaced, ends trimmed. What only looks like markup
 * stays: `C++ < Java`, `a<b`, `AT&T`, `List<String>`. Takes time linear in the length.
 *
 * The result is text, not HTML: `&lt;b&gt;` has become `<b>`, so a page that shows it must escape it.
 */
export function toPlainText(raw: string): string {
  if (!UNUSUAL.test(raw)) return raw.trim()
  // Control characters go first: between the letters of a tag's name they would hide it.
  const text = removeControls(raw)
  const isPlain = !text.includes('<') && !text.includes('&')
  return (isPlain ? text : removeControls(stripMarkup(text))).trim()
}

function removeControls(text: string): string {
  const printable = text.replace(CONTROL, '').replace(BLANK, ' ')
  return SURROGATE.test(printable) ? printable.replace(LONE_SURROGATE, '\ufffd') : printable
}

function stripMarkup(raw: string): string {
  const closed = new Set(
    Array.from(raw.matchAll(/<\/([a-z][\w:.-]*)/gi), ([, name]) => name?.toLowerCase()),
  )
  const source = markLiteralBrackets(raw, closed)
  let text = ''
  let dropping = false
  const tag = (start: number, end: number) => {
    const name = source.slice(start, end).toLowerCase()
    if (!INLINE.has(name)) text += ' '
    return name
  }
  const separate = () => {
    text += ' '
  }
  const ignore = () => {}
  const callbacks: TokenizerCallbacks = {
    ontext: (start, end) => {
      if (!dropping) text += source.slice(start, end)
    },
    ontextentity: (codePoint) => {
      if (!dropping) text += String.fromCodePoint(codePoint)
    },
    onopentagname: (start, end) => {
      dropping = DROPPED.has(tag(start, end))
    },
    onclosetag: (start, end) => {
      tag(start, end)
      dropping = false
    },
    oncdata: ignore,
    onattribdata: ignore,
    onattribentity: ignore,
    onattribend: ignore,
    onattribname: ignore,
    oncomment: separate,
    ondeclaration: separate,
    onend: ignore,
    onopentagend: ignore,
    onprocessinginstruction: separate,
    onselfclosingtag: ignore,
  }
  const tokenizer = new Tokenizer({ decodeEntities: true }, callbacks)
  tokenizer.write(source)
  tokenizer.end()
  return restoreLiteralBrackets(text, closed).replace(/ {2,}/g, ' ')
}

/** Puts {@link LITERAL} for each `<` that opens no markup, so that the tokenizer reads it as text. */
function markLiteralBrackets(raw: string, closed: ReadonlySet<string | undefined>): string {
  return raw.replace(OPENING, (match, slash?: string, name?: string, rest = '', end = '') => {
    if (match === '<') return LITERAL
    // A tokenizer of HTML takes a CDATA section's tags for text.
    if (match.startsWith('<![')) return ' '
    if (name === undefined) return match
    const element = name.toLowerCase()
    if (!isTag(element, rest, end === '>', slash === '/', closed)) {
      return `${LITERAL}${match.slice(1)}`
    }
    return RAW_TEXT.has(element) ? `<${slash}div${rest}${end}` : match
  })
}

/** Taking `<b>` out of `<scr<b>ipt>` has made a tag: a blank after its bracket unmakes it. */
function restoreLiteralBrackets(text: string, closed: ReadonlySet<string | undefined>): string {
  return text.replace(MARKED, (match, slash?: string, name?: string, rest = '', end = '') => {
    const isMade = name && isTag(name.toLowerCase(), rest, end === '>', slash === '/', closed)
    return `<${isMade ? ' ' : ''}${match.slice(1)}`
  })
}

function isTag(
  name: string,
  rest: string,
  isComplete: boolean,
  isClosing: boolean,
  closed: ReadonlySet<string | undefined>,
): boolean {
  if (ATTRIBUTE.test(rest)) return true
  if (!isComplete) return false
  if (isClosing) return true
  // In `if a<b and c>d`, b is a variable: an element of one letter has attributes with values.
  if (name.length === 1 && rest.trim() !== '' && rest.trim() !== '/') return false
  return ELEMENTS.has(name) || name.includes('-') || closed.has(name)
}

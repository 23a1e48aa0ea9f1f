const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
}

/**
 * A text in its compatibility forms (NFKC). One character, such as U+FDFA, can stand for 18: what
 * comes after twice the length and 200 is left out, so that no text takes many times its length.
 */
export const unify = (text: string): string =>
  text.normalize('NFKC').slice(0, 2 * text.length + 200)

/**
 * One spelling of a text for comparison: compatibility forms unified (NFKC), lower case, accents
 * removed, white space collapsed, typographic quotes and dashes made plain. Idempotent.
 */
export function fold(text: string): string {
  let folded = text
  // Most texts are plain ASCII, for which all of this changes nothing.
  if (/[^\0-\x7f]/.test(text)) {
    folded = unify(text)
      .toLowerCase()
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .replace(/[ßøłđðþæœı]/g, (letter) => LETTERS[letter] ?? letter)
      .replace(/[\u2018\u2019\u02bc\u00b4`]/g, "'")
      .replace(/[\u201c\u201d]/g, '"')
      .replace(/[\u2010-\u2015\u2212]/g, '-')
  }
  return folded.toLowerCase().replace(/\s+/g, ' ').trim()
}

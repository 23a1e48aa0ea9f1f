import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toPlainText } from '../../src/text/plain-text.ts'

describe('toPlainText', () => {
  it.each([
    ['C++ < Java', 'C++ < Java'],
    ['a<b', 'a<b'],
    ['AT&T, R&D', 'AT&T, R&D'],
    ['if a<b and c>d', 'if a<b and c>d'],
    ['List<String>, Map<string, number>', 'List<String>, Map<string, number>'],
    ['<3 years, 5 <= 6 && 7 >= 2', '<3 years, 5 <= 6 && 7 >= 2'],
    ['👩‍💻 مرحبا שלום e\u0301', '👩‍💻 مرحبا שלום e\u0301'],
    ['ends in <', 'ends in <'],
  ])('keeps %j', (raw, expected) => {
    expect(toPlainText(raw)).toBe(expected)
  })

  it.each([
    ['<b>bold</b> C<b>++</b>', 'bold C++'],
    ['<ul><li>Go<li>Rust</ul>', 'Go Rust'],
    ['one<br/>two', 'one two'],
    ['<a title="x>y" href=1 onclick="f()">link</a>', 'link'],
    ['<foo>bar</foo>', 'bar'],
    ['<my-element>bar', 'bar'],
    ['<svg/onload=alert(1)>', ''],
    ['<img src=x onerror=alert(1)', ''],
    ['<div hidden>z</div>', 'z'],
    ['x <!-- c --> y', 'x y'],
    ['<!DOCTYPE html>x', 'x'],
    ['<b></b>', ''],
  ])('takes the markup out of %j', (raw, expected) => {
    expect(toPlainText(raw)).toBe(expected)
  })

  it.each([
    ['<script>alert(1)</script>hi', 'hi'],
    ['hi<ScRiPt >alert(1)', 'hi'],
    ['<style>p{color:red}</style>hi', 'hi'],
    ['<textarea><script>alert(1)</script></textarea>hi', 'hi'],
    ['a<b <script>alert(1)</script>', 'a<b'],
  ])('drops what scripts and styles hold in %j', (raw, expected) => {
    expect(toPlainText(raw)).toBe(expected)
  })

  it.each([
    '<scr<script>ipt>alert(1)</scr</script>ipt>',
    '<scr<b>ipt>alert(1)</scr</b>ipt>',
    '<scr<!-- -->ipt>alert(1)</script>',
    '<scr\u0000ipt>alert(1)</script>',
    '<scr\u009fipt>alert(1)</script>',
    '<scr\u202eipt>alert(1)</script>',
    '<<script>alert(1)</script>',
    '<script<b> src=x>alert(1)</script>',
    '<scr<b>&#105;pt>alert(1)',
    '<title><script>alert(1)</script></title>',
  ])('leaves no tag behind in %j', (raw) => {
    expect(toPlainText(raw)).not.toMatch(/<\/?script/i)
  })

  it('decodes entities once', () => {
    expect(toPlainText('Fish &amp; chips &lt;b&gt; &amp;amp; &#x1F600; &eacute;')).toBe(
      'Fish & chips <b> &amp; 😀 é',
    )
  })

  it('removes control characters, also encoded ones, and makes tab and line break a blank', () => {
    expect(toPlainText('\u0000a\nb\tc\u0007d\u0085&#1;e\r\n')).toBe('a b cde')
  })

  it('replaces halves of surrogate pairs', () => {
    expect(toPlainText('a\ud800b 😀 \udc00')).toBe('a\ufffdb 😀 \ufffd')
  })

  it('leaves no control character and no lone surrogate in any text', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary' }), turned(), markup())
    fc.assert(
      fc.property(texts, (raw) => {
        expect(toPlainText(raw)).not.toMatch(/\p{Cc}|\p{Bidi_Control}|\p{Surrogate}/u)
      }),
    )
  })

  it('leaves no element of the kind that runs, however brackets are nested', () => {
    fc.assert(
      fc.property(markup(), (raw) => {
        // What entities spell is text: `&lt;script&gt;` means the word, not the element.
        expect(toPlainText(raw.replaceAll('&', ''))).not.toMatch(
          /<(script|img|svg)[\s/][^<>]*=[^<>]*>/i,
        )
        expect(toPlainText(raw.replaceAll('&', ''))).not.toMatch(/<\/?script>/i)
      }),
      { numRuns: 2_000 },
    )
  })

  it('changes nothing in text without markup, entities and control characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (raw) => {
        fc.pre(!/[<&]|\p{Cc}|\p{Bidi_Control}|\p{Surrogate}/u.test(raw))
        expect(toPlainText(raw)).toBe(raw.trim())
      }),
    )
  })

  it.each([
    '<b>',
    '<',
    '<a "',
    '<b x=',
    '<!--',
    '&',
    '</',
    '<script>',
    '<a href="',
    '</b',
    '<x y=<',
  ])('takes no quadratic time for %j again and again', (unit) => {
    const start = performance.now()
    toPlainText(unit.repeat(1_000_000 / unit.length))
    // Linear takes a quarter of a second, quadratic minutes.
    expect(performance.now() - start).toBeLessThan(15_000)
  })
})

/** Texts with characters that turn its direction, as such and as entities. */
function turned() {
  const turns = [...'\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069']
  const entities = ['&#x202e;', '&#8238;', '&rlm;', '&lrm;']
  const pieces = fc.oneof(fc.constantFrom(...turns, ...entities), fc.string())
  return fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''))
}

/** Texts of pieces of markup, torn and nested in all ways. */
function markup() {
  const pieces = fc.constantFrom(
    ...[
      '<',
      '>',
      '/',
      '</',
      '<script',
      'script',
      '<b>',
      '</b>',
      '<!--',
      '-->',
      '<img src=x',
      ' onerror=f()',
    ],
    ...[
      'scr',
      'ipt',
      '"',
      "'",
      '&lt;',
      '&amp;',
      '&#0;',
      '\u0000',
      '\n',
      ' ',
      'text',
      '<svg',
      '<style>',
      '<title>',
    ],
    ...['</title>', '<textarea>', '<![CDATA[', ']]>', '<?xml', '?>', '<!doctype', 'a<b', '\ud800'],
  )
  return fc.array(pieces, { maxLength: 24 }).map((parts) => parts.join(''))
}

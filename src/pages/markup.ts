/** HTML or SVG that is safe to put into a page. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Value = Markup | string | number | readonly Markup[]

/** Puts values into markup; strings are escaped, lists of markup joined. */
export function markup(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const text = parts.reduce((sum, part, at) => sum + toText(values[at - 1] as Value) + part)
  return new Markup(text)
}

export const NOTHING = new Markup('')

function toText(value: Value): string {
  if (value instanceof Markup) return value.text
  if (Array.isArray(value)) return value.map(({ text }: Markup) => text).join('\n')
  return String(value).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

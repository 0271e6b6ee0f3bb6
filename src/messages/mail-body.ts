import type { Language } from '../values/text.ts'

/** What a mail is made of, before it becomes plain text and HTML. There is no raw HTML, and there are no images. */
export type Inline =
  | { type: 'text'; text: string }
  | { type: 'bold'; of: readonly Inline[] }
  | { type: 'link'; of: readonly Inline[]; href: string }
  /** A value of the recipient; `otherwise` stands there when it isn't known. */
  | { type: 'field'; name: string; otherwise: string }

export type Block =
  | { type: 'heading'; level: 1 | 2; of: readonly Inline[] }
  | { type: 'paragraph'; of: readonly Inline[] }
  | { type: 'list'; items: readonly (readonly Inline[])[] }
  /** A link that looks like a button: pressing it opens a page, which asks again. */
  | { type: 'button'; label: string; href: string }
  /** Everything after it is the sender's small print. */
  | { type: 'line' }

export type FieldValues = Readonly<Record<string, string>>

export const text = (words: string): Inline => ({ type: 'text', text: words })
export const link = (words: string, href: string): Inline => ({ type: 'link', of: [text(words)], href })
export const paragraph = (...of: readonly (Inline | string)[]): Block => ({ type: 'paragraph', of: of.map((one) => (typeof one === 'string' ? text(one) : one)) })
export const heading = (words: string, level: 1 | 2 = 2): Block => ({ type: 'heading', level, of: [text(words)] })

/** Longest value that goes into a mail, in characters. */
const MAX_VALUE = 200

/** A value as it may stand in a mail: on one line, without invisible characters, not longer than a name is. */
export function tidyValue(value: string): string {
  return value.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim().slice(0, MAX_VALUE)
}

/** The words alone, fields filled in. */
export function plainInline(of: readonly Inline[], values: FieldValues): string {
  return of.map((one) => {
    if (one.type === 'text') return one.text
    if (one.type === 'field') return tidyValue(values[one.name] ?? '') || one.otherwise
    const words = plainInline(one.of, values)
    return one.type === 'link' && words !== one.href ? `${words} (${one.href})` : words
  }).join('')
}

/** The mail as plain text (RFC 5322 2.1: nothing else is promised to be read). */
export function plainBody(blocks: readonly Block[], values: FieldValues): string {
  return `${blocks.map((block) => plainBlock(block, values)).join('\n\n')}\n`
}

function plainBlock(block: Block, values: FieldValues): string {
  switch (block.type) {
    case 'heading': {
      const words = plainInline(block.of, values)
      return `${words}\n${(block.level === 1 ? '=' : '-').repeat(Math.min([...words].length, 60))}`
    }
    case 'paragraph': return plainInline(block.of, values)
    case 'list': return block.items.map((item) => `- ${plainInline(item, values)}`).join('\n')
    case 'button': return `${block.label}:\n${block.href}`
    // The usual mark of a signature: mail programs fold what follows.
    case 'line': return '-- '
  }
}

const STYLE = {
  body: 'margin:0;padding:24px 16px;font-family:system-ui,-apple-system,Segoe UI,Roboto,Arial,sans-serif;font-size:16px;line-height:1.5',
  main: 'max-width:36rem;margin:0 auto',
  button: 'display:inline-block;padding:12px 20px;border:2px solid #1a4d8f;border-radius:6px;color:#1a4d8f;background:#ffffff;font-weight:600;text-decoration:none',
  small: 'font-size:14px;border-top:1px solid #767676;margin-top:32px;padding-top:8px',
} as const

/** The mail as HTML that needs no pictures, scripts or style sheets; every word is escaped. */
export function htmlBody(language: Language, title: string, blocks: readonly Block[], values: FieldValues): string {
  const line = blocks.findIndex((block) => block.type === 'line')
  const [main, small] = line < 0 ? [blocks, []] : [blocks.slice(0, line), blocks.slice(line + 1)]
  const render = (some: readonly Block[]) => some.map((block) => htmlBlock(block, values)).join('\n')
  return [
    `<!doctype html>`,
    `<html lang="${language}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escaped(title)}</title></head>`,
    `<body style="${STYLE.body}"><div role="main" style="${STYLE.main}">`,
    render(main),
    ...(small.length > 0 ? [`<div style="${STYLE.small}">`, render(small), '</div>'] : []),
    '</div></body></html>',
    '',
  ].join('\n')
}

function htmlBlock(block: Block, values: FieldValues): string {
  switch (block.type) {
    case 'heading': return `<h${block.level} style="line-height:1.25">${htmlInline(block.of, values)}</h${block.level}>`
    case 'paragraph': return `<p>${htmlInline(block.of, values)}</p>`
    case 'list': return `<ul>${block.items.map((item) => `<li>${htmlInline(item, values)}</li>`).join('')}</ul>`
    case 'button': return `<p><a href="${escaped(block.href)}" style="${STYLE.button}">${escaped(block.label)}</a></p>`
    case 'line': return '<hr>'
  }
}

function htmlInline(of: readonly Inline[], values: FieldValues): string {
  return of.map((one) => {
    switch (one.type) {
      case 'text': return escaped(one.text).replaceAll('\n', '<br>')
      case 'field': return escaped(tidyValue(values[one.name] ?? '') || one.otherwise)
      case 'bold': return `<strong>${htmlInline(one.of, values)}</strong>`
      case 'link': return `<a href="${escaped(one.href)}">${htmlInline(one.of, values)}</a>`
    }
  }).join('')
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(words: string): string {
  return words.replaceAll(/[&<>"']/g, (character) => ESCAPES[character]!)
}

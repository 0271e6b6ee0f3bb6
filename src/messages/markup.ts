import type { Block, Inline } from './mail-body.ts'

/** Why a text of a mailing cannot be used: a key under `messages.markup`. */
export interface MarkupFault {
  text: `messages.markup.${'field-unreadable' | 'link-unfit' | 'subject-lines' | 'too-long' | 'empty'}`
  parameters?: Record<string, string | number>
}

export interface Template<Parsed> {
  parsed: Parsed
  /** Names of the fields it fills in. */
  fields: string[]
  faults: MarkupFault[]
}

/** Characters that one text may have: the time to read it grows with its length only. */
export const MAX_BODY = 50_000
export const MAX_SUBJECT = 300

/**
 * Reads the body of a mailing. Paragraphs are set apart by an empty line; `# ` and `## ` begin headings, `- ` an item of a
 * list; `**bold**`, `[words](https://…)`, and `{{given_name|otherwise}}` for a value and what stands there when it isn't
 * known. Nothing else means anything: there are no conditions, no loops, no HTML.
 */
export function parseBody(source: string): Template<Block[]> {
  const reading = new Reading()
  if (source.length > MAX_BODY) return { parsed: [], fields: [], faults: [{ text: 'messages.markup.too-long', parameters: { max: MAX_BODY } }] }
  const paragraphs = source.replaceAll(/\r\n?/g, '\n').split(/\n[ \t]*\n/).map((one) => one.replace(/^\n+/, '').trimEnd()).filter((one) => one !== '')
  if (paragraphs.length === 0) reading.faults.push({ text: 'messages.markup.empty' })
  return reading.result(paragraphs.flatMap((one) => blocksOf(one, reading)))
}

/** Reads a subject: one line, where only fields mean something. */
export function parseSubject(source: string): Template<Inline[]> {
  const reading = new Reading()
  if (source.length > MAX_SUBJECT) return { parsed: [], fields: [], faults: [{ text: 'messages.markup.too-long', parameters: { max: MAX_SUBJECT } }] }
  if (source.trim() === '') reading.faults.push({ text: 'messages.markup.empty' })
  if (/\p{Cc}|\p{Zl}|\p{Zp}/u.test(source)) reading.faults.push({ text: 'messages.markup.subject-lines' })
  return reading.result(inlines(source.trim(), FIELD, reading))
}

class Reading {
  readonly fields = new Set<string>()
  readonly faults: MarkupFault[] = []

  result<Parsed>(parsed: Parsed): Template<Parsed> {
    return { parsed, fields: [...this.fields], faults: this.faults }
  }
}

function blocksOf(paragraph: string, reading: Reading): Block[] {
  const lines = paragraph.split('\n')
  const blocks: Block[] = []
  for (let at = 0; at < lines.length;) {
    const line = lines[at]!
    const [, marks, title] = /^(##?) (.*)$/.exec(line) ?? []
    if (marks !== undefined) {
      blocks.push({ type: 'heading', level: marks.length as 1 | 2, of: inlines(title!, MARKS, reading) })
      at += 1
      continue
    }
    const isItem = line.startsWith('- ')
    let end = at + 1
    while (end < lines.length && lines[end]!.startsWith('- ') === isItem && !/^##? /.test(lines[end]!)) end += 1
    const part = lines.slice(at, end)
    blocks.push(isItem
      ? { type: 'list', items: part.map((item) => inlines(item.slice(2), MARKS, reading)) }
      : { type: 'paragraph', of: inlines(part.join('\n'), MARKS, reading) })
    at = end
  }
  return blocks
}

// No part can match what another part of the same pattern gives back, so none backtracks: time grows with length only.
const FIELD = /\{\{([a-z][a-z0-9_]{0,63})\|([^{}|\n]{0,200})\}\}/g
const MARKS = /\{\{([a-z][a-z0-9_]{0,63})\|([^{}|\n]{0,200})\}\}|\*\*([^*\n]+)\*\*|\[([^[\]\n]+)\]\(([^()\s]+)\)/g

function inlines(source: string, marks: RegExp, reading: Reading): Inline[] {
  const found: Inline[] = []
  let from = 0
  for (const match of source.matchAll(marks)) {
    plain(source.slice(from, match.index), found, reading)
    from = match.index + match[0].length
    const [, name, otherwise, bold, words, href] = match
    if (name !== undefined) found.push(field(name, otherwise!, reading))
    else if (bold !== undefined) found.push({ type: 'bold', of: inlines(bold, FIELD, reading) })
    else found.push(linkTo(inlines(words!, FIELD, reading), href!, reading))
  }
  plain(source.slice(from), found, reading)
  return found
}

function plain(words: string, found: Inline[], reading: Reading): void {
  if (words === '') return
  // Braces that were no field are a slip of the pen that the recipient should never see.
  if (words.includes('{{') || words.includes('}}')) reading.faults.push({ text: 'messages.markup.field-unreadable' })
  found.push({ type: 'text', text: words })
}

function field(name: string, otherwise: string, reading: Reading): Inline {
  reading.fields.add(name)
  return { type: 'field', name, otherwise: otherwise.trim() }
}

const SCHEMES = ['https:', 'http:', 'mailto:', 'tel:']

function linkTo(of: readonly Inline[], href: string, reading: Reading): Inline {
  const fits = URL.canParse(href) && SCHEMES.includes(new URL(href).protocol) && !href.includes('{')
  if (!fits) reading.faults.push({ text: 'messages.markup.link-unfit', parameters: { link: href.slice(0, 100) } })
  return { type: 'link', of, href: fits ? new URL(href).href : '#' }
}

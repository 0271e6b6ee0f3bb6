import { badRow } from './bank-line.ts'

export interface XmlElement {
  /** Without its prefix. */
  name: string
  /** As they are written. */
  attributes: Record<string, string>
  text: string
  children: XmlElement[]
}

/** Deeper, longer or more than this no bank writes. */
const BOUNDS = { depth: 40, tag: 64 * 1024, text: 64 * 1024, children: 10_000 }
const NAME = String.raw`[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?`
const OPENING = new RegExp(String.raw`^<(${NAME})((?:\s+${NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(/?)>$`)
const CLOSING = new RegExp(String.raw`^</(${NAME})\s*>$`)
const ATTRIBUTE = new RegExp(String.raw`(${NAME})\s*=\s*(?:"([^"]*)"|'([^']*)')`, 'g')
const DECLARATION = /^<\?xml\s+version\s*=\s*(?:"1\.[0-9]"|'1\.[0-9]')(?:\s+encoding\s*=\s*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:\s+standalone\s*=\s*(?:"(?:yes|no)"|'(?:yes|no)'))?\s*\?>$/
const INSTRUCTION = new RegExp(String.raw`^<\?(?!xml(?:\s|\?))${NAME}(?:\s[\s\S]*)?\?>$`, 'i')
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\uFFFE\uFFFF]/
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Reads XML as it comes, element by element: each is told of when it is complete, with those it lies in, the outermost
 * first; whoever is told may take it out of them, so that a statement of 100,000 transactions is never in memory as a whole.
 * Kept small on purpose: no document type and no entities but the five of XML. Throws a Problem (invalid) that names the line.
 */
export function* xmlElements(pieces: Iterable<string>): Generator<{ element: XmlElement; within: readonly XmlElement[] }, void> {
  const open: { written: string; element: XmlElement }[] = []
  let isOver = false
  for (const { kind, text, row } of xmlTokens(pieces)) {
    const last = open.at(-1)?.element
    if (kind !== 'tag') {
      if (last) last.text = bounded(last.text + text, BOUNDS.text, row)
      else if (kind === 'data' || text.trim() !== '') throw badRow('xml', row)
      continue
    }
    const closing = CLOSING.exec(text)
    if (closing) {
      if (open.at(-1)?.written !== closing[1]) throw badRow('xml', row)
      const { element } = open.pop()!
      isOver = open.length === 0
      yield { element, within: open.map((one) => one.element) }
      continue
    }
    const [, written, attributes = '', isEmpty] = OPENING.exec(text) ?? []
    if (!written || isOver || open.length >= BOUNDS.depth) throw badRow('xml', row)
    const element: XmlElement = { name: written.slice(written.indexOf(':') + 1), attributes: attributesOf(attributes, row), text: '', children: [] }
    if (last && last.children.push(element) > BOUNDS.children) throw badRow('xml-heavy', row)
    if (!isEmpty) open.push({ written, element })
    else if (last) yield { element, within: open.map((one) => one.element) }
    else throw badRow('xml', row)
  }
  if (!isOver) throw badRow('xml-cut', 1)
}

interface Token { kind: 'tag' | 'text' | 'data'; text: string; row: number }

/** What XML is made of, one after the other; comments and instructions are passed over, a document type is refused. */
function* xmlTokens(pieces: Iterable<string>): Generator<Token, void> {
  const more = pieces[Symbol.iterator]()
  let rest = ''
  let row = 1
  let taken = 0
  const grow = () => {
    const { done, value } = more.next()
    if (!done) rest += value
    return !done
  }
  const take = (length: number) => {
    const piece = rest.slice(0, length)
    rest = rest.slice(length)
    taken += length
    for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', at + 1)) row++
    if (FORBIDDEN.test(piece)) throw badRow('xml', row)
    return piece
  }
  /** Up to the end of what begins here. */
  const until = (end: string, from: number) => {
    let at = rest.indexOf(end, from)
    while (at < 0) {
      if (rest.length > BOUNDS.tag) throw badRow('xml-heavy', row)
      const tried = Math.max(from, rest.length - end.length)
      if (!grow()) throw badRow('xml-cut', row)
      at = rest.indexOf(end, tried)
    }
    if (at > BOUNDS.tag) throw badRow('xml-heavy', row)
    return take(at + end.length)
  }
  for (;;) {
    if (rest === '' && !grow()) return
    const at = rest.indexOf('<')
    if (at !== 0) {
      if (at < 0 && rest.length < BOUNDS.text && grow()) continue
      const before = row
      const text = take(at < 0 ? rest.length : at)
      if (text.includes(']]>')) throw badRow('xml', before)
      yield { kind: 'text', text: decoded(text, before), row: before }
      continue
    }
    while (rest.length < 9 && grow()) { /* Enough to see what begins. */ }
    const before = row
    const isFirst = taken === 0
    if (rest.startsWith('<!--')) {
      if (until('-->', 4).slice(4, -3).includes('--')) throw badRow('xml', before)
    } else if (rest.startsWith('<![CDATA[')) yield { kind: 'data', text: until(']]>', 9).slice(9, -3), row: before }
    else if (rest.startsWith('<?')) {
      const instruction = until('?>', 2)
      if (!INSTRUCTION.test(instruction) && !(isFirst && DECLARATION.test(instruction))) throw badRow('xml', before)
    } else if (rest.startsWith('<!')) throw badRow('xml-doctype', before)
    else yield { kind: 'tag', text: until('>', 1), row: before }
  }
}

function attributesOf(text: string, row: number): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const [, name, double, single] of text.matchAll(ATTRIBUTE)) {
    if (Object.hasOwn(attributes, name!)) throw badRow('xml', row)
    attributes[name!] = decoded(double ?? single ?? '', row)
  }
  return attributes
}

function decoded(text: string, row: number): string {
  if (!text.includes('&')) return text
  return text.replaceAll(/&(?:(amp|lt|gt|quot|apos);|#(\d{1,7});|#x([\da-fA-F]{1,6});)?/g, (_, named?: string, number?: string, hex?: string) => {
    if (named) return ENTITIES[named]!
    const code = number ? Number(number) : parseInt(hex ?? '', 16)
    const letter = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ''
    if (letter === '' || FORBIDDEN.test(letter)) throw badRow('xml-entity', row)
    return letter
  })
}

function bounded(text: string, most: number, row: number): string {
  if (text.length > most) throw badRow('xml-heavy', row)
  return text
}

/** The first element along a path of names. */
export function first(element: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((one, name) => one?.children.find((child) => child.name === name), element)
}

/** What stands in the first element along a path, without the blanks around it; undefined where nothing does. */
export function textAt(element: XmlElement | undefined, ...path: string[]): string | undefined {
  return first(element, ...path)?.text.trim() || undefined
}

export function all(element: XmlElement | undefined, ...path: string[]): XmlElement[] {
  return path.reduce<XmlElement[]>((many, name) => many.flatMap((one) => one.children.filter((child) => child.name === name)), element ? [element] : [])
}

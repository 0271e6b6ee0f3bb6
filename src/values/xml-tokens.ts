/** What XML is made of, in the order of the file; names as they are written, texts as they are meant. */
export type XmlToken =
  | { kind: 'open'; name: string; attributes: { name: string; value: string }[]; row: number; from: number }
  /** An element without content opens and closes at one place. `to` is after its last letter. */
  | { kind: 'close'; name: string; row: number; to: number }
  | { kind: 'text'; text: string; row: number }
  | { kind: 'comment'; text: string }
  | { kind: 'instruction'; name: string; data: string }

/** Deeper or longer than this is made to hurt. Lengths in letters. */
export interface XmlBounds { depth: number; tag: number; text: number }

/** Why something is not read: it is no well-formed XML, ends in the middle, passes a bound, declares a document type, or names what XML has not. */
export class XmlFault extends Error {
  readonly why: 'broken' | 'cut' | 'heavy' | 'deep' | 'doctype' | 'entity'
  /** Line of the file, from 1. */
  readonly row: number
  readonly entity: string

  constructor(why: XmlFault['why'], row: number, entity = '') {
    super(`${why}, line ${row}`)
    this.why = why
    this.row = row
    this.entity = entity
  }
}

const PART = String.raw`[\p{L}_][\p{L}\p{M}\p{N}.·_-]*`
const NAME = `${PART}(?::${PART})?`
const VALUE = `"[^"<]*"|'[^'<]*'`
const TAG = /<[^"'>]*(?:(?:"[^"]*"|'[^']*')[^"'>]*)*>/y
const OPENING = new RegExp(String.raw`^<(${NAME})((?:\s+${NAME}\s*=\s*(?:${VALUE}))*)\s*(/?)>$`, 'u')
const CLOSING = new RegExp(String.raw`^</(${NAME})\s*>$`, 'u')
const ATTRIBUTE = new RegExp(String.raw`(${NAME})\s*=\s*(${VALUE})`, 'gu')
const DECLARATION = /^<\?xml\s+version\s*=\s*(?:"1\.[0-9]"|'1\.[0-9]')(?:\s+encoding\s*=\s*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:\s+standalone\s*=\s*(?:"(?:yes|no)"|'(?:yes|no)'))?\s*\?>$/
const INSTRUCTION = new RegExp(String.raw`^<\?(?!xml(?:\s|\?))(${NAME})(?:\s+([\s\S]*))?\?>$`, 'iu')
// oxlint-disable-next-line no-control-regex -- they are what is looked for (XML 1.0, 2.2)
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\uFFFE\uFFFF]/
const FIVE: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Reads well-formed XML as it comes, piece by piece. Kept small on purpose: a document type is refused before anything of it is
 * read, since entities are how XML is made to explode or to fetch, and there are no entities but the five of XML and numbers.
 * Throws XmlFault.
 */
export function* xmlTokens(pieces: Iterable<string>, bounds: XmlBounds): Generator<XmlToken, void> {
  const open: string[] = []
  let isOver = false
  for (const token of rawTokens(pieces, bounds)) {
    if (token.kind === 'comment' || token.kind === 'instruction') {
      yield token
      continue
    }
    const { row, text } = token
    if (token.kind !== 'tag') {
      if (open.length > 0) yield { kind: 'text', text: token.kind === 'data' ? text : decoded(text, row), row }
      else if (token.kind === 'data' || text.trim() !== '') throw new XmlFault('broken', row)
      continue
    }
    const [, closed] = CLOSING.exec(text) ?? []
    if (closed !== undefined) {
      if (open.pop() !== closed) throw new XmlFault('broken', row)
      isOver = open.length === 0
      yield { kind: 'close', name: closed, row, to: token.to }
      continue
    }
    const [, name, attributes = '', isEmpty] = OPENING.exec(text) ?? []
    if (name === undefined || isOver) throw new XmlFault('broken', row)
    if (open.length >= bounds.depth) throw new XmlFault('deep', row)
    yield { kind: 'open', name, attributes: attributesOf(attributes, row), row, from: token.to - text.length }
    if (isEmpty) {
      isOver = open.length === 0
      yield { kind: 'close', name, row, to: token.to }
    } else open.push(name)
  }
  if (!isOver) throw new XmlFault('cut', 1)
}

type RawToken = { kind: 'tag' | 'text' | 'data'; text: string; row: number; to: number } | Extract<XmlToken, { kind: 'comment' | 'instruction' }>

function* rawTokens(pieces: Iterable<string>, bounds: XmlBounds): Generator<RawToken, void> {
  const more = pieces[Symbol.iterator]()
  let [rest, row, taken] = ['', 1, 0]
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
    if (FORBIDDEN.test(piece)) throw new XmlFault('broken', row)
    return piece
  }
  /** As much as `found` says, asked again while more comes. */
  const until = (most: number, found: () => number) => {
    let length = found()
    while (length < 0) {
      if (rest.length > most) throw new XmlFault('heavy', row)
      if (!grow()) throw new XmlFault('cut', row)
      length = found()
    }
    if (length > most) throw new XmlFault('heavy', row)
    return take(length)
  }
  const after = (end: string, from: number) => () => {
    const at = rest.indexOf(end, from)
    return at < 0 ? -1 : at + end.length
  }
  const tagEnd = () => {
    TAG.lastIndex = 0
    return TAG.exec(rest)?.[0].length ?? -1
  }
  for (;;) {
    if (rest === '' && !grow()) return
    const at = rest.indexOf('<')
    const before = row
    if (at !== 0) {
      if (at < 0 && rest.length < bounds.text && grow()) continue
      const text = take(at < 0 ? rest.length : at)
      if (text.includes(']]>')) throw new XmlFault('broken', before)
      yield { kind: 'text', text: lined(text), row: before, to: taken }
      continue
    }
    while (rest.length < 9 && grow()) { /* Enough to see what begins. */ }
    const isFirst = taken === 0
    if (rest.startsWith('<!--')) {
      const comment = until(bounds.text, after('-->', 4)).slice(4, -3)
      if (comment.includes('--')) throw new XmlFault('broken', before)
      yield { kind: 'comment', text: lined(comment) }
    } else if (rest.startsWith('<![CDATA[')) yield { kind: 'data', text: lined(until(bounds.text, after(']]>', 9)).slice(9, -3)), row: before, to: taken }
    else if (rest.startsWith('<?')) {
      const instruction = until(bounds.tag, after('?>', 2))
      const [whole, name = '', data = ''] = INSTRUCTION.exec(instruction) ?? []
      if (whole !== undefined) yield { kind: 'instruction', name, data }
      else if (!isFirst || !DECLARATION.test(instruction)) throw new XmlFault('broken', before)
    } else if (/^<!DOCTYPE/i.test(rest)) throw new XmlFault('doctype', before)
    else if (rest.startsWith('<!')) throw new XmlFault('broken', before)
    else yield { kind: 'tag', text: until(bounds.tag, tagEnd), row: before, to: taken }
  }
}

/** Every end of a line is one letter (XML 1.0, 2.11). */
function lined(text: string): string {
  return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text
}

/** A name twice is an error; a blank is a space, unless it is written as a number (XML 1.0, 3.3.3). */
function attributesOf(text: string, row: number): { name: string; value: string }[] {
  const attributes = [...text.matchAll(ATTRIBUTE)].map(([, name, quoted]) => ({ name: name!, value: decoded(lined(quoted!.slice(1, -1)).replaceAll(/[\t\n]/g, ' '), row) }))
  if (new Set(attributes.map(({ name }) => name)).size < attributes.length) throw new XmlFault('broken', row)
  return attributes
}

function decoded(text: string, row: number): string {
  if (!text.includes('&')) return text
  return text.replaceAll(/&([^;\s&]*)(;?)/g, (written, name: string, end: string) => {
    if (end === '') throw new XmlFault('entity', row, written.slice(0, 40))
    const known = FIVE[name]
    if (known !== undefined) return known
    const [, hex, digits] = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name) ?? []
    const code = hex !== undefined ? Number.parseInt(hex, 16) : digits !== undefined ? Number(digits) : -1
    const letter = code >= 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ''
    if (letter === '' || FORBIDDEN.test(letter)) throw new XmlFault('entity', row, written.slice(0, 40))
    return letter
  })
}

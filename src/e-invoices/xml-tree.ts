import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { Problem } from '../plumbing/errors.ts'

/** An element as it stands in a file, with everything that is in it, in order: nothing is lost between reading and writing. */
export interface XmlElement {
  /** As it is written, with its prefix. */
  name: string
  /** What the prefix stands for; empty where nothing does. */
  space: string
  local: string
  attributes: readonly XmlAttribute[]
  children: readonly XmlNode[]
}

export interface XmlAttribute {
  name: string
  value: string
}

export type XmlNode = XmlElement | { text: string } | { comment: string } | { instruction: string; data: string }

export interface XmlDocument {
  before: readonly XmlNode[]
  root: XmlElement
  after: readonly XmlNode[]
}

/** An e-invoice with attachments inside may be long; one that is deeper than this is made to hurt. */
export const MAX_XML_BYTES = 20 * 1024 * 1024
const MAX_DEPTH = 40

const ATTRIBUTES = ':@'
const TEXT = '#text'
const COMMENT = '#comment'
const CDATA = '#cdata'
type Raw = Record<string, unknown>

/** Entities stay as they are written: the five of XML and numbers are read here, and there are no others. */
const parser = new XMLParser({
  preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', trimValues: false, parseTagValue: false, parseAttributeValue: false,
  processEntities: false, commentPropName: COMMENT, cdataPropName: CDATA, maxNestedTags: MAX_DEPTH,
})

/**
 * Reads XML as a tree. Throws a Problem (invalid) that says where: for what is not well-formed, is too long or deep, says
 * DOCTYPE (the way in for entities that grow and files of ours), or names entities that XML has not.
 */
export function parseXml(text: string): XmlDocument {
  if (text.length > MAX_XML_BYTES) throw unreadable('too-long', { megabytes: MAX_XML_BYTES / 1024 / 1024 })
  // Looked for before anything reads it. Of what may legally say so, comments and CDATA, no invoice does.
  if (/<!DOCTYPE/i.test(text)) throw unreadable('doctype')
  const valid = XMLValidator.validate(text)
  if (valid !== true) throw unreadable('not-xml', { line: valid.err.line })
  const nodes = parsed(text).flatMap((raw) => nodesOf(raw, new Map([['xml', 'http://www.w3.org/XML/1998/namespace']])))
  const at = nodes.findIndex((node) => 'local' in node)
  const root = nodes[at]
  if (!root || !('local' in root) || nodes.some((node, place) => place !== at && 'local' in node)) throw unreadable('not-xml', { line: 1 })
  return { before: nodes.slice(0, at).filter(outside), root, after: nodes.slice(at + 1).filter(outside) }
}

/** The XML of a tree, in UTF-8. */
export function writeXml({ before, root, after }: XmlDocument): string {
  const lines = (nodes: readonly XmlNode[]) => nodes.map(written)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${[...lines(before), written(root), ...lines(after)].join('\n')}\n`
}

/** The text in an element and under it. */
export function textIn(element: XmlElement): string {
  return element.children.map((child) => ('text' in child ? child.text : 'local' in child ? textIn(child) : '')).join('')
}

function parsed(text: string): Raw[] {
  try {
    return parser.parse(text) as Raw[]
  } catch {
    throw unreadable('too-deep', { depth: MAX_DEPTH })
  }
}

/** Blanks round the root mean nothing. */
function outside(node: XmlNode): boolean {
  return !('text' in node)
}

function nodesOf(raw: Raw, spaces: ReadonlyMap<string, string>): XmlNode[] {
  const name = Object.keys(raw).find((key) => key !== ATTRIBUTES)!
  if (name === TEXT) return [{ text: plain(String(raw[TEXT])) }]
  if (name === COMMENT) return [{ comment: inner(raw[COMMENT]) }]
  if (name === CDATA) return [{ text: inner(raw[CDATA]) }]
  const attributes = Object.entries((raw[ATTRIBUTES] ?? {}) as Record<string, string>).map(([key, value]) => ({ name: key, value: plain(value.replaceAll(/[\t\n]/g, ' ')) }))
  if (name.startsWith('?')) return name === '?xml' ? [] : [{ instruction: name.slice(1), data: (raw[name] as Raw[]).map((each) => String(each[TEXT] ?? '')).join('') || attributes.map((one) => `${one.name}="${one.value}"`).join(' ') }]
  const own = new Map(spaces)
  for (const { name: key, value } of attributes) if (key === 'xmlns' || key.startsWith('xmlns:')) own.set(key.slice(6), value)
  const [prefix, local] = name.includes(':') ? (name.split(':') as [string, string]) : ['', name]
  const space = own.get(prefix) ?? ''
  if (prefix !== '' && space === '') throw unreadable('prefix', { prefix })
  return [{ name, space, local, attributes, children: joined((raw[name] as Raw[]).flatMap((each) => nodesOf(each, own))) }]
}

/** Text that a comment or CDATA does not part is one piece. */
function joined(nodes: readonly XmlNode[]): XmlNode[] {
  const all: XmlNode[] = []
  for (const node of nodes) {
    const last = all.at(-1)
    if ('text' in node && last && 'text' in last) all[all.length - 1] = { text: last.text + node.text }
    else all.push(node)
  }
  return all
}

function inner(value: unknown): string {
  return (value as Raw[]).map((each) => String(each[TEXT] ?? '')).join('')
}

const FIVE: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function plain(text: string): string {
  return text.replaceAll(/&([^;\s&]*);?/g, (all, name: string) => {
    const known = FIVE[name]
    if (known !== undefined && all.endsWith(';')) return known
    const [, hex, digits] = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name) ?? []
    const code = hex ? Number.parseInt(hex, 16) : digits ? Number(digits) : -1
    if (!all.endsWith(';') || !isLetter(code)) throw unreadable('entity', { entity: all.slice(0, 40) })
    return String.fromCodePoint(code)
  })
}

/** XML 1.0, section 2.2. */
function isLetter(code: number): boolean {
  return code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
}

function written(node: XmlNode): string {
  if ('text' in node) return node.text.replaceAll(/[&<>\r]/g, escaped)
  if ('comment' in node) return `<!--${node.comment}-->`
  if ('instruction' in node) return `<?${node.instruction} ${node.data}?>`
  const attributes = node.attributes.map(({ name, value }) => ` ${name}="${value.replaceAll(/[&<>"\t\n\r]/g, escaped)}"`).join('')
  const children = node.children.map(written).join('')
  return children === '' ? `<${node.name}${attributes}/>` : `<${node.name}${attributes}>${children}</${node.name}>`
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Blanks that a reader would change stand as numbers. */
function escaped(letter: string): string {
  return ESCAPES[letter] ?? `&#${letter.codePointAt(0)!};`
}

function unreadable(why: string, parameters?: Record<string, string | number>): Problem {
  return new Problem('invalid', { text: `e-invoices.${why}`, rule: 'XML', field: 'ubl', ...(parameters && { parameters }) })
}

import { Problem } from '../plumbing/errors.ts'
import { XmlFault, xmlTokens } from '../values/xml-tokens.ts'

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

/** A file as a tree, and where in its text each element stands: from its first letter to after its last. */
export interface ParsedXml extends XmlDocument {
  places: ReadonlyMap<XmlElement, { from: number; to: number }>
}

/** An e-invoice with attachments inside may be long; one that is deeper than this is made to hurt. */
export const MAX_XML_BYTES = 20 * 1024 * 1024
const MAX_DEPTH = 40
const BOUNDS = { depth: MAX_DEPTH, tag: 64 * 1024, text: MAX_XML_BYTES }
const NOWHERE = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']])

/**
 * Reads XML as a tree. Throws a Problem (invalid) that says where: for what is not well-formed, is too long or deep, says
 * DOCTYPE (the way in for entities that grow and files of ours), or names entities that XML has not.
 */
export function parseXml(text: string): ParsedXml {
  if (text.length > MAX_XML_BYTES) throw unreadable('too-long', { megabytes: MAX_XML_BYTES / 1024 / 1024 })
  try {
    return treeOf(text)
  } catch (error) {
    throw error instanceof XmlFault ? inWords(error) : error
  }
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

type Open = XmlElement & { children: XmlNode[]; spaces: ReadonlyMap<string, string>; from: number }

function treeOf(text: string): ParsedXml {
  const open: Open[] = []
  const outside: [XmlNode[], XmlNode[]] = [[], []]
  const places = new Map<XmlElement, { from: number; to: number }>()
  let root: XmlElement | undefined
  for (const token of xmlTokens([text], BOUNDS)) {
    const last = open.at(-1)
    if (token.kind === 'open') open.push(opened(token, last?.spaces ?? NOWHERE))
    else if (token.kind === 'close') {
      const { spaces: _, from, ...element } = open.pop()!
      places.set(element, { from, to: token.to })
      if (open.length > 0) open.at(-1)!.children.push(element)
      else root = element
    } else if (token.kind === 'text') addText(last!.children, token.text)
    else (last?.children ?? outside[root ? 1 : 0]).push(token.kind === 'comment' ? { comment: token.text } : { instruction: token.name, data: token.data })
  }
  return { before: outside[0], root: root!, after: outside[1], places }
}

function opened({ name, attributes, from }: { name: string; attributes: readonly XmlAttribute[]; from: number }, around: ReadonlyMap<string, string>): Open {
  const own = attributes.filter((one) => one.name === 'xmlns' || one.name.startsWith('xmlns:'))
  const spaces = own.length === 0 ? around : new Map([...around, ...own.map((one): [string, string] => [one.name.slice(6), one.value])])
  const [prefix, local] = name.includes(':') ? (name.split(':') as [string, string]) : ['', name]
  const space = spaces.get(prefix) ?? ''
  if (prefix !== '' && space === '') throw unreadable('prefix', { prefix })
  return { name, space, local, attributes, children: [], spaces, from }
}

/** Text that a comment or CDATA does not part is one piece. */
function addText(children: XmlNode[], text: string): void {
  const last = children.at(-1)
  if (last && 'text' in last) children[children.length - 1] = { text: last.text + text }
  else if (text !== '') children.push({ text })
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

function inWords({ why, row, entity }: XmlFault): Problem {
  if (why === 'doctype') return unreadable('doctype')
  if (why === 'deep') return unreadable('too-deep', { depth: MAX_DEPTH })
  if (why === 'entity') return unreadable('entity', { entity })
  return unreadable('not-xml', { line: row })
}

function unreadable(why: string, parameters?: Record<string, string | number>): Problem {
  return new Problem('invalid', { text: `e-invoices.${why}`, rule: 'XML', field: 'ubl', ...(parameters && { parameters }) })
}

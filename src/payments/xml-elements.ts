import { XmlFault, xmlTokens, type XmlBounds } from '../values/xml-tokens.ts'
import { badRow } from './bank-line.ts'

export interface XmlElement {
  /** Without its prefix. */
  name: string
  attributes: Record<string, string>
  text: string
  children: XmlElement[]
}

/** Deeper, longer or more than this no bank writes. */
const BOUNDS: XmlBounds = { depth: 40, tag: 64 * 1024, text: 64 * 1024 }
const MOST_CHILDREN = 10_000
const WORDS = { broken: 'xml', deep: 'xml', cut: 'xml-cut', heavy: 'xml-heavy', doctype: 'xml-doctype', entity: 'xml-entity' } as const

/**
 * Reads XML as it comes, element by element: each is told of when it is complete, with those it lies in, the outermost
 * first; whoever is told may take it out of them, so that a statement of 100,000 transactions is never in memory as a whole.
 * Throws a Problem (invalid) that names the line.
 */
export function* xmlElements(pieces: Iterable<string>): Generator<{ element: XmlElement; within: readonly XmlElement[] }, void> {
  const open: XmlElement[] = []
  try {
    for (const token of xmlTokens(pieces, BOUNDS)) {
      const last = open.at(-1)
      if (token.kind === 'text') {
        last!.text += token.text
        if (last!.text.length > BOUNDS.text) throw new XmlFault('heavy', token.row)
      } else if (token.kind === 'open') {
        const { name } = token
        const element: XmlElement = { name: name.slice(name.indexOf(':') + 1), attributes: Object.fromEntries(token.attributes.map((one) => [one.name, one.value])), text: '', children: [] }
        if (last && last.children.push(element) > MOST_CHILDREN) throw new XmlFault('heavy', token.row)
        open.push(element)
      } else if (token.kind === 'close') {
        open.pop()
        yield { element: last!, within: [...open] }
      }
    }
  } catch (error) {
    throw error instanceof XmlFault ? badRow(WORDS[error.why], error.row) : error
  }
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

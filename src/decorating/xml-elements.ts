import { XMLValidator } from 'fast-xml-parser'

/** An element of a document: where it stands in the text, and what is written in it itself. */
export interface XmlElement {
  /** Names without prefix, from the root down. */
  path: readonly string[]
  /** From its first `<` to after its last `>`. */
  from: number
  to: number
  /** What stands in its start tag after the name. */
  attributes: string
  text: string
}

/** No invoice is so deep, nor has so many. */
const DEPTH_MAX = 40
const ELEMENTS_MAX = 200_000
/** Comments, sections and instructions are passed over whole; of tags the quotes count. */
const TOKEN = /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(\/?)([^\s/>]+)((?:"[^"]*"|'[^']*'|[^>"'])*?)(\/?)>/g

/**
 * The elements of a well-formed document, in the order in which they end; undefined for anything else. A document that declares
 * anything is refused before it is read: entities are how XML is made to explode, or to fetch.
 */
export function xmlElements(text: string): XmlElement[] | undefined {
  if (/<!DOCTYPE/i.test(text) || XMLValidator.validate(text) !== true) return undefined
  const open: { name: string; from: number; attributes: string; text: string }[] = []
  const elements: XmlElement[] = []
  let last = 0
  for (const token of text.matchAll(TOKEN)) {
    const [whole, section, closes, name, attributes = '', alone] = token
    if (open.length > 0) open.at(-1)!.text += text.slice(last, token.index) + (section ?? '')
    last = token.index + whole.length
    if (name === undefined) continue
    if (!closes) open.push({ name: name.replace(/^.*:/, ''), from: token.index, attributes, text: '' })
    if (open.length > DEPTH_MAX || elements.length > ELEMENTS_MAX) return undefined
    if (!closes && !alone) continue
    const path = open.map((one) => one.name)
    const ended = open.pop()
    if (!ended) return undefined
    elements.push({ path, from: ended.from, to: last, attributes: ended.attributes, text: ended.text.trim() })
  }
  return elements.length > 0 && open.length === 0 ? elements : undefined
}

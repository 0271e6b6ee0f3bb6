import type { XmlElement, XmlNode } from '../src/e-invoices/xml-tree.ts'

// Every way to spoil an e-invoice by one change: each element is taken away, doubled, emptied or says something else, and so is each attribute.

const TEXTS = ['', 'X', '0', '-5', '7', '123.4567', '31', '50', '326', 'SE', 'SE556677889902X', 'NO974760674MVA', '5560360794', 'S', 'E', 'Z', 'O', 'VAT', '2026-13-40']
const MARKS = ['X', 'EUR', '0007', '0192', '0088', '0184', '0096', '0106', '0190', '0198', '0208', '0217', '9944']

export interface Spoilt {
  how: string
  root: XmlElement
}

export function* spoiltInvoices(root: XmlElement): Generator<Spoilt> {
  for (const [place, element] of walk(root).entries()) {
    if (element === root) continue
    const change = (how: string, put: (one: XmlElement) => readonly XmlNode[]): Spoilt => ({ how: `${element.name} (${place}) ${how}`, root: replaced(root, element, put)[0] as XmlElement })
    yield change('gone', () => [])
    yield change('twice', (one) => [one, one])
    if (element.children.every((child) => 'text' in child)) for (const text of TEXTS) yield change(`says ${text}`, (one) => [{ ...one, children: [{ text }] }])
    for (const { name } of element.attributes) {
      yield change(`without ${name}`, (one) => [{ ...one, attributes: one.attributes.filter((mark) => mark.name !== name) }])
      for (const value of MARKS) yield change(`${name} is ${value}`, (one) => [{ ...one, attributes: one.attributes.map((mark) => (mark.name === name ? { name, value } : mark)) }])
    }
  }
}

function walk(element: XmlElement): XmlElement[] {
  return [element, ...element.children.flatMap((child) => ('local' in child ? walk(child) : []))]
}

function replaced(node: XmlNode, target: XmlElement, put: (one: XmlElement) => readonly XmlNode[]): readonly XmlNode[] {
  if (node === target) return put(target)
  return 'local' in node ? [{ ...node, children: node.children.flatMap((child) => replaced(child, target, put)) }] : [node]
}

import { xmlElements, type XmlElement } from './xml-elements.ts'

const COMMON = 'urn:oasis:names:specification:ubl:schema:xsd:'
/** The byte order mark of UTF-8, byte by byte. */
const MARK = '\u00ef\u00bb\u00bf'
const SIGNATURES = 'http://www.w3.org/2000/09/xmldsig#'
/** What stands before the note, and what may follow the references, in the order of the schemas (UBL 2.1). */
const ORDER = {
  Invoice: {
    beforeNote: ['UBLExtensions', 'UBLVersionID', 'CustomizationID', 'ProfileID', 'ProfileExecutionID', 'ID', 'CopyIndicator', 'UUID', 'IssueDate', 'IssueTime', 'DueDate', 'InvoiceTypeCode'],
    afterReferences: ['ProjectReference', 'Signature', 'AccountingSupplierParty'],
  },
  CreditNote: {
    beforeNote: ['UBLExtensions', 'UBLVersionID', 'CustomizationID', 'ProfileID', 'ProfileExecutionID', 'ID', 'CopyIndicator', 'UUID', 'IssueDate', 'IssueTime', 'TaxPointDate', 'CreditNoteTypeCode'],
    afterReferences: ['StatementDocumentReference', 'OriginatorDocumentReference', 'Signature', 'AccountingSupplierParty'],
  },
} as const
type Root = keyof typeof ORDER

/** The privacy part of an e-invoice: a sentence, and where the customer's page is. */
export interface UblPart {
  id: string
  note: string
  description: string
  uri: string
}

export type UblFault = 'broken' | 'signed' | 'there-already'

/**
 * The e-invoice with one note and one reference more, where the schema has them, and every other byte as it was. Where a note
 * stands already the sentence is said in the reference alone: Peppol allows one (PEPPOL-EN16931-R002).
 */
export function withPrivacyPart(bytes: Uint8Array, part: UblPart): { ubl: Uint8Array } | { fault: UblFault } {
  const read = readUbl(bytes)
  if (!read) return { fault: 'broken' }
  const { mark, text, root, elements } = read
  if (text.includes(SIGNATURES)) return { fault: 'signed' }
  const children = elements.filter((one) => one.path.length === 2)
  if (children.some((one) => one.path[1] === 'AdditionalDocumentReference' && elements.some((inner) => inner.from > one.from && inner.to < one.to && inner.path.join(' ').endsWith(' ID') && inner.text === part.id))) return { fault: 'there-already' }
  const { beforeNote, afterReferences } = ORDER[root]
  const noteAt = children.findLast((one) => (beforeNote as readonly string[]).includes(one.path[1]!))?.to
  const referenceAt = children.find((one) => (afterReferences as readonly string[]).includes(one.path[1]!))?.from
  if (noteAt === undefined || referenceAt === undefined || referenceAt < noteAt) return { fault: 'broken' }
  const say = elementWriter(elements.at(-1)!)
  const note = children.some((one) => one.path[1] === 'Note') ? '' : say('cbc', 'Note', escaped(part.note))
  const description = note === '' ? `${part.description}: ${part.note}` : part.description
  const reference = say('cac', 'AdditionalDocumentReference', say('cbc', 'ID', escaped(part.id)) + say('cbc', 'DocumentDescription', escaped(description))
    + say('cac', 'Attachment', say('cac', 'ExternalReference', say('cbc', 'URI', escaped(part.uri)))))
  return { ubl: Buffer.from(mark + text.slice(0, noteAt) + note + text.slice(noteAt, referenceAt) + reference + text.slice(referenceAt), 'latin1') }
}

/**
 * Its text without the mark that says how bytes are ordered, which is given beside it. Byte by byte: what is added is ASCII, and the
 * markup is too in every encoding that is taken.
 */
function readUbl(bytes: Uint8Array): { mark: string; text: string; root: Root; elements: XmlElement[] } | undefined {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const text = Buffer.from(marked ? bytes.subarray(MARK.length) : bytes).toString('latin1')
  const elements = xmlElements(text)
  const root = elements?.at(-1)?.path[0]
  if (!elements || (root !== 'Invoice' && root !== 'CreditNote') || !elements.at(-1)!.attributes.includes(`${COMMON}${root}-2`)) return undefined
  return { mark: marked ? MARK : '', text, root, elements }
}

/** Writes elements with the prefixes of the document, or with one of their own where it has none for them. */
function elementWriter(root: XmlElement): (kind: 'cbc' | 'cac', name: string, content: string) => string {
  const names = { cbc: `${COMMON}CommonBasicComponents-2`, cac: `${COMMON}CommonAggregateComponents-2` }
  return (kind, name, content) => {
    const prefix = [...root.attributes.matchAll(/xmlns:([\w.-]+)\s*=\s*["']([^"']*)["']/g)].find(([, , space]) => space === names[kind])?.[1]
    const [tag, declared] = prefix === undefined ? [`${kind}:${name}`, ` xmlns:${kind}="${names[kind]}"`] : [`${prefix}:${name}`, '']
    return `<${tag}${declared}>${content}</${tag}>`
  }
}

/** In ASCII, so that it is right in whatever encoding the document has. */
function escaped(text: string): string {
  return text.replaceAll(/[<>&"']|[^\t\n\r -~]/gu, (one) => `&#${one.codePointAt(0)};`)
}

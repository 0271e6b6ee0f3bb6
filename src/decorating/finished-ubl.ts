import { ublKind } from '../e-invoices/read-invoice.ts'
import { childrenOf, each, first, trimmed, UBL_SPACES } from '../e-invoices/ubl-path.ts'
import { parseXml, type ParsedXml, type XmlElement } from '../e-invoices/xml-tree.ts'
import { Problem } from '../plumbing/errors.ts'

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

/** The privacy part of an e-invoice: a sentence, and where the customer's page is. */
export interface UblPart {
  id: string
  note: string
  description: string
  uri: string
}

/**
 * The e-invoice with one note and one reference more, where the schema has them, and every other byte as it was; `signed` for what
 * must not be touched. Where a note stands already the sentence is said in the reference alone: Peppol allows one
 * (PEPPOL-EN16931-R002). Throws a Problem (invalid) that says why nothing can be added.
 */
export function withPrivacyPart(bytes: Uint8Array, part: UblPart): { ubl: Uint8Array } | { fault: 'signed' } {
  const { mark, text, root, places } = readUbl(bytes)
  const kind = ublKind(root) === 'invoice' ? 'Invoice' : 'CreditNote'
  if (text.includes(SIGNATURES)) return { fault: 'signed' }
  if (each(root, 'cac:AdditionalDocumentReference/cbc:ID').some((one) => trimmed(one) === part.id)) throw new Problem('invalid', { text: 'decorating.ubl-there-already', field: 'ubl' })
  const children = childrenOf(root)
  const { beforeNote, afterReferences } = ORDER[kind]
  const last = children.findLast((one) => (beforeNote as readonly string[]).includes(one.local))
  const next = children.find((one) => (afterReferences as readonly string[]).includes(one.local))
  const [noteAt, referenceAt] = [last && places.get(last)!.to, next && places.get(next)!.from]
  if (noteAt === undefined || referenceAt === undefined || referenceAt < noteAt) throw new Problem('invalid', { text: 'decorating.ubl-incomplete', field: 'ubl' })
  const say = elementWriter(root)
  const note = first(root, 'cbc:Note') ? '' : say('cbc', 'Note', escaped(part.note))
  const description = note === '' ? `${part.description}: ${part.note}` : part.description
  const reference = say('cac', 'AdditionalDocumentReference', say('cbc', 'ID', escaped(part.id)) + say('cbc', 'DocumentDescription', escaped(description))
    + say('cac', 'Attachment', say('cac', 'ExternalReference', say('cbc', 'URI', escaped(part.uri)))))
  return { ubl: Buffer.from(mark + text.slice(0, noteAt) + note + text.slice(noteAt, referenceAt) + reference + text.slice(referenceAt), 'latin1') }
}

/**
 * Its text without the mark that says how bytes are ordered, which is given beside it. Byte by byte: what is added is ASCII, and the
 * markup is too in every encoding that is taken.
 */
function readUbl(bytes: Uint8Array): ParsedXml & { mark: string; text: string } {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const text = Buffer.from(marked ? bytes.subarray(MARK.length) : bytes).toString('latin1')
  return { ...parseXml(text), mark: marked ? MARK : '', text }
}

/** Writes elements with the prefixes of the document, or with one of their own where it has none for them. */
function elementWriter({ attributes }: XmlElement): (kind: 'cbc' | 'cac', name: string, content: string) => string {
  return (kind, name, content) => {
    const prefix = attributes.find((one) => one.name.startsWith('xmlns:') && one.value === UBL_SPACES[kind])?.name.slice('xmlns:'.length)
    const [tag, declared] = prefix === undefined ? [`${kind}:${name}`, ` xmlns:${kind}="${UBL_SPACES[kind]}"`] : [`${prefix}:${name}`, '']
    return `<${tag}${declared}>${content}</${tag}>`
  }
}

/** In ASCII, so that it is right in whatever encoding the document has. */
function escaped(text: string): string {
  return text.replaceAll(/[<>&"']|[^\t\n\r -~]/gu, (one) => `&#${one.codePointAt(0)};`)
}

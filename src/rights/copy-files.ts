import { RECEIPT_KINDS } from '../consent/receipt.ts'
import { t } from '../values/text.ts'
import type { AccessCopy } from './access-copy.ts'
import { copyCard } from './copy-card.ts'
import { copyCsv } from './copy-csv.ts'
import { copyJson } from './copy-json.ts'
import { copyPdf } from './copy-pdf.ts'
import type { CopySection } from './copy-sections.ts'
import { mailText } from './mail-text.ts'
import { dayInWords } from './value-in-words.ts'

type Row = Readonly<Record<string, unknown>>

/** Tables with files in them, and the column that names one. */
export const FILE_KEYS = { outbox_mail: 'outbox_mail_id', incoming_mail: 'mail_id', issued_document: 'document_id', request_document: 'document_id', slip: 'slip_id', slip_answer: 'slip_id', quote: 'quote_id' } as const
export type FileTable = keyof typeof FILE_KEYS

/** A file of an archive, read when its turn comes, so that one at a time is in memory. Its name is made here, never by anybody. */
export interface CopyFile {
  name: string
  content: () => Promise<Buffer | string>
}

/** Where the parts of an archive come from that are not in the copy. */
export interface FileSources {
  /** Signed receipt of one entry. */
  receipt(seq: number): Promise<string>
  /** The bytes of a file of the person's, opened. */
  file(table: FileTable, row: Row): Promise<Buffer>
}

const EXTENSIONS: Record<string, string> = { 'application/pdf': 'pdf', 'text/plain': 'txt', 'text/html': 'html', 'application/xml': 'xml', 'text/xml': 'xml', 'image/png': 'png', 'image/jpeg': 'jpg', 'application/json': 'json', 'message/rfc822': 'eml' }

/** Everything that lies in the archive of a copy, in its order. */
export function copyFiles(copy: AccessCopy, sections: readonly CopySection[], sources: FileSources): CopyFile[] {
  const written = writtenFiles(copy, sections)
  const gathered = [...receiptFiles(copy, sources), ...(copy.kind === 'access' ? [...mailFiles(copy, sources), ...documentFiles(copy, sources)] : [])]
  const names = [...written, ...gathered].map((one) => one.name)
  return [{ name: 'README.txt', content: async () => readme(copy, names) }, ...written, ...gathered]
}

function writtenFiles(copy: AccessCopy, sections: readonly CopySection[]): CopyFile[] {
  const tables = Object.entries(copy.tables).filter(([, rows]) => rows.length > 0)
  return [
    { name: 'copy.pdf', content: () => copyPdf(copy, titleOf(copy), leadOf(copy), sections) },
    { name: 'data.jsonld', content: async () => copyJson(copy) },
    { name: 'contact.vcf', content: async () => copyCard(copy) },
    ...tables.map(([table, rows]): CopyFile => ({ name: `csv/${table}.csv`, content: async () => copyCsv(rows) })),
  ]
}

export function titleOf({ kind, language }: Pick<AccessCopy, 'kind' | 'language'>): string {
  return t(language, kind === 'access' ? 'copy.title' : 'copy.title.portability')
}

export function leadOf({ kind, language, controller }: Pick<AccessCopy, 'kind' | 'language' | 'controller'>): string {
  return t(language, kind === 'access' ? 'copy.lead' : 'copy.lead.portability', { company: controller.name })
}

function receiptFiles(copy: AccessCopy, sources: FileSources): CopyFile[] {
  return rowsOf(copy, 'ledger_entry').filter((entry) => (RECEIPT_KINDS as readonly string[]).includes(String(entry['kind'])) && !copy.receiptsKept.has(Number(entry['seq'])))
    .map((entry) => ({ name: `receipts/receipt-${Number(entry['seq'])}.json`, content: () => sources.receipt(Number(entry['seq'])) }))
}

function mailFiles(copy: AccessCopy, sources: FileSources): CopyFile[] {
  const asText = (table: 'outbox_mail' | 'incoming_mail', name: string, mail: Row): CopyFile => ({ name, content: async () => {
    const { head, body } = await mailText(await sources.file(table, mail), String(mail['kind'] ?? ''))
    return `${head}\n\n${copy.clean(`${table}.source`, body, false)}\n`
  } })
  return [
    ...rowsOf(copy, 'outbox_mail').map((mail, place) => asText('outbox_mail', `mails/mail-${numbered(place)}.txt`, mail)),
    ...rowsOf(copy, 'incoming_mail').filter((mail) => mail['source'] !== null).map((mail, place) => asText('incoming_mail', `sent/mail-${numbered(place)}.txt`, mail)),
  ]
}

function documentFiles(copy: AccessCopy, sources: FileSources): CopyFile[] {
  const issued = rowsOf(copy, 'issued_document').map((one, place) => ({
    name: `documents/document-${numbered(place)}.${EXTENSIONS[String(one['media_type'])] ?? 'bin'}`, content: () => sources.file('issued_document', one),
  }))
  const sent = rowsOf(copy, 'request_document').map((one, place) => ({
    name: `sent/document-${numbered(place)}.${EXTENSIONS[String(one['media_type'])] ?? 'bin'}`, content: () => sources.file('request_document', one),
  }))
  // What was printed goes after its days, and so does the picture of what came back.
  const printed = rowsOf(copy, 'slip').filter((one) => one['sheet'] !== null).map((one, place) => ({ name: `documents/sheet-${numbered(place)}.pdf`, content: () => sources.file('slip', one) }))
  const slips = rowsOf(copy, 'slip_answer').filter((one) => one['picture'] !== null).map((one, place) => ({
    name: `sent/slip-${numbered(place)}.${EXTENSIONS[String(one['media_type'])] ?? 'bin'}`, content: () => sources.file('slip_answer', one),
  }))
  const offered = rowsOf(copy, 'quote').map((one, place) => ({ name: `documents/quote-${numbered(place)}.pdf`, content: () => sources.file('quote', one) }))
  return [...issued, ...offered, ...printed, ...sent, ...slips]
}

const rowsOf = (copy: AccessCopy, table: string): readonly Row[] => copy.tables[table] ?? []
const numbered = (place: number): string => String(place + 1).padStart(3, '0')

/** What each file is, in the person's language. */
function readme(copy: AccessCopy, names: readonly string[]): string {
  const { language } = copy
  const has = (start: string): boolean => names.some((name) => name.startsWith(start))
  const lines: [string, string][] = [['copy.pdf', 'pdf'], ['data.jsonld', 'json'], ['csv/', 'csv'], ['contact.vcf', 'card'], ['receipts/', 'receipts'], ['mails/', 'mails'], ['documents/', 'documents'], ['sent/', 'sent']]
  return [
    titleOf(copy), '', t(language, 'copy.readme.head', { day: dayInWords(language, copy.at), company: copy.controller.name }), leadOf(copy), '',
    ...lines.filter(([start]) => has(start)).map(([start, key]) => t(language, `copy.readme.${key}`, { file: start })), '',
  ].join('\r\n')
}

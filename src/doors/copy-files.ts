import { Readable } from 'node:stream'
import { issueReceipt } from '../consent/issue-receipt.ts'
import { customerUrl } from '../messages/customer-paths.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { AccessCopy, CopyKind } from '../rights/access-copy.ts'
import { copyArchive } from '../rights/copy-archive.ts'
import { copyFiles, FILE_KEYS, leadOf, titleOf, type FileSources } from '../rights/copy-files.ts'
import type { CopyForm } from '../rights/copy-link.ts'
import { copyPdf } from '../rights/copy-pdf.ts'
import { copySections } from '../rights/copy-sections.ts'
import { selectGivenFile } from '../rights/given.sql.ts'
import { readAccess } from '../rights/read-access.ts'
import { openDocument } from '../rights/sealed-document.ts'
import type { PersonId } from '../values/ids.ts'
import { groupedNumber } from '../values/letter-number.ts'
import { t, type Language } from '../values/text.ts'
import type { House } from './house.ts'

/** What the company's own mails come from is nobody else's address. */
export function companyAddresses({ settings }: House): string[] {
  return [settings.mailFrom.address.toLowerCase()]
}

/** A copy as it stands now, in the language of whoever reads it. */
export async function readCopy(tx: Tx, house: House, personId: PersonId, kind: CopyKind, language: Language): Promise<AccessCopy> {
  return (await readAccess(tx, house.keeper, personId, { kind, language, company: companyAddresses(house) })).copy
}

/** One file of a copy, ready to be handed out. */
export interface CopyFileAnswer {
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>
  headers: Record<string, string>
}

export const kindOfForm = (form: CopyForm): CopyKind => (form === 'portable' ? 'portability' : 'access')

/** The file of this form, made now; an archive is written while it is read. `number`: what a page that goes by letter is told by. */
export async function copyFile(house: House, personId: PersonId, form: CopyForm, language: Language, number?: string): Promise<CopyFileAnswer> {
  const copy = await house.database.read((tx) => readCopy(tx, house, personId, kindOfForm(form), language))
  const day = copy.at.toISOString().slice(0, 10)
  const sections = copySections(copy)
  if (form === 'pdf') return { body: new Uint8Array(await copyPdf(copy, titleOf(copy), [leadOf(copy), ...(number === undefined ? [] : [t(language, 'copy.letter-number', { number: groupedNumber(number) })])].join(' '), sections)), headers: fileHeaders('application/pdf', `copy-${day}.pdf`) }
  const zip = copyArchive(copyFiles(copy, sections, sourcesOf(house, personId, language)), copy.at)
  zip.on('error', (error) => house.log.error({ err: error }, 'a copy broke off'))
  return { body: Readable.toWeb(zip) as ReadableStream<Uint8Array>, headers: fileHeaders('application/zip', `${form === 'portable' ? 'portable' : 'copy'}-${day}.zip`) }
}

function fileHeaders(type: string, name: string): Record<string, string> {
  return { 'content-type': type, 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' }
}

function sourcesOf(house: House, personId: PersonId, language: Language): FileSources {
  const desk = { keeper: house.keeper, tree: house.tree, url: customerUrl(house.publicUrl, 'frontDoor') }
  return {
    receipt: (seq) => house.database.read((tx) => issueReceipt(tx, desk, personId, seq, language)),
    file: async (table, row) => {
      const id = String(row[FILE_KEYS[table]])
      const bytes = await house.database.read((tx) => selectGivenFile(tx, personId, table, FILE_KEYS[table], id))
      if (!bytes) throw new Problem('not-found', { text: 'copy.unknown' })
      if (table === 'slip_answer') return openDocument(house.keeper.keys.tokens, id, id, bytes)
      return table === 'request_document' ? openDocument(house.keeper.keys.tokens, String(row['request_id']), id, bytes) : bytes
    },
  }
}

import { selectGrounds } from '../people/grounds.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'
import { noteStep } from './note-step.ts'
import { upsertRecipientNotice, type NoticeAbout } from './recipient-notices.sql.ts'
import type { RequestActor } from './request.ts'

export interface Telling {
  personId: PersonId
  requestId: string
  about: NoticeAbout
  /** Keys of fields it is about; none: everything. */
  fields: readonly string[]
  by: RequestActor
}

/** Nobody outside the company. */
const NOBODY = 'none'

/**
 * Each recipient of a purpose that the person has had a ground for and that needs one of the fields is to be told of a
 * rectification, an erasure or a restriction (art. 19). Returns the keys of those who are; each is pending until it has
 * answered.
 */
export async function tellRecipients(tx: Tx, { personId, requestId, about, fields, by }: Telling): Promise<string[]> {
  const { purposes } = await selectCatalogue(tx)
  const had = new Set((await selectGrounds(tx, [personId])).map((ground) => ground.purpose))
  const concerned = purposes.filter((one) => had.has(one.key) && (fields.length === 0 || one.fields.some((field) => fields.includes(field))))
  const recipients = [...new Set(concerned.flatMap((one) => one.recipients))].filter((one) => one !== NOBODY)
  for (const recipient of recipients) await upsertRecipientNotice(tx, { personId, requestId, recipient, about, fields })
  if (recipients.length > 0) await noteStep(tx, { personId, requestId, kind: 'recipient-told', by, detail: { about, recipients } })
  return recipients
}

import type { KeyObject } from 'node:crypto'
import { tellSystems } from '../connections/tell-systems.ts'
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
  /** Keys of purposes and fields it is about; none: everything. */
  purposes?: readonly string[]
  fields: readonly string[]
  by: RequestActor
}

/** Nobody outside the company. */
const NOBODY = 'none'

/**
 * Each recipient of a purpose that the person has had a ground for and that needs one of the fields is to be told of a
 * rectification, an erasure or a restriction (art. 19). Where a recipient has a connected system the program tells it,
 * by itself; the others are told by a colleague. Of an erasure the systems are told by the erasure itself. Returns the keys
 * of those who are told; each is pending until it has answered.
 */
export async function tellRecipients(tx: Tx, tokens: KeyObject, { personId, requestId, about, purposes = [], fields, by }: Telling): Promise<string[]> {
  const told = about === 'erasure' ? [] : await tellSystems(tx, tokens, [{ personId, requestId, act: about, purposes, fields }])
  const catalogue = await selectCatalogue(tx)
  const had = new Set((await selectGrounds(tx, [personId])).map((ground) => ground.purpose))
  const concerned = catalogue.purposes.filter((one) => had.has(one.key) && (purposes.length === 0 || purposes.includes(one.key)) && (fields.length === 0 || one.fields.some((field) => fields.includes(field))))
  const recipients = [...new Set([...concerned.flatMap((one) => one.recipients), ...told.map((one) => one.recipient)])].filter((one) => one !== NOBODY)
  for (const recipient of recipients) await upsertRecipientNotice(tx, { personId, requestId, recipient, about, fields })
  if (recipients.length > 0) await noteStep(tx, { personId, requestId, kind: 'recipient-told', by, detail: { about, recipients, systems: told.map((one) => one.name) } })
  return recipients
}

import { watchText } from '../notes/watch-text.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { newId, type PersonId, type StaffId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import { insertLine, lockTicket } from './tickets.sql.ts'

/** Writes what colleagues tell each other about a ticket. It is no secret: the person reads it in the copy of what is held. Throws as `answerTicket` does for words that do not belong there. */
export async function noteInTicket(tx: Tx, personId: PersonId, ticketId: string, { words, language, reason, by }: { words: string; language: Language; reason: string | undefined; by: StaffId }): Promise<void> {
  const ticket = await lockTicket(tx, personId, ticketId)
  if (!ticket) throw new Problem('not-found', { text: 'tickets.unknown' })
  const lineId = newId(tx.now)
  await watchText(tx, { personId, text: words, language, reason, by: { kind: 'staff', id: by }, place: 'ticket', itemId: lineId, field: 'words' })
  await insertLine(tx, ticket, { lineId, kind: 'noted', at: tx.now, by: { kind: 'staff', id: by }, words, language, sender: null, files: [], messageId: null, mailState: null, rule: null })
}

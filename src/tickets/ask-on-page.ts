import type { Keeper } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import { askInTicket } from './ask-in-ticket.ts'
import { beginTicket } from './begin-ticket.ts'
import { findServiceGround } from './find-service-ground.ts'
import { OPEN_AT_ONCE, SUBJECT_LENGTH, WORDS_LENGTH, type Ticket } from './ticket.ts'
import { lockTicket, selectTicketsOf } from './tickets.sql.ts'

/**
 * Takes what the person writes on their own page: in a ticket of theirs, or a new one. Who writes there has shown who they are,
 * so a ticket that was only proposed as theirs is theirs. What was closed goes on as a new one. Throws `invalid` for no words
 * or too many, `not-found` for a ticket of nobody's or another's, `conflict` when enough is open already.
 */
export async function askOnPage(tx: Tx, keeper: Pick<Keeper, 'journal' | 'keys'>, { personId, ticketId, subject, words, language }: { personId: PersonId; ticketId?: string; subject?: string; words: string; language: Language }): Promise<Ticket> {
  if (words === '' || words.length > WORDS_LENGTH) throw new Problem('invalid', { text: 'tickets.words', field: 'words', parameters: { most: WORDS_LENGTH } })
  const by = { kind: 'person', id: personId } as const
  const ticket = ticketId === undefined ? undefined : await lockTicket(tx, personId, ticketId)
  if (ticketId !== undefined && !ticket) throw new Problem('not-found', { text: 'tickets.unknown' })
  if (ticket && ticket.state !== 'closed') {
    const groundId = ticket.groundId ?? await findServiceGround(tx, keeper, ticket, by)
    return askInTicket(tx, keeper, { ...ticket, who: 'known', groundId }, { words, by })
  }
  if ((await selectTicketsOf(tx, personId)).filter((one) => one.state === 'new' || one.state === 'open').length >= OPEN_AT_ONCE) throw new Problem('conflict', { text: 'tickets.enough' })
  const about = ticket?.subject ?? subject ?? ''
  if (about === '' || about.length > SUBJECT_LENGTH) throw new Problem('invalid', { text: 'tickets.subject', field: 'subject', parameters: { most: SUBJECT_LENGTH } })
  return beginTicket(tx, keeper, { of: { personId, who: 'known' }, source: 'page', subject: about, words, language, by })
}

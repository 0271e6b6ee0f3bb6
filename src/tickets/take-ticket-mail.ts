import { createHash } from 'node:crypto'
import type { Keeper } from '../keeper/keeper.ts'
import { findPeople } from '../people/find-people.ts'
import { selectOwnLanguages } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { EmailAddress } from '../values/email.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { daysLater } from '../values/moment.ts'
import { languageOf, t, type Language } from '../values/text.ts'
import { askInTicket } from './ask-in-ticket.ts'
import { beginTicket } from './begin-ticket.ts'
import { languageOfWords } from './ticket-language.ts'
import { bareSubject, numberInSubject, wordsOfMail } from './ticket-mail.ts'
import { MAIL_WORDS_LENGTH, type Ticket } from './ticket.ts'
import { countOfSender, insertLine, lockTicket, selectByReply, selectOfSender } from './tickets.sql.ts'

/** A sender who begins more tickets than this in a day gets no more mails that say we have them … */
const ACKNOWLEDGED_A_DAY = 3
/** … and one who begins more than this is a machine, and left to a colleague. */
const TICKETS_A_DAY = 30

export interface CameTicketMail {
  sender: EmailAddress
  subject: string
  messageId: string | null
  references: readonly string[]
  /** What stood behind the plus of our addresses that it came to. */
  behind: readonly string[]
  words: string
  files: readonly string[]
  addressId: string | null
  language: Language
  source: 'mail' | 'form'
}

/**
 * Takes a mail, or a form that says from whom it is, into the ticket it belongs to, or begins one. It belongs where a secret of
 * ours in its address says so; or where it answers a mail of the thread, or names its number, and comes from the same address:
 * what anybody can write puts nothing into another's thread. What is closed goes on as a new ticket. `flood`: nothing was taken.
 */
export async function takeTicketMail(tx: Tx, keeper: Pick<Keeper, 'journal' | 'keys'>, mail: CameTicketMail): Promise<Ticket | 'flood'> {
  const { sender, source, files, messageId } = mail
  const words = wordsOfMail(mail.words).slice(0, MAIL_WORDS_LENGTH) || t(mail.language, 'tickets.no-words')
  const thread = await threadOf(tx, mail)
  if (thread && thread.state !== 'closed') {
    return askInTicket(tx, keeper, thread, { words, files, messageId, by: { kind: 'person', id: isKnown(thread) ? thread.personId : null }, sender: sender.recipient === thread.sender ? null : sender.recipient })
  }
  const begun = await countOfSender(tx, sender.recipient, daysLater(tx.now, -1))
  if (begun >= TICKETS_A_DAY) return 'flood'
  const personId = await onlyOneWith(tx, keeper, sender)
  const language = languageOfWords(`${mail.subject} ${words}`, (personId && languageOf((await selectOwnLanguages(tx, [personId])).get(personId) ?? '')) ?? mail.language)
  const ticket = await beginTicket(tx, keeper, {
    of: personId && { personId, who: 'proposed' }, source, language, words, files, messageId, subject: bareSubject(mail.subject) || t(language, 'tickets.no-subject'),
    sender: sender.recipient, ...(mail.addressId !== null && { addressId: mail.addressId }), by: { kind: 'person', id: null },
  })
  if (begun < ACKNOWLEDGED_A_DAY) await acknowledge(tx, ticket)
  return ticket
}

async function threadOf(tx: Tx, { sender, subject, references, behind }: CameTicketMail): Promise<Ticket | undefined> {
  for (const token of behind) {
    const found = await selectByReply(tx, createHash('sha256').update(token).digest())
    if (found) return lockTicket(tx, found.personId, found.ticketId)
  }
  const number = numberInSubject(subject)
  const found = references.length > 0 || number !== undefined ? await selectOfSender(tx, sender.recipient, { messageIds: references, number }) : undefined
  return found && lockTicket(tx, found.personId, found.ticketId)
}

/** Whose address it is, where one person alone has it: that is proposed, for it proves nothing. */
async function onlyOneWith(tx: Tx, { keys }: Pick<Keeper, 'keys'>, sender: EmailAddress): Promise<PersonId | undefined> {
  const [people] = await findPeople(tx, keys.identifierIndex, [{ kind: 'email', canonical: sender.canonical }])
  return people?.length === 1 ? people[0] : undefined
}

/** That we have it, once for each ticket: no promise that is not the company's, and nothing of anybody. */
async function acknowledge(tx: Tx, ticket: Ticket): Promise<void> {
  await insertLine(tx, ticket, {
    lineId: newId(tx.now), kind: 'acknowledged', at: tx.now, by: { kind: 'system', id: null }, words: t(ticket.language, 'tickets.received', { number: String(ticket.number) }), language: ticket.language,
    sender: null, files: [], messageId: null, mailState: 'waiting', rule: null,
  })
}

const isKnown = ({ who }: Ticket) => who === 'known'

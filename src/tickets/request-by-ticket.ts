import type { Keeper } from '../keeper/keeper.ts'
import { openRequest } from '../rights/open-request.ts'
import type { ReceivedHow, RequestKind, Wish } from '../rights/request.ts'
import { takeInStranger } from '../rights/take-in-stranger.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { newId, type PersonId, type StaffId } from '../values/ids.ts'
import type { TicketSource } from './ticket.ts'
import { insertTicketChange, lockTicket, selectLines, selectTicketChanges } from './tickets.sql.ts'

/** By which way it came, as requests know it; what stood in a form came as a mail does. */
const HOW: Readonly<Record<TicketSource, ReceivedHow>> = { mail: 'mail', form: 'mail', phone: 'phone', page: 'page', invoice: 'page' }
/** As long as the words of a request may be. */
const WISH_WORDS = 5_000

export interface TicketRequest {
  kind: RequestKind
  /** The line in which it is asked: the clock runs from its receipt. */
  lineId: string
  purposes: readonly string[]
  /** An objection to all direct marketing (art. 21(2)). */
  marketing: boolean
  by: StaffId
}

/**
 * Makes of what somebody asks in a ticket a request by their rights. The clock runs from the day on which the line reached us,
 * whenever a colleague reads it (art. 12(3)); whose address a mail says it is from proves nothing there either, so more is
 * asked for where the kind needs it. Of a sender nobody knows it is taken in as of somebody in no register. Throws
 * `not-found`, `conflict` where this kind was made of the ticket before, and as `openRequest`. Returns whose it is, and its id.
 */
export async function requestByTicket(tx: Tx, keeper: Pick<Keeper, 'journal' | 'keys'>, personId: PersonId, ticketId: string, { kind, lineId, purposes, marketing, by }: TicketRequest): Promise<{ personId: PersonId; requestId: string }> {
  const ticket = await lockTicket(tx, personId, ticketId)
  const line = ticket && (await selectLines(tx, personId, [ticketId])).find((one) => one.lineId === lineId && one.kind === 'asked')
  if (!ticket || !line) throw new Problem('not-found', { text: 'tickets.unknown' })
  if ((await selectTicketChanges(tx, personId, ticketId)).some((one) => one.requestKind === kind)) throw new Problem('conflict', { text: 'tickets.request-made' })
  const wish: Wish = { words: line.words.slice(0, WISH_WORDS), ...(purposes.length > 0 && { purposes }), ...(marketing && { marketing }) }
  const received = { kind, how: HOW[ticket.source], by: { kind: 'staff' as const, id: by }, language: ticket.language, wish, receivedAt: line.at }
  const made = ticket.who === 'unknown'
    ? await takeInStranger(tx, keeper, { ...received, name: ticket.sender ?? '', contact: { kind: 'email', value: ticket.sender ?? '' } })
    : { personId, requestId: await openRequest(tx, keeper, { ...received, personId, ...(ticket.sender !== null && { sender: ticket.sender }) }) }
  await insertTicketChange(tx, ticket, {
    changeId: newId(tx.now), kind: 'request', state: null, was: null, assignee: null, teamId: null, requestPerson: made.personId, requestId: made.requestId, requestKind: kind, notedAt: tx.now, notedBy: { kind: 'staff', id: by },
  })
  return made
}

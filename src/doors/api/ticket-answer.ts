import { markFreeText } from '../../free-text/free-text.ts'
import { selectNames } from '../../people/people-list.sql.ts'
import { selectInScope } from '../../people/scope.sql.ts'
import { RETENTION_ZONE } from '../../people/start-grounds.ts'
import type { Tx } from '../../plumbing/database.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'
import { selectTeams } from '../../staff/teams.sql.ts'
import { rightsWording } from '../../tickets/rights-wording.ts'
import { dueAt, mayBecome, SERVICE, TICKET_STATES, type Ticket, type TicketChange, type TicketLine } from '../../tickets/ticket.ts'
import { selectLines, selectTicketChanges } from '../../tickets/tickets.sql.ts'
import { localDateIn } from '../../values/calendar.ts'
import type { PersonId } from '../../values/ids.ts'
import { scopeFor } from '../staff/key-scope.ts'
import type { TicketBody, TicketItem } from './tickets-resource.ts'

/** Rows of a queue; whom the reader does not see is not named. */
export async function ticketItems(tx: Tx, actor: StaffActor, tickets: readonly Ticket[]): Promise<TicketItem[]> {
  const people = [...new Set(tickets.filter((one) => one.who !== 'unknown').map((one) => one.personId))]
  const scope = await scopeFor(tx, actor)
  const seen = scope ? await selectInScope(tx, scope, people) : new Set(people)
  const names = await selectNames(tx, people.filter((one) => seen.has(one)))
  const colleagues = await selectActorNames(tx, tickets.flatMap((one) => one.assignee ?? []))
  const teams = new Map((await selectTeams(tx)).map((one) => [one.teamId, one.name]))
  return tickets.map((one) => {
    const due = dueAt(one)
    return {
      id: one.ticketId, number: Number(one.number), subject: one.subject, source: one.source, state: one.state, language: one.language, owner: one.personId, who: one.who,
      person: seen.has(one.personId) ? { id: one.personId, name: names.get(one.personId) ?? '' } : null, sender: one.sender,
      assignee: one.assignee === null ? null : { id: one.assignee, name: colleagues.get(one.assignee) ?? '' }, team: one.teamId === null ? null : { id: one.teamId, name: teams.get(one.teamId) ?? '' },
      invoice: one.invoiceId, begunAt: one.begunAt.toISOString(), lastAt: one.lastLineAt.toISOString(), dueAt: due?.toISOString() ?? null, isLate: due !== null && due < tx.now,
    }
  })
}

/** A ticket with its thread and what was done with it. */
export async function ticketBody(tx: Tx, actor: StaffActor, ticket: Ticket): Promise<TicketBody> {
  const lines = await selectLines(tx, ticket.personId, [ticket.ticketId])
  const changes = await selectTicketChanges(tx, ticket.personId, ticket.ticketId)
  const names = await selectActorNames(tx, [...lines.map((one) => one.by.id), ...changes.flatMap((one) => [one.notedBy.id, one.assignee])].flatMap((one) => one ?? []))
  const teams = new Map((await selectTeams(tx)).map((one) => [one.teamId, one.name]))
  const [item] = await ticketItems(tx, actor, [ticket])
  const name = item!.person?.name ?? ''
  const service = (await selectCatalogue(tx)).purposes.find((one) => one.key === SERVICE)
  return {
    ...item!, name, lastLine: ticket.lastLineId, firstDue: ticket.firstDue.toISOString(), firstAnsweredAt: ticket.firstAnsweredAt?.toISOString() ?? null, solveDue: ticket.solveDue.toISOString(), solvedAt: ticket.solvedAt?.toISOString() ?? null,
    asks: asksOf(lines, changes), requests: changes.flatMap((one) => (one.requestId && one.requestPerson && one.requestKind ? [{ kind: one.requestKind, person: one.requestPerson, id: one.requestId, at: one.notedAt.toISOString() }] : [])),
    mayBecome: TICKET_STATES.filter((state) => mayBecome(ticket, state)), rating: ticket.rating === null || ticket.rating === undefined ? null : { score: ticket.rating, words: ticket.ratingWords ?? null }, closes: { months: service?.retention.months ?? 0 },
    lines: lines.map((one) => ({
      id: one.lineId, kind: one.kind, at: one.at.toISOString(), by: names.get(one.by.id ?? '') ?? null, words: one.words, sender: one.sender, files: [...one.files], mail: one.mailState, rule: one.rule, marks: marksOf(tx, one, name),
    })),
    changes: changes.map((one) => ({ id: one.changeId, kind: one.kind, state: one.state, was: one.was, assignee: one.assignee && (names.get(one.assignee) ?? ''), team: one.teamId && (teams.get(one.teamId) ?? ''), at: one.notedAt.toISOString(), by: names.get(one.notedBy.id ?? '') ?? null })),
  }
}

/** What it may ask by right and was not made a request yet, each kind where it is said first. */
function asksOf(lines: readonly TicketLine[], changes: readonly TicketChange[]): TicketBody['asks'] {
  const asks = lines.filter(({ kind }) => kind === 'asked').flatMap((line) => rightsWording(line.words, line.language).map((one) => ({ ...one, line: line.lineId })))
  return asks.filter((one, place) => asks.findIndex(({ kind }) => kind === one.kind) === place && !changes.some(({ requestKind }) => requestKind === one.kind))
}

/** What colleagues should not carry further of the customer's own words. */
function marksOf(tx: Tx, { kind, words, language }: TicketLine, own: string): TicketBody['lines'][number]['marks'] {
  if (kind !== 'asked') return []
  return markFreeText(words, language, { today: localDateIn(RETENTION_ZONE, tx.now), own: own === '' ? [] : [own] }).map(({ start, end, kind: what }) => ({ start, end, kind: what }))
}

/** Whose data a ticket shows: nobody's while nobody knows whose it is. */
export function seenInTickets(tickets: readonly Pick<TicketItem, 'owner' | 'who'>[]): { personId: PersonId; fields: string[] }[] {
  return [...new Set(tickets.filter((one) => one.who !== 'unknown').map((one) => one.owner))].map((owner) => ({ personId: owner as PersonId, fields: ['name', 'messages'] }))
}

import { opensDocuments } from '../../people/scope.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import { answerTicket } from '../../tickets/answer-ticket.ts'
import { selectLines, selectTicketsOfInvoice, selectUnansweredOfInvoices } from '../../tickets/tickets.sql.ts'
import type { PersonId } from '../../values/ids.ts'
import type { House } from '../house.ts'
import { newsOfRequest } from '../request-news.ts'
import { refuseStrangers, scopeFor } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import * as resource from './questions-resource.ts'
import { readerLanguage } from './reader.ts'

const MOST = 50

export function addQuestionsRoutes(api: Api, house: House): void {
  api.openapi(resource.listOpenQuestions, async (c) => {
    const questions = await house.database.read(async (tx) => {
      await refuseStranger(tx, c.get('actor'), [])
      return selectUnansweredOfInvoices(tx, MOST)
    })
    return c.json({ questions: questions.map((one) => ({ id: one.ticketId, askedAt: one.begunAt.toISOString(), person: one.personId, invoice: one.invoiceId! })) }, 200)
  })

  api.openapi(resource.listQuestions, async (c) => {
    const { id, invoice } = c.req.valid('param')
    const questions = await house.database.read(async (tx) => {
      await refuseStranger(tx, c.get('actor'), [id as PersonId])
      return questionsOf(tx, id as PersonId, invoice)
    })
    await noteLook(house, c.get('actor'), id as PersonId)
    return c.json({ questions }, 200)
  })

  api.openapi(resource.answerQuestion, async (c) => {
    const { id, invoice, question } = c.req.valid('param')
    const actor = c.get('actor')
    const personId = id as PersonId
    const questions = await house.database.write(async (tx) => {
      await refuseStranger(tx, actor, [personId])
      const asked = (await selectTicketsOfInvoice(tx, personId, invoice)).find((one) => one.ticketId === question)
      if (!asked) throw new Problem('not-found', { text: 'payments.question-unknown' })
      if (asked.firstAnsweredAt !== null) throw new Problem('conflict', { text: 'payments.question-answered' })
      const { answer, reason } = c.req.valid('json')
      await answerTicket(tx, house.keeper, personId, question, { words: answer, after: asked.lastLineId, state: 'solved', by: signedIn(actor).staffId, language: readerLanguage(c), reason, field: 'answer' })
      await newsOfRequest(tx, personId, asked.language)
      return questionsOf(tx, personId, invoice)
    })
    await noteLook(house, actor, personId)
    return c.json({ questions }, 200)
  })
}

async function refuseStranger(tx: Tx, actor: StaffActor, people: readonly PersonId[]): Promise<void> {
  const scope = await scopeFor(tx, actor)
  if (!opensDocuments(scope)) throw new Problem('forbidden', { text: 'lifecycle.documents-not-yours' })
  await refuseStrangers(tx, scope, people)
}

async function noteLook(house: House, actor: StaffActor, personId: PersonId): Promise<void> {
  await house.looks.note({ actor, why: 'document', people: [{ personId, fields: ['documents'] }] })
}

/** What was asked of an invoice, and the first answer; what came after stands in the ticket. */
async function questionsOf(tx: Tx, personId: PersonId, invoice: string): Promise<resource.InvoiceQuestionBody[]> {
  const tickets = await selectTicketsOfInvoice(tx, personId, invoice)
  const lines = Map.groupBy(await selectLines(tx, personId, tickets.map((one) => one.ticketId)), (line) => line.ticketId)
  return tickets.map(({ ticketId, begunAt }) => {
    const thread = lines.get(ticketId) ?? []
    const answer = thread.find((line) => line.kind === 'answered')
    return { id: ticketId, askedAt: begunAt.toISOString(), words: thread.find((line) => line.kind === 'asked')?.words ?? '', answeredAt: answer?.at.toISOString() ?? null, answer: answer?.words ?? null, lines: thread.filter((line) => line.kind === 'asked' || line.kind === 'answered').length }
  })
}

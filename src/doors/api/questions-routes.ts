import { watchText } from '../../notes/watch-text.ts'
import { opensDocuments } from '../../people/scope.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectOpenQuestions, selectQuestions, updateAnswer, type InvoiceQuestion } from '../../questions/questions.sql.ts'
import { actorId, type StaffActor } from '../../staff/staff-actor.ts'
import type { PersonId } from '../../values/ids.ts'
import type { House } from '../house.ts'
import { newsOfRequest } from '../request-news.ts'
import { refuseStrangers, scopeFor } from '../staff/key-scope.ts'
import type { Api } from './api-door.ts'
import * as resource from './questions-resource.ts'
import { readerLanguage } from './reader.ts'

const MOST = 50

export function addQuestionsRoutes(api: Api, house: House): void {
  api.openapi(resource.listOpenQuestions, async (c) => {
    const questions = await house.database.read(async (tx) => {
      await refuseStranger(tx, c.get('actor'), [])
      return selectOpenQuestions(tx, MOST)
    })
    return c.json({ questions: questions.map((one) => ({ id: one.questionId, askedAt: one.askedAt.toISOString(), person: one.personId, invoice: one.invoiceId })) }, 200)
  })

  api.openapi(resource.listQuestions, async (c) => {
    const { id, invoice } = c.req.valid('param')
    const questions = await house.database.read(async (tx) => {
      await refuseStranger(tx, c.get('actor'), [id as PersonId])
      return selectQuestions(tx, id as PersonId, invoice)
    })
    await noteLook(house, c.get('actor'), id as PersonId)
    return c.json({ questions: questions.map(answerOf) }, 200)
  })

  api.openapi(resource.answerQuestion, async (c) => {
    const { id, invoice, question } = c.req.valid('param')
    const actor = c.get('actor')
    const personId = id as PersonId
    const questions = await house.database.write(async (tx) => {
      await refuseStranger(tx, actor, [personId])
      const asked = (await selectQuestions(tx, personId, invoice)).find((one) => one.questionId === question)
      if (!asked) throw new Problem('not-found', { text: 'payments.question-unknown' })
      const { answer, reason } = c.req.valid('json')
      await watchText(tx, { personId, place: 'invoice-answer', itemId: question, text: answer, language: readerLanguage(c), reason, by: { kind: actor.kind, id: actorId(actor) }, field: 'answer' })
      if (!(await updateAnswer(tx, { personId, questionId: question, answer }, { kind: actor.kind, id: actorId(actor) }))) throw new Problem('conflict', { text: 'payments.question-answered' })
      await newsOfRequest(tx, personId, asked.language)
      return selectQuestions(tx, personId, invoice)
    })
    await noteLook(house, actor, personId)
    return c.json({ questions: questions.map(answerOf) }, 200)
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

function answerOf({ questionId, askedAt, words, answeredAt, answer }: InvoiceQuestion): resource.InvoiceQuestionBody {
  return { id: questionId, askedAt: askedAt.toISOString(), words, answeredAt: answeredAt?.toISOString() ?? null, answer }
}

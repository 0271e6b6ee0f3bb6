import { sql } from 'kysely'
import type { Actor } from '../invoices/invoices.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'

/** What somebody asked about an invoice of theirs. */
export interface InvoiceQuestion {
  personId: PersonId
  questionId: string
  invoiceId: string
  askedAt: Date
  language: Language
  words: string
  answeredAt: Date | null
  answer: string | null
}

const columns = sql`q.person_id as "personId", q.question_id as "questionId", q.invoice_id as "invoiceId", q.asked_at as "askedAt", q.language, q.words, q.answered_at as "answeredAt", q.answer`

export async function insertQuestion(tx: Tx, { personId, questionId, invoiceId, askedAt, language, words }: InvoiceQuestion): Promise<void> {
  await sql`
    insert into invoice_question (person_id, question_id, invoice_id, asked_at, language, words)
    values (${personId}, ${questionId}, ${invoiceId}, ${askedAt}, ${language}, ${words})`.execute(tx.db)
}

/** The oldest first. */
export async function selectQuestions(tx: Tx, personId: PersonId, invoiceId: string): Promise<InvoiceQuestion[]> {
  const { rows } = await sql<InvoiceQuestion>`select ${columns} from invoice_question q where q.person_id = ${personId} and q.invoice_id = ${invoiceId} order by q.asked_at, q.question_id`.execute(tx.db)
  return rows
}

/** Those that wait for an answer, the oldest first. */
export async function selectOpenQuestions(tx: Tx, limit: number): Promise<InvoiceQuestion[]> {
  const { rows } = await sql<InvoiceQuestion>`select ${columns} from invoice_question q where q.answered_at is null order by q.asked_at, q.question_id limit ${limit}`.execute(tx.db)
  return rows
}

/** True when it waited for an answer and has one now. */
export async function updateAnswer(tx: Tx, { personId, questionId, answer }: { personId: PersonId; questionId: string; answer: string }, by: Actor): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update invoice_question set answered_at = ${tx.now}, answered_by_kind = ${by.kind}, answered_by_id = ${by.id}, answer = ${answer}
    where person_id = ${personId} and question_id = ${questionId} and answered_at is null returning question_id as id`.execute(tx.db)
  return rows.length === 1
}

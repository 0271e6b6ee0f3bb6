import { recordChoices } from '../consent/record-choices.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import type { Language } from '../values/text.ts'
import { daysLater } from '../values/moment.ts'
import { closeAsk, selectOldAsks } from './answers.sql.ts'

/** Days after which a question counts as not answered. Silence is no consent (recital 32); the links stay good. */
export const ANSWER_DAYS = 30
const AT_A_TIME = 100

/** Records `no-answer` for questions that were put by mail and got none; returns how many asks were closed. */
export async function lapseQuestions(tx: Tx, keeper: Pick<Keeper, 'journal'>): Promise<number> {
  const asks = await selectOldAsks(tx, daysLater(tx.now, -ANSWER_DAYS), AT_A_TIME)
  const silent = asks.filter((one) => one.answer === null)
  await recordChoices(tx, keeper, silent.flatMap(({ personId, mailingId, purposes }) => purposes.map((purpose) => ({
    personId, kind: 'no-answer' as const, purpose, channel: 'email', contactPointId: null, frequency: null, surface: 'system' as const,
    language: null as Language | null, actor: { kind: 'system' as const, id: null }, wording: null, evidence: { mailing: mailingId },
  }))))
  for (const { personId, mailingId, answer } of asks) await closeAsk(tx, personId, mailingId, answer ?? 'no-answer')
  return asks.length
}

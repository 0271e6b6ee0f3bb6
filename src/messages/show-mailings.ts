import type { Tx } from '../plumbing/database.ts'
import { countAnswers, type AnswerCounts } from './answers.sql.ts'
import { reasonsFor, type LeftOutReason } from './left-out.ts'
import type { Mailing } from './mailing.ts'
import type { MessageState } from './message-state.ts'
import { countStates } from './progress.sql.ts'

export interface MailingView extends Mailing {
  counts: Record<MessageState, number>
  /** Live: an answer that arrives now is counted now. */
  answers: AnswerCounts
  leftOut: LeftOutReason[]
  progress: { done: number; total: number }
}

/** What became of each of these mailings so far. */
export async function showMailings(tx: Tx, mailings: readonly Mailing[]): Promise<MailingView[]> {
  const counted = Map.groupBy(await countStates(tx, mailings.map((one) => one.mailingId)), (one) => one.mailingId)
  const views: MailingView[] = []
  for (const mailing of mailings) {
    const rows = counted.get(mailing.mailingId) ?? []
    const counts: MailingView['counts'] = { waiting: 0, 'handing-over': 0, sent: 0, 'left-out': 0, failed: 0, unknown: 0 }
    for (const { state, count } of rows) counts[state] += count
    const rules = new Map(rows.flatMap(({ rule, count }) => (rule === null ? [] : [[rule, count] as const])))
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
    views.push({
      ...mailing, counts, answers: await countAnswers(tx, mailing.mailingId), leftOut: reasonsFor(rules, mailing.channel),
      progress: { done: total - counts.waiting - counts['handing-over'], total },
    })
  }
  return views
}

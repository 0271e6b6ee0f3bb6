import type { Question } from '../decisions/question.ts'
import type { Channel } from '../law/channel.ts'

/** What the gate is asked before an invoice goes: it rests on what is owed, or on the agreement it is owed for (rules D2, D3). */
export function invoiceQuestions(channel: Channel): Question[] {
  return [{ purpose: 'invoicing', channel, use: 'send' }, { purpose: 'contract', channel, use: 'send' }]
}

import type { Choice } from '../consent/choice.ts'
import { readSayers } from '../consent/read-sayers.ts'
import { recordChoices } from '../consent/record-choices.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import { daysLater } from '../values/moment.ts'
import { PAPER_ANSWER_DAYS } from './slip.ts'
import { selectOpenSlips, selectUnanswered, updateSlipsClosed } from './slips.sql.ts'

const AT_A_TIME = 100

/**
 * Records `no-answer` for what slips asked and nobody answered in time, by whichever way: a line that was left empty on one that came back
 * is no answer either. What was asked again since then lapses with that. Silence is no consent (recital 32); a slip that comes later
 * still counts, as what the person did. Returns how many slips were closed.
 */
export async function lapseSlipQuestions(tx: Tx, keeper: Pick<Keeper, 'journal'>): Promise<number> {
  const slips = await selectOpenSlips(tx, daysLater(tx.now, -PAPER_ANSWER_DAYS), AT_A_TIME)
  if (slips.length === 0) return 0
  const sayers = await readSayers(tx, [...new Set(slips.map((one) => one.personId))])
  const silent = (await selectUnanswered(tx, slips)).map(({ personId, slipId, purpose, channel }): Choice => ({
    personId, kind: 'no-answer', purpose, channel, contactPointId: null, frequency: null, surface: 'system', language: null,
    actor: { kind: 'system', id: null }, wording: null, evidence: { slip: slipId },
  }))
  await recordChoices(tx, keeper, silent, sayers)
  await updateSlipsClosed(tx, slips)
  return slips.length
}

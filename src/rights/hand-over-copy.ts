import type { Keeper } from '../keeper/keeper.ts'
import { lockPeople } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import { answerRequest } from './answer-request.ts'
import { insertRedactions, updateGiven } from './copies.sql.ts'
import { openCopy } from './open-copy.ts'
import { readAccess } from './read-access.ts'
import { readMails } from './read-mails.ts'

/** How the person gets it: they fetch it on their page, or a colleague prints and sends it. */
export const HAND_OVERS = ['page', 'letter', 'mail', 'counter'] as const
export type HandOver = (typeof HAND_OVERS)[number]

export interface CopyHandOver {
  personId: PersonId
  copyId: string
  how: HandOver
  by: string
  /** The letter that goes with it. */
  letter?: string | undefined
  /** What a second colleague allowed, where it takes two. */
  approval?: string | undefined
  company: readonly string[]
}

/**
 * Hands a copy over: what was taken out of it, and why, is noted for good, and the request that it answers is answered.
 * Throws `not-found`; `conflict` when it was handed over; `refused` R3 without a request, and as `answerRequest`: nobody who has
 * not shown who they are gets anything, whoever presses a colleague (DS-02).
 */
export async function handOverCopy(tx: Tx, keeper: Pick<Keeper, 'keys' | 'keyRoom'>, { personId, copyId, how, by, letter, approval, company }: CopyHandOver): Promise<void> {
  await lockPeople(tx, [personId])
  const { kind, language, requestId } = await openCopy(tx, personId, copyId)
  if (requestId === null) throw new Problem('refused', { rule: 'R3', text: 'copy.request-missing' })
  const { copy, passages } = await readAccess(tx, keeper, personId, { kind, language: language as Language, company })
  await readMails(tx, personId, copy)
  const taken = passages.flatMap((one) => one.found).filter((one) => !one.shown)
  if (!(await updateGiven(tx, personId, copyId, how))) throw new Problem('conflict', { text: 'copy.handed-over' })
  await insertRedactions(tx, personId, copyId, taken)
  await answerRequest(tx, { personId, requestId, outcome: 'granted', by: { kind: 'staff', id: by }, letter, done: kind, approval })
}

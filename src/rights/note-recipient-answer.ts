import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { PersonId } from '../values/ids.ts'
import { noteStep } from './note-step.ts'
import { updateNoticeAnswer, type NoticeAbout } from './recipient-notices.sql.ts'
import type { RequestActor } from './request.ts'

export interface RecipientAnswer {
  personId: PersonId
  requestId: string
  recipient: string
  about: NoticeAbout
  state: 'done' | 'refused'
  words: string | null
  by: RequestActor
}

/** Notes what a recipient that was told (art. 19) has answered; the person sees it. Throws `not-found` for one that was not told. */
export async function noteRecipientAnswer(tx: Tx, answer: RecipientAnswer): Promise<void> {
  const { recipient, about, state, words, by } = answer
  if (!(await updateNoticeAnswer(tx, answer, { state, by: by.id, words }))) throw new Problem('not-found', { text: 'rights.request.recipient-not-told', field: 'recipient' })
  await noteStep(tx, { ...answer, kind: 'recipient-answered', detail: { recipient, about, state } })
}

import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { PersonId } from '../values/ids.ts'
import { noteStep } from './note-step.ts'
import type { RequestActor } from './request.ts'
import { lockRequest } from './requests.sql.ts'

/** What the person is told of, beside the answer. */
export const TOLD_ABOUTS = ['news', 'lifting'] as const
export type ToldAbout = (typeof TOLD_ABOUTS)[number]

/** Tells the person something about a request, in words that they read on their page (art. 12(1), 18(3)). Throws `not-found`. */
export async function tellPerson(
  tx: Tx, { personId, requestId, about, words, by }: { personId: PersonId; requestId: string; about: ToldAbout; words: string; by: RequestActor },
): Promise<void> {
  if (!(await lockRequest(tx, personId, requestId))) throw new Problem('not-found', { text: 'rights.request.not-found' })
  await noteStep(tx, { personId, requestId, kind: 'told', by, detail: { about }, words })
}

import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectPeople } from '../people/people.sql.ts'
import { newId, type PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import type { CopyKind } from './access-copy.ts'
import { insertCopy } from './copies.sql.ts'
import { noteStep } from './note-step.ts'
import { selectRequest } from './requests.sql.ts'

export interface CopyOrder {
  personId: PersonId
  kind: CopyKind
  language: Language
  /** The request that it answers, if one was written down. */
  requestId?: string | undefined
  /** The colleague who makes it. */
  by: string
}

/** Begins a copy for somebody, which a colleague looks through before it is handed over; its id. Throws `not-found`. */
export async function makeCopy(tx: Tx, { personId, kind, language, requestId, by }: CopyOrder): Promise<string> {
  if ((await selectPeople(tx, [personId])).length === 0) throw new Problem('not-found', { text: 'rights.person-not-found' })
  if (requestId !== undefined && !(await selectRequest(tx, personId, requestId))) throw new Problem('not-found', { text: 'rights.request.not-found' })
  const copyId = newId(tx.now)
  await insertCopy(tx, { personId, copyId, requestId: requestId ?? null, kind, language, madeBy: by })
  if (requestId !== undefined) await noteStep(tx, { personId, requestId, kind: 'file-made', by: { kind: 'staff', id: by }, detail: { copy: copyId, of: kind } })
  return copyId
}

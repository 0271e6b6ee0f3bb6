import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { IdentifierKind } from './identifier.ts'
import { deleteIdentifiersOfKind, selectWhoSaidNo } from './identifiers.sql.ts'
import { callEndUnfoundedValues } from './values.sql.ts'

/** Identifiers that go with the field they were taken from. */
const IDENTIFIERS_OF_FIELD: Record<string, IdentifierKind[]> = {
  email: ['email', 'mailbox'], phone: ['phone'], customer_number: ['customer-number', 'source-number'], company_name: ['organisation-number'],
}

/** Kept, as keyed hashes, for whoever has said no: a file that brings the address again must meet their no (rules D9, L4). */
const CARRIES_A_NO: readonly IdentifierKind[] = ['mailbox', 'phone']

/** Ends every value of these people that no ground holds any more (rule H3), and what could find them by it. */
export async function endUnfoundedValues(tx: Tx, personIds: readonly PersonId[]): Promise<{ personId: PersonId; fieldKey: string }[]> {
  if (personIds.length === 0) return []
  const ended = await callEndUnfoundedValues(tx, personIds)
  if (ended.length === 0) return ended
  const saidNo = await selectWhoSaidNo(tx, [...new Set(ended.map(({ personId }) => personId))])
  await deleteIdentifiersOfKind(tx, ended.flatMap(({ personId, fieldKey }) =>
    (IDENTIFIERS_OF_FIELD[fieldKey] ?? []).filter((kind) => !CARRIES_A_NO.includes(kind) || !saidNo.has(personId)).map((kind) => ({ personId, kind }))))
  return ended
}

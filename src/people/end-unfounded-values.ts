import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { IdentifierKind } from './identifier.ts'
import { deleteIdentifiersOfKind } from './identifiers.sql.ts'
import { callEndUnfoundedValues } from './values.sql.ts'

/** Identifiers that go with the field they were taken from. */
const IDENTIFIERS_OF_FIELD: Record<string, IdentifierKind[]> = {
  email: ['email'], phone: ['phone'], customer_number: ['customer-number', 'source-number'], company_name: ['organisation-number'],
}

/** Ends every value of these people that no ground holds any more (rule H3), and what could find them by it. */
export async function endUnfoundedValues(tx: Tx, personIds: readonly PersonId[]): Promise<{ personId: PersonId; fieldKey: string }[]> {
  const ended = await callEndUnfoundedValues(tx, personIds)
  await deleteIdentifiersOfKind(tx, ended.flatMap(({ personId, fieldKey }) =>
    (IDENTIFIERS_OF_FIELD[fieldKey] ?? []).map((kind) => ({ personId, kind }))))
  return ended
}

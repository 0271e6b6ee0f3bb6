import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { IdentifierKind } from './identifier.ts'
import { deleteIdentifiersOfKinds, selectWhoSaidNo } from './identifiers.sql.ts'
import { callEndUnfoundedValues, type EndedAlike } from './values.sql.ts'

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
  await forgetIdentifiers(tx, ended)
  return ended.flatMap(({ people, fields }) => people.flatMap((personId) => fields.map((fieldKey) => ({ personId, fieldKey }))))
}

async function forgetIdentifiers(tx: Tx, ended: readonly EndedAlike[]): Promise<void> {
  const kinds = new Map<PersonId, IdentifierKind[]>()
  for (const { people, fields } of ended) {
    const more = fields.flatMap((field) => IDENTIFIERS_OF_FIELD[field] ?? [])
    if (more.length > 0) for (const personId of people) kinds.set(personId, [...(kinds.get(personId) ?? []), ...more])
  }
  const saidNo = await selectWhoSaidNo(tx, [...kinds].filter(([, each]) => each.some(carriesNo)).map(([personId]) => personId))
  await deleteIdentifiersOfKinds(tx, [...kinds].map(([personId, each]) => ({ personId, kinds: saidNo.has(personId) ? each.filter((kind) => !carriesNo(kind)) : each })))
}

const carriesNo = (kind: IdentifierKind): boolean => CARRIES_A_NO.includes(kind)

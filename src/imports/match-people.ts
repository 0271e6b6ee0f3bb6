import type { KeyObject } from 'node:crypto'
import { findPeople } from '../people/find-people.ts'
import type { Identifier } from '../people/identifier.ts'
import { selectValues, type FieldValue } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { searchKey } from '../values/search-key.ts'

/** Who a row is about, as far as what we have can tell. */
export interface Match {
  /** The person it is, when one is certain. */
  personId: PersonId | null
  /** Somebody who looks like it and is not taken for it: same address and other name, or several with the address. */
  suspected: boolean
}

export interface Matchable {
  values: Readonly<Record<string, FieldValue>>
  identifiers: readonly Identifier[]
}

/**
 * Finds for each row the person it is about. The source's own number is certain; an address or number is only together
 * with the same name, because people share mailboxes and phones; without any name the single holder is taken.
 */
export async function matchPeople(tx: Tx, indexKey: KeyObject, rows: readonly Matchable[]): Promise<Match[]> {
  const asked = rows.flatMap((row, index) => row.identifiers.map((identifier) => ({ index, identifier })))
  const found = await findPeople(tx, indexKey, asked.map((one) => one.identifier))
  const people = [...new Set(found.flat())]
  const names = new Map<PersonId, Record<string, FieldValue>>(people.map((personId) => [personId, {}]))
  for (const value of await selectValues(tx, people)) names.get(value.personId)![value.fieldKey] = value.value
  return rows.map((row, index) => {
    const mine = asked.map((one, position) => ({ ...one, holders: found[position]! })).filter((one) => one.index === index)
    const bySource = mine.find((one) => one.identifier.kind === 'source-number')?.holders
    if (bySource?.length === 1) return { personId: bySource[0]!, suspected: false }
    const holders = [...new Set(mine.filter((one) => one.identifier.kind !== 'customer-number').flatMap((one) => one.holders))]
    const namesakes = holders.filter((personId) => sameName(row.values, names.get(personId)!))
    return namesakes.length === 1 ? { personId: namesakes[0]!, suspected: false } : { personId: null, suspected: holders.length > 0 }
  })
}

/** True when both have the same name, or one of them has none at all. */
function sameName(a: Readonly<Record<string, FieldValue>>, b: Readonly<Record<string, FieldValue>>): boolean {
  const [one, other] = [wholeName(a), wholeName(b)]
  return one === '' || other === '' || one === other
}

function wholeName(values: Readonly<Record<string, FieldValue>>): string {
  const parts = [values['given_name'], values['family_name']].filter((part) => typeof part === 'string')
  const name = parts.length > 0 ? parts.join(' ') : String(values['full_name'] ?? values['company_name'] ?? '')
  return searchKey(name)
}

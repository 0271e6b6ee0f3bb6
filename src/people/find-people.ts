import type { KeyObject } from 'node:crypto'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { identifierHash, type Identifier } from './identifier.ts'
import { selectByIdentifier } from './identifiers.sql.ts'

/** Who has each of these identifiers: lists in the order asked, empty where nobody has it, several where it is shared. */
export async function findPeople(tx: Tx, indexKey: KeyObject, identifiers: readonly Identifier[]): Promise<PersonId[][]> {
  const found = identifiers.map((): PersonId[] => [])
  const places = new Map<string, number[]>()
  for (const [index, identifier] of identifiers.entries()) {
    const hex = `${identifier.kind} ${identifierHash(indexKey, identifier).toString('hex')}`
    places.set(hex, [...(places.get(hex) ?? []), index])
  }
  for (const kind of new Set(identifiers.map((one) => one.kind))) {
    const hashes = [...places.keys()].filter((hex) => hex.startsWith(`${kind} `)).map((hex) => Buffer.from(hex.slice(kind.length + 1), 'hex'))
    for (const row of await selectByIdentifier(tx, kind, hashes)) {
      for (const index of places.get(`${kind} ${row.keyHash.toString('hex')}`)!) found[index]!.push(row.personId)
    }
  }
  return found
}

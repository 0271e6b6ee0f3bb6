import { selectEntries } from '../ledger/entries.sql.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import { lockPeople, selectPeople } from '../people/people.sql.ts'
import { selectProvenance } from '../people/provenance.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { ImportId } from '../values/ids.ts'
import { selectBefore, selectUsed } from './undo.sql.ts'
import type { Concerned, UndoPerson } from './undo.ts'

/** Locks these people and reads what tells whether the import can be undone for them. Whoever is gone is left out. */
export async function readConcerned(tx: Tx, importId: ImportId, people: readonly UndoPerson[]): Promise<Concerned[]> {
  const ids = await lockPeople(tx, people.map((one) => one.personId))
  const persons = new Map((await selectPeople(tx, ids)).map((one) => [one.personId, one]))
  const entries = Map.groupBy(await selectEntries(tx, ids), (one) => one.personId)
  const provenance = Map.groupBy(await selectProvenance(tx, ids), (one) => one.personId)
  const grounds = Map.groupBy(await selectGrounds(tx, ids), (one) => one.personId)
  const before = Map.groupBy(await selectBefore(tx, importId, ids), (one) => one.personId)
  const used = await selectUsed(tx, ids)
  return people.filter(({ personId }) => persons.has(personId)).map((one) => ({
    ...one, createdAt: persons.get(one.personId)!.createdAt, entries: entries.get(one.personId) ?? [], provenance: provenance.get(one.personId) ?? [],
    grounds: grounds.get(one.personId) ?? [], before: before.get(one.personId) ?? [], used: used.has(one.personId),
  }))
}

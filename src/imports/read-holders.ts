import { recallAnswers } from '../consent/recall-answers.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import type { IdentifierKind } from '../people/identifier.ts'
import { lockPeople, selectPeople } from '../people/people.sql.ts'
import { selectProvenance } from '../people/provenance.sql.ts'
import { selectContactPoints, selectEndedContactPoints, selectValues } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { Holder } from './known-person.ts'

/** Whoever shares something with a row, by what they share. */
export type Sharers = ReadonlyMap<PersonId, ReadonlySet<IdentifierKind>>

/**
 * Everything the importer must know of those who share an address or number with its rows, row by row. They are locked:
 * what they say from now on comes after the import (rule D5).
 */
export async function readHolders(tx: Tx, rows: readonly Sharers[]): Promise<Holder[][]> {
  const people = [...new Set(rows.flatMap((sharers) => [...sharers.keys()]))]
  if (people.length === 0) return rows.map(() => [])
  await lockPeople(tx, people)
  const persons = new Map((await selectPeople(tx, people)).map((one) => [one.personId, one]))
  const values = Map.groupBy(await selectValues(tx, people), (one) => one.personId)
  const points = Map.groupBy(await selectContactPoints(tx, people), (one) => one.personId)
  const ended = Map.groupBy(await selectEndedContactPoints(tx, people), (one) => one.personId)
  const provenance = Map.groupBy(await selectProvenance(tx, people), (one) => one.personId)
  const grounds = Map.groupBy(await selectGrounds(tx, people), (one) => one.personId)
  const said = await recallAnswers(tx, people)
  const known = new Map(people.filter((personId) => persons.has(personId)).map((personId) => [personId, {
    person: persons.get(personId)!,
    values: new Map((values.get(personId) ?? []).map((one) => [one.fieldKey, one.value])),
    points: points.get(personId) ?? [], ended: ended.get(personId) ?? [],
    provenance: provenance.get(personId) ?? [], grounds: grounds.get(personId) ?? [], said: said(personId),
  }]))
  return rows.map((sharers) => [...sharers].flatMap(([personId, shares]) => {
    const one = known.get(personId)
    return one ? [{ ...one, shares }] : []
  }))
}

import type { KeyObject } from 'node:crypto'
import { hashedIdentifiers, type Identifier } from '../people/identifier.ts'
import { deleteIdentifier, selectWhoSaidNo } from '../people/identifiers.sql.ts'
import { callClearValues, callWriteValues, selectContactPoints, selectValues, type ContactPoint, type ValueRow } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { originOf } from './known-person.ts'
import { callRemoveContactPoints, deleteProvenanceOf, updateCountry, updateReopenedPoints } from './undo.sql.ts'
import type { Concerned } from './undo.ts'
import type { Undoing } from './undo-people.ts'

/** Makes values and addresses what they were before the import, where nothing newer has come and a living ground holds them (rules H1, M1). */
export async function restoreBefore(tx: Tx, indexKey: KeyObject, undoing: Undoing, people: readonly Concerned[]): Promise<void> {
  const ids = people.map((one) => one.personId)
  if (ids.length === 0) return
  const values = Map.groupBy(await selectValues(tx, ids), (one) => one.personId)
  const points = Map.groupBy(await selectContactPoints(tx, ids), (one) => one.personId)
  const saidNo = await selectWhoSaidNo(tx, ids)
  await updateReopenedPoints(tx, people.flatMap((one) => itemsOf(one, 'point').map(({ name }) => ({ personId: one.personId, contactPointId: name }))))
  const back: ValueRow[] = []
  for (const one of people) {
    const brought = pointsBrought(one, points.get(one.personId) ?? [], undoing)
    await callRemoveContactPoints(tx, brought)
    const replaced = itemsOf(one, 'value').filter(({ name }) => originOf(one, name)?.importId === undoing.importId)
    const number = replaced.some(({ name }) => name === 'customer_number') ? values.get(one.personId)?.find((each) => each.fieldKey === 'customer_number')?.value : undefined
    await forget(tx, indexKey, one.personId, [...brought, ...numbersOf(number, undoing.source)], saidNo.has(one.personId))
    const cleared = replaced.filter(({ before }) => before === null).map(({ name }) => name)
    if (cleared.length > 0) await callClearValues(tx, one.personId, cleared)
    back.push(...replaced.flatMap(({ name, before }) => (before === null ? [] : [{ personId: one.personId, fieldKey: name, value: before }])))
    const country = one.before.find(({ item }) => item === 'country')
    if (country) await updateCountry(tx, one.personId, country.before as string | null)
  }
  await deleteProvenanceOf(tx, undoing.importId, ids)
  for (const { personId, fieldKey } of await callWriteValues(tx, back)) await callClearValues(tx, personId, [fieldKey])
}

function itemsOf({ before }: Concerned, kind: 'value' | 'point'): { name: string; before: Concerned['before'][number]['before'] }[] {
  return before.filter(({ item }) => item.startsWith(`${kind} `)).map((one) => ({ name: one.item.slice(kind.length + 1), before: one.before }))
}

/** The addresses and numbers that the import added. */
function pointsBrought(one: Concerned, points: readonly ContactPoint[], { importId }: Undoing): ContactPoint[] {
  const ours = new Set(one.provenance.filter((each) => each.importId === importId).map((each) => each.provenanceId))
  return points.filter((point) => ours.has(point.provenanceId))
}

function numbersOf(number: unknown, source: string): Identifier[] {
  if (typeof number !== 'string') return []
  return [{ kind: 'customer-number', canonical: number }, { kind: 'source-number', canonical: `${source.trim().toLowerCase()}\n${number}` }]
}

/** The person is found by it no more; whoever said no is, at the address they said it for (rules D9, L4). */
async function forget(tx: Tx, indexKey: KeyObject, personId: PersonId, what: readonly (Identifier | ContactPoint)[], saidNo: boolean): Promise<void> {
  const identifiers = what.flatMap((one): Identifier[] => (one.kind === 'postal' ? [] : [{ kind: one.kind, canonical: one.canonical }]))
  for (const { kind, keyHash } of hashedIdentifiers(indexKey, identifiers)) {
    if (!(saidNo && (kind === 'mailbox' || kind === 'phone'))) await deleteIdentifier(tx, kind, Buffer.from(keyHash, 'hex'), personId)
  }
}

import { refuseUnknownOwner } from '../companies/refuse-unknown-owner.ts'
import type { ReadyList } from '../lists/list-page.sql.ts'
import { parseFieldValue } from '../people/field-value.ts'
import type { FieldValue } from '../people/values.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { isForMany, isOwnership, type MassOp } from './mass-change.ts'
import { insertMassChange, insertPeopleOfList } from './mass-changes.sql.ts'

export interface MassWish {
  target: string
  op: MassOp
  value: unknown
  source: string
  collected: 'self' | 'other'
}

/**
 * Asks for one thing to be changed of everybody in a list, or of some named in it; its rehearsal begins by itself. Whom it is about is
 * settled now. Returns its id. Throws `invalid` for what is not the same for many, and `conflict` where nobody is in the list.
 */
export async function requestMassChange(tx: Tx, wish: MassWish, list: ReadyList, only: readonly PersonId[] | undefined, by: string): Promise<string> {
  const value = await checked(tx, wish)
  const massChangeId = newId(tx.now)
  const people = await insertPeopleOfList(tx, massChangeId, list, only)
  if (people === 0) throw new Problem('conflict', { text: 'mass-changes.nobody' })
  await insertMassChange(tx, { massChangeId, target: wish.target, op: wish.op, value, source: wish.source, collected: wish.collected, people, createdBy: by })
  return massChangeId
}

async function checked(tx: Tx, { target, op, value }: MassWish): Promise<FieldValue | null> {
  if (isOwnership(target)) {
    if (op !== 'set' && op !== 'clear') throw new Problem('invalid', { text: 'mass-changes.no-list', field: 'op' })
    if (op === 'clear') return null
    if (typeof value !== 'string') throw new Problem('invalid', { text: 'mass-changes.value-missing', field: 'value' })
    await refuseUnknownOwner(tx, { owner: null, team: null, [target]: value })
    return value
  }
  const field = (await selectCatalogue(tx)).fields.find(({ key }) => key === target)
  if (!field || !isForMany(field)) throw new Problem('invalid', { text: 'mass-changes.not-for-many', field: 'target', parameters: { field: target } })
  if ((op === 'add' || op === 'remove') && field.type !== 'list') throw new Problem('invalid', { text: 'mass-changes.no-list', field: 'op' })
  if (op === 'clear') return null
  const read = parseFieldValue(field, value)
  if (read === '' || (Array.isArray(read) && read.length === 0)) throw new Problem('invalid', { text: 'mass-changes.value-missing', field: 'value' })
  return read
}

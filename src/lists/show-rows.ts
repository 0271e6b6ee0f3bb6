import { nameOf } from '../people/name-of.ts'
import { selectDescribed, WHEREABOUTS, type PersonInScope } from '../people/people-in-scope.sql.ts'
import { selectListed, type ListedPerson, type PersonFlag } from '../people/people-list.sql.ts'
import type { Scope } from '../people/scope.ts'
import { selectValues } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { selectWithheld } from './list-rows.sql.ts'

export type CellValue = string | number | boolean | readonly string[]

/** One person as a list shows them: the columns asked for, as far as they are held and may be seen. */
export interface ListRow {
  personId: PersonId
  name: string
  flags: PersonFlag[]
  cells: Map<string, CellValue>
}

const POINT_FIELD = { email: 'email', phone: 'phone', postal: 'postal_address' } as const

/** These people in their order; whoever is not there any more, or not in the scope, is left out. */
export async function showRows(tx: Tx, scope: Scope | undefined, personIds: readonly PersonId[], columns: readonly string[]): Promise<ListRow[]> {
  if (personIds.length === 0) return []
  const rows = scope ? (await selectDescribed(tx, scope, personIds)).map((one) => rowInScope(one, columns)) : await rowsOfAll(tx, personIds, columns)
  const byId = new Map(rows.map((row) => [row.personId, row]))
  return personIds.flatMap((personId) => byId.get(personId) ?? [])
}

async function rowsOfAll(tx: Tx, personIds: readonly PersonId[], columns: readonly string[]): Promise<ListRow[]> {
  const listed = await selectListed(tx, personIds)
  const withheld = await selectWithheld(tx, personIds)
  const values = Map.groupBy(await selectValues(tx, personIds), (one) => one.personId)
  return listed.map((person) => {
    const hidden = (field: string) => withheld.get(person.personId)?.has(field) || (person.flags.includes('protected-identity') && WHEREABOUTS.includes(field))
    const held = new Map((values.get(person.personId) ?? []).map((one) => [one.fieldKey, one.value as CellValue]))
    const cells = cellsOf(columns.filter((column) => !hidden(column)), person, held)
    return { personId: person.personId, name: person.name, flags: person.flags, cells }
  })
}

/** Of what a scope does not see nothing is said: no sharing, no relations, no choices for other purposes. */
function rowInScope(person: PersonInScope, columns: readonly string[]): ListRow {
  const flags: PersonFlag[] = []
  if (person.protectedIdentity) flags.push('protected-identity')
  if (person.deceased) flags.push('deceased')
  if (person.capacity === 'sole-trader') flags.push('sole-trader')
  return { personId: person.personId, name: nameOf(person.values), flags, cells: cellsOf(columns, person, person.values as ReadonlyMap<string, CellValue>) }
}

type Shown = Pick<ListedPerson | PersonInScope, 'country' | 'capacity'> & { contactPoints: readonly { kind: keyof typeof POINT_FIELD; value: string }[]; purposes: readonly { purpose: string }[] }

function cellsOf(columns: readonly string[], person: Shown, values: ReadonlyMap<string, CellValue>): Map<string, CellValue> {
  const points = (field: string) => person.contactPoints.filter(({ kind }) => POINT_FIELD[kind] === field).map(({ value }) => value)
  const cell = (column: string): CellValue | undefined | null => {
    if (column === 'country' || column === 'capacity') return person[column]
    if (column === 'purpose') return person.purposes.map(({ purpose }) => purpose)
    if (Object.values(POINT_FIELD).some((field) => field === column)) return points(column)
    return values.get(column)
  }
  return new Map(columns.flatMap((column): [string, CellValue][] => {
    const value = cell(column)
    return value === undefined || value === null || (Array.isArray(value) && value.length === 0) ? [] : [[column, value]]
  }))
}

import { randomUUID } from 'node:crypto'
import { insertInstallation } from '../src/plumbing/installation.sql.ts'
import { publishCatalogue } from '../src/purposes/publish-catalogue.ts'
import { starterCatalogue } from '../src/purposes/starter-catalogue.ts'
import type { ContactPointId, GroundId, PersonId } from '../src/values/ids.ts'
import { testDatabase, type TestDatabase } from './database.ts'

export const SELLER = 'Fjällsport AB'
export const LONG_AGO = '2025-11-01T09:00:00Z'

type Row = Record<string, unknown>

/** What stands in the tables about one person; written past the verbs, so that states no verb leaves behind can be tried. */
export interface SeededPerson {
  personId: PersonId
  person: Row
  profile: Row
  points: Row[]
  grounds: Row[]
  standing: Row[]
  head: Row
  restrictions: Row[]
  stops: Row[]
  provenance: Row[]
  uses: Row[]
  blocks: Row[]
  entries: Row[]
}

/** A database with the starter catalogue and the seller, and nobody in it. */
export async function companyDatabase(): Promise<TestDatabase> {
  const database = await testDatabase()
  const day = database.now.toISOString().slice(0, 10)
  await database.write(async (tx) => {
    await insertInstallation(tx, { installationId: randomUUID(), keeperId: randomUUID(), controller: { name: SELLER, country: 'SE' }, demo: false })
    await publishCatalogue(tx, { ...starterCatalogue(day), retirePurposes: [], retireFields: [] }, 'start', 'starter catalogue')
  })
  return database
}

/** A Swedish consumer with a verified mailbox, of whom nothing else is known. */
export function somebody(): SeededPerson {
  const personId = randomUUID() as PersonId
  return {
    personId, person: { country: 'SE', capacity: 'consumer' }, profile: {}, points: [point('email')], grounds: [], standing: [], head: {},
    restrictions: [], stops: [], provenance: [], uses: [], blocks: [], entries: [],
  }
}

export function point(kind: 'email' | 'phone' | 'postal', but: Row = {}): Row & { contact_point_id: ContactPointId } {
  const contactPointId = randomUUID() as ContactPointId
  return { contact_point_id: contactPointId, kind, value: `x-${contactPointId}`, canonical: `x-${contactPointId}`, since: LONG_AGO, verified_at: LONG_AGO, ...but }
}

export function ground(purpose: string, basis: string, but: Row = {}): Row & { ground_id: GroundId } {
  return { ground_id: randomUUID() as GroundId, purpose_key: purpose, basis, since: LONG_AGO, ...but }
}

/** A sale with all that a soft opt-in asks for, of product group `skis`. */
export function sale(purpose: string, but: Row = {}): Row {
  return ground(purpose, 'soft-opt-in', { product_groups: ['skis'], seller: SELLER, opt_out_offered: true, last_sale_at: '2026-01-10T12:00:00Z', ...but })
}

export function said(purpose: string, channel: string, state: string, seq: number, but: Row = {}): Row {
  return { purpose, channel, state, seq, since: LONG_AGO, ...but }
}

/** Somebody who has said yes to a purpose by e-mail, at the mailbox they have. */
export function sayer(purpose = 'news'): SeededPerson {
  const one = somebody()
  one.standing.push(said(purpose, 'email', 'given', 1, { contact_point_id: one.points[0]!['contact_point_id'] }))
  one.grounds.push(ground(purpose, 'consent', { entry_seq: 1 }))
  return one
}

/** Writes these people with everything about them, as the owner of the database. */
export async function seed(database: TestDatabase, people: readonly SeededPerson[]): Promise<void> {
  const withId = (rows: (one: SeededPerson) => Row[]) => people.flatMap((one) => rows(one).map((row) => ({ person_id: one.personId, ...row })))
  const numbers = people.map((one, n) => ({ person_no: n, created_at: LONG_AGO, protected_identity: false, ...one.person }))
  await insertRows(database, 'person', people.map((one, n) => ({ person_id: one.personId, ...numbers[n] })))
  await insertRows(database, 'profile', withId((one) => [{ display_name: '', sort_key: one.personId, search_key: '', own: {}, ...one.profile }]))
  await insertRows(database, 'contact_point', withId((one) => one.points))
  await insertRows(database, 'ground', withId((one) => one.grounds.map((row) => ({ product_groups: [], evidence: {}, ...row }))))
  await insertRows(database, 'standing', withId((one) => one.standing.map((row) => ({ unproved: false, ...row }))))
  await insertRows(database, 'person_standing', withId((one) => [{ last_seq: 9, ...one.head }]))
  await insertRows(database, 'restriction', withId((one) => one.restrictions.map((row) => ({ since: LONG_AGO, seq: 9, field_key: '*', ...row }))))
  await insertRows(database, 'stop_row', withId((one) => one.stops.map((row) => ({ stop_id: randomUUID(), at: LONG_AGO, choice: {}, ...row }))))
  await insertRows(database, 'provenance', withId((one) => one.provenance.map((row) => ({
    provenance_id: randomUUID(), source: 'list', recorded_at: LONG_AGO, recorded_by_kind: 'system', fields: [], ...row }))))
  await insertRows(database, 'use_record', withId((one) => one.uses.map((row) => ({ use_id: randomUUID(), kind: 'sent', rule: 'D4a', actor_kind: 'system', ...row }))))
  await insertRows(database, 'value_block', withId((one) => one.blocks.map((row) => ({ since: LONG_AGO, delete_after: '2026-12-31T00:00:00Z', reason: 'unproved-no', ...row }))))
  await insertRows(database, 'ledger_entry', withId((one) => one.entries.map((row) => ({
    kind: 'given', at: LONG_AGO, surface: 'web', actor_kind: 'person', evidence: {}, salt: '\\x00', ...row }))))
}

/** Names only the columns that are given, so that the others take their defaults. */
async function insertRows(database: TestDatabase, table: string, rows: readonly Row[]): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(', ')
  if (rows.length > 0) await database.superuser(`insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`, [JSON.stringify(rows)])
}

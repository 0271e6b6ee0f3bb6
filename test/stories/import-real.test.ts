import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { decideFor } from '../../src/decisions/decide-for.ts'
import type { Question } from '../../src/decisions/question.ts'
import type { ImportSettings } from '../../src/imports/import-settings.ts'
import { showImport } from '../../src/imports/show-import.ts'
import { lawCountry } from '../../src/law/country.ts'
import { selectContactPoints, selectValues } from '../../src/people/values.sql.ts'
import { lawfulBasis } from '../../src/purposes/purpose.ts'
import { correctDetails } from '../../src/rights/correct-details.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { chinookCsv } from '../chinook.ts'
import { bring, handIn, importDesk, reasonsOf, tableHashes, work, type ImportDesk } from '../importing.ts'
import { northwindCsv } from '../northwind.ts'
import { NO_SHARED_DATA } from '../shared-data.ts'

interface Expected {
  numbers: Record<string, { value: number }>
  rows_per_country: Record<string, number>
  valid_phones_per_country: Record<string, number>
  held_back: { phone: string[] }
  columns: Record<string, string | null>
}

function expectedOf(name: string): Expected {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'expected', `${name}.json`), 'utf8')) as Expected
}

const CHINOOK: ImportSettings = { source: 'chinook', purposes: ['contract', 'invoicing'], ground: 'contract', collected: 'self', country: null }
const NORTHWIND: ImportSettings = { source: 'northwind', purposes: ['contract'], ground: 'contract', collected: 'other', country: null, capacity: 'role' }

/** How many people hold a field, or a kind of contact point. */
async function countHeld({ database }: ImportDesk, people: readonly PersonId[]): Promise<(what: string) => number> {
  const [values, points] = await database.read(async (tx) => [await selectValues(tx, people), await selectContactPoints(tx, people)] as const)
  return (what) => values.filter((one) => one.fieldKey === what).length + points.filter((one) => one.kind === what).length
}

for (const [name, csv, settings, kinds] of [
  ['chinook', chinookCsv, CHINOOK, { emails: 'email', companies: 'company_name', states: 'region', postal_codes: 'postal_code' }],
  ['northwind', northwindCsv, NORTHWIND, { emails: 'email', contact_names: 'full_name', companies: 'company_name', titles: 'title', regions: 'region', postal_codes: 'postal_code' }],
] as const) {
  test(`the customers of ${name} come in as it was written down before, and the rehearsal said so`, async (t) => {
    const file = csv()
    if (!file) return t.skip(NO_SHARED_DATA)
    const desk = await importDesk()
    const { database, house } = desk
    const expected = expectedOf(name)
    const number = (key: string) => expected.numbers[key]!.value

    const importId = await handIn(desk, file, settings)
    const shown = await database.read((tx) => showImport(tx, importId))
    assert.deepEqual(shown.found.mapping, expected.columns)
    const dropped = Object.entries(expected.columns).flatMap(([column, field]) => (field === null ? [column] : []))
    assert.deepEqual(shown.dropped.map((one) => one.column), dropped)

    const before = await tableHashes(database)
    const rehearsal = await work(desk, importId, 'rehearsal')
    assert.deepEqual(await tableHashes(database), before, 'a rehearsal changes no table')
    assert.deepEqual(await house.keeper.readJournal(), [])

    const run = await work(desk, importId, 'run')
    assert.deepEqual([rehearsal.one.state, run.one.state, run.one.failure], ['rehearsed', 'done', null])
    const held = expected.held_back.phone.length
    assert.deepEqual(run.one.counts, { new: number('rows'), changed: 0, unchanged: 0, heldBack: 0, droppedColumns: dropped.length, duplicates: 0, heldValues: held })
    assert.deepEqual(rehearsal.one.counts, run.one.counts)
    assert.deepEqual(rehearsal.rows.map((row) => ({ ...row, personId: null })), run.rows.map((row) => ({ ...row, personId: null })))
    assert.equal(held, number('phones_held_back'))

    const people = run.rows.map((row) => row.personId!)
    assert.equal(new Set(people).size, number('people_identified'))
    const count = await countHeld(desk, people)
    for (const [key, what] of Object.entries(kinds)) assert.equal(count(what), number(key), key)
    assert.deepEqual([count('phone'), count('postal'), count('customer_number')], [number('phones_valid'), number('addresses'), number('rows')])
    const { rows: countries } = await database.superuser('select country, count(*)::int as n from person group by 1')
    assert.deepEqual(Object.fromEntries(countries.map((row: { country: string; n: number }) => [row.country, row.n])), expected.rows_per_country)

    const heldOf = run.rows.flatMap((row) => row.reasons.map((reason) => [reason.field, row.personId!] as const))
    const numbers = new Map((await database.read((tx) => selectValues(tx, people))).filter((one) => one.fieldKey === 'customer_number').map((one) => [one.personId, one.value]))
    assert.deepEqual(heldOf.map(([field, personId]) => [field, numbers.get(personId)]), expected.held_back.phone.map((customer) => ['phone', customer]))

    const after = await tableHashes(database)
    const again = await bring(desk, file, settings)
    assert.deepEqual(again.one.counts, { ...run.one.counts, new: 0, unchanged: number('rows') })
    assert.deepEqual(await tableHashes(database), after, 'the same file again changes nothing')
    assert.deepEqual(again.rows.map((row) => row.personId), people)
  })
}

test("Northwind's companies may be reached by letter and phone only, and their people are told within a month where we have them from", async (t) => {
  const file = northwindCsv()
  if (!file) return t.skip(NO_SHARED_DATA)
  const desk = await importDesk()
  const { database } = desk
  const { rows } = await bring(desk, file, NORTHWIND)
  const people = rows.map((row) => row.personId!)
  const invited = await bring(desk, file, { ...NORTHWIND, purposes: ['events'], ground: 'legitimate-interest' })
  assert.deepEqual([invited.one.counts.changed, invited.one.counts.new], [91, 0])

  const asked = (purpose: string, channel: Question['channel']): Question => ({ purpose, channel, use: 'send', about: null })
  const decided = await database.read((tx) => decideFor(tx, people, [asked('events', 'letter'), asked('events', 'phone'), asked('events', 'email'), asked('contract', 'letter')]))
  const allowed = (place: number) => decided.filter((_, index) => index % 4 === place)
  assert.equal(allowed(0).filter((one) => one.allowed).length, 91)
  assert.ok(allowed(0).every((one) => one.obligations.includes('carry-notice')), 'the first message carries the notice of art. 14')
  // Where the law asks for consent to a call, the same interest does not carry it.
  const callable = Object.entries(expectedOf('northwind').valid_phones_per_country).filter(([country]) => lawfulBasis('phone', lawCountry(country), 'role', '2026-03-02') === 'legitimate-interest')
  assert.equal(allowed(1).filter((one) => one.allowed).length, callable.reduce((sum, [, numbers]) => sum + numbers, 0))
  assert.equal(allowed(1).filter((one) => one.rule === 'D1j').length, expectedOf('northwind').numbers['phones_held_back']!.value)
  assert.deepEqual(new Set(allowed(2).map((one) => `${one.allowed} ${one.rule}`)), new Set(['false D1j']))
  assert.ok(allowed(3).every((one) => one.allowed))

  const { rows: due } = await database.superuser('select distinct notice_due_at, collected from provenance')
  assert.deepEqual(due.map((row: { notice_due_at: Date; collected: string }) => [row.notice_due_at.toISOString(), row.collected]), [['2026-04-02T08:00:00.000Z', 'other']])
})

test('a customer of Chinook whose town has changed is changed, a blank cell changes nothing, and what the person corrected themself stands', async (t) => {
  const file = chinookCsv()
  if (!file) return t.skip(NO_SHARED_DATA)
  const desk = await importDesk()
  const { database, house } = desk
  const first = await bring(desk, file, CHINOOK)
  const personOf = (row: number) => first.rows.find((one) => one.row === row)!.personId!
  // Luís Gonçalves corrects his postal code and takes his company away; Leonie Köhler moves, as the company hears.
  database.now = new Date(database.now.getTime() + 60_000)
  await database.write((tx) => correctDetails(tx, house.keeper.keys.identifierIndex, personOf(2), { postal_code: '12227-001', company_name: null }))
  const known = async () => database.read(async (tx) => JSON.stringify([await selectValues(tx, [personOf(2)]), (await selectContactPoints(tx, [personOf(2)])).map((one) => one.value)]))
  const corrected = await known()

  const lines = file.split('\r\n')
  const changed = lines.map((line, index) => (index === 2 ? line.replace('Stuttgart', 'Ulm').replace('70174', '') : line)).join('\r\n')
  assert.ok(changed.includes('Ulm,,Germany,,'))
  database.now = new Date(database.now.getTime() + 60_000)
  const again = await bring(desk, changed, CHINOOK)
  assert.deepEqual([again.one.counts.changed, again.one.counts.unchanged, again.one.counts.new], [1, 58, 0])
  assert.equal(again.rows.find((row) => row.outcome === 'changed')!.row, 3)
  const values = new Map((await database.read((tx) => selectValues(tx, [personOf(3)]))).map((one) => [one.fieldKey, one.value]))
  assert.deepEqual([values.get('city'), values.get('postal_code')], ['Ulm', '70174'])
  const postal = (await database.read((tx) => selectContactPoints(tx, [personOf(3)]))).filter((one) => one.kind === 'postal')
  assert.deepEqual(postal.map((one) => one.value.includes('Ulm')), [true], 'a person lives in one place')

  assert.equal(await known(), corrected)
  assert.deepEqual(reasonsOf(again).filter((reason) => reason.startsWith('2 ')), ['2 Company company_name L4 own-word', '2 PostalCode postal_code L4 own-word'])
})

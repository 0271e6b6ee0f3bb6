import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { chinookCsv } from '../../test/chinook.ts'
import { northwindCsv } from '../../test/northwind.ts'
import { NO_SHARED_DATA } from '../../test/shared-data.ts'
import type { LocalDate } from '../values/calendar.ts'
import type { CountryCode } from '../values/country.ts'
import { LANGUAGES, t as say } from '../values/text.ts'
import { canonicalRow } from './canonical-row.ts'
import type { CanonicalRow, ColumnMapping, RowDefaults } from './import-row.ts'
import { readTable } from './read-table.ts'
import { recogniseColumns } from './recognise-columns.ts'
import type { RowDoubt } from './table.ts'

const DEFAULTS: RowDefaults = { country: 'SE' as CountryCode, language: null, today: '2026-11-22' as LocalDate, spreadsheet: false }

/** Each header with its field; columns without one are left out. */
function mapped(fields: Readonly<Record<string, string | null>>): ColumnMapping[] {
  return Object.entries(fields).flatMap(([header, field], column) => field ? [{ column, header, field }] : [])
}

/** A row of named cells, each mapped to the field of its name (before a space). */
function read(cells: Record<string, string>, defaults: Partial<RowDefaults> = {}, doubt?: RowDoubt): CanonicalRow {
  const fields = Object.fromEntries(Object.keys(cells).map((name) => [name, name.split(' ')[0]!]))
  return canonicalRow({ number: 7, cells: Object.values(cells), ...(doubt ? { doubt } : {}) }, mapped(fields), { ...DEFAULTS, ...defaults })
}

/** What was held back, as `field rule reason`. */
function held(row: CanonicalRow): string[] {
  return row.held.map(({ field, rule, text }) => [field, rule, text.replace(/^(imports\.held|values)\./, '')].filter(Boolean).join(' '))
}

test('a row becomes values, contact points and identifiers in canonical form', () => {
  const row = read({ given_name: ' A\u030asa ', family_name: 'Öberg', email: 'Asa@EXAMPLE.se', phone: '070-123 45 67', street: 'Storgatan 1', postal_code: '111 22', city: 'Malmö', customer_number: '0042', birth_date: '1.2.1980', language: 'Svenska', interests: 'Cykling; cykling, Vin', organisation_number: '556703-7485', shoe_size: '42', title: '' })
  assert.deepEqual(Object.fromEntries(row.values), { given_name: 'Åsa', family_name: 'Öberg', street: 'Storgatan 1', postal_code: '111 22', city: 'Malmö', customer_number: '0042', birth_date: '1980-02-01', language: 'sv', interests: ['Cykling', 'Vin'], shoe_size: '42' })
  assert.deepEqual(row.contactPoints, [
    { kind: 'email', value: 'Asa@EXAMPLE.se', canonical: 'Asa@example.se' },
    { kind: 'phone', value: '070-123 45 67', canonical: '+46701234567' },
    { kind: 'postal', value: 'Storgatan 1, 111 22 Malmö, SE', canonical: 'storgatan 1|11122|malmo|se' },
  ])
  assert.deepEqual(row.identifiers, [{ kind: 'email', canonical: 'Asa@example.se' }, { kind: 'phone', canonical: '+46701234567' }, { kind: 'customer-number', canonical: '0042' }, { kind: 'organisation-number', canonical: '5567037485' }])
  assert.deepEqual([row.kept, row.held, row.country, row.number], [true, [], 'SE', 7])
})

test('a blank cell yields nothing, not even a default answer (L4)', () => {
  const row = read({ full_name: 'Bo', email: ' ', phone: '', consent: '', objection: '  ', interests: ' ; ', birth_date: '' })
  assert.deepEqual([...row.values.keys()], ['full_name'])
  assert.deepEqual([row.contactPoints, row.answers, row.held], [[], [], []])
})

test('a value that cannot be made canonical is held back by name, and the row stays', () => {
  const row = read({ 'full_name': 'Bo', 'email': 'bo@', 'phone': '123', 'birth_date': '3/4/1980', 'last_purchase_at': '2027-01-01', 'language': 'Klingon', 'organisation_number': '1', 'consent': 'implied', 'title': 'VD\u202e', 'city Ort': 'Malmö', 'city Stad': 'Lund' })
  assert.deepEqual(held(row), ['email email-domain', 'phone phone-not-in-plan', 'birth_date date-order', 'last_purchase_at date-in-the-future', 'language language-unknown', 'organisation_number organisation-check-digit', 'consent yes-no-unclear', 'title text-direction-character', 'city second-value'])
  assert.deepEqual(row.held.map(({ column }) => column).at(-1), 'city Stad')
  assert.deepEqual(Object.fromEntries(row.values), { full_name: 'Bo', city: 'Malmö' })
  assert.equal(row.kept, true)
  assertSaid(row)
})

/** Every reason is a sentence in every language. */
function assertSaid({ held: reasons }: CanonicalRow): void {
  for (const { text, parameters } of reasons) for (const language of LANGUAGES) assert.ok(say(language, text, parameters).length > 10, text)
}

test('identity numbers are checked and become one, and are held back where no number belongs (H5, H6)', () => {
  const row = read({ full_name: 'Maria Larsson', identity_number: '090527+1474', organisation_number: '090527+1474', customer_number: '200002292399', title: 'VD 570428-9999', street: 'c/o 570428-9999', interests: 'vin, 5704289999' })
  assert.deepEqual(held(row), ['customer_number H5 person-number-in-text', 'title H5 person-number-in-text', 'street H5 person-number-in-text', 'interests H5 person-number-in-text'])
  assert.deepEqual(Object.fromEntries(row.values), { full_name: 'Maria Larsson', identity_number: '190905271474' })
  assert.deepEqual(row.identifiers, [])
  assert.deepEqual(held(read({ full_name: 'X', identity_number: '090527-1475' })), ['identity_number identity-check-digit'])
  assertSaid(row)
  assert.doesNotMatch(JSON.stringify(row.held), /\d{6}/, 'the report names no number')
})

test('a row is out when nothing in it identifies a person, or its cells cannot be told apart', () => {
  assert.deepEqual([read({ birth_date: '1980-01-01', city: 'Malmö' }).kept, held(read({ email: 'bo@' }))], [false, ['email email-domain', 'row-nobody']])
  for (const doubt of ['more-cells', 'broken-quote'] as const) assertSaid(read({ full_name: 'Bo' }, {}, doubt))
  assertSaid(read({}))
  for (const cells of [{ full_name: 'Bo' }, { company_name: 'AB' }, { email: 'a@example.se' }, { customer_number: '1' }, { street: 'Box 1', city: 'Umeå' }] as Record<string, string>[]) assert.equal(read(cells).kept, true)
  assert.deepEqual(held(read({ full_name: 'Bo' }, {}, 'more-cells')), ['row-more-cells'])
  assert.deepEqual(held(read({ full_name: 'Bo' }, {}, 'broken-quote')), ['row-broken-quote'])
  assert.equal(read({ full_name: 'Bo' }, {}, 'fewer-cells').kept, true)
})

test("numbers are read by the row's country; an unknown one is not the importer's", () => {
  assert.equal(read({ phone: '22 44 22 22', country: 'Norge' }).contactPoints[0]!.canonical, '+4722442222')
  assert.equal(read({ phone: '070-1234567', country: '' }).country, 'SE')
  const lost = read({ full_name: 'X', phone: '22 44 22 22', country: 'Utlandet' })
  assert.deepEqual([lost.country, held(lost)], [null, ['country country-unknown', 'phone phone-needs-country']])
})

test('answers keep what the file says of them, and an unticked objection is no yes', () => {
  const columns = mapped({ Namn: 'full_name', Nyhetsbrev: 'consent', Spärr: 'objection', När: 'consent_time', Var: 'consent_source', Ord: 'consent_wording' })
    .map((column) => column.field === 'consent' ? { ...column, purpose: 'news', channel: 'email' } : column)
  const row = (...cells: string[]) => canonicalRow({ number: 2, cells }, columns, DEFAULTS)
  const yes = row('Bo', 'Ja', 'nej', '2025-03-01', 'Mässan', 'Ja tack\ntill nyheter')
  assert.deepEqual(yes.answers, [{ column: 'Nyhetsbrev', field: 'consent', answer: 'yes', channel: 'email', purpose: 'news' }])
  assert.deepEqual(yes.evidence, { time: '2025-03-01', source: 'Mässan', wording: 'Ja tack\ntill nyheter' })
  assert.deepEqual([...yes.values.keys()], ['full_name'])
  assert.deepEqual(row('Bo', 'Nej', 'x', '', '', '').answers.map(({ answer }) => answer), ['no', 'no'])
  assert.deepEqual(row('Bo', '', '2024-05-01', '', '', '').answers, [{ column: 'Spärr', field: 'objection', answer: 'no', channel: null, purpose: null }])
})

test('two lines make one street, and several numbers several contact points', () => {
  const row = read({ 'street 1': 'c/o Öberg', 'street 2': 'Storgatan 1', 'postal_code': '111 22', 'phone 1': '070-123 45 67', 'phone 2': '+46 70 123 45 67', 'phone 3': '08-123 456', 'email 1': 'a@example.se', 'email 2': 'A@example.se' })
  assert.equal(row.values.get('street'), 'c/o Öberg, Storgatan 1')
  assert.deepEqual(row.contactPoints.map(({ canonical }) => canonical), ['+46701234567', '+468123456', 'a@example.se', 'A@example.se', 'c o oberg storgatan 1|11122||se'])
})

test('a spreadsheet cell may hold a day number, and the default language counts where none is said', () => {
  assert.equal(read({ full_name: 'Bo', birth_date: '29587' }, { spreadsheet: true }).values.get('birth_date'), '1981-01-01')
  assert.deepEqual(held(read({ full_name: 'Bo', birth_date: '29587' })), ['birth_date date-form'])
  assert.equal(read({ full_name: 'Bo' }, { language: 'nb' }).values.get('language'), 'nb')
  assert.equal(read({ full_name: 'Bo', language: 'en' }, { language: 'nb' }).values.get('language'), 'en')
})

interface Expected { numbers: Record<string, { value: number }>; rows_per_country: Record<string, number>; valid_phones_per_country: Record<string, number>; held_back: { phone: string[] } }

for (const [name, csv, counted] of [
  ['chinook', chinookCsv, { emails: 'email', companies: 'company_name', states: 'region', postal_codes: 'postal_code' }],
  ['northwind', northwindCsv, { contact_names: 'full_name', companies: 'company_name', titles: 'title', regions: 'region', postal_codes: 'postal_code' }],
] as const) {
  test(`the customers of ${name} give the numbers written down before`, async (t) => {
    const text = csv()
    if (!text) return t.skip(NO_SHARED_DATA)
    const expected = JSON.parse(readFileSync(join(import.meta.dirname, `../../test/stories/expected/${name}.json`), 'utf8')) as Expected
    const number = (key: string) => expected.numbers[key]!.value
    const table = await readTable(Buffer.from(text))
    const raw = [...table.rows()]
    const { columns } = recogniseColumns(table.header, raw.map(({ cells }) => cells), DEFAULTS)
    const mappings = mapped(Object.fromEntries(columns.map(({ header, field }) => [header, field])))
    const rows = raw.map((row) => canonicalRow(row, mappings, { ...DEFAULTS, country: null }))
    const points = (kind: string) => rows.flatMap(({ contactPoints }) => contactPoints.filter((point) => point.kind === kind).map(({ canonical }) => canonical))

    assert.equal(table.header.length, number('columns'))
    assert.equal(rows.length, number('rows'))
    assert.equal(rows.filter(({ kept }) => kept).length, number('people_identified'))
    for (const [key, field] of Object.entries(counted)) {
      const found = field === 'email' ? points('email').length : rows.filter(({ values }) => values.has(field)).length
      assert.equal(found, number(key), key)
    }
    assert.equal(new Set(points('email')).size, number('emails'))
    assert.equal(points('phone').length, number('phones_valid'))
    assert.equal(points('phone').length - new Set(points('phone')).size, number('phones_shared'))
    assert.equal(points('postal').length, number('addresses'))
    assert.equal(points('postal').length - new Set(points('postal')).size, number('addresses_shared'))
    assert.deepEqual(tally(rows.map(({ country }) => country!)), tallied(expected.rows_per_country))
    assert.deepEqual(tally(rows.filter(({ contactPoints }) => contactPoints.some(({ kind }) => kind === 'phone')).map(({ country }) => country!)), tallied(expected.valid_phones_per_country))
    const heldBack = rows.flatMap((row) => row.held.map(({ field }) => [field, row.values.get('customer_number')]))
    assert.deepEqual(heldBack, expected.held_back.phone.map((customer) => ['phone', customer]))
    assert.equal(heldBack.length, number('phones_held_back'))
  })
}

function tally(keys: string[]): Array<[string, number]> {
  const counts: Record<string, number> = {}
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1
  return tallied(counts)
}

function tallied(counts: Record<string, number>): Array<[string, number]> {
  return Object.entries(counts).toSorted(([one], [two]) => one.localeCompare(two))
}

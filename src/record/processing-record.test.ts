import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PERSONAL_TABLES, type PersonalTable } from '../law/data-map.ts'
import { starterCatalogue } from '../purposes/starter-catalogue.ts'
import { privacyNotice } from './privacy-notice.ts'
import { processingRecord } from './processing-record.ts'
import { recordCsv } from './record-csv.ts'
import { recordInWords, type RecordSource } from './record-in-words.ts'

const catalogue = starterCatalogue('2026-03-02')
const measures = { encryptedTransport: true, colleagues: 3, withFactor: 2, roles: 8, sealedFields: 4, lastBackup: null, lastRestoration: null, lastLedgerWatch: new Date('2026-03-01T01:00:00Z'), lastSweep: null }
const from = (over: Partial<RecordSource> = {}, wish = catalogue, map: Readonly<Record<string, PersonalTable>> = PERSONAL_TABLES): RecordSource =>
  ({ controller: { name: 'Provbolaget AB', country: 'SE', email: 'privat@example.se', address: 'Storgatan 1' }, version: 1, at: new Date('2026-03-02T09:00:00Z'), record: processingRecord(wish, map), measures, ...over })

const change = (key: string, over: object) => ({ ...catalogue, purposes: catalogue.purposes.map((one) => (one.key === key ? { ...one, ...over } : one)) })
const rowOf = (source: RecordSource, key: string) => recordInWords(source, 'en').rows.find((one) => one.key === key)!
const told = (source: RecordSource) => JSON.stringify(privacyNotice(source, 'en'))

test('art. 30: the record of the starter catalogue has a line for each purpose and one for colleagues, with nothing that it cannot explain', () => {
  const { rows, faults } = recordInWords(from(), 'en')
  assert.deepEqual(rows.map((one) => one.key), [...catalogue.purposes.map((one) => one.key), 'colleagues'])
  assert.deepEqual(faults, [])
  for (const row of rows) for (const [part, said] of Object.entries(row)) assert.ok(part === 'kept' || part === 'data' || said.length > 0, `${row.key} ${part}`)
  const news = rowOf(from(), 'news')
  assert.deepEqual(news.people, ['customers', 'people who have said yes'])
  assert.match(news.bases.join('; '), /consent \(.*e-mail|exception for existing customers/)
  assert.deepEqual(rowOf(from(), 'rights').kept.includes('What people have said yes and no to'), true)
  assert.match(rowOf(from(), 'bookkeeping').period, /Bokföringslagen \(1999:1078\) 7 kap\. 2 §/)
  assert.match(recordInWords(from(), 'en').measures.find((one) => one.key === 'backups')!.text, /none has been made/)
})

test('a purpose, a period, a field and a recipient that change in the catalogue change record and notice', () => {
  const renamed = from({}, change('news', { texts: { sv: { name: 'Nytt', description: 'd' }, nb: { name: 'Nytt', description: 'd' }, en: { name: 'Fresh things', description: 'what is fresh' } } }))
  assert.equal(rowOf(renamed, 'news').name, 'Fresh things')
  assert.match(told(renamed), /Fresh things.*what is fresh/)
  const longer = from({}, change('contract', { retention: { from: 'ground-end', months: 61 } }))
  assert.match(rowOf(longer, 'contract').period, /61 months/)
  assert.ok(told(longer).includes('61 months') && !told(from()).includes('61 months'))
  const shared = from({}, change('contract', { recipients: ['carriers', 'mowers-association'] }))
  assert.deepEqual(rowOf(shared, 'contract').recipients, ['carriers', 'mowers-association'])
  assert.ok(told(shared).includes('mowers-association'))
  const fields = catalogue.purposes.find((one) => one.key === 'contract')!.fields
  const without = from({}, change('contract', { fields: fields.filter((key) => key !== 'birth_date') }))
  assert.ok(JSON.stringify(rowOf(from(), 'contract').data).includes('Date of birth') && !JSON.stringify(rowOf(without, 'contract').data).includes('Date of birth'))
  assert.deepEqual(recordInWords(from({}, { ...catalogue, purposes: [] }), 'sv').rows.map((one) => one.key), ['colleagues'])
})

test('a column that no purpose explains is a fault by its name, and so is a table whose purpose is gone', () => {
  const profile = PERSONAL_TABLES['profile']!
  assert.deepEqual(processingRecord(catalogue, { ...PERSONAL_TABLES, profile: { ...profile, columns: `${profile.columns} shoe_size` } }).faults, [{ text: 'no-field', about: 'profile.shoe_size' }])
  assert.deepEqual(processingRecord(catalogue, { ...PERSONAL_TABLES, profile: { ...profile, columns: profile.columns.replace('gender', '') } }).faults, [{ text: 'field-missing', about: 'gender' }])
  const unlawful = { ...catalogue, purposes: catalogue.purposes.filter((one) => one.key !== 'bookkeeping') }
  assert.deepEqual(processingRecord(unlawful, PERSONAL_TABLES).faults.toSorted((one, other) => one.about.localeCompare(other.about)), ['bank_payment', 'bank_payment_step', 'invoice', 'invoice_reminder', 'issued_document', 'payment'].map((about) => ({ text: 'unexplained', about, needs: 'bookkeeping' })))
  const unheard = processingRecord({ ...catalogue, purposes: catalogue.purposes.filter((one) => one.key !== 'rights') }, PERSONAL_TABLES).faults.map((one) => one.about)
  for (const table of ['ledger_entry', 'look', 'request', 'suppression']) assert.ok(unheard.includes(table), table)
})

test('art. 13, 14: the notice says who, what for on which basis, how long, to whom, from where, which rights and to whom one may complain', () => {
  const notice = privacyNotice(from(), 'en')
  assert.deepEqual(notice.map((one) => one.key), ['who', 'purposes', 'kept', 'concluded', 'recipients', 'origin', 'rights'])
  const all = JSON.stringify(notice)
  for (const said of ['Provbolaget AB', 'privat@example.se', 'Data protection officer', 'IMY', 'https://www.imy.se', 'legitimate interest', 'You can object', 'Legal basis: consent', 'No transfer has been entered', 'Kept for 36 months', 'carriers', 'withdraw your consent', 'article 77', 'No decision about you is made by a computer alone', 'From a list or a system', 'The law demands it', 'You choose freely']) assert.ok(all.includes(said), said)
  assert.equal(notice.find((one) => one.key === 'purposes')!.items.length, catalogue.purposes.length)
  const norwegian = JSON.stringify(privacyNotice(from({ controller: { name: 'Prøve AS', country: 'NO' } }), 'nb'))
  assert.ok(norwegian.includes('Datatilsynet') && norwegian.includes('Bokføringsloven'))
})

test('a company that nobody can write to is told so, and a cell of the file is computed by no spreadsheet', () => {
  assert.deepEqual(recordInWords(from({ controller: { name: 'Provbolaget AB', country: 'SE' } }), 'en').faults.length, 2)
  const file = recordCsv(recordInWords(from({}, change('news', { texts: { sv: { name: '=1+1', description: 'd' }, nb: { name: 'n', description: 'd' }, en: { name: 'n', description: 'd' } } })), 'sv'), 'sv')
  assert.match(file, /'=1\+1/)
  assert.equal(file.split('\r\n').length, catalogue.purposes.length + 3)
})

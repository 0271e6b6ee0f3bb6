// long: each thing a row can say of people, against the same register.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ROWS_AT_A_TIME } from '../../src/imports/run-import.ts'
import { setImport } from '../../src/imports/set-import.ts'
import { requestImport } from '../../src/imports/request-import.ts'
import { selectImport, selectImports, selectRows } from '../../src/imports/imports.sql.ts'
import type { HeaderMapping } from '../../src/imports/import-columns.ts'
import type { ImportSettings } from '../../src/imports/import-settings.ts'
import { showImport } from '../../src/imports/show-import.ts'
import { uploadImport } from '../../src/imports/upload-import.ts'
import { workImport } from '../../src/imports/work-import.ts'
import { selectValues } from '../../src/people/values.sql.ts'
import type { Database, Tx } from '../../src/plumbing/database.ts'
import { Problem } from '../../src/plumbing/errors.ts'
import { LANGUAGES, t as say } from '../../src/values/text.ts'
import type { ImportId, PersonId } from '../../src/values/ids.ts'
import { bring, CUSTOMERS, handIn, importDesk, personWith, reasonsOf, tableHashes, tablesWith, work, type ImportDesk } from '../importing.ts'
import { spreadsheetBytes } from '../spreadsheet-bytes.ts'

async function valuesOf({ database }: ImportDesk, personId: PersonId): Promise<Record<string, unknown>> {
  return Object.fromEntries((await database.read((tx) => selectValues(tx, [personId]))).map((one) => [one.fieldKey, one.value]))
}

async function countPeople({ database }: ImportDesk): Promise<number> {
  return (await database.superuser('select count(*)::int as n from person')).rows[0].n
}

test('two rows with the same address and name are one person, another name at the same address is suspected and not merged', async () => {
  const desk = await importDesk()
  const file = 'Namn;E-post;Telefon\nÅsa Öberg;familj@example.org;\nASA OBERG;FAMILJ@example.org;070-174 06 05\nOlle Öberg;familj@example.org;\n'
  const id = await handIn(desk, file)
  const rehearsal = await work(desk, id, 'rehearsal')
  const { one, rows } = await work(desk, id, 'run')
  assert.deepEqual(rows.map((row) => row.outcome), ['new', 'changed', 'new'])
  assert.deepEqual([one.counts.new, one.counts.changed, one.counts.duplicates], [2, 1, 1])
  assert.deepEqual(rehearsal.one.counts, one.counts, 'the rehearsal saw that rows of the file meet each other')
  assert.equal(rows[0]!.personId, rows[1]!.personId)
  assert.notEqual(rows[2]!.personId, rows[0]!.personId)
  assert.deepEqual(reasonsOf({ rows }), ['4 suspected-duplicate'])
  assert.equal(await countPeople(desk), 2)
  const again = await bring(desk, file)
  assert.deepEqual(again.rows.map((row) => row.personId), rows.map((row) => row.personId))
})

test("the source's own number finds a person under a new name; another number in the same source is another person", async () => {
  const desk = await importDesk()
  const first = await bring(desk, 'Kundnr;Namn;E-post\n7;Åsa Öberg;asa@example.org\n8;Åsa Öberg;asa@example.org\n')
  assert.deepEqual([first.one.counts.new, first.one.counts.duplicates], [2, 1])
  const married = await bring(desk, 'Kundnr;Namn;E-post\n7;Åsa Lind;asa.lind@example.org\n')
  assert.equal(married.rows[0]!.personId, first.rows[0]!.personId)
  assert.equal((await valuesOf(desk, first.rows[0]!.personId!))['full_name'], 'Åsa Lind')

  const shop = { ...CUSTOMERS, source: 'web shop' }
  const other = await bring(desk, 'Kundnr;Namn;E-post\n7001;Åsa Lind;asa.lind@example.org\n', shop)
  assert.deepEqual(reasonsOf(other), ['2 Kundnr customer_number L4 other-number'])
  assert.equal(other.rows[0]!.personId, first.rows[0]!.personId)
  const renamed = await bring(desk, 'Kundnr;Namn;E-post\n7001;Åsa Berg;asa@berg.example\n', shop)
  assert.equal(renamed.rows[0]!.personId, first.rows[0]!.personId, 'found by the number of the second source as well')
  assert.equal((await valuesOf(desk, first.rows[0]!.personId!))['customer_number'], '7')
})

test('a son of the same name at the same address is another person; colleagues share a company number and are not suspected', async () => {
  const desk = await importDesk()
  const family = await bring(desk, 'Namn;E-post;Född\nPer Ek;ek@example.org;1950-01-01\nPer Ek;ek@example.org;1980-01-01\nPer Ek;ek@example.org;\n')
  assert.deepEqual(reasonsOf(family), ['3 suspected-duplicate', '4 suspected-duplicate'], 'without a birthday it could be either')
  assert.equal(new Set(family.rows.map((row) => row.personId)).size, 3)
  const office = await bring(desk, 'Namn;Företag;Orgnr;E-post\nIda Berg;Byggen AB;556703-7485;ida@example.com\nJan Dahl;Byggen AB;556703-7485;jan@example.com\n')
  assert.deepEqual([office.one.counts.new, office.one.counts.duplicates], [2, 0])
})

test('an address the person has given up does not come back by file', async () => {
  const desk = await importDesk()
  const file = 'Kundnr;Namn;E-post\n7;Åsa Öberg;old@example.org\n'
  const { rows } = await bring(desk, file)
  await desk.database.superuser("update contact_point set ended_at = $1 where canonical = 'old@example.org'", [desk.database.now])
  const again = await bring(desk, file)
  assert.deepEqual([again.rows[0]!.outcome, again.rows[0]!.personId], ['unchanged', rows[0]!.personId])
  assert.deepEqual(reasonsOf(again), ['2 E-post email L4 own-word'])
})

/** Rows for two full batches and one more. */
const ROWS = 2 * ROWS_AT_A_TIME + 50
const MANY = (count: number) => `Namn;E-post\n${Array.from({ length: count }, (_, index) => `Kund ${index};kund${index}@example.org`).join('\n')}\n`

test('a run that is cancelled goes on where it stopped, also after a rehearsal in between, and doubles nobody', async () => {
  const desk = await importDesk()
  const { database, house } = desk
  const id = await handIn(desk, MANY(ROWS))
  await database.write((tx) => requestImport(tx, id, 'run'))
  await workImport(stoppingAfter(database, 1, () => database.write((tx) => requestImport(tx, id, 'cancellation'))), house.keeper)
  const stopped = (await database.read((tx) => selectImport(tx, id)))!
  assert.deepEqual([stopped.state, stopped.rowsDone, await countPeople(desk)], ['cancelled', ROWS_AT_A_TIME, ROWS_AT_A_TIME])
  await assert.rejects(database.write((tx) => setImport(tx, id, CUSTOMERS, {})), (error) => error instanceof Problem && error.kind === 'conflict')

  const rehearsal = await work(desk, id, 'rehearsal')
  assert.deepEqual([rehearsal.one.counts.unchanged, rehearsal.one.counts.new], [ROWS_AT_A_TIME, ROWS - ROWS_AT_A_TIME])
  const { one, rows } = await work(desk, id, 'run')
  assert.deepEqual([one.state, one.counts.new, rows.length, await countPeople(desk)], ['done', ROWS, ROWS, ROWS])
  assert.deepEqual(rows.map((row) => row.row), Array.from({ length: ROWS }, (_, index) => index + 2))
})

test('a rehearsal that is cancelled leaves the run to begin at the first row', async () => {
  const desk = await importDesk()
  const { database, house } = desk
  const id = await handIn(desk, MANY(ROWS))
  await database.write((tx) => requestImport(tx, id, 'rehearsal'))
  await workImport(stoppingAfter(database, 2, () => database.write((tx) => requestImport(tx, id, 'cancellation'))), house.keeper)
  assert.deepEqual([(await database.read((tx) => selectImport(tx, id)))!.state, await countPeople(desk)], ['cancelled', 0])
  const { one } = await work(desk, id, 'run')
  assert.deepEqual([one.counts.new, await countPeople(desk)], [ROWS, ROWS])
})

test('kill -9 in the middle of a run: another copy takes over when the first has been silent, and nobody is doubled', async () => {
  const desk = await importDesk()
  const { database, house } = desk
  const id = await handIn(desk, MANY(ROWS))
  await database.write((tx) => requestImport(tx, id, 'run'))
  await assert.rejects(workImport(dyingAfter(database, 4), house.keeper, 'first copy'), /killed/)
  const left = (await database.read((tx) => selectImport(tx, id)))!
  assert.deepEqual([left.state, left.rowsDone], ['running', 2 * ROWS_AT_A_TIME], 'nobody told that it ended')
  assert.equal(await workImport(database, house.keeper, 'second copy'), false, 'the first may still be at work')
  database.now = new Date(database.now.getTime() + 2 * 60_000)
  assert.equal(await workImport(database, house.keeper, 'second copy'), true)
  const done = (await database.read((tx) => selectImport(tx, id)))!
  assert.deepEqual([done.state, done.counts.new, await countPeople(desk)], ['done', ROWS, ROWS])
  assert.equal((await database.superuser('select count(*)::int as n, count(distinct row_no)::int as rows from import_row')).rows[0].rows, ROWS)
})

test('a fault in a batch takes the whole batch back, is told, and the run goes on when it is asked to', async () => {
  const desk = await importDesk()
  const { database, house } = desk
  const id = await handIn(desk, `Namn;E-post;Nyhetsbrev\n${Array.from({ length: ROWS_AT_A_TIME + 100 }, (_, index) => `Kund ${index};kund${index}@example.org;${index === ROWS_AT_A_TIME + 50 ? 'nej' : ''}`).join('\n')}\n`, CUSTOMERS, { Nyhetsbrev: 'consent:news:email' })
  await database.write((tx) => requestImport(tx, id, 'run'))
  const full = { keys: house.keeper.keys, keyRoom: house.keeper.keyRoom, journal: async (...entries: unknown[]) => { if (entries.length > 0) throw new Error('no space left on device') } }
  await assert.rejects(workImport(database, full), /no space left/)
  const failed = (await database.read((tx) => selectImport(tx, id)))!
  assert.deepEqual([failed.state, failed.failure, failed.rowsDone, await countPeople(desk)], ['failed', 'imports.failed', ROWS_AT_A_TIME, ROWS_AT_A_TIME])
  const { one } = await work(desk, id, 'run')
  assert.deepEqual([one.state, one.failure, one.counts.new, await countPeople(desk)], ['done', null, ROWS_AT_A_TIME + 100, ROWS_AT_A_TIME + 100])
  assert.equal((await house.keeper.readJournal()).length, 1)
})

/** A database that sees to it that something happens after the nth batch of rows. */
function stoppingAfter(database: Database, batches: number, act: () => Promise<unknown>): Database {
  let left = batches
  return watched(database, async (write) => {
    const before = await rowsDone(database)
    const result = await write()
    if ((await rowsDone(database)) > before && --left === 0) await act()
    return result
  })
}

/** A database that is gone after so many writes, as it is for a program that was killed. */
function dyingAfter(database: Database, writes: number): Database {
  let left = writes
  return watched(database, (write) => (left-- > 0 ? write() : Promise.reject(new Error('killed'))))
}

function watched(database: Database, around: <Result>(write: () => Promise<Result>) => Promise<Result>): Database {
  return Object.assign(Object.create(database) as Database, {
    read: database.read.bind(database),
    write: <Result>(inTransaction: (tx: Tx) => Promise<Result>) => around(() => database.write(inTransaction)),
  })
}

async function rowsDone(database: Database): Promise<number> {
  const [newest] = await database.read((tx) => selectImports(tx, { limit: 1 }))
  return newest?.rowsDone ?? 0
}

test('nothing of what was held back is kept anywhere, and the file is gone when the run is done', async () => {
  const desk = await importDesk()
  const canaries = { shoes: 'canaryshoesize', number: '19121212-1212', email: 'canary@@example.org', hobby: 'canaryhobby', stranger: 'Canary Stranger', phone: '0701canary' }
  const file = `Namn;E-post;Telefon;Personnummer;Skonummer;Intressen;Anteckning\nAda;ada@example.org;${canaries.phone};${canaries.number};${canaries.shoes};${canaries.hobby};${canaries.shoes}\nBo;${canaries.email};;;;;\n`
  const id = await handIn(desk, file)
  const { dropped } = await desk.database.read((tx) => showImport(tx, id))
  assert.deepEqual(dropped.map(({ column, rule, text }) => [column, rule, text]), [
    ['Skonummer', null, 'imports.column-unmapped'], ['Intressen', 'H1', 'imports.column-not-needed'], ['Anteckning', null, 'imports.column-unmapped'],
  ])
  await work(desk, id, 'rehearsal')
  assert.deepEqual(await tablesWith(desk.database, canaries.shoes), ['import_file'])
  const { one } = await work(desk, id, 'run')
  assert.deepEqual([one.counts.new, one.counts.droppedColumns, one.counts.heldValues], [2, 3, 3])
  for (const canary of [canaries.shoes, canaries.number, canaries.email, canaries.hobby, canaries.phone, '191212121212', '1212121212']) {
    assert.deepEqual(await tablesWith(desk.database, canary), [], canary)
  }
  const held = await bring(desk, `Namn;E-post\n${canaries.stranger};canary.stranger@example.org\n`, { ...CUSTOMERS, purposes: ['news'], ground: 'consent', when: '2025-01-01', evidence: { column: 'Namn' }, wording: 'Ja' }, { 'Namn': null })
  assert.equal(held.one.counts.new, 1)
  const nobody = await bring(desk, `Namn;E-post;Samtycke\n${canaries.stranger};canary.nobody@example.org;implied\n`, { ...CUSTOMERS, purposes: ['news'], ground: 'consent', when: '2025-01-01', evidence: 'shop', wording: 'Ja' })
  assert.equal(nobody.one.counts.heldBack, 1)
  assert.deepEqual(await tablesWith(desk.database, 'canary.nobody'), [])
})

test('a spreadsheet gives the same people as its CSV, with real dates', async () => {
  const desk = await importDesk()
  const bytes = spreadsheetBytes({ Tomt: [], Kunder: [['Namn', 'E-post', 'Född', 'Kundnr'], ['Ada Ek', 'ada@example.org', { day: 29_587 }, 17], ['Bo Ek', 'bo@example.org', '1980-02-29', '018']] })
  const { one, rows } = await bring(desk, bytes)
  assert.equal(one.counts.new, 2)
  assert.deepEqual(await valuesOf(desk, rows[0]!.personId!), { full_name: 'Ada Ek', birth_date: '1981-01-01', customer_number: '17' })
  const again = await bring(desk, 'Namn;E-post;Född;Kundnr\nAda Ek;ada@example.org;1981-01-01;17\nBo Ek;bo@example.org;29.2.1980;018\n')
  assert.equal(again.one.counts.unchanged, 2)
})

test('dates are read in the order their whole column shows, or that the importer says; else they are held back', async () => {
  const desk = await importDesk()
  const shown = await bring(desk, 'Namn;E-post;Född\nAda;ada@example.org;3/4/1980\nBo;bo@example.org;25/4/1980\n')
  assert.equal((await valuesOf(desk, shown.rows[0]!.personId!))['birth_date'], '1980-04-03')
  const unclear = await bring(desk, 'Namn;E-post;Född\nCia;cia@example.org;3/4/1980\n')
  assert.deepEqual(reasonsOf(unclear), ['2 Född birth_date values.date-order'])
  const told = await bring(desk, 'Namn;E-post;Född\nDan;dan@example.org;3/4/1980\n', { ...CUSTOMERS, dateOrder: 'month-first' })
  assert.equal((await valuesOf(desk, told.rows[0]!.personId!))['birth_date'], '1980-03-04')
})

test('another encoding is tried before it is set, and then read by', async () => {
  const desk = await importDesk()
  const bytes = Buffer.from('Namn;E-post\nJos\u00e9 \u00c5berg;jose@example.org\n', 'utf8')
  const id = await desk.database.write((tx) => uploadImport(tx, { name: 'k.csv', bytes }, 'tester'))
  const wrong = await desk.database.read((tx) => showImport(tx, id, { encoding: 'windows-1252' }))
  assert.equal(wrong.columns[0]!.sample[0], 'JosÃ© Ã…berg')
  const right = await desk.database.read((tx) => showImport(tx, id))
  assert.deepEqual([right.form!.encoding, right.columns[0]!.sample[0]], ['utf-8', 'José Åberg'])
  const odd = Buffer.from('Name,Email,Höhe\nJörg,joerg@example.org,\n', 'utf16le')
  const { rows } = await bring(desk, odd, { ...CUSTOMERS, encoding: 'utf-16le' })
  assert.equal((await valuesOf(desk, rows[0]!.personId!))['full_name'], 'Jörg')
})

test('a saved mapping is proposed again for the same columns, and for no others', async () => {
  const desk = await importDesk()
  const { database } = desk
  const upload = (text: string) => database.write((tx) => uploadImport(tx, { name: 'k.csv', bytes: Buffer.from(text) }, 'tester'))
  const mapping = { Wer: 'full_name', Wo: 'city', Kontakt: 'email' }
  const first = await upload('Wer;Wo;Kontakt\nAda;Ulm;ada@example.org\n')
  await database.write((tx) => setImport(tx, first, CUSTOMERS, mapping, { name: 'from the shop', by: 'tester' }))
  const again = await upload('Wer;Wo;Kontakt\nBo;Köln;bo@example.org\n')
  const { savedMapping } = await database.read((tx) => showImport(tx, again))
  assert.deepEqual([savedMapping?.name, savedMapping?.mapping], ['from the shop', mapping])
  assert.equal((await database.read(async (tx) => showImport(tx, await upload('Wo;Wer;Kontakt\nKöln;Bo;bo@example.org\n')))).savedMapping, null)
})

test('columns of one name are told apart, and a file without headings is told', async () => {
  const desk = await importDesk()
  const { rows } = await bring(desk, 'Namn;Telefon;Telefon (2);Telefon\nAda;070-174 06 05;;08-465 004 00\n', CUSTOMERS, { 'Telefon (3)': 'phone' })
  const { rows: points } = await desk.database.superuser('select canonical from contact_point where person_id = $1 order by 1', [rows[0]!.personId])
  assert.deepEqual(points.map((row: { canonical: string }) => row.canonical), ['+46701740605', '+46846500400'])
  const headless = await desk.database.write((tx) => uploadImport(tx, { name: 'k.csv', bytes: Buffer.from('Ada;ada@example.org\nBo;bo@example.org\n') }, 'tester'))
  assert.equal((await desk.database.read((tx) => showImport(tx, headless))).headerLooksLikeData, true)
})

test('what does not fit is refused with the setting and the rule, in every language, and nothing is kept', async () => {
  const desk = await importDesk()
  const { database } = desk
  const id = await database.write((tx) => uploadImport(tx, { name: 'k.csv', bytes: Buffer.from('Namn;E-post;Köpt\nAda;ada@example.org;2026-01-01\n') }, 'tester'))
  const before = await tableHashes(database)
  const soft = { purposes: ['news'], productGroups: ['skis'], lastSale: '2026-02-01', evidence: 'box' }
  const consent: Partial<ImportSettings> = { purposes: ['news'], ground: 'consent', when: '2025-01-01', evidence: 'shop', wording: 'Ja' }
  const refusals: [Partial<ImportSettings>, HeaderMapping, string, string, string | undefined][] = [
    [{ source: ' ' }, {}, 'invalid', 'source', undefined],
    [{ purposes: [] }, {}, 'invalid', 'purposes', undefined],
    [{ purposes: ['nonsense'] }, {}, 'invalid', 'purposes', undefined],
    [{ purposes: ['news'] }, {}, 'refused', 'purposes', 'H1'],
    [{ ground: 'guess' as 'contract' }, {}, 'invalid', 'ground', undefined],
    [{ collected: 'found' as 'self' }, {}, 'invalid', 'collected', undefined],
    [{ country: 'Sverige' }, {}, 'invalid', 'country', undefined],
    [{ capacity: 'king' as 'role' }, {}, 'invalid', 'capacity', undefined],
    [{ encoding: 'ebcdic' as 'utf-8' }, {}, 'invalid', 'encoding', undefined],
    [{ dateOrder: 'year-first' as 'day-first' }, {}, 'invalid', 'dateOrder', undefined],
    [{ when: 'yesterday' }, {}, 'invalid', 'when', undefined],
    [{ when: '2027-01-01' }, {}, 'invalid', 'when', undefined],
    [{ when: { column: 'Saknas' } }, {}, 'invalid', 'when', undefined],
    [{ ...consent, when: undefined as unknown as string }, {}, 'refused', 'when', 'L3'],
    [{ ...consent, evidence: undefined as unknown as string }, {}, 'refused', 'evidence', 'L3'],
    [{ ...consent, wording: '' }, {}, 'refused', 'wording', 'L3'],
    [{ ...consent, channels: ['web'] }, {}, 'invalid', 'channels', undefined],
    [{ ground: 'soft-opt-in', purposes: ['news'] }, {}, 'refused', 'softOptIn', 'D4'],
    [{ softOptIn: { ...soft, purposes: ['contract'] } }, {}, 'refused', 'softOptIn.purposes', 'H1'],
    [{ softOptIn: { ...soft, productGroups: [] } }, {}, 'refused', 'softOptIn.productGroups', 'D4'],
    [{ softOptIn: { ...soft, evidence: ' ' } }, {}, 'refused', 'softOptIn.evidence', 'D4'],
    [{ softOptIn: { ...soft, lastSale: '' } }, {}, 'refused', 'softOptIn.lastSale', 'D4'],
    [{ softOptIn: { ...soft, lastSale: { column: 'Saknas' } } }, {}, 'invalid', 'softOptIn.lastSale', undefined],
    [{}, { Saknas: 'email' }, 'invalid', 'mapping', undefined],
    [{}, { Namn: 'shoe_size' }, 'invalid', 'mapping', undefined],
    [{}, { Namn: 'consent:nonsense:email' }, 'invalid', 'mapping', undefined],
    [{}, { Namn: 'consent:news:web' }, 'invalid', 'mapping', undefined],
    [{}, { Namn: 'consent:contract:email' }, 'refused', 'mapping', 'H1'],
    [{ sheet: 'x', encoding: 'utf-16be' }, { Namn: 'full_name' }, 'invalid', 'mapping', undefined],
  ]
  for (const [change, mapping, kind, field, rule] of refusals) {
    const error = await database.write((tx) => setImport(tx, id, { ...CUSTOMERS, ...change }, mapping)).then(() => undefined, (thrown: unknown) => thrown)
    assert.ok(error instanceof Problem, `${JSON.stringify(change)} ${JSON.stringify(mapping)} was taken: ${String(error)}`)
    assert.deepEqual([error.kind, error.detail.field, error.detail.rule], [kind, field, rule], JSON.stringify([change, mapping]))
    for (const language of LANGUAGES) assert.ok(say(language, error.detail.text, error.detail.parameters).length > 10)
  }
  assert.deepEqual(await tableHashes(database), before)
  await assert.rejects(database.write((tx) => requestImport(tx, id, 'run')), (error) => error instanceof Problem && error.detail.rule === 'H1')
  await assert.rejects(database.read((tx) => showImport(tx, '0196a000-0000-7000-8000-00000000dead' as ImportId)), (error) => error instanceof Problem && error.kind === 'not-found')
})

test('rows that cannot be told apart or name nobody are held back, and the others come in', async () => {
  const desk = await importDesk()
  const result = await bring(desk, 'Namn;E-post;Ort\nAda;ada@example.org;Umeå\nBo;bo@example.org;Umeå;extra\n;;Umeå\nCia;cia@example.org\n')
  assert.deepEqual(result.rows.map((row) => [row.row, row.outcome]), [[2, 'new'], [3, 'held-back'], [4, 'held-back'], [5, 'new']])
  assert.deepEqual(reasonsOf(result), ['3 row-more-cells', '4 row-nobody'])
  assert.ok(await personWith(desk, 'cia@example.org'))
  const { heldBack } = await desk.database.read((tx) => showImport(tx, result.one.importId))
  assert.deepEqual(heldBack.map(({ text, count }) => [text, count]), [['imports.held.row-more-cells', 1], ['imports.held.row-nobody', 1]])
  assert.equal((await desk.database.read((tx) => selectRows(tx, result.one.importId, false, { outcome: 'held-back', limit: 10 }))).length, 2)
})

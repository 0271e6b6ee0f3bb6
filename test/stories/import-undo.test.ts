import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Choice } from '../../src/consent/choice.ts'
import { rebuildStanding } from '../../src/consent/rebuild-standing.ts'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { selectStandings } from '../../src/consent/standing.sql.ts'
import { decideFor } from '../../src/decisions/decide-for.ts'
import type { HeaderMapping } from '../../src/imports/import-columns.ts'
import type { ImportSettings } from '../../src/imports/import-settings.ts'
import { requestImport } from '../../src/imports/request-import.ts'
import { requestUndo } from '../../src/imports/request-undo.ts'
import { sweepFiles } from '../../src/imports/sweep-files.ts'
import { countUndo, selectKept, selectUndo } from '../../src/imports/undo.sql.ts'
import { UNDO_DAYS } from '../../src/imports/undo.ts'
import { workUndo } from '../../src/imports/work-undo.ts'
import { selectEntries } from '../../src/ledger/entries.sql.ts'
import { correctValues } from '../../src/people/correct-values.ts'
import { endGrounds } from '../../src/people/end-grounds.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import { selectContactPoints, selectValues } from '../../src/people/values.sql.ts'
import { Problem } from '../../src/plumbing/errors.ts'
import type { ImportId, PersonId } from '../../src/values/ids.ts'
import { daysLater } from '../../src/values/moment.ts'
import { bring, CUSTOMERS, importDesk, personWith, tableHashes, type ImportDesk } from '../importing.ts'
import { INDEX_KEY } from '../register.ts'

const MAPPING: HeaderMapping = { Nyheter: 'consent:news:email', Datum: 'consent_time' }
const SECOND: ImportSettings = { ...CUSTOMERS, source: 'other system', evidence: 'form', wording: 'Ja tack', language: 'sv' }

async function undo(desk: ImportDesk, importId: ImportId, wish: 'rehearsal' | 'run' = 'run'): Promise<Record<string, number>> {
  const { database, house } = desk
  await database.write((tx) => requestUndo(tx, importId, wish, 'tester'))
  assert.equal(await workUndo(database, house.keeper), true)
  assert.equal((await database.read((tx) => selectUndo(tx, importId)))!.state, wish === 'run' ? 'done' : 'rehearsed')
  return Object.fromEntries([...await database.read((tx) => countUndo(tx, importId))].toSorted())
}

async function stateOf({ database }: ImportDesk, personId: PersonId) {
  return database.read(async (tx) => ({
    values: Object.fromEntries((await selectValues(tx, [personId])).map((one) => [one.fieldKey, one.value])),
    points: (await selectContactPoints(tx, [personId])).map((one) => one.canonical).toSorted(),
    grounds: (await selectGrounds(tx, [personId])).filter((one) => !one.endedAt).map((one) => `${one.purpose} ${one.basis}`),
    entries: (await selectEntries(tx, [personId])).map((one) => `${one.kind} ${one.purpose} ${one.channel}`),
  }))
}

async function says({ database, house }: ImportDesk, personId: PersonId, kind: Choice['kind']): Promise<void> {
  const { outcomes } = await database.write((tx) => recordChoices(tx, house.keeper, [{
    personId, kind, purpose: 'news', channel: 'email', contactPointId: null, frequency: null, surface: 'web', language: 'sv',
    actor: { kind: 'person', id: personId }, wording: null, evidence: {},
  }]))
  assert.ok('entry' in outcomes[0]!)
}

function later({ database }: ImportDesk, days = 1): void {
  database.now = daysLater(database.now, days)
}

test('M1: whom the import added goes, nothing of them is left but voided ledger lines, and the numbers are those of the rehearsal', async () => {
  const desk = await importDesk()
  const { database } = desk
  await bring(desk, 'Namn;E-post\nÅsa Öberg;asa@example.org\n')
  const asa = await personWith(desk, 'asa@example.org')
  later(desk)
  const { one } = await bring(desk, 'Namn;E-post;Nyheter;Datum\nBo Ek;bo@example.org;ja;2025-03-04\nCia Dahl;cia@example.org;;\n', SECOND, MAPPING)
  const bo = await personWith(desk, 'bo@example.org')
  later(desk)
  const hashes = await tableHashes(database)
  assert.deepEqual(await undo(desk, one.importId, 'rehearsal'), { removed: 2 })
  const { import_undo: _, import_undo_person: __, ...rest } = hashes
  assert.deepEqual(Object.entries(await tableHashes(database)).filter(([name, hash]) => rest[name] !== hash).map(([name]) => name), ['import_undo', 'import_undo_person'])
  assert.deepEqual(await undo(desk, one.importId), { removed: 2 })
  const { rows } = await database.superuser(`select (select array_agg(person_id) from person) as people, (select count(*)::int from profile) as profiles,
    (select count(*)::int from identifier where person_id <> $1) as found, (select count(*)::int from contact_point where person_id <> $1) as points`, [asa])
  assert.deepEqual(rows, [{ people: [asa], profiles: 1, found: 0, points: 0 }])
  const entries = await database.read((tx) => selectEntries(tx, [bo]))
  assert.deepEqual(entries.map((entry) => `${entry.kind} ${entry.evidence['voids'] ?? ''}`), ['contract-started ', 'given ', 'voided 1', 'voided 2'])
  assert.deepEqual((await bring(desk, 'Namn;E-post\nBo Ek;bo@example.org\n', SECOND)).rows.map((row) => row.outcome), ['new'], 'the same file may come again')
})

test('M1: what the import changed becomes what it was, and nothing that the person or another has changed since', async () => {
  const desk = await importDesk()
  const { database } = desk
  await bring(desk, 'Kundnummer;Namn;E-post;Adress;Postnummer;Ort\n7;Åsa Öberg;asa@example.org;Storgatan 1;111 22;Stockholm\n8;Bo Ek;bo@example.org;;;\n')
  const [asa, bo] = [await personWith(desk, 'asa@example.org'), await personWith(desk, 'bo@example.org')]
  const was = [await stateOf(desk, asa), await stateOf(desk, bo)]
  later(desk)
  const file = 'Kundnummer;Namn;E-post;Telefon;Adress;Postnummer;Ort\n7;Åsa Öberg;asa@example.org;070-174 06 05;Lillgatan 2;211 34;Malmö\n8;Bo Ek;bo@example.org;;Kungsgatan 3;753 20;Uppsala\n'
  const { one } = await bring(desk, file, { ...CUSTOMERS, purposes: ['contract', 'service'] })
  assert.equal((await stateOf(desk, asa)).values['city'], 'Malmö')
  assert.equal((await stateOf(desk, asa)).grounds.length, 2)
  later(desk)
  await database.write((tx) => correctValues(tx, INDEX_KEY, bo, { city: 'Lund' }, { source: 'staff', collected: 'self', recordedBy: { kind: 'staff', id: 'a' }, importId: null, noticeDueAt: null }))
  assert.deepEqual(await undo(desk, one.importId), { restored: 2 })
  const [asaNow, boNow] = [await stateOf(desk, asa), await stateOf(desk, bo)]
  assert.deepEqual({ ...asaNow, entries: null }, { ...was[0], entries: null })
  assert.deepEqual(boNow.values, { ...was[1]!.values, city: 'Lund' }, 'what staff wrote after it stands')
  assert.deepEqual(asaNow.entries, ['contract-started contract null', 'contract-started service null', 'voided service null'])
  const [decision] = await database.read((tx) => decideFor(tx, [asa], [{ purpose: 'service', channel: 'email', use: 'send', about: null }]))
  assert.equal(decision!.allowed, false)
  await assert.rejects(personWith(desk, '+46701740605', 'phone'), /0 people/)
  assert.equal((await database.superuser('select count(*)::int as n from import_before')).rows[0].n, 0)
})

test('M1: people who acted since stay as they are, a no that the file brought stands for somebody of whom no more is held than it needs, and each is named', async () => {
  const desk = await importDesk()
  const { database } = desk
  const file = 'Namn;E-post;Kundnummer;Nyheter;Datum\nAda Berg;ada@example.org;;;\nBo Ek;bo@example.org;55;nej;2025-03-04\nCia Dahl;cia@example.org;;;\nDan Gran;dan@example.org;;;\n'
  const { one } = await bring(desk, file, SECOND, MAPPING)
  const [ada, bo, cia, dan] = await Promise.all(['ada', 'bo', 'cia', 'dan'].map((name) => personWith(desk, `${name}@example.org`)))
  later(desk)
  await says(desk, ada!, 'withdrawn')
  await database.write((tx) => correctValues(tx, INDEX_KEY, cia!, { city: 'Lund' }, { source: 'staff', collected: 'self', recordedBy: { kind: 'staff', id: 'a' }, importId: null, noticeDueAt: null }))
  await bring(desk, 'Namn;E-post;Ort\nDan Gran;dan@example.org;Malmö\n', { ...CUSTOMERS, source: 'third system', purposes: ['service'] })
  later(desk)
  assert.deepEqual(await undo(desk, one.importId), { 'kept-acted': 2, 'kept-no': 1, 'kept-used': 1 })
  assert.deepEqual(await database.read((tx) => selectKept(tx, one.importId, 10)), [
    { personId: ada, outcome: 'kept-acted' }, { personId: bo, outcome: 'kept-no' }, { personId: cia, outcome: 'kept-used' }, { personId: dan, outcome: 'kept-acted' },
  ])
  assert.deepEqual((await stateOf(desk, ada!)).points, ['ada@example.org'])
  assert.deepEqual(await stateOf(desk, bo!), { values: { full_name: 'Bo Ek' }, points: ['bo@example.org'], grounds: ['rights legal-obligation'], entries: ['contract-started contract null', 'withdrawn news email', 'voided contract null'] })
  for (const personId of [ada!, bo!]) {
    const [stored, rebuilt] = await database.read(async (tx) => [(await selectStandings(tx, [personId])).get(personId), (await rebuildStanding(tx, [personId])).get(personId)])
    assert.deepEqual(stored, rebuilt)
  }
  // The no meets a file that brings the address again.
  const again = await bring(desk, 'Namn;E-post;Nyheter;Datum\nBo Ek;bo@example.org;ja;2025-05-04\n', SECOND, MAPPING)
  assert.ok(again.rows[0]!.reasons.some((reason) => reason.rule === 'D9'))
})

test('M1: a value is not restored without a living ground', async () => {
  const desk = await importDesk()
  const { database } = desk
  await bring(desk, 'Namn;E-post;Ort\nÅsa Öberg;asa@example.org;Stockholm\n')
  const asa = await personWith(desk, 'asa@example.org')
  later(desk)
  const { one } = await bring(desk, 'Namn;E-post;Ort\nÅsa Öberg;asa@example.org;Malmö\n', { ...CUSTOMERS, purposes: ['service'] })
  later(desk)
  const [first] = (await database.read((tx) => selectGrounds(tx, [asa]))).filter((ground) => ground.purpose === 'contract')
  await database.write((tx) => endGrounds(tx, [first!], 'contract over'))
  later(desk)
  assert.deepEqual(await undo(desk, one.importId), { restored: 1 })
  assert.equal((await stateOf(desk, asa)).values['city'], undefined)
})

test('M1: an import is undone for thirty days and once; after that what it replaced is forgotten', async () => {
  const desk = await importDesk()
  const { database } = desk
  await bring(desk, 'Namn;E-post;Ort\nÅsa Öberg;asa@example.org;Stockholm\n')
  const { one } = await bring(desk, 'Namn;E-post;Ort\nÅsa Öberg;asa@example.org;Malmö\n')
  const problem = (kind: Problem['kind'], rule?: string) => (error: unknown) => error instanceof Problem && error.kind === kind && error.detail.rule === rule
  later(desk, UNDO_DAYS)
  await assert.rejects(database.write((tx) => requestUndo(tx, one.importId, 'run', 'tester')), problem('refused', 'M1'))
  assert.equal((await database.superuser('select count(*)::int as n from import_before')).rows[0].n, 1)
  later(desk)
  await database.write(sweepFiles)
  assert.equal((await database.superuser('select count(*)::int as n from import_before')).rows[0].n, 0)

  const second = await bring(desk, 'Namn;E-post\nBo Ek;bo@example.org\n')
  assert.deepEqual(await undo(desk, second.one.importId), { removed: 1 })
  await assert.rejects(database.write((tx) => requestUndo(tx, second.one.importId, 'run', 'tester')), problem('conflict'))
  await database.superuser("update import set state = 'cancelled' where import_id = $1", [second.one.importId])
  await assert.rejects(database.write((tx) => requestImport(tx, second.one.importId, 'run')), problem('conflict'), 'its rows would be skipped as done')
})

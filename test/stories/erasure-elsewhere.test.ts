// PEERS trap 6: what others have of the erased: undo snapshots, rows of files, relations, exports, and files that wait.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { erasePeople } from '../../src/erasure/erase-people.ts'
import { requestUndo } from '../../src/imports/request-undo.ts'
import { countUndo } from '../../src/imports/undo.sql.ts'
import { workUndo } from '../../src/imports/work-undo.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { bring, CUSTOMERS, handIn, importDesk, personWith, work, type ImportDesk } from '../importing.ts'
import { customer } from '../register.ts'

const FILE = 'E-post;Förnamn;Efternamn;Ort\nmaja@example.org;Maja;Berg;Umeå\nolle@example.org;Olle;Ek;Luleå\n'
const PROSPECTS = { ...CUSTOMERS, purposes: ['prospects'] }

const forget = ({ database, house }: ImportDesk, personId: PersonId) => database.write((tx) => erasePeople(tx, house.keeper, [{ personId, why: 'asked' }]))
const countOf = async ({ database }: ImportDesk, from: string, values: unknown[] = []): Promise<number> => (await database.superuser(`select count(*)::int as n from ${from}`, values)).rows[0].n

test('undoing an import brings nobody back: the snapshots are gone, the row of the file counts and names nobody', async () => {
  const desk = await importDesk()
  const { one } = await bring(desk, FILE, PROSPECTS)
  await bring(desk, FILE.replaceAll('Umeå', 'Kiruna').replaceAll('Luleå', 'Boden'), { ...PROSPECTS, source: 'old system' })
  const maja = await personWith(desk, 'maja@example.org')
  assert.ok(await countOf(desk, 'import_before where person_id = $1', [maja]) > 0)
  const [erased] = await forget(desk, maja)
  assert.equal(await countOf(desk, 'import_before where person_id = $1', [maja]), 0)
  assert.equal(await countOf(desk, 'import_row where person_id = $1', [maja]), 0)
  assert.equal(await countOf(desk, 'import_row where not rehearsal'), 4)
  assert.ok(erased!.places.find((place) => place.place === 'register')!.counts['history']! >= 2)
  await desk.database.write((tx) => requestUndo(tx, one.importId, 'run', 'tester'))
  while (await workUndo(desk.database, desk.house.keeper)) { /* until nothing waits */ }
  assert.equal(await countOf(desk, 'person where person_id = $1', [maja]), 0)
  assert.equal([...(await desk.database.read((tx) => countUndo(tx, one.importId))).values()].reduce((sum, count) => sum + count, 0), 1, 'it concerned one, who is still here')
})

test('a file that waited while somebody in it was forgotten leaves their row out, and the certificate says that it waited', async () => {
  const desk = await importDesk()
  const { personId } = await customer(desk.database, 'maja@example.org', { grounds: [{ purpose: 'prospects', basis: 'contract' }] })
  const waiting = await handIn(desk, FILE, PROSPECTS)
  const [erased] = await forget(desk, personId)
  assert.equal(erased!.places.find((place) => place.place === 'files')?.state, 'waits')
  const rehearsed = await work(desk, waiting, 'rehearsal')
  assert.deepEqual([rehearsed.one.counts.heldBack, rehearsed.one.counts.new], [1, 1])
  const run = await work(desk, waiting, 'run')
  assert.deepEqual(run.rows.map((row) => [row.outcome, row.reasons.some((reason) => reason.rule === 'E4')]), [['held-back', true], ['new', false]])
})

test('a file of an export with the person in it is removed, one that is being made begins again, and others stay', async () => {
  const desk = await importDesk()
  const { personId } = await customer(desk.database, 'maja@example.org', { grounds: [{ purpose: 'prospects', basis: 'contract' }] })
  const job = async (state: string, startedAt: string): Promise<string> => {
    const id = randomUUID()
    await desk.database.superuser("insert into export_job (export_id, wish, form, state, people_done, people_exported, after_person, created_at, created_by, started_at) values ($1, '{}', '{}', $2, 500, 400, $3, $4, $5, $4)", [id, state, personId, startedAt, randomUUID()])
    await desk.database.superuser("insert into export_part (export_id, part, sealed) values ($1, 0, '\\x00')", [id])
    return id
  }
  const [done, running, before, later] = [await job('done', '2026-03-02T08:00:00Z'), await job('running', '2026-03-02T08:00:00Z'), await job('done', '2026-03-01T08:00:00Z'), await job('done', '2026-03-02T08:59:00Z')]
  await desk.database.superuser("update export_job set removed_at = '2026-03-01T09:00:00Z' where export_id = $1", [before])
  await desk.database.superuser("insert into use_record (person_id, use_id, at, kind, purpose, channel, rule, actor_kind) values ($1, $2, '2026-03-02T08:30:00Z', 'exported', 'contract', 'none', 'D3a', 'staff')", [personId, randomUUID()])
  const [erased] = await forget(desk, personId)
  const { rows } = await desk.database.superuser('select export_id, state, people_done, removed_at is not null as removed, (select count(*)::int from export_part p where p.export_id = j.export_id) as parts, after_person from export_job j')
  const one = (id: string) => rows.find((row: { export_id: string }) => row.export_id === id)
  assert.deepEqual([one(done).removed, one(done).parts], [true, 0])
  assert.deepEqual([one(running).removed, one(running).parts, one(running).people_done, one(running).after_person], [false, 0, 0, null])
  assert.deepEqual([one(later).removed, one(later).parts], [false, 1])
  assert.deepEqual(erased!.places.find((place) => place.place === 'exports')?.counts, { files: 2 })
})

test('relations of others to the erased go with them, and the others stay as they are', async () => {
  const desk = await importDesk()
  const gone = await customer(desk.database, 'maja@example.org', { grounds: [{ purpose: 'prospects', basis: 'contract' }] })
  const child = await customer(desk.database, 'ella@example.org')
  await desk.database.superuser("insert into relation (person_id, relation_id, kind, other_person_id, since) values ($1, $2, 'guardian', $3, $4)", [child.personId, randomUUID(), gone.personId, desk.database.now])
  await forget(desk, gone.personId)
  assert.equal(await countOf(desk, 'relation'), 0)
  assert.equal(await countOf(desk, 'contact_point where person_id = $1', [child.personId]), 1)
})

// LG-06, ER-04: what is left of the erased proves what it proved, and tells nobody who they were.
import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { test } from 'node:test'
import { CompiledQuery } from 'kysely'
import type { Choice } from '../../src/consent/choice.ts'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { erasePeople } from '../../src/erasure/erase-people.ts'
import { shredKeptProof } from '../../src/erasure/shred-kept-proof.ts'
import { commitment, entryBytes } from '../../src/ledger/entry.ts'
import { commitmentOf } from '../../src/ledger/leaf-check.ts'
import { readEntry } from '../../src/ledger/ledger.sql.ts'
import { leafHash, verifyInclusion } from '../../src/ledger/merkle.ts'
import { openCheckpoint } from '../../src/ledger/checkpoint.ts'
import { proveEntry } from '../../src/ledger/prove-entry.ts'
import { Sequencer } from '../../src/ledger/sequencer.ts'
import { verifyLedger, type LedgerReport } from '../../src/ledger/verify-ledger.ts'
import { identifierHash } from '../../src/people/identifier.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import type { Tx } from '../../src/plumbing/database.ts'
import { selectContactPoints } from '../../src/people/values.sql.ts'
import { suppressionMark } from '../../src/people/suppression.ts'
import { testDatabase } from '../database.ts'
import { testHouse } from '../house.ts'
import { INDEX_KEY, installed, ORIGIN } from '../register.ts'

const LONG = process.env['TILLIT_LONG'] !== undefined
const PEOPLE = LONG ? 1_000 : 50
const CANDIDATES = LONG ? 1_000_000 : 10_000
const address = (index: number): string => `candidate${index}@example.org`

const database = await testDatabase()
await installed(database)
const house = await testHouse(database)
const { keeper, tree } = house
const sequencer = new Sequencer({ database, keeper, tree, holder: 'one' })

const { personIds } = await database.write((tx) => registerPeople(tx, INDEX_KEY, Array.from({ length: PEOPLE }, (_, index) => ({
  country: 'SE', values: { given_name: `Namn${index}` }, contactPoints: [{ kind: 'email' as const, value: address(index * 7), canonical: address(index * 7) }],
  identifiers: [{ kind: 'email' as const, canonical: address(index * 7) }], grounds: [{ purpose: 'prospects', basis: 'contract' as const }],
})), ORIGIN))
const points = new Map((await database.read((tx) => selectContactPoints(tx, personIds))).map((one) => [one.personId, one.contactPointId]))
await database.write((tx) => recordChoices(tx, keeper, personIds.flatMap((personId) => (['given', 'withdrawn'] as const).map((kind): Choice => ({
  personId, kind, purpose: 'news', channel: 'email', contactPointId: points.get(personId)!, frequency: null, surface: 'web', language: 'sv', actor: { kind: 'person', id: personId }, wording: null, evidence: {},
})))))
await sequencer.step()
const before = await keeper.readHeads()
const proofs = await Promise.all(personIds.map((personId) => database.read(async (tx) => ({
  proof: (await proveEntry(tx, tree, personId, 1))!, entry: (await readEntry(tx, personId, 1))!,
}))))
const told = await database.write((tx) => erasePeople(tx, keeper, personIds.map((personId) => ({ personId, why: 'asked' as const }))))
await sequencer.step()

test(`LG-06: after ${PEOPLE} erasures every old proof and every old head still verifies, and so does the whole ledger`, async (t) => {
  assert.equal(told.length, PEOPLE)
  let held = 0
  for (const { proof, entry } of proofs) {
    const head = openCheckpoint(proof.checkpoint, keeper.keys.signing)!
    if (verifyInclusion({ index: proof.index, size: proof.size, leaf: leafHash(commitmentOf(entry)), path: proof.path, root: head.root })) held++
  }
  assert.equal(held, PEOPLE)
  const report = await database.read(async (tx) => verifyLedger(tx, { key: keeper.keys.signing, heads: await keeper.readHeads(), checkpoints: before.map((head) => head.note) }))
  assert.deepEqual([report.finding, report.shredded], [undefined, PEOPLE * 2])
  assert.equal((await database.superuser('select count(*)::int as n from ledger_entry')).rows[0].n, 0)
  assert.equal((await database.superuser('select count(*)::int as n from ledger_leaf where note is not null')).rows[0].n, 1)
  t.diagnostic(`LG-06: ${held} of ${PEOPLE} old proofs verify (catalogue: 1,000), ${report.headsMet} heads met`)
})

test('a payload that is missing without an erasure that names it is tampering', async () => {
  const heads = await keeper.readHeads()
  let report: LedgerReport | undefined
  await assert.rejects(database.kysely.transaction().execute(async (db) => {
    await db.executeQuery(CompiledQuery.raw('set local role none'))
    await db.executeQuery(CompiledQuery.raw(`update ledger_leaf set note = '{"kind":"erasure","shredded":[]}' where note is not null`))
    report = await verifyLedger({ db, now: database.now, beforeCommit: () => {}, afterCommit: () => {} } as Tx, { key: keeper.keys.signing, heads, checkpoints: [] })
    throw new Error('roll back')
  }), /roll back/)
  assert.equal(report?.finding?.reason, 'missing')
})

test(`ER-04: ${CANDIDATES.toLocaleString('en')} candidate addresses, the erased among them, are found in nothing that is stored, and all of them by whoever has the keeper`, async (t) => {
  const stored = new Set((await database.superuser(`
    select encode(key_hash, 'hex') as hex from suppression union select encode(point_hash, 'hex') from kept_proof
    union select encode(commitment, 'hex') from ledger_leaf union select encode(token_hash, 'hex') from token`)).rows.map((row: { hex: string }) => row.hex))
  const kinds = ['email', 'mailbox', 'phone', '']
  const guesses = (text: string): string[] => ['sha256', 'sha1', 'md5'].flatMap((algorithm) => [text, text.toUpperCase(), ...kinds.map((kind) => `${kind}\0${text}`)]
    .map((guess) => createHash(algorithm).update(guess).digest('hex'))).concat(kinds.map((kind) => createHmac('sha256', '').update(`${kind}\0${text}`).digest('hex')))
  let [without, having] = [0, 0]
  for (let index = 0; index < CANDIDATES; index++) {
    const text = address(index)
    if (guesses(text).some((guess) => stored.has(guess))) without++
    const keyHash = identifierHash(keeper.keys.identifierIndex, { kind: 'email', canonical: text }).toString('hex')
    if (stored.has(suppressionMark(keeper.keys.suppression, { kind: 'email', keyHash }).keyHash)) having++
  }
  assert.deepEqual([without, having], [0, PEOPLE])
  t.diagnostic(`ER-04: ${without} of ${CANDIDATES} found without the keeper (catalogue: 1,000,000), ${having} of ${PEOPLE} erased with both keys; ${stored.size} stored values`)
})

test('LG-06: a leaf tells nothing to whoever guesses the whole entry, once its salt is gone', async () => {
  const leaves = new Set((await database.superuser("select encode(commitment, 'hex') as hex from ledger_leaf")).rows.map((row: { hex: string }) => row.hex))
  for (const { entry } of proofs) {
    const bytes = entryBytes(entry.entry)
    for (const salt of [Buffer.alloc(0), Buffer.alloc(32), createHash('sha256').update(bytes).digest()]) assert.ok(!leaves.has(commitment(salt, bytes).toString('hex')))
    assert.ok(leaves.has(commitmentOf(entry).toString('hex')), 'with the salt it is the leaf')
  }
  database.now = new Date('2028-03-02T09:00:01Z')
  assert.equal(await database.write(shredKeptProof), PEOPLE * 2)
  assert.equal((await database.superuser('select count(*)::int as n from kept_proof')).rows[0].n, 0)
})

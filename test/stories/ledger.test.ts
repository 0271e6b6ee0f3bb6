// long: each way of breaking a ledger is a case of its own, on ledgers made the same way.
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { CompiledQuery, sql } from 'kysely'
import { checkKeeper } from '../../src/keeper/check-keeper.ts'
import type { Keeper } from '../../src/keeper/keeper.ts'
import { openKeeper } from '../../src/keeper/open-keeper.ts'
import { appendNote } from '../../src/ledger/append-note.ts'
import { openCheckpoint, signCheckpoint } from '../../src/ledger/checkpoint.ts'
import { insertEntries, selectEntries } from '../../src/ledger/entries.sql.ts'
import type { Evidence, LedgerEntry } from '../../src/ledger/entry.ts'
import { commitmentsOfLines } from '../../src/ledger/entry-lines.ts'
import { commitmentOf } from '../../src/ledger/leaf-check.ts'
import { newestHead, readEntry, readPlaced, treeSize } from '../../src/ledger/ledger.sql.ts'
import { LedgerTree } from '../../src/ledger/ledger-tree.ts'
import { leafHash, verifyInclusion } from '../../src/ledger/merkle.ts'
import { proveEntry } from '../../src/ledger/prove-entry.ts'
import { sequenceEntries } from '../../src/ledger/sequence-entries.ts'
import { Sequencer } from '../../src/ledger/sequencer.ts'
import { signHead } from '../../src/ledger/sign-head.ts'
import { takeLease } from '../../src/ledger/take-lease.ts'
import { type LedgerReport, verifyLedger, type Witnesses } from '../../src/ledger/verify-ledger.ts'
import { readSpan } from '../../src/ledger/whole-ledger.sql.ts'
import type { Tx } from '../../src/plumbing/database.ts'
import { newId, type ContactPointId, type PersonId } from '../../src/values/ids.ts'
import { testDatabase, type TestDatabase } from '../database.ts'

const LONG = process.env['TILLIT_LONG'] !== undefined
const folders: string[] = []
const keepers: Keeper[] = []
after(async () => {
  for (const keeper of keepers) await keeper.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

async function testKeeper(): Promise<Keeper> {
  const folder = mkdtempSync(join(tmpdir(), 'tillit-keeper-'))
  folders.push(folder)
  const keeper = await openKeeper({ url: pathToFileURL(join(folder, 'keeper')).href, keyName: 'tillit.example/ledger', mayCreate: true, now: new Date() })
  keepers.push(keeper)
  return keeper
}

const KINDS = ['given', 'asked', 'withdrawn', 'notice-shown', 'no-answer'] as const
const SALT_BYTES = 32

/** `count` people who each say `each` things. */
function sayings(count: number, each: number, at: Date, people?: PersonId[]): (LedgerEntry & { salt: Buffer })[] {
  return Array.from({ length: count }, (_, person) => people?.[person] ?? newId<PersonId>(at)).flatMap((personId, person) =>
    Array.from({ length: each }, (_unused, index) => ({
      personId,
      seq: index + 1,
      kind: KINDS[(person + index) % KINDS.length]!,
      at: new Date(at.getTime() + index),
      purpose: index % 4 ? 'events' : null,
      purposeVersion: 1,
      channel: 'email',
      contactPointId: newId<ContactPointId>(at),
      frequency: 'monthly',
      surface: 'web' as const,
      language: 'sv' as const,
      actor: { kind: 'person' as const, id: null },
      wordingId: randomBytes(32),
      evidence: { token: 'x', step: index },
      salt: randomBytes(SALT_BYTES),
    })),
  )
}

interface House {
  database: TestDatabase
  keeper: Keeper
  tree: LedgerTree
  sequencer: Sequencer
}

async function house(): Promise<House> {
  const [database, keeper, tree] = [await testDatabase(), await testKeeper(), new LedgerTree()]
  database.madeUp = 'evidence of every shape there is'
  return { database, keeper, tree, sequencer: new Sequencer({ database, keeper, tree, holder: 'one' }) }
}

const say = (database: TestDatabase, entries: (LedgerEntry & { salt: Buffer })[]) => database.write((tx) => insertEntries(tx, entries))

async function witnessesOf(keeper: Keeper): Promise<Witnesses> {
  return { key: keeper.keys.signing, heads: await keeper.readHeads(), checkpoints: [] }
}

/** Lets `edit` do anything to the database, past all roles, verifies, and takes the edit back. */
async function tampered(database: TestDatabase, witnesses: Witnesses, edit: (run: Run) => Promise<unknown>): Promise<LedgerReport> {
  let report: LedgerReport | undefined
  const owner = database.kysely.transaction().execute(async (db) => {
    await db.executeQuery(CompiledQuery.raw('set local role none'))
    await edit(async (text, values = []) => {
      return (await db.executeQuery(CompiledQuery.raw(text, values))).rows as Record<string, unknown>[]
    })
    report = await verifyLedger({ db, now: database.now, beforeCommit: () => {}, afterCommit: () => {} } as Tx, witnesses)
    throw new Error('roll back')
  })
  await assert.rejects(owner, /roll back/)
  return report!
}
type Run = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>

test('entries get their places, a signed head, and proofs that hold', async () => {
  const { database, keeper, tree, sequencer } = await house()
  const entries = sayings(40, 3, database.now)
  await say(database, entries)
  const { sequenced, head } = await sequencer.step()
  assert.equal(sequenced, 120)
  assert.equal(head?.size, 120)
  assert.deepEqual(openCheckpoint(head.note, keeper.keys.signing)?.root, tree.root)
  assert.equal(keeper.lastHead?.note, head.note)
  assert.deepEqual(await sequencer.step(), { sequenced: 0, head: undefined })

  for (const { personId, seq } of entries.slice(0, 10)) {
    const proof = await database.read((tx) => proveEntry(tx, new LedgerTree(), personId, seq))
    const stored = await database.read((tx) => readEntry(tx, personId, seq))
    assert.ok(verifyInclusion({ ...proof!, leaf: leafHash(commitmentOf(stored!)), root: head.root }))
  }
  const report = await database.read(async (tx) => verifyLedger(tx, await witnessesOf(keeper)))
  assert.deepEqual(report, { finding: undefined, leaves: 120, shredded: 0, pending: 0, headsMet: 1, headsLost: 0, truncation: 'excluded' })
})

test('what is read back is what was said', async () => {
  const { database } = await house()
  const entries = sayings(1, 4, database.now)
  await say(database, entries)
  const read = await database.read((tx) => selectEntries(tx, [entries[0]!.personId]))
  assert.deepEqual(read.map((entry, index) => ({ ...entry, salt: entries[index]!.salt })), entries)
})

test('read as a whole, entries of every shape commit to the same as one by one', async () => {
  const { database, sequencer } = await house()
  const shapes: Evidence[] = [
    {}, { ground: 'x' }, { where: 'kassan', when: '2026-01-02', import: 'y', source: 'gamla "systemet"' }, { b: 'å', aa: 'ö 😀', a: '' }, { '1': 'x', b: 'y', '0': 'z' },
    { n: 1, m: -20, deep: { list: [1, 'two', null, true], none: {} } }, { text: 'a": "b", "c' }, { line: 'one\ntwo\tthree\\four' }, { time: 'kl 9:30, 10' }, { b: null, a: 'x' }, { a: { b: 'c' } },
  ]
  const entries = sayings(shapes.length, 1, database.now).map((entry, index) => ({ ...entry, evidence: shapes[index]!, ...(index % 2 ? { wordingId: null, channel: null, contactPointId: null, frequency: '' } : {}) }))
  await say(database, entries)
  await sequencer.step()
  const span = { from: 0, to: shapes.length }
  const [{ lines, commitments, leaves }, placed] = await database.read(async (tx) => [await readSpan(tx, span), await readPlaced(tx, span)] as const)
  assert.equal(leaves, shapes.length)
  assert.deepEqual(commitmentsOfLines(lines!, span), Buffer.concat(placed.map(({ payload }) => commitmentOf(payload!))))
  assert.deepEqual(commitmentsOfLines(lines!, span), commitments)
  for (const broken of [lines!.replace('\n', '\t'), lines!.replace('\t', '\n'), `${lines}\n`, lines!.split('\n').slice(1).join('\n'), lines!.split('\n').fill(lines!.split('\n')[0]!).join('\n')]) {
    assert.equal(commitmentsOfLines(broken, span), undefined)
  }
})

test('an entry is proved at a later head too, and not before there is one', async () => {
  const { database, tree, sequencer } = await house()
  const entries = sayings(3, 200, database.now)
  await say(database, entries.slice(0, 1))
  const { personId } = entries[0]!
  assert.equal(await database.read((tx) => proveEntry(tx, tree, personId, 1)), undefined)
  await sequencer.step()
  assert.equal((await database.read((tx) => proveEntry(tx, tree, personId, 1)))?.size, 1)
  await say(database, entries.slice(1))
  await sequencer.step()
  const proof = await database.read((tx) => proveEntry(tx, tree, personId, 1))
  assert.equal(proof?.size, 600)
  assert.equal(await database.read((tx) => proveEntry(tx, tree, personId, 201)), undefined)
})

test('LG-01: every single change to the ledger is found, and the first bad leaf named', async (t) => {
  const { database, keeper, sequencer } = await house()
  for (let round = 0; round < 4; round++) {
    await say(database, sayings(15, 5, new Date(database.now.getTime() + round * 1000)))
    await sequencer.step()
  }
  const size = 300
  const witnesses = await witnessesOf(keeper)
  assert.equal((await database.read((tx) => verifyLedger(tx, witnesses))).finding, undefined)
  const n = LONG ? 10_000 : 1_000
  const hits = new Map<string, number>()
  for (let round = 0; round < n; round++) {
    const edit = EDITS[round % EDITS.length]!
    const at = Math.floor(Math.random() * (size - 1))
    const other = (at + 1 + Math.floor(Math.random() * (size - 2))) % size
    const report = await tampered(database, witnesses, (run) => edit.act(run, at, other))
    const { finding } = report
    assert.ok(finding, `${edit.name} at ${at} (and ${other}) was not found`)
    const expected = edit.first(at, other, size)
    assert.ok(finding.index <= expected && expected <= (finding.until ?? finding.index), `${edit.name} at ${at} (and ${other}): ${JSON.stringify(finding)}, expected ${expected}`)
    hits.set(finding.reason, (hits.get(finding.reason) ?? 0) + 1)
  }
  assert.equal((await database.read((tx) => verifyLedger(tx, witnesses))).finding, undefined)
  t.diagnostic(`LG-01: ${n} of ${n} edits found (catalogue: 10,000), ${EDITS.length} kinds: ${JSON.stringify(Object.fromEntries(hits))}`)
})

const placed = (alias: string) => `(${alias}.person_id, ${alias}.seq) = (select person_id, seq from ledger_place where leaf_index = $1)`
const field = (name: string, value: string) => ({
  name: `entry: ${name}`,
  act: (run: Run, at: number) => run(`update ledger_entry e set ${name} = ${value} where ${placed('e')}`, [at]),
  first: (at: number) => at,
})
const bit = (table: string, column: string, where: string) => ({
  name: `${table}: a bit of ${column}`,
  act: (run: Run, at: number, other: number) => run(`update ${table} e set ${column} = set_bit(${column}, ${other % 256}, 1 - get_bit(${column}, ${other % 256})) where ${where}`, [at]),
  first: (at: number) => at,
})

const EDITS: { name: string; act: (run: Run, at: number, other: number) => Promise<unknown>; first: (at: number, other: number, size: number) => number }[] = [
  field('at', "at + interval '1 microsecond'"),
  field('at', "'infinity'"),
  field('kind', "case kind when 'given' then 'withdrawn' else 'given' end"),
  field('purpose', "coalesce(purpose || 'x', '')"),
  field('purpose_version', 'purpose_version + 1'),
  field('channel', "'sms'"),
  field('contact_point_id', 'gen_random_uuid()'),
  field('contact_point_id', 'null'),
  field('frequency', "'weekly'"),
  field('surface', "'phone'"),
  field('language', "'nb'"),
  field('actor_kind', "'staff'"),
  field('actor_id', "''"),
  field('evidence', `evidence || '{"late": 1}'`),
  field('evidence', `evidence || jsonb_build_object('step', (evidence ->> 'step')::numeric + 0.00000000000000000001)`),
  field('evidence', `evidence || '{"step": 1.0}'`),
  field('kind', String.raw`kind || E'\n'`),
  field('frequency', String.raw`E'monthly\tweb'`),
  field('wording_id', 'null'),
  bit('ledger_entry', 'wording_id', placed('e')),
  bit('ledger_entry', 'salt', placed('e')),
  bit('ledger_leaf', 'commitment', 'e.leaf_index = $1'),
  { name: 'entry: its number', act: (run, at) => run(`update ledger_entry e set seq = seq + 1000 where ${placed('e')}`, [at]), first: (at) => at },
  { name: 'entry: its person', act: (run, at) => run(`update ledger_entry e set person_id = gen_random_uuid() where ${placed('e')}`, [at]), first: (at) => at },
  { name: 'entry: deleted', act: (run, at) => run(`delete from ledger_entry e where ${placed('e')}`, [at]), first: (at) => at },
  {
    name: 'entry: inserted in the middle',
    act: (run, at) => run(`insert into ledger_entry select person_id, seq + 500, kind, at, purpose, purpose_version, channel, contact_point_id, frequency, surface,
      language, actor_kind, actor_id, wording_id, evidence, salt from ledger_entry e where ${placed('e')}`, [at]),
    first: (_at, _other, size) => size,
  },
  {
    name: 'entries: two swapped',
    act: async (run, at, other) => {
      const swap = 'kind, at, purpose, purpose_version, channel, contact_point_id, frequency, surface, language, actor_kind, actor_id, wording_id, evidence, salt'
      await run('create temp table swapped on commit drop as select p.leaf_index, e.* from ledger_place p join ledger_entry e using (person_id, seq) where p.leaf_index in ($1::bigint, $2::bigint)', [at, other])
      for (const [to, from] of [[at, other], [other, at]]) {
        await run(`update ledger_entry e set (${swap}) = (select ${swap} from swapped where leaf_index = $2::bigint) where ${placed('e')}`, [to, from])
      }
    },
    first: (at, other) => Math.min(at, other),
  },
  {
    name: 'leaves: two swapped',
    act: (run, at, other) => run(`update ledger_leaf l set commitment = (select commitment from ledger_leaf m where m.leaf_index = $1::bigint + $2::bigint - l.leaf_index)
      where leaf_index in ($1::bigint, $2::bigint)`, [at, other]),
    first: (at, other) => Math.min(at, other),
  },
  {
    name: 'places: two swapped',
    act: (run, at, other) => run('update ledger_place set leaf_index = $1::bigint + $2::bigint - leaf_index where leaf_index in ($1::bigint, $2::bigint)', [at, other]),
    first: (at, other) => Math.min(at, other),
  },
  { name: 'leaf: deleted', act: (run, at) => run('delete from ledger_leaf where leaf_index = $1', [at]), first: (at) => at },
  { name: 'leaf: given a note', act: (run, at) => run(`update ledger_leaf set note = '{"kind":"erasure","shredded":[{"from":0,"to":300}]}' where leaf_index = $1`, [at]), first: (at) => at },
  {
    name: 'leaf: one inserted in the middle, the rest moved up',
    act: async (run, at) => {
      await run('update ledger_leaf set leaf_index = -leaf_index - 2 where leaf_index >= $1', [at])
      await run('update ledger_leaf set leaf_index = -leaf_index - 1 where leaf_index < 0')
      await run('insert into ledger_leaf (leaf_index, commitment) select $1, commitment from ledger_leaf where leaf_index = 0', [at])
    },
    first: (at) => at,
  },
  {
    name: 'leaf: one inserted in the middle, leaves and places moved up',
    act: async (run, at) => {
      await run('update ledger_leaf set leaf_index = -leaf_index - 2 where leaf_index >= $1', [at])
      await run('update ledger_leaf set leaf_index = -leaf_index - 1 where leaf_index < 0')
      await run('update ledger_place set leaf_index = leaf_index + 1 where leaf_index >= $1', [at])
      await run('insert into ledger_leaf (leaf_index, commitment) values ($1, $2)', [at, randomBytes(32)])
    },
    first: (at) => at,
  },
  { name: 'leaf: duplicated at the end', act: (run, at) => run('insert into ledger_leaf (leaf_index, commitment) select 300, commitment from ledger_leaf where leaf_index = $1', [at]), first: (_at, _other, size) => size },
  { name: 'place: deleted', act: (run, at) => run('delete from ledger_place where leaf_index = $1', [at]), first: (at) => at },
  { name: 'place: moved onto another', act: (run, at, other) => run('update ledger_place set leaf_index = $2::bigint where leaf_index = $1', [at, other]), first: (at, other) => Math.min(at, other) },
  { name: 'place: moved out of the tree', act: (run, at) => run('update ledger_place set leaf_index = 5000 where leaf_index = $1', [at]), first: (at) => at },
  {
    name: 'place: one added outside the tree',
    act: (run) => run('insert into ledger_place (person_id, seq, leaf_index) values (gen_random_uuid(), 1, 5000)'),
    first: (_at, _other, size) => size,
  },
  {
    name: 'entry and leaf: changed together by somebody who knows how',
    act: async (run, at) => {
      await run(`update ledger_entry e set kind = 'confirmed' where ${placed('e')}`, [at])
      const [row] = await run(`select e.*, e.person_id as "personId", trunc(extract(epoch from e.at) * 1000000)::text as microseconds from ledger_entry e where ${placed('e')}`, [at])
      const { kind, seq, personId, microseconds, purpose, channel, frequency, surface, language, evidence } = row as unknown as LedgerEntry & { microseconds: string }
      const more = row as { purpose_version: number; contact_point_id: ContactPointId; actor_kind: 'person'; actor_id: null; wording_id: Buffer; salt: Buffer }
      const entry = {
        personId, seq, kind, microseconds, purpose, purposeVersion: more.purpose_version, channel, contactPointId: more.contact_point_id, frequency, surface, language,
        actor: { kind: more.actor_kind, id: more.actor_id }, wordingId: more.wording_id, evidence,
      }
      await run('update ledger_leaf set commitment = $2 where leaf_index = $1', [at, commitmentOf({ entry, salt: more.salt })])
    },
    first: (at) => at,
  },
  {
    name: 'entry: deleted while it waits',
    act: (run) => run('insert into ledger_pending (person_id, seq) values (gen_random_uuid(), 1)'),
    first: (_at, _other, size) => size,
  },
  { name: 'head: its root', act: (run, at) => run('update ledger_head set root = set_bit(root, 7, 1 - get_bit(root, 7)) where size = $1', [(at % 4) * 75 + 75]), first: (at) => (at % 4) * 75 + 74 },
  { name: 'head: its note', act: (run, at) => run("update ledger_head set signed_note = signed_note || ' ' where size = $1", [(at % 4) * 75 + 75]), first: (at) => (at % 4) * 75 + 74 },
  {
    name: 'head: one invented',
    act: async (run) => run('insert into ledger_head (size, epoch, root, signed_note, at) select 299, epoch, root, signed_note, at from ledger_head where size = 300'),
    first: () => 298,
  },
]

test('LG-02: a cut tail, an emptied ledger and a rollback are found by the heads outside, and without them the tool says what it cannot tell', async (t) => {
  const { database, keeper, sequencer } = await house()
  await say(database, sayings(30, 2, database.now))
  await sequencer.step()
  await say(database, sayings(30, 2, database.now))
  await sequencer.step()
  const witnesses = await witnessesOf(keeper)
  const none: Witnesses = { ...witnesses, heads: [] }
  const kept: Witnesses = { ...none, checkpoints: [keeper.lastHead!.note] }
  const cutTo = (size: number) => async (run: Run) => {
    await run('delete from ledger_entry e using ledger_place p where p.person_id = e.person_id and p.seq = e.seq and p.leaf_index >= $1', [size])
    await run('delete from ledger_place where leaf_index >= $1', [size])
    await run('delete from ledger_leaf where leaf_index >= $1', [size])
    await run('delete from ledger_head where size > $1', [size])
  }
  const rounds = LONG ? 120 : 30
  for (let round = 0; round < rounds; round++) {
    // Everything, yesterday's backup (the head at 60), and tails of every length.
    const size = round === 0 ? 0 : round === 1 ? 60 : Math.floor((round * 119) / rounds)
    for (const outside of [witnesses, kept]) {
      const report = await tampered(database, outside, cutTo(size))
      assert.equal(report.finding?.index, size, `cut to ${size}`)
      assert.ok(['truncated', 'head-differs'].includes(report.finding.reason))
      assert.equal(report.truncation, 'excluded')
    }
    const blind = await tampered(database, none, cutTo(size))
    assert.equal(blind.finding, undefined)
    assert.equal(blind.truncation, 'cannot-be-excluded')
  }
  t.diagnostic(`LG-02: ${rounds * 2} of ${rounds * 2} cuts found with a witness, ${rounds} of ${rounds} called undecidable without`)
})

test('LG-02: two histories shown to two readers do not both hold', async () => {
  const { database, keeper, sequencer } = await house()
  await say(database, sayings(20, 2, database.now))
  await sequencer.step()
  const witnesses = await witnessesOf(keeper)
  // Somebody with the key showed another reader another ledger of the same size, and of a smaller one.
  for (const size of [40, 17]) {
    const forked = signCheckpoint({ size, root: createHash('sha256').update('another').digest(), epoch: 1 }, keeper.keys.signing)
    const report = await database.read((tx) => verifyLedger(tx, { ...witnesses, checkpoints: [forked.note] }))
    assert.equal(report.finding?.reason, 'head-differs')
    assert.equal(report.finding.until, size - 1)
  }
  const forged = await database.read((tx) => verifyLedger(tx, { ...witnesses, checkpoints: [witnesses.heads[0]!.note.replace('40', '41')] }))
  assert.equal(forged.finding?.reason, 'head-forged')
})

test('a ledger is verified while it grows, and with nothing but a checkpoint that somebody kept', async () => {
  const { database, keeper, sequencer } = await house()
  await say(database, sayings(10, 2, database.now))
  await sequencer.step()
  const before = await witnessesOf(keeper)
  await say(database, sayings(10, 2, database.now))
  await sequencer.step()
  const grown = await database.read((tx) => verifyLedger(tx, before))
  assert.deepEqual([grown.finding, grown.leaves, grown.headsMet], [undefined, 40, 1])
  const kept = await database.read((tx) => verifyLedger(tx, { ...before, heads: [], checkpoints: [keeper.lastHead!.note] }))
  assert.deepEqual([kept.finding, kept.headsMet, kept.truncation], [undefined, 1, 'excluded'])
  const invented = await tampered(database, before, (run) => run("update ledger_head set signed_note = replace(signed_note, 'epoch 1', 'epoch 2') where size = 40"))
  assert.deepEqual([invented.finding?.reason, invented.finding?.index], ['head-unpublished', 39])
})

test('LG-08: the roles of the program cannot rewrite the ledger', async (t) => {
  const { database, sequencer } = await house()
  await say(database, sayings(5, 2, database.now))
  await sequencer.step()
  const tables = ['ledger_entry', 'ledger_place', 'ledger_leaf', 'ledger_head']
  const partitions = await database.superuser("select inhrelid::regclass::text as name from pg_inherits where inhparent::regclass::text = any ($1)", [tables])
  const all = [...tables, ...partitions.rows.map((row: { name: string }) => row.name)]
  const columns = { ledger_entry: "kind = 'given'", ledger_place: 'leaf_index = 7', ledger_leaf: "note = 'x'", ledger_head: 'epoch = 9' }
  const changes = all.flatMap((table) => {
    const [, set] = Object.entries(columns).find(([name]) => table.startsWith(name))!
    return [
      `update ${table} set ${set}`,
      `delete from ${table}`,
      `truncate ${table}`,
      `alter table ${table} add column x int`,
      `alter table ${table} disable trigger all`,
      `drop table ${table}`,
      `create rule r as on insert to ${table} do instead nothing`,
    ].map((statement) => ({ table, statement }))
  })
  let refused = 0
  for (const role of ['tillit_app', 'tillit_reader', 'tillit_eraser']) {
    for (const { table, statement } of changes) {
      // The one thing that one role may do (rule L6).
      if (role === 'tillit_eraser' && statement === 'delete from ledger_entry') continue
      const code = await deniedAs(database, role, statement)
      assert.equal(code, '42501', `${role}: ${statement} on ${table}`)
      refused++
    }
  }
  for (const statement of ["insert into ledger_leaf values (99, 'x')", 'insert into ledger_entry select * from ledger_entry limit 0']) {
    for (const role of ['tillit_eraser', 'tillit_reader']) assert.equal(await deniedAs(database, role, statement), '42501')
  }
  assert.equal((await database.superuser('select count(*)::int as n from ledger_entry')).rows[0].n, 10)
  t.diagnostic(`LG-08: ${refused} of ${refused} attempts denied, on ${all.length} tables and partitions`)
})

/** SQLSTATE of a statement tried under a role, or undefined when it went through (it is rolled back). */
async function deniedAs(database: TestDatabase, role: string, statement: string): Promise<string | undefined> {
  return database.kysely.transaction().execute(async (db) => {
    await db.executeQuery(CompiledQuery.raw(`set local role ${role}`))
    await db.executeQuery(CompiledQuery.raw(statement))
    throw new Error('roll back')
  }).catch((error: { code?: string }) => error.code)
}

test('only the eraser shreds, and a shredding without its leaf is tampering', async () => {
  const { database, keeper, tree, sequencer } = await house()
  const entries = sayings(6, 2, database.now)
  await say(database, entries)
  await sequencer.step()
  const { personId } = entries[0]!
  const { rows } = await database.superuser('select leaf_index::int as index from ledger_place where person_id = $1 order by 1', [personId])
  const indexes = (rows as { index: number }[]).map((row) => row.index)
  const shred = (run: Run) => run('delete from ledger_entry where person_id = $1', [personId])
  const witnesses = await witnessesOf(keeper)
  const secret = await tampered(database, witnesses, shred)
  assert.deepEqual([secret.finding?.reason, secret.finding?.index], ['missing', indexes[0]])

  const lease = await database.write((tx) => takeLease(tx, 'sequencer', 'one', 10_000))
  await database.write((tx) => appendNote(tx, lease!, { kind: 'erasure', shredded: indexes.map((from) => ({ from, to: from + 1 })) }))
  await database.erase((tx) => sql`delete from ledger_entry where person_id = ${personId}`.execute(tx.db))
  const { head } = await sequencer.step()
  assert.equal(head?.size, 13)
  const report = await database.read(async (tx) => verifyLedger(tx, await witnessesOf(keeper)))
  assert.deepEqual([report.finding, report.shredded, report.headsMet], [undefined, 2, 2])
  // The proof of somebody else still holds, and the tree needs no payload.
  const proof = await database.read((tx) => proveEntry(tx, tree, entries[4]!.personId, 1))
  assert.ok(verifyInclusion({ ...proof!, leaf: proof!.leafHash, root: head.root }))
})

test('an entry changed before it is signed stops the sequencer, and nothing is signed on top', async () => {
  const { database, keeper, tree, sequencer } = await house()
  await say(database, sayings(5, 1, database.now))
  await sequencer.step()
  await say(database, sayings(5, 1, database.now))
  const lease = await database.write((tx) => takeLease(tx, 'sequencer', 'one', 10_000))
  await database.write((tx) => sequenceEntries(tx, lease!, 100))
  await database.superuser('update ledger_leaf set commitment = set_bit(commitment, 3, 1 - get_bit(commitment, 3)) where leaf_index = 7')
  for (let attempt = 0; attempt < 2; attempt++) {
    await assert.rejects(database.write((tx) => signHead(tx, lease!, tree, keeper)), (error: { detail?: { text: string; parameters: object } }) => {
      assert.equal(error.detail?.text, 'ledger.not-signed')
      assert.deepEqual(error.detail.parameters, { index: 7, reason: 'changed' })
      return true
    })
  }
  assert.equal(keeper.lastHead?.size, 5)
  await database.superuser('update ledger_leaf set commitment = set_bit(commitment, 3, 1 - get_bit(commitment, 3)) where leaf_index = 7')
  assert.equal((await database.write((tx) => signHead(tx, lease!, tree, keeper)))?.size, 10)
})

test('a leaf changed under a published head stops a sequencer that starts anew', async () => {
  const { database, keeper, sequencer } = await house()
  await say(database, sayings(5, 1, database.now))
  await sequencer.step()
  await database.superuser('update ledger_leaf set commitment = set_bit(commitment, 3, 1 - get_bit(commitment, 3)) where leaf_index = 2')
  await say(database, sayings(1, 1, database.now))
  const anew = new Sequencer({ database, keeper, tree: new LedgerTree(), holder: 'one' })
  await assert.rejects(anew.step(), /ledger\.not-signed/)
  await assert.rejects(anew.step(), /ledger\.not-signed/)
  assert.equal(keeper.lastHead?.size, 5)
})

test('leaves that went missing are not filled up', async () => {
  const { database, sequencer } = await house()
  await say(database, sayings(5, 1, database.now))
  await sequencer.step()
  await database.superuser('delete from ledger_leaf where leaf_index = 4')
  await say(database, sayings(1, 1, database.now))
  await assert.rejects(sequencer.step(), /ledger\.leaves-missing/)
})

test('a database that was rolled back behind a published head is signed no further', async () => {
  const { database, keeper, sequencer } = await house()
  await say(database, sayings(5, 1, database.now))
  await sequencer.step()
  const published = keeper.lastHead
  for (const table of ['ledger_place', 'ledger_leaf', 'ledger_head', 'ledger_entry']) await database.superuser(`delete from ${table}`)
  await say(database, sayings(2, 1, database.now))
  await assert.rejects(sequencer.step(), /ledger\.leaves-missing/)
  assert.deepEqual(keeper.lastHead, published)
  assert.deepEqual((await database.superuser('select size from ledger_head')).rows, [])
})

test('the sequencer may be cut off between any two steps', async (t) => {
  const { database, keeper, tree } = await house()
  let point = 0
  let left = 0
  const fault = () => {
    if (left-- === 0) throw new Error('cut off')
  }
  // One fault point before and after each transaction and each write to the keeper.
  const cut: Pick<TestDatabase, 'read' | 'write'> = {
    read: (act) => database.read(act),
    write: async (act) => {
      fault()
      const result = await database.write(async (tx) => {
        const done = await act(tx)
        fault()
        return done
      })
      fault()
      return result
    },
  }
  const cutKeeper = Object.create(keeper, {
    publishHead: {
      value: async (...given: Parameters<Keeper['publishHead']>) => {
        fault()
        await keeper.publishHead(...given)
        fault()
      },
    },
    keys: { get: () => keeper.keys },
    lastHead: { get: () => keeper.lastHead },
    followHeads: { value: () => keeper.followHeads() },
  }) as Keeper
  let said = 0
  for (point = 0; ; point++) {
    await say(database, sayings(3, 1, database.now))
    said += 3
    left = point
    const sequencer = new Sequencer({ database: cut as TestDatabase, keeper: cutKeeper, tree: point % 2 ? tree : new LedgerTree(), holder: 'one' })
    const outcome = await sequencer.step().then(() => 'done', (error: Error) => error.message)
    if (outcome === 'done') break
    assert.equal(outcome, 'cut off')
    const report = await database.read(async (tx) => verifyLedger(tx, await witnessesOf(keeper)))
    assert.equal(report.finding, undefined, `cut off at point ${point}`)
    const facts = { databaseId: 'db', keeperId: keeper.id, leaves: report.leaves, newestHead: await database.read((tx) => newestHead(tx)), series: new Map() }
    checkKeeper({ ...keeper.facts(), fresh: false }, facts)
  }
  assert.ok(point >= 11, `${point} fault points`)
  const report = await database.read(async (tx) => verifyLedger(tx, await witnessesOf(keeper)))
  assert.deepEqual([report.finding, report.leaves, report.pending], [undefined, said, 0])
  assert.equal(keeper.lastHead?.size, said)
  assert.equal((await database.read((tx) => newestHead(tx)))?.note, keeper.lastHead?.note)
  t.diagnostic(`cut off at ${point} points, nothing lost, nothing signed wrongly`)
})

test('a sequencer that slept through its lease is fenced off', async () => {
  const { database, keeper, tree } = await house()
  const sleeper = await database.write((tx) => takeLease(tx, 'sequencer', 'sleeper', 10_000))
  assert.equal(await database.write((tx) => takeLease(tx, 'sequencer', 'other', 10_000)), undefined)
  database.now = new Date(database.now.getTime() + 10_001)
  const other = await database.write((tx) => takeLease(tx, 'sequencer', 'other', 10_000))
  assert.equal(other?.token, sleeper!.token + 1)
  await say(database, sayings(2, 1, database.now))
  await assert.rejects(database.write((tx) => sequenceEntries(tx, sleeper!, 10)), /ledger\.lease-lost/)
  await assert.rejects(database.write((tx) => signHead(tx, sleeper!, tree, keeper)), /ledger\.lease-lost/)
  assert.equal(await database.write((tx) => sequenceEntries(tx, other!, 10)), 2)
  // The same copy that let its own lease run out gets a new token too: it may have been asleep in between.
  database.now = new Date(database.now.getTime() + 10_001)
  assert.equal((await database.write((tx) => takeLease(tx, 'sequencer', 'other', 10_000)))?.token, other!.token + 1)
})

test('writers in parallel and two copies taking turns leave no gap and no double', async () => {
  const { database, keeper } = await house()
  const people = 8
  const copies = ['a', 'b'].map((holder) => new Sequencer({ database, keeper, tree: new LedgerTree(), holder }))
  const rounds = LONG ? 60 : 12
  const writers = Array.from({ length: people }, async () => {
    const personId = newId<PersonId>(database.now)
    for (const entry of sayings(1, rounds, database.now, [personId])) await say(database, [entry])
  })
  const written = Promise.all(writers).then(() => true)
  for (let steps = 1; !(await Promise.race([written, false])); steps++) {
    await copies[steps % 2]!.step()
    // The lease changes hands after every few steps.
    if (steps % 3 === 0) database.now = new Date(database.now.getTime() + 11_000)
  }
  database.now = new Date(database.now.getTime() + 11_000)
  await copies[0]!.step()
  const report = await database.read(async (tx) => verifyLedger(tx, await witnessesOf(keeper)))
  assert.deepEqual([report.finding, report.leaves, report.pending], [undefined, people * rounds, 0])
  assert.equal(await database.read((tx) => treeSize(tx)), people * rounds)
})

import assert from 'node:assert/strict'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import pg from 'pg'
import { loadBackup } from '../../src/backups/load-backup.ts'
import { checkBackup, restoreBackup } from '../../src/backups/restore-backup.ts'
import { lookAtPlace } from '../../src/backups/look-at-place.ts'
import { restoreInPlace } from '../../src/backups/restore-in-place.ts'
import { refuseUnfinished } from '../../src/backups/refuse-unfinished.ts'
import { issueReceipt } from '../../src/consent/issue-receipt.ts'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { verifyReceipt } from '../../src/consent/verify-receipt.ts'
import { decideFor } from '../../src/decisions/decide-for.ts'
import { eraseAgain } from '../../src/doors/shell/erase-again.ts'
import { askTwoColleagues, type Ask } from '../../src/doors/shell/two-colleagues.ts'
import { openHouse } from '../../src/doors/shell/open-house.ts'
import { erasePeople } from '../../src/erasure/erase-people.ts'
import { checkKeeper } from '../../src/keeper/check-keeper.ts'
import { LedgerTree } from '../../src/ledger/ledger-tree.ts'
import { newestHead, treeSize } from '../../src/ledger/ledger.sql.ts'
import { Sequencer } from '../../src/ledger/sequencer.ts'
import { verifyLedger } from '../../src/ledger/verify-ledger.ts'
import { claimMessages } from '../../src/messages/claim-messages.ts'
import { rehearseMailing } from '../../src/messages/rehearse-mailing.ts'
import { draftMailing } from '../../src/messages/draft-mailing.ts'
import type { Tx } from '../../src/plumbing/database.ts'
import { readSettings } from '../../src/plumbing/config.ts'
import { Problem } from '../../src/plumbing/errors.ts'
import { migrate, migrations } from '../../src/plumbing/migrate.ts'
import { describeSchema } from '../../src/plumbing/schema.sql.ts'
import { selectInstallation } from '../../src/plumbing/installation.sql.ts'
import { addStaff } from '../../src/staff/add-staff.ts'
import { askDeparture } from '../../src/staff/ask-departure.ts'
import { createSignInLink } from '../../src/staff/create-sign-in-link.ts'
import { newAuthenticatorSecret } from '../../src/staff/authenticator.ts'
import { FactorKeys } from '../../src/staff/factor-keys.ts'
import { upsertPassword } from '../../src/staff/factors.sql.ts'
import { hashPassword } from '../../src/staff/password-hash.ts'
import { ADMINISTRATOR } from '../../src/staff/role.ts'
import { signIn } from '../../src/staff/sign-in.ts'
import { testDatabase, urlOf, type TestDatabase } from '../database.ts'
import { ASK, choiceOf, sendingTo, started, subscribers, readers as customers } from '../post-office.ts'
import { backUp, company, emptyDatabase, openable, reopened, restored, type Company } from '../backing-up.ts'

const LONG = process.env['TILLIT_LONG'] !== undefined
const FORGOTTEN = LONG ? 500 : 50
const LEAVERS = 5
const PASSWORD = 'korrekt häst batteri klammer'

const problem = async (act: Promise<unknown>): Promise<Problem> => {
  const error = await act.then(() => undefined, (thrown: unknown) => thrown)
  assert.ok(error instanceof Problem, `not refused: ${String(error)}`)
  return error
}

const news = (tx: Tx, personId: string) => decideFor(tx, [personId as never], [{ purpose: 'news', channel: 'email', use: 'send', about: null }]).then(([one]) => one!.allowed)
const count = async (database: TestDatabase, what: string) => ((await database.superuser(`select count(*)::int as n from ${what}`)).rows[0] as { n: number }).n

test('BK-01: restored, everything answers as it did at the moment of the backup: counts, ledger, receipts, a rehearsal, signing in', async () => {
  const source = await company()
  const { database, keeper } = source
  const readers = await subscribers(database, keeper, 120)
  await database.write((tx) => recordChoices(tx, keeper, readers.slice(0, 20).map((one) => choiceOf(one, { kind: 'withdrawn' }))))
  const staffId = await database.write((tx) => addStaff(tx, 'Astrid Nyberg'))
  await source.sequence()
  const mailingId = await database.write((tx) => draftMailing(tx, { ...ASK, kind: 'mailing', name: 'Nyheter', purposes: ['news'] }, 'test'))
  const rehearsal = await database.write((tx) => rehearseMailing(tx, mailingId))
  const tree = new LedgerTree()
  const desk = { keeper, tree, url: 'http://localhost' }
  const receipt = await database.read((tx) => issueReceipt(tx, desk, readers[0]!.personId, 2, 'sv'))
  const made = await backUp(source)

  const { database: place, proof } = await restored(source, made.file)
  for (const table of ['person', 'profile', 'contact_point', 'ground', 'ledger_entry', 'standing', 'staff', 'purpose_version', 'mailing']) {
    assert.equal(await count(place, table), await count(database, table), table)
  }
  const after = await place.write((tx) => rehearseMailing(tx, mailingId))
  assert.deepEqual(after, rehearsal, 'the same people would get it')
  assert.ok(rehearsal.permitted === 100 && rehearsal.matching === 120)
  const again = await place.read((tx) => issueReceipt(tx, { ...desk, tree: new LedgerTree() }, readers[0]!.personId, 2, 'sv'))
  for (const text of [receipt, again]) assert.equal((await verifyReceipt(text, keeper.keys.signing)).valid, true)
  const link = (await place.write((tx) => createSignInLink(tx, staffId))).split('/').at(-1)!
  assert.ok(await place.write((tx) => signIn(tx, link, { client: null })), 'a colleague signs in by a new link')
  assert.deepEqual([proof.replayed.withdrawals.again, proof.ledger.lost.from === proof.ledger.lost.to], [0, true], 'nothing was lost and nothing is said twice')
  const report = await place.read(async (tx) => verifyLedger(tx, { key: keeper.keys.signing, heads: await keeper.readHeads(), checkpoints: [] }))
  assert.deepEqual([report.finding, report.truncation], [undefined, 'excluded'])
})

test(`BK-03: ${FORGOTTEN} forgotten, ${FORGOTTEN} noes and ${LEAVERS} leavers after a backup are so again before anything opens`, async (t) => {
  const source = await company()
  const { database, keeper } = source
  const readers = await subscribers(database, keeper, FORGOTTEN * 3)
  // Without a contract, or the law would keep a part.
  const toForget = readers.slice(0, FORGOTTEN)
  const [toStop, others] = [readers.slice(FORGOTTEN, FORGOTTEN * 2), readers.slice(FORGOTTEN * 2)]
  await database.superuser("update ground set ended_at = $1, ended_why = 'test' where purpose_key = 'contract' and person_id = any ($2::uuid[])", [database.now, toForget.map((one) => one.personId)])
  const staff = await database.write(async (tx) => {
    const first = await addStaff(tx, 'Astrid Nyberg')
    const leaving = []
    for (let n = 0; n < LEAVERS; n++) leaving.push(await addStaff(tx, `Bo ${n}`))
    return { first, leaving }
  })
  const links = await database.write(async (tx) => Promise.all(staff.leaving.map((staffId) => createSignInLink(tx, staffId))))
  await database.superuser("insert into api_key (key_hash, api_key_id, name, speaks_for_person, created_at, created_by) values ('\\x01', gen_random_uuid(), 'webshop', false, $1, $2)", [database.now, staff.first])
  await source.sequence()
  const running = await started(database, { ...ASK, kind: 'mailing', name: 'Nyheter', purposes: ['news'] })
  await keeper.markSeries('invoice', 4_711)
  const made = await backUp(source)

  // Two days go on, and are lost.
  database.now = new Date(database.now.getTime() + 2 * 86_400_000)
  await database.write((tx) => recordChoices(tx, keeper, toStop.map((one) => choiceOf(one, { kind: 'withdrawn' }))))
  await database.write((tx) => erasePeople(tx, keeper, toForget.map(({ personId }) => ({ personId, why: 'asked' as const }))))
  // Somebody comes after the backup and is forgotten: only the journal knows by what to recognise them.
  const [late] = await customers(database, 1, () => ({ address: 'late@example.org' }))
  await database.superuser("update ground set ended_at = $1, ended_why = 'test' where person_id = $2", [database.now, late!.personId])
  await database.write((tx) => erasePeople(tx, keeper, [{ personId: late!.personId, why: 'asked' }]))
  const marks = 'select kind, encode(key_hash, \'hex\') as hash from suppression order by 1, 2'
  const marked = (await database.superuser(marks)).rows
  for (const staffId of staff.leaving) {
    await database.write((tx) => askDeparture(tx, keeper, { staffId, leavesAt: null, handTo: null, askedBy: staff.first }))
  }
  await keeper.markSeries('invoice', 4_800)
  await source.sequence()
  const lastBefore = keeper.lastHead!

  const { database: place, proof } = await restored(source, made.file)
  assert.equal(await count(place, `person where person_id = any ('{${toForget.map((one) => one.personId).join()}}')`), 0, 'nobody forgotten is back')
  assert.equal(await count(place, `profile where person_id = any ('{${toForget.map((one) => one.personId).join()}}')`), 0)
  assert.ok(marked.length > FORGOTTEN)
  assert.deepEqual((await place.superuser(marks)).rows, marked, 'nor does anybody forgotten come back by a file (E4)')
  for (const one of toStop) assert.equal(await place.read((tx) => news(tx, one.personId)), false)
  assert.equal(await place.read((tx) => news(tx, others[0]!.personId)), true, 'whoever said nothing is as they were')
  assert.equal(await count(place, 'staff where ended_at is null'), 1)
  for (const link of links) assert.equal(await place.write((tx) => signIn(tx, link.split('/').at(-1)!, { client: null })), undefined, 'no link of before signs anybody in')
  for (const table of ['staff_sign_in_link', 'staff_session', 'customer_session', 'staff_challenge', 'door_request']) assert.equal(await count(place, table), 0, table)
  assert.equal(await count(place, 'api_key where ended_at is null'), 0)
  assert.equal(await count(place, "message where state in ('waiting', 'handing-over')"), 0)
  assert.equal(await count(place, `message where mailing_id = '${running}' and state = 'unknown'`), FORGOTTEN * 2, 'of those who are left')
  assert.equal((await place.write((tx) => claimMessages(tx, sendingTo(keeper, undefined), 'copy', 100))), undefined, '0 mails possible')
  assert.equal(await count(place, "mailing where state in ('sending', 'paused')"), 0)
  assert.equal((await place.superuser("select next from number_series where series = 'invoice'")).rows[0].next, 4_801)
  assert.deepEqual(
    [proof.replayed.erasures.again, proof.replayed.withdrawals.again, proof.replayed.offboardings.again],
    [FORGOTTEN, FORGOTTEN, LEAVERS], JSON.stringify(proof.replayed),
  )
  // The ledger says what is lost, and the next head stands on it.
  assert.deepEqual([proof.ledger.epoch, proof.ledger.lastPublished.size, proof.ledger.lost], [2, lastBefore.size, { from: made.leaves, to: lastBefore.size }])
  const sequencer = new Sequencer({ database: place, keeper, tree: new LedgerTree(), holder: 'restored' })
  await sequencer.step()
  const report = await place.read(async (tx) => verifyLedger(tx, { key: keeper.keys.signing, heads: await keeper.readHeads(), checkpoints: [] }))
  assert.deepEqual([report.finding, report.pending, report.headsLost], [undefined, 0, 1])
  const entries = await count(place, `ledger_entry where kind = 'withdrawn' and person_id = any ('{${toStop.map((one) => one.personId).join()}}')`)
  assert.equal(entries, FORGOTTEN, 'each no is said once')
  assert.equal(await startsWith(source, place), 'starts')
  assert.equal(await startsWith(source, database), 'keeper.database-rolled-back', 'the database that was is refused from now on')
  t.diagnostic(`BK-03: ${FORGOTTEN}/${FORGOTTEN}/${LEAVERS} replayed (catalogue: 500/500/5), 0 mails, 0 ways in`)
})

/** What a start says of this pair. */
async function startsWith({ keeperFolder }: Company, database: TestDatabase): Promise<string> {
  const keeper = await reopened(keeperFolder)
  try {
    await database.read(refuseUnfinished)
    const facts = await database.read(async (tx) => ({ installation: (await selectInstallation(tx))!, newestHead: await newestHead(tx), leaves: await treeSize(tx) }))
    checkKeeper(keeper.facts(), { databaseId: facts.installation.installationId, keeperId: facts.installation.keeperId, leaves: facts.leaves, newestHead: facts.newestHead, series: new Map() })
    return 'starts'
  } catch (error) {
    return error instanceof Problem ? error.detail.text : String(error)
  } finally {
    await keeper.close()
  }
}

/** Brings the rows of all tables that both have into an earlier schema, with the columns that it knows. */
async function bringOver(from: TestDatabase, earlier: TestDatabase): Promise<void> {
  const columnsOf = async (database: TestDatabase) => new Map((await database.superuser(`
    select c.relname as table, array_agg(a.attname::text) as columns from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition group by 1`)).rows.map((row) => [row['table'] as string, row['columns'] as string[]]))
  const [there, here] = [await columnsOf(from), await columnsOf(earlier)]
  // In one session, whatever points at what.
  await earlier.superuser("set session_replication_role = 'replica'")
  for (const [table, known] of here) {
    const columns = known.filter((column) => there.get(table)?.includes(column))
    if (table === 'migration' || columns.length === 0) continue
    const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
    const { rows } = await from.superuser(`select coalesce(jsonb_agg(t), '[]') as rows from (select ${list} from ${table}) t`)
    await earlier.superuser(`delete from ${table}`)
    await earlier.superuser(`insert into ${table} (${list}) select ${list} from jsonb_populate_recordset(null::${table}, $1)`, [JSON.stringify(rows[0]!['rows'])])
  }
  await earlier.superuser("set session_replication_role = 'origin'")
}

test('BK-07, in small: a backup of an earlier schema is loaded into that schema, and the later migrations change its rows as they would have', async (t) => {
  const beside = await testDatabase()
  const all = migrations().map(({ name }) => name)
  // The last before this command was there have nothing to restore into: it came with 0024.
  const earlier = all.filter((name) => name <= '0024_backups.sql')
  const later = all.filter((name) => !earlier.includes(name))
  assert.ok(later.length > 0)
  const old = await emptyDatabase(beside)
  await migrate(old.connection, new Set(earlier))
  // People are written by the program of today; the earlier schema gets what it has room for.
  const today = await company()
  const readers = await subscribers(today.database, today.keeper, 5)
  await today.sequence()
  await bringOver(today.database, old)
  const source = { ...today, database: old }
  const made = await backUp(source)
  const { database: place } = await restored(source, made.file, await emptyDatabase(beside))
  assert.deepEqual((await place.superuser('select name from migration order by name')).rows.map(({ name }) => name), all)
  assert.equal(await describeSchema(place.connection), await describeSchema(beside.connection), 'the schema is the one of a new start')
  assert.equal(await place.read((tx) => news(tx, readers[0]!.personId)), true)
  assert.equal(await count(place, 'person'), 5)
  t.diagnostic(`BK-07: ${later.length} later migrations, ${readers.length} people (catalogue: every release, 1 M people, 20 kills)`)
})

test('a restore that is cut off opens nothing, and is taken up again where it was', async () => {
  const source = await company()
  const { database, keeper } = source
  const readers = await subscribers(database, keeper, 20)
  await source.sequence()
  const made = await backUp(source)
  await database.write((tx) => recordChoices(tx, keeper, readers.map((one) => choiceOf(one, { kind: 'withdrawn' }))))
  await database.write((tx) => erasePeople(tx, keeper, [{ personId: readers[0]!.personId, why: 'asked' }]))
  await source.sequence()
  const place = await testDatabase()
  place.now = new Date(database.now.getTime() + 1)
  const manifest = await checkBackup(openable(made.file), keeper.facts())
  const parts = { connection: place.connection, database: place, keeper }
  const stopped = { ...openable(made.file), signal: AbortSignal.abort() }
  await assert.rejects(restoreBackup(parts, stopped, manifest, { erase: eraseAgain(keeper) }))
  assert.equal(await place.asOwner(lookAtPlace), 'empty', 'told to stop while it loads, nothing is there')
  const dies = () => Promise.reject(new Error('killed'))
  for (let n = 0; n < 2; n++) await assert.rejects(restoreBackup(parts, openable(made.file), manifest, { erase: dies }), /killed/)
  assert.equal(await startsWith(source, place), 'backups.unfinished')
  const another = await backUp(source)
  assert.equal((await problem(restored2(parts, source, another.file))).detail.text, 'backups.refused.other-begun')
  const proof = await restoreBackup(parts, openable(made.file), manifest, { erase: eraseAgain(keeper) })
  assert.equal(await startsWith(source, place), 'starts')
  assert.equal(proof.ledger.epoch, 2, 'one epoch, however often it was begun')
  assert.equal(await count(place, 'ledger_leaf where note like \'%"epoch"%\''), 1)
  assert.equal(await count(place, "ledger_entry where kind = 'withdrawn'"), 20, 'each no once')
  assert.equal((await problem(restored2(parts, source, made.file))).detail.text, 'backups.refused.not-empty')
})

const restored2 = async (parts: Parameters<typeof restoreBackup>[0], source: Company, path: string) =>
  restoreBackup(parts, openable(path), await checkBackup(openable(path), source.keeper.facts()), { erase: eraseAgain(source.keeper) })

test('a database that was put back by other means is refused, and fit to be opened after a restore in place', async () => {
  const source = await company()
  const { database, keeper } = source
  const readers = await subscribers(database, keeper, 10)
  await database.superuser("insert into staff (staff_id, name, created_at) values ('0196a000-0000-7000-8000-0000000000cc', 'Astrid', $1)", [database.now])
  const link = await database.write((tx) => createSignInLink(tx, '0196a000-0000-7000-8000-0000000000cc' as never))
  await source.sequence()
  const made = await backUp(source)
  // Loaded with everything that is not in a backup, and nothing done about it: as a snapshot of a disk would be.
  const snapshot = await testDatabase()
  await snapshot.asOwner(async (tx) => loadBackup(tx, openable(made.file), await checkBackup(openable(made.file), keeper.facts())))
  await snapshot.superuser('truncate restoration')
  const { rows: [sessions] } = await database.superuser('select * from staff_sign_in_link')
  await snapshot.superuser('insert into staff_sign_in_link (token_hash, staff_id, created_at, expires_at) values ($1, $2, $3, $4)', [sessions.token_hash, sessions.staff_id, sessions.created_at, sessions.expires_at])
  database.now = snapshot.now = new Date(database.now.getTime() + 60_000)
  await database.write((tx) => recordChoices(tx, keeper, readers.map((one) => choiceOf(one, { kind: 'withdrawn' }))))
  await source.sequence()
  assert.equal(await startsWith(source, snapshot), 'keeper.database-rolled-back')
  const proof = await restoreInPlace({ connection: snapshot.connection, database: snapshot, keeper }, { erase: eraseAgain(keeper) })
  assert.equal(await startsWith(source, snapshot), 'starts')
  assert.deepEqual([proof.replayed.withdrawals.again, proof.ledger.epoch], [10, 2])
  assert.equal(await snapshot.read((tx) => news(tx, readers[0]!.personId)), false)
  assert.equal(await snapshot.write((tx) => signIn(tx, link.split('/').at(-1)!, { client: null })), undefined)
})

test('BK-04: a keeper whose journal is missing or older can prove nothing, and neither restores nor starts', async () => {
  const source = await company()
  const { database, keeper, keeperFolder } = source
  const readers = await subscribers(database, keeper, 10)
  const withdraw = (from: number, to: number) => database.write((tx) => recordChoices(tx, keeper, readers.slice(from, to).map((one) => choiceOf(one, { kind: 'withdrawn' }))))
  await withdraw(0, 3)
  await source.sequence()
  const early = join(keeperFolder, '..', `${keeperFolder.split('/').at(-1)}-early`)
  cpSync(keeperFolder, early, { recursive: true })
  await withdraw(3, 6)
  await source.sequence()
  const made = await backUp(source)
  const withKeeper = async (prepare: (folder: string) => void) => {
    const folder = `${early}-tried`
    cpSync(keeperFolder, folder, { recursive: true })
    prepare(folder)
    const other = await reopened(folder)
    const checked = await problem(checkBackup(openable(made.file), other.facts())).then((error) => error.detail.text)
    await other.close()
    const starts = await startsWith({ ...source, keeperFolder: folder }, database)
    rmSync(folder, { recursive: true })
    return [checked, starts]
  }
  try {
    assert.deepEqual(await withKeeper((folder) => rmSync(join(folder, 'journal'), { recursive: true })), ['backups.refused.cannot-prove', 'keeper.journal-shorter'])
    assert.deepEqual(await withKeeper((folder) => { rmSync(join(folder, 'journal'), { recursive: true }); cpSync(join(early, 'journal'), join(folder, 'journal'), { recursive: true }) }), ['backups.refused.cannot-prove', 'keeper.journal-shorter'])
    assert.deepEqual(await withKeeper((folder) => { rmSync(folder, { recursive: true }); cpSync(early, folder, { recursive: true }) }), ['backups.refused.cannot-prove', 'keeper.older'])
    assert.equal(await startsWith(source, database), 'starts', 'the one that lives is fine')
  } finally {
    rmSync(early, { recursive: true })
  }
})

test('a database that was rolled back without the command, and one whose restore was cut off, open no door', async () => {
  const { connection, superuser } = await testDatabase()
  const { keeperFolder } = await company()
  const settings = readSettings({ DATABASE_URL: urlOf(connection), DATA_DIR: join(keeperFolder, 'data'), DEMO: 'no' })
  await superuser("insert into restoration (restoration_id, backup_id, backup_at, begun_at) values (gen_random_uuid(), gen_random_uuid(), '2026-03-01', '2026-03-02')")
  const error = await problem(openHouse(settings, { clock: () => new Date('2026-03-02T09:00:00Z'), beside: false }))
  assert.deepEqual([error.kind, error.detail.rule, error.detail.text], ['unavailable', 'E3', 'backups.unfinished'])
})

test('BK-04: two administrators, each with password and code, may go on without the proof; one may not, and it is on record', async () => {
  const source = await company()
  const { database, keeper, keeperFolder } = source
  const readers = await subscribers(database, keeper, 10)
  const withdraw = (from: number, to: number) => database.write((tx) => recordChoices(tx, keeper, readers.slice(from, to).map((one) => choiceOf(one, { kind: 'withdrawn' }))))
  const keys = new FactorKeys(keeper.keys.tokens)
  const enrol = async (name: string, roles: readonly string[]) => database.write(async (tx) => {
    const [staffId, secret] = [await addStaff(tx, name, null, roles), newAuthenticatorSecret()]
    await upsertPassword(tx, { staffId, signInName: name, passwordHash: await hashPassword(PASSWORD, keys.pepper), authenticator: keys.seal(staffId, secret), lastStep: 0 })
    return { staffId, name, secret }
  })
  // The first of all is administrator anyway.
  const [astrid, bo, cilla] = [await enrol('astrid', []), await enrol('bo', [ADMINISTRATOR]), await enrol('cilla', ['seller'])]
  await withdraw(0, 5)
  await source.sequence()
  const early = `${keeperFolder}-early`
  cpSync(keeperFolder, early, { recursive: true })
  try {
    await withdraw(5, 10)
    await source.sequence()
    // The keeper burns; what is left is its copy of before.
    const old = await reopened(early)
    assert.equal(await startsWith({ ...source, keeperFolder: early }, database), 'keeper.older')
    /** Somebody at the console; each try is half a minute later, since a code counts once. */
    const typing = (...who: (typeof astrid)[]): Ask => {
      database.now = new Date(database.now.getTime() + 30_000)
      const answers = who.flatMap(({ name, secret }) => [name, PASSWORD, new TOTP({ secret: Secret.fromHex(secret.toString('hex')) }).generate({ timestamp: database.now.getTime() })])
      return async () => answers.shift() ?? ''
    }
    const place = { connection: database.connection, database, keeper: old }
    const accepting = (...who: (typeof astrid)[]) => restoreInPlace(place, { erase: eraseAgain(old), accept: async () => ({ reason: 'the keeper burnt', by: await askTwoColleagues(place, typing(...who)) }) })
    assert.equal((await problem(restoreInPlace(place, { erase: eraseAgain(old) }))).detail.text, 'backups.refused.cannot-prove')
    assert.equal((await problem(accepting(astrid))).detail.text, 'backups.accept.wrong')
    assert.equal((await problem(accepting(astrid, cilla))).detail.text, 'backups.accept.not-permitted')
    assert.equal(await startsWith({ ...source, keeperFolder: early }, database), 'backups.unfinished', 'nothing opens in between')
    assert.equal((await problem(restoreInPlace(place, { erase: eraseAgain(old) }))).detail.text, 'backups.refused.cannot-prove', 'nor does going on without them')
    const proof = await accepting(astrid, bo)
    assert.deepEqual([proof.accepted?.by, proof.accepted?.reason, proof.accepted?.journalLines], [[astrid.staffId, bo.staffId], 'the keeper burnt', 5])
    assert.equal(await count(database, `restoration where proof->'accepted'->'by' = '${JSON.stringify([astrid.staffId, bo.staffId])}'::jsonb`), 1, 'on record')
    assert.equal(await startsWith({ ...source, keeperFolder: early }, database), 'starts')
    const report = await database.read(async (tx) => verifyLedger(tx, { key: old.keys.signing, heads: await old.readHeads(), checkpoints: [] }))
    assert.equal(report.finding, undefined, JSON.stringify(report.finding))
    await old.close()
  } finally {
    rmSync(early, { recursive: true })
  }
})

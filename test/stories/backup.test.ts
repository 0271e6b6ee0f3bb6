import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { copyFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { newBackupKey } from '../../src/backups/backup-key.ts'
import { dailyBackup } from '../../src/backups/daily-backup.ts'
import { expireBackups } from '../../src/backups/expire-backups.ts'
import { frame, jsonFrame, readFrames } from '../../src/backups/frame.ts'
import { loadBackup } from '../../src/backups/load-backup.ts'
import { makeBackup } from '../../src/backups/make-backup.ts'
import { LEFT_OUT } from '../../src/backups/manifest.ts'
import { parseBackupName } from '../../src/backups/backup-name.ts'
import { checkBackup } from '../../src/backups/restore-backup.ts'
import { readSealed, writeSealed } from '../../src/backups/sealed-file.ts'
import { copyOut, selectTables } from '../../src/backups/tables.sql.ts'
import { recordChoices } from '../../src/consent/record-choices.ts'
import type { KeeperFacts } from '../../src/keeper/keeper.ts'
import { verifyLedger } from '../../src/ledger/verify-ledger.ts'
import { Problem } from '../../src/plumbing/errors.ts'
import { customer } from '../register.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { choiceOf, subscribers } from '../post-office.ts'
import { BACKUP_KEY, backUp, company, openable, ownFolder } from '../backing-up.ts'

const PEOPLE = process.env['TILLIT_LONG'] === undefined ? 500 : 50_000

/** A day is made in a moment, a backup takes a fifth of a second. */
const EVERY_DAYS = process.env['TILLIT_LONG'] === undefined ? 6 : 1

const refusal = async (act: Promise<unknown>): Promise<string> => {
  const error = await act.then(() => undefined, (thrown: unknown) => thrown)
  assert.ok(error instanceof Problem, `not refused: ${String(error)}`)
  return error.detail.text
}

/** What a table holds now, as the manifest of a backup says it. */
async function digestOf(database: TestDatabase, name: string): Promise<string> {
  return database.snapshot(async (tx) => {
    const digest = createHash('sha256')
    for await (const part of copyOut(tx, (await selectTables(tx)).find((one) => one.name === name)!)) digest.update(part)
    return digest.digest('hex')
  })
}

test('BK-01: a backup under load is loaded elsewhere byte for byte as it stood at its moment, and its ledger holds', async (t) => {
  const source = await company()
  const { database, keeper } = source
  const readers = await subscribers(database, keeper, PEOPLE)
  const load = new AbortController()
  let said = 0
  // People go on saying yes and no, and the sequencer goes on signing, while the backup is written.
  const saying = (async () => {
    for (let at = 0; !load.signal.aborted; at = (at + 10) % PEOPLE) {
      await database.write((tx) => recordChoices(tx, keeper, readers.slice(at, at + 10).map((one) => choiceOf(one, { kind: 'withdrawn' }))))
      said += 10
      await source.sequence()
    }
  })()
  await sleep(200)
  const began = performance.now()
  const before = said
  const made = await backUp(source)
  const [during, seconds] = [said - before, (performance.now() - began) / 1000]
  load.abort()
  await saying
  const manifest = await checkBackup(openable(made.file), keeper.facts())
  assert.ok(during > 0, 'nobody said anything meanwhile')

  const place = await testDatabase()
  const loading = performance.now()
  await place.asOwner((tx) => loadBackup(tx, openable(made.file), manifest))
  const loaded = (performance.now() - loading) / 1000
  for (const { name, sha256 } of manifest.tables) assert.equal(await digestOf(place, name), sha256, name)
  const { leaves, finding, pending } = await place.report((tx) => verifyLedger(tx, { key: keeper.keys.signing, heads: [], checkpoints: [] }))
    // Without its heads from outside: those it has were published, and are compared where a restore is finished.
    .then((report) => ({ ...report, finding: report.finding?.reason === 'head-unpublished' ? undefined : report.finding }))
  assert.deepEqual([finding, leaves], [undefined, manifest.ledger.size])
  assert.ok(leaves > 0)
  const { rows: [counted] } = await place.superuser("select (select count(*)::int from person) as people, (select count(*)::int from ledger_entry) as entries, (select count(*)::int from ledger_place) as places")
  assert.deepEqual([counted.people, counted.entries], [PEOPLE, counted.places + pending])
  t.diagnostic(`BK-01: ${PEOPLE} people, ${counted.entries} entries, ${during} noes while it was written: ${(made.bytes / 1e6).toFixed(2)} MB in ${seconds.toFixed(2)} s, loaded in ${loaded.toFixed(2)} s; ${manifest.tables.length} tables equal`)
})

test('BK-02: whatever is damaged, foreign or too old is refused with its reason, and nothing is touched', async (t) => {
  const source = await company()
  await subscribers(source.database, source.keeper, 60)
  await source.sequence()
  const made = await backUp(source)
  const bytes = readFileSync(made.file)
  const folder = ownFolder()
  const facts = source.keeper.facts()
  const tried: string[] = []
  const refused = async (name: string, expected: RegExp, path: string, keeper: KeeperFacts = facts, identities = [BACKUP_KEY.identity]) => {
    assert.match(await refusal(checkBackup({ path, identities }, keeper)), expected, name)
    tried.push(name)
  }
  const copy = (name: string, change: (content: Buffer) => Buffer): string => {
    const path = join(folder, name)
    writeFileSync(path, change(Buffer.from(bytes)))
    return path
  }
  // 10 cut off: in the header, at the edges of sealed pieces, one byte short.
  for (const length of [0, 1, 20, 100, 200, 1_000, Math.floor(bytes.length / 3), Math.floor(bytes.length / 2), bytes.length - 17, bytes.length - 1]) {
    const path = copy(`cut-${length}`, (all) => all)
    truncateSync(path, length)
    await refused(`cut off at ${length}`, /damaged|wrong-key/, path)
  }
  // 10 with a bit turned, from the header to the last byte.
  for (let n = 0; n < 10; n++) {
    const at = Math.floor((n * (bytes.length - 1)) / 9)
    await refused(`bit turned at ${at}`, /damaged|wrong-key/, copy(`flip-${n}`, (all) => (all.writeUInt8(all[at]! ^ 1, at), all)))
  }
  await refused('something after its end', /damaged/, copy('longer', (all) => Buffer.concat([all, Buffer.from('x')])))
  await refused('not there', /unreadable/, join(folder, 'nowhere.age'))
  await refused('a folder', /unreadable/, folder)
  await refused('another key', /wrong-key/, made.file, facts, [(await newBackupKey()).identity])
  // Sealed to the right key, but not what we write: rebuilt from a true one with one thing changed.
  const changed = async (name: string, change: (frames: { kind: Parameters<typeof frame>[0]; bytes: Buffer }[]) => void): Promise<string> => {
    const frames = []
    for await (const one of readFrames(readSealed(made.file, [BACKUP_KEY.identity]))) frames.push({ ...one, bytes: Buffer.from(one.bytes) })
    change(frames)
    const path = join(folder, name)
    await writeSealed(path, [BACKUP_KEY.recipient], (async function* () { for (const one of frames) yield frame(one.kind, one.bytes) })())
    return path
  }
  const head = (more: (found: Record<string, unknown> & { migrations: { name: string; checksum: string }[] }) => object) => (frames: { bytes: Buffer }[]) => {
    const found = JSON.parse(frames[0]!.bytes.toString('utf8')) as never
    frames[0]!.bytes = jsonFrame('head', { ...(found as object), ...more(found) }).subarray(5)
  }
  await refused('an older form', /version/, await changed('older', head(() => ({ version: 0 }))))
  await refused('a later form', /version/, await changed('later', head(() => ({ version: 2 }))))
  await refused('a newer schema', /newer-schema/, await changed('newer', head(({ migrations }) => ({ migrations: [...migrations, { name: '9999_future.sql', checksum: 'x' }] }))))
  await refused('another line of the program', /other-schema/, await changed('other', head(({ migrations }) => ({ migrations: migrations.map((one) => ({ ...one, checksum: 'x' })) }))))
  await refused('another installation', /other-installation/, await changed('foreign', head(() => ({ installationId: '0196a000-0000-7000-8000-000000000099' }))))
  await refused('another keeper', /other-installation/, made.file, { ...facts, id: 'another' })
  await refused('a row left out', /damaged/, await changed('fewer', (frames) => frames.splice(frames.findIndex(({ kind }) => kind === 'rows'), 1)))
  await refused('a table left out', /damaged/, await changed('table', (frames) => frames.splice(frames.findIndex(({ kind }) => kind === 'table'), frames.findIndex(({ kind }) => kind === 'table-end') - frames.findIndex(({ kind }) => kind === 'table') + 1)))
  await refused('a row changed', /damaged/, await changed('row', (frames) => { frames.find(({ kind }) => kind === 'rows')!.bytes[3]! ^= 1 }))
  assert.ok(tried.length >= 30)
  assert.equal((await checkBackup(openable(made.file), facts)).backupId, made.backupId, 'the true one is still good')
  t.diagnostic(`BK-02: ${tried.length}/${tried.length} refused (catalogue: 30/30)`)
})

test('BK-05: nothing of people, keys or secrets lies open in a backup, and what signs somebody in is not in it at all', async (t) => {
  const source = await company()
  const { database, keeper } = source
  const canary = 'kanariefagel-i-sakerhetskopian'
  await customer(database, `${canary}@example.org`, { values: { given_name: canary, own: canary } as never })
  const secrets = { staff_session: 'session_hash', staff_sign_in_link: 'token_hash', customer_session: 'session_hash' }
  const hash = (name: string) => createHash('sha256').update(name).digest()
  await database.superuser("insert into staff (staff_id, name, created_at) values ('0196a000-0000-7000-8000-0000000000cc', 'Astrid', $1)", [database.now])
  await database.superuser("insert into staff_session (session_hash, session_id, staff_id, how, created_at, expires_at, last_seen_at, proved_at) values ($1, gen_random_uuid(), '0196a000-0000-7000-8000-0000000000cc', 'console', $2, $2, $2, $2)", [hash('staff_session'), database.now])
  await database.superuser("insert into staff_sign_in_link (token_hash, staff_id, created_at, expires_at) values ($1, '0196a000-0000-7000-8000-0000000000cc', $2, $2)", [hash('staff_sign_in_link'), database.now])
  await database.superuser('insert into customer_session (session_hash, person_id, created_at, expires_at) select $1, person_id, $2, $2 from person', [hash('customer_session'), database.now])
  const made = await backUp(source)
  const sealed = readFileSync(made.file)
  const parts: Buffer[] = []
  for await (const part of readSealed(made.file, [BACKUP_KEY.identity])) parts.push(Buffer.from(part))
  const open = Buffer.concat(parts)
  const keys = [keeper.keys.tokens, keeper.keys.suppression].map((key) => key.export()).concat(Buffer.from(keeper.keys.signing.privateKey.export({ format: 'jwk' }).d!, 'base64url'))
  const forms = (bytes: Buffer) => [bytes, Buffer.from(bytes.toString('hex')), Buffer.from(bytes.toString('base64')), Buffer.from(bytes.toString('base64url'))]
  assert.ok(open.includes(canary), 'the scanner finds what is there')
  let looked = 0
  for (const form of forms(Buffer.from(canary))) assert.ok(!sealed.includes(form) && ++looked)
  for (const key of [...keys, ...Object.keys(secrets).map(hash), Buffer.from(BACKUP_KEY.identity)]) {
    for (const form of forms(key)) assert.ok(!sealed.includes(form) && !open.includes(form) && ++looked)
  }
  const inside = (await checkBackup(openable(made.file), keeper.facts())).tables.map(({ name }) => name)
  assert.deepEqual(inside.filter((name) => Object.hasOwn(LEFT_OUT, name)), [])
  for (const table of Object.keys(LEFT_OUT)) assert.ok((await database.snapshot(selectTables)).some(({ name }) => name === table), `${table} is no table`)
  t.diagnostic(`BK-05: ${looked} looks, 0 plain; ${inside.length} tables inside, ${Object.keys(LEFT_OUT).length} left out`)
})

test('BK-06: over 120 days no backup is older than the horizon and a day, and the last good one is never deleted', async (t) => {
  const source = await company()
  const folder = ownFolder()
  const [horizonDays, days] = [35, 120]
  const deleted: string[] = []
  let oldest = 0
  const daily = async (works = true) => {
    const done = await dailyBackup(source.database, source.keeper, { folder, recipients: [works ? BACKUP_KEY.recipient : 'age1wrong'], horizonDays }, 'copy').catch(() => undefined)
    deleted.push(...(done?.deleted ?? []))
    return done
  }
  let made = 0
  for (let day = 0; day < days; day++) {
    source.database.now = new Date(Date.UTC(2026, 2, 2 + day, 3))
    if (day % EVERY_DAYS === 0) assert.ok(await daily() && ++made, `day ${day}`)
    else deleted.push(...(await expireBackups(source.database, folder, horizonDays)))
    if (day === 7 * EVERY_DAYS) assert.equal(await daily(), undefined, 'one a day')
    const ages = readdirSync(folder).map((name) => (source.database.now.getTime() - parseBackupName(name)!.at.getTime()) / 86_400_000)
    oldest = Math.max(oldest, ...ages)
    assert.ok(ages.every((age) => age < horizonDays + 1), `day ${day}: ${Math.max(...ages)} days old`)
  }
  assert.equal(deleted.length + readdirSync(folder).length, made)
  const { rows: [gone] } = await source.database.superuser('select count(*)::int as gone from backup_made where gone_at is not null')
  assert.equal(gone.gone, deleted.length, 'each deletion is on record')
  // From here on every try fails: the newest stays, however old it grows, and drafts are cleared away.
  copyFileSync(join(folder, readdirSync(folder)[0]!), join(folder, `${readdirSync(folder).at(-1)!}.0196a000-0000-7000-8000-000000000001.draft`))
  const newest = readdirSync(folder).filter((name) => name.endsWith('.age')).at(-1)!
  writeFileSync(join(folder, 'notes.txt'), 'somebody else’s')
  for (let day = days; day < days + 80; day += 4) {
    source.database.now = new Date(Date.UTC(2026, 2, 2 + day, 3))
    assert.equal(await daily(false), undefined)
  }
  assert.deepEqual(readdirSync(folder), ['notes.txt', newest])
  t.diagnostic(`BK-06: ${days} days (catalogue: 120), ${made} backups, ${deleted.length} deleted, oldest ever seen ${oldest.toFixed(1)} days of ${horizonDays}; then 80 days of failures, the last good one kept`)
})

test('told to stop, a backup leaves neither a file nor a draft', async () => {
  const source = await company()
  await subscribers(source.database, source.keeper, 50)
  const folder = ownFolder()
  const stop = new AbortController()
  const making = backUp(source, { folder, signal: stop.signal })
  stop.abort()
  await assert.rejects(making)
  assert.deepEqual(readdirSync(folder), [])
  const { rows } = await source.database.superuser('select from backup_made')
  assert.equal(rows.length, 0)
})

test('how far a backup is, and the check of one, is told in rows, up to all of them', async () => {
  const source = await company()
  await subscribers(source.database, source.keeper, 20)
  const [folder, written, checked] = [ownFolder(), [] as number[], [] as number[]]
  const made = await makeBackup(source.database, source.keeper, { fileOf: (_, id) => join(folder, id), recipients: [BACKUP_KEY.recipient], horizonDays: 35, progress: (rows) => written.push(rows) })
  const manifest = await checkBackup({ ...openable(made.file), progress: (rows) => checked.push(rows) }, source.keeper.facts())
  const total = manifest.tables.reduce((sum, { rows }) => sum + rows, 0)
  for (const told of [written, checked]) {
    assert.equal(told.at(-1), total)
    assert.deepEqual(told, told.toSorted((a, b) => a - b))
  }
})

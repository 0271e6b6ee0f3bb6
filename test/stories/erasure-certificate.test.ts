// The certificate of an erasure (rule E5, ER-05, ER-09): true when it is shown, about nobody, and checked without us.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { verifyReceipt } from '../../src/consent/verify-receipt.ts'
import { buildCertificate, signCertificate, type Certificate } from '../../src/erasure/certificate.ts'
import { endLetter } from '../../src/erasure/end-letter.ts'
import { erasePeople } from '../../src/erasure/erase-people.ts'
import { erasureState, placesNow, type Erasure, type ErasurePlace } from '../../src/erasure/erasure.ts'
import { lockDueLetter } from '../../src/erasure/letters.sql.ts'
import { selectErasure } from '../../src/erasure/erasures.sql.ts'
import { followErasure } from '../../src/erasure/follow-erasure.ts'
import { issueCertificate } from '../../src/erasure/issue-certificate.ts'
import { verifyCertificate } from '../../src/erasure/verify-certificate.ts'
import { publicKeyText } from '../../src/keeper/signing-key.ts'
import { keepDocuments } from '../../src/lifecycle/keep-documents.ts'
import type { LocalDate } from '../../src/values/calendar.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { testDatabase } from '../database.ts'
import { testHouse } from '../house.ts'
import { customer, installed } from '../register.ts'

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'tillit-certificates-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const database = await testDatabase()
await installed(database)
const house = await testHouse(database)
const key = house.keeper.keys.signing
const DAYS = 35

const erasureOf = (n: number): Erasure => ({
  personId: `019a2b3c-0000-7000-8000-${String(n).padStart(12, '0')}` as PersonId, erasureId: `019a2b3c-0000-7000-8000-${String(n).padStart(12, '1')}`, why: 'asked', requestId: null,
  askedAt: database.now, askedBy: { kind: 'person', id: null }, language: 'sv', begunAt: database.now, erasedAt: database.now,
})
const around = (more: object = {}) => ({ now: database.now, scrubbed: false, backupDays: DAYS, ...more })
const placesOf = (n: number): ErasurePlace[] => [
  { place: 'register', state: 'done', counts: { contact: n, details: 3 }, because: null, until: null, at: database.now },
  { place: 'documents:SE', state: 'stays', counts: { invoice: 2 }, because: 'bookkeeping', until: new Date('2034-01-01T00:00:00Z'), at: database.now },
]

test('ER-09: every certificate is verified offline by another program, and none that a bit was changed in', async (t) => {
  if (!(await run('python3', ['--version']).catch(() => undefined))) return t.skip('skipped: python3, which runs the independent verifier, is not installed')
  const n = 1_000
  const [whole, changed] = [join(folder, 'whole'), join(folder, 'changed')]
  mkdirSync(whole)
  mkdirSync(changed)
  let heldHere = 0
  for (let index = 0; index < n; index++) {
    const erasure = erasureOf(index)
    const bytes = Buffer.from(await signCertificate(buildCertificate(erasure, placesNow(erasure, placesOf(index), around()), { name: 'Provbolaget AB', country: 'SE' }, around()), key))
    writeFileSync(join(whole, `${index}.json`), bytes)
    // Another bit in each, from the first byte to the last.
    const bit = Math.floor((index * bytes.length * 8) / n)
    bytes[bit >> 3]! ^= 1 << (bit & 7)
    writeFileSync(join(changed, `${index}.json`), bytes)
    if ((await verifyCertificate(bytes.toString('utf8'), key)).valid) heldHere++
  }
  const verifier = join(import.meta.dirname, '..', 'certificate_verifier.py')
  const judged = async (papers: string) => JSON.parse((await run('python3', [verifier, publicKeyText(key), papers])).stdout) as { certificates: number; ok: number; with: string }
  const good = await judged(whole)
  assert.deepEqual([good.certificates, good.ok], [n, n])
  assert.deepEqual([(await judged(changed)).ok, heldHere], [0, 0])
  t.diagnostic(`ER-09: ${good.ok} of ${n} certificates verify by ${good.with} (catalogue: 1,000); with one changed bit 0 of ${n}, here and there`)
})

test('a certificate tells counts, reasons, laws and days, and nothing of whom it is about', async () => {
  const canaries = ['kanariette@example.org', 'Kanariette', 'Gulfjäder', '+46701740605', 'Kanariestad', 'K-4711']
  const { personId } = await customer(database, 'kanariette@example.org', {
    values: { given_name: 'Kanariette', family_name: 'Gulfjäder', city: 'Kanariestad', customer_number: 'K-4711' }, grounds: [{ purpose: 'prospects', basis: 'contract' }],
  })
  await database.write((tx) => keepDocuments(tx, [{
    personId, kind: 'invoice', number: 'KANARIE-2026-17', issuedOn: '2026-01-10' as LocalDate, fiscalYearEnd: '2026-12-31' as LocalDate, title: 'Faktura till Kanariette', mediaType: 'application/json', content: Buffer.from('{}'), filedBy: { kind: 'system', id: null },
  }]))
  const [erased] = await database.write((tx) => erasePeople(tx, house.keeper, [{ personId, why: 'asked' }]))
  const text = await database.read(async (tx) => issueCertificate(tx, house.keeper, (await selectErasure(tx, { erasureId: erased!.erasureId }))!, DAYS))
  for (const canary of [...canaries, personId, 'KANARIE-2026-17']) assert.ok(!text.includes(canary), canary)
  const verdict = await verifyCertificate(text, key)
  assert.ok(verdict.valid)
  const { certificate } = verdict
  assert.equal(certificate.state, 'leaving')
  assert.deepEqual(certificate.stays.find((one) => one.place === 'documents:SE'), {
    place: 'documents:SE', counts: { invoice: 1 }, because: 'bookkeeping', law: 'GDPR art. 17(3)(b); Bokföringslagen (1999:1078) 7 kap. 2 §', until: '2034-01-01T00:00:00.000Z',
  })
  assert.equal(certificate.backups.goneAt, '2026-04-06T09:00:00.000Z')
  assert.ok(certificate.erased.find((one) => one.place === 'register')!.counts['contact']! > 0)
  assert.equal((await database.superuser('select count(*)::int as n from issued_document where person_id = $1 and restricted_at is not null', [personId])).rows[0].n, 1)
})

test('ER-05: done is computed from all places, and not shown before it is true', async () => {
  const { personId } = await customer(database, 'done@example.org', { grounds: [{ purpose: 'prospects', basis: 'contract' }] })
  const [erased] = await database.write((tx) => erasePeople(tx, house.keeper, [{ personId, why: 'asked' }]))
  const stateAt = async (day: string, scrubbed: boolean): Promise<string> => {
    database.now = new Date(day)
    // What the scrub does when it has gone through the files.
    if (scrubbed) {
      await database.superuser('delete from scrub_mark')
      await database.superuser("insert into scrub_round (round_id, began_at, horizon, files, rewritten_at, gone_at, how) values (gen_random_uuid(), $1, 0, 0, $1, $1, 'seen')", [database.now])
    }
    return database.read(async (tx) => (await followErasure(tx, (await selectErasure(tx, { erasureId: erased!.erasureId }))!, DAYS)).state)
  }
  assert.equal(await stateAt('2026-03-02T09:00:00Z', false), 'leaving')
  assert.equal(await stateAt('2026-04-07T09:00:00Z', false), 'leaving', 'the files of the database are not scrubbed')
  assert.equal(await stateAt('2026-03-20T09:00:00Z', true), 'leaving', 'a backup is left')
  assert.equal(await stateAt('2026-04-06T09:00:00Z', true), 'leaving', 'the address waits for the last letter')
  await database.write(async (tx) => {
    for (let letter = await lockDueLetter(tx); letter; letter = await lockDueLetter(tx)) await endLetter(tx, letter, 'accepted')
  })
  assert.equal(await stateAt('2026-04-06T09:00:00Z', true), 'done')
  const { rows } = await database.superuser("select column_name from information_schema.columns where table_name = 'erasure' and column_name ~ 'state|done'")
  assert.deepEqual(rows, [], 'no column says that it is done')
  const waiting: Pick<ErasurePlace, 'state'>[] = [{ state: 'done' }, { state: 'waits' }]
  assert.equal(erasureState({ erasedAt: database.now }, waiting), 'leaving')
  assert.equal(erasureState({ erasedAt: null }, [{ state: 'done' }]), 'partly')
  database.now = new Date('2026-03-02T09:00:00Z')
})

test('a certificate is no receipt, another key signed none of ours, and a changed line is named', async () => {
  const erasure = erasureOf(1)
  const text = await signCertificate(buildCertificate(erasure, placesNow(erasure, placesOf(1), around()), { name: 'Provbolaget AB', country: 'SE' }, around()), key)
  assert.equal((await verifyReceipt(text, key)).valid, false)
  const other = (await testHouse(database)).keeper.keys.signing
  assert.deepEqual({ ...await verifyCertificate(text, other), line: 0 }, { valid: false, part: 'key', line: 0 })
  const changed = text.replace('"invoice": 2', '"invoice": 1')
  assert.notEqual(changed, text)
  const verdict = await verifyCertificate(changed, key)
  assert.deepEqual({ ...verdict, line: 0 }, { valid: false, part: 'content', line: 0, path: '/stays/0/counts/invoice' })
  assert.equal((JSON.parse(text) as Certificate).systems.length, 0)
})

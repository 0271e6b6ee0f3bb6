// A test copy that was filled into an empty place is a register like any other.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { copyBytes, readCopy } from '../../src/anonymity/copy-file.ts'
import { fillFromCopy } from '../../src/anonymity/fill-from-copy.ts'
import type { CopyPerson } from '../../src/anonymity/test-copy.ts'
import { writeTestCopy } from '../../src/anonymity/write-test-copy.ts'
import { refoldEntries } from '../../src/consent/refold-entries.ts'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { Sequencer } from '../../src/ledger/sequencer.ts'
import { verifyLedger } from '../../src/ledger/verify-ledger.ts'
import type { KeptCounts } from '../../src/doors/api/anonymity-resource.ts'
import { createApp } from '../../src/doors/app.ts'
import type { House } from '../../src/doors/house.ts'
import { Problem } from '../../src/plumbing/errors.ts'
import { openSealedValues } from '../../src/people/open-sealed-values.ts'
import { sealValues } from '../../src/people/seal-values.ts'
import { runTillit } from '../browser/program.ts'
import { testDatabase, urlOf } from '../database.ts'
import { bodyOf, signedInStaff, testHouse } from '../house.ts'
import { choiceOf, readers } from '../post-office.ts'
import { installed, ORIGIN } from '../register.ts'

const folder = mkdtempSync(join(tmpdir(), 'tillit-copy-'))
after(() => rmSync(folder, { recursive: true }))

const PEOPLE = 160

/** Customers, some of whom said yes, some no, some both; a few with a number of theirs. */
async function company(): Promise<{ house: House; copy: CopyPerson[]; path: string }> {
  const database = await testDatabase()
  await installed(database)
  const house = await testHouse(database)
  const all = await readers(database, PEOPLE, (index) => ({
    country: (index % 4 === 0 ? 'NO' : 'SE') as never, values: { given_name: `Riktig${index}`, family_name: 'Person', postal_code: index % 3 === 0 ? '41105' : '11122', city: 'Staden', language: 'sv', ...(index % 2 === 0 && { birth_date: '1971-05-06' }) },
    grounds: [{ purpose: 'contract', basis: 'contract' }, ...(index % 2 === 0 ? [{ purpose: 'invoicing', basis: 'contract' as const }] : [])],
  }))
  await database.write((tx) => recordChoices(tx, house.keeper, all.slice(0, 90).map((one) => choiceOf(one, {}))))
  await database.write((tx) => recordChoices(tx, house.keeper, all.slice(0, 30).map((one) => choiceOf(one, { kind: 'withdrawn', contactPointId: null }))))
  await database.write((tx) => recordChoices(tx, house.keeper, all.slice(90, 110).map((one) => choiceOf(one, { kind: 'objected', purpose: null, channel: null, contactPointId: null }))))
  const field = { key: 'identity_number', type: 'identity-number' as const }
  await database.write((tx) => sealValues(tx, house.keeper, all.filter((_, index) => index % 2 === 0).map(({ personId }, index) => ({ personId, field, value: `19710506${String(1000 + index)}` })), ORIGIN))
  const plan = await database.read((tx) => writeTestCopy(tx))
  const path = join(folder, 'copy.ndjson.gz')
  const parts: Buffer[] = []
  for await (const part of copyBytes(plan.lines())) parts.push(part as Buffer)
  writeFileSync(path, Buffer.concat(parts))
  const copy: CopyPerson[] = []
  for await (const line of readCopy(path)) if ('person' in line) copy.push(line.person)
  return { house, copy, path }
}

test('a copy fills an empty place by the same rules as anybody: standing, ledger, sealed numbers and all', async (t) => {
  const { copy } = await company()
  assert.equal(copy.length, PEOPLE)
  const there = await testDatabase()
  await installed(there)
  there.now = new Date('2026-06-01T09:00:00Z')
  const house = await testHouse(there)
  const filled = await fillFromCopy(there, house.keeper, copy)
  const said = copy.reduce((sum, one) => sum + one.said.length, 0)
  assert.equal(filled.people, PEOPLE)
  assert.equal(filled.said + filled.notSaid, said)
  assert.ok(filled.said > PEOPLE / 3, `${filled.said} of ${said} said`)
  const count = async (table: string, where = 'true') => (await there.superuser(`select count(*)::int as n from ${table} where ${where}`)).rows[0].n as number
  assert.equal(await count('person'), PEOPLE)
  assert.equal(await count('contact_point', "kind = 'email' and value !~ '@(example\\.(com|org|net)|kund\\.test)$'"), 0)
  assert.ok(await count('contact_point', "kind = 'email'") > 100)
  assert.ok(await count('profile', "sort_key <> '' and search_key <> ''") > 100, 'they are found by name')
  assert.equal((await refoldEntries(there)).mended, 0)
  const sequencer = new Sequencer({ database: there, keeper: house.keeper, tree: house.tree, holder: 'copy' })
  await sequencer.step()
  const report = await there.read(async (tx) => verifyLedger(tx, { key: house.keeper.keys.signing, heads: await house.keeper.readHeads(), checkpoints: [] }))
  assert.deepEqual([report.finding, report.pending], [undefined, 0])
  assert.ok(report.leaves >= filled.said)
  const sealed = (await there.superuser('select person_id as id from sealed_value')).rows.map((row: { id: string }) => row.id)
  assert.ok(sealed.length > 20)
  const opened = await there.read((tx) => openSealedValues(tx, house.keeper.keyRoom, sealed as never))
  assert.ok(opened.length === sealed.length && opened.every(({ value }) => /^\d{8}9[89]\d{2}$|^\d{2}[89]\d{8}$/.test(value)), 'all of the series that are kept for tests')
  t.diagnostic(`n = ${PEOPLE} people, ${filled.said} answers recorded, ${filled.notSaid} and ${filled.valuesWithoutPurpose} values refused by the rules; ${sealed.length} sealed numbers`)
})

test('a file that is cut off, or is something else, is refused', async () => {
  const { path } = await company()
  const text = gunzipSync(readFileSync(path)).toString('utf8')
  const wrong = [gzipSync(text.split('\n').slice(0, 20).join('\n')), Buffer.from(text), gzipSync('{"person":{"country":7}}\n'), readFileSync(path).subarray(0, 900)]
  for (const bytes of wrong) {
    const other = join(folder, 'other')
    writeFileSync(other, bytes)
    await assert.rejects(async () => { for await (const _line of readCopy(other)); }, (error) => error instanceof Problem && error.detail.text === 'anonymity.refused.no-copy')
  }
})

test('the workspace hands out a copy as it is made, and shows what was counted for good', async () => {
  const { house } = await company()
  const { browser } = await signedInStaff(createApp(house), house)
  const answer = await browser('POST', '/api/v1/test-copies', { people: 120 })
  assert.equal(answer.status, 200)
  assert.match(answer.headers.get('content-disposition')!, /tillit-test-copy\.ndjson\.gz/)
  const lines = gunzipSync(Buffer.from(await answer.arrayBuffer())).toString('utf8').trim().split('\n')
  assert.equal(lines.length, 122)
  assert.ok(!lines.join().includes('Riktig'))
  const { report } = JSON.parse(lines.at(-1)!) as { report: { people: number; inRegister: number } }
  assert.deepEqual([report.people, report.inRegister], [120, PEOPLE])
  const tooFew = await browser('POST', '/api/v1/test-copies', { people: 50 })
  assert.equal(tooFew.status, 422)
  assert.deepEqual(await bodyOf<KeptCounts>(browser('GET', '/api/v1/kept-counts')), { smallest: 10, counts: [] })
})

test('on the command line a copy is filled into an empty place, and another is made of that', async () => {
  const { path } = await company()
  const { connection } = await testDatabase()
  const home = mkdtempSync(join(folder, 'place-'))
  const tillit = (...words: string[]) => runTillit(words, { DEMO: 'no', DATA_DIR: home, KEEPER_URL: pathToFileURL(join(home, 'keeper')).href, DATABASE_URL: urlOf(connection) })
  const filled = await tillit('fill', path)
  assert.equal(filled.code, 0, filled.stderr)
  assert.match(filled.stdout, /^160 made-up people came, and \d+ answers were recorded/)
  assert.match(filled.stderr, /160 of 160 people/)
  const again = await tillit('fill', path)
  assert.equal(again.code, 1)
  assert.match(again.stderr, /There are people here already/)
  const made = await tillit('anonymise', '--to', home, '--people', '120')
  assert.equal(made.code, 0, made.stderr)
  assert.match(made.stdout, /^A test copy with 120 made-up people was written, after 160 people in the register/)
  assert.match(made.stdout, /told nowhere: \d+ people/)
  assert.equal(gunzipSync(readFileSync(join(home, 'tillit-test-copy.ndjson.gz'))).toString('utf8').trim().split('\n').length, 122)
})

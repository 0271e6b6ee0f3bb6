import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { Choice } from '../../src/consent/choice.ts'
import { issueReceipt, type ReceiptDesk } from '../../src/consent/issue-receipt.ts'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { verifyReceipt } from '../../src/consent/verify-receipt.ts'
import type { Keeper } from '../../src/keeper/keeper.ts'
import { openKeeper } from '../../src/keeper/open-keeper.ts'
import { publicKeyText, signingKey } from '../../src/keeper/signing-key.ts'
import { LedgerTree } from '../../src/ledger/ledger-tree.ts'
import { Sequencer } from '../../src/ledger/sequencer.ts'
import { verifyLedger } from '../../src/ledger/verify-ledger.ts'
import { questionWording } from '../../src/purposes/wording.ts'
import { starterCatalogue } from '../../src/purposes/starter-catalogue.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { LANGUAGES } from '../../src/values/text.ts'
import { testDatabase } from '../database.ts'
import { customer, installed } from '../register.ts'

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'tillit-receipts-'))
const keepers: Keeper[] = []
after(async () => {
  for (const keeper of keepers) await keeper.close()
  rmSync(folder, { recursive: true, force: true })
})

const PURPOSES = ['news', 'tips', 'events', 'competitions', 'surveys']
const catalogue = starterCatalogue('2026-03-02')

function answer(personId: PersonId, purpose: string, kind: Choice['kind'], contactPointId: Choice['contactPointId'], language: Choice['language']): Choice {
  const wording = kind === 'given' ? questionWording(catalogue.purposes.find((one) => one.key === purpose)!, language!) : null
  return {
    personId, kind, purpose, channel: 'email', contactPointId, frequency: kind === 'given' ? 'monthly' : null, surface: 'web', language,
    actor: { kind: 'person', id: personId }, wording, evidence: { page: 'choices' },
  }
}

async function house() {
  const [database, tree] = [await testDatabase(), new LedgerTree()]
  await installed(database)
  const url = pathToFileURL(join(folder, `keeper-${keepers.length}`)).href
  const keeper = await openKeeper({ url, keyName: 'tillit.example/ledger', mayCreate: true, now: database.now })
  keepers.push(keeper)
  const desk: ReceiptDesk = { keeper, tree, url: 'https://kund.example.se' }
  return { database, keeper, desk, sequencer: new Sequencer({ database, keeper, tree, holder: 'one' }) }
}

test('LG-03: receipts of yes and no are verified offline by a program that shares no code with ours', async (t) => {
  if (!(await run('python3', ['--version']).catch(() => undefined))) return t.skip('skipped: python3, which runs the independent verifier, is not installed')
  const n = process.env['TILLIT_LONG'] ? 10_000 : 300
  const { database, keeper, desk, sequencer } = await house()
  const people = Math.ceil(n / PURPOSES.length / 2)
  const said: { personId: PersonId; seq: number }[] = []
  for (let person = 0; person < people; person++) {
    const { personId, email } = await customer(database, `person${person}@example.org`)
    const language = LANGUAGES[person % LANGUAGES.length]!
    const choices = (['given', 'withdrawn'] as const).flatMap((kind) => PURPOSES.map((purpose) => answer(personId, purpose, kind, email.contactPointId, language)))
    const { outcomes } = await database.write((tx) => recordChoices(tx, keeper, choices))
    for (const outcome of outcomes) {
      assert.ok('entry' in outcome)
      said.push({ personId, seq: outcome.entry.seq })
    }
  }
  await sequencer.step()
  const papers = join(folder, 'receipts')
  mkdirSync(papers)
  for (const [index, { personId, seq }] of said.slice(0, n).entries()) {
    const language = LANGUAGES[index % LANGUAGES.length]!
    writeFileSync(join(papers, `${index}.json`), await database.read((tx) => issueReceipt(tx, desk, personId, seq, language)))
  }
  const verifier = join(import.meta.dirname, '..', 'receipt_verifier.py')
  const publicKey = publicKeyText(keeper.keys.signing)
  const judged = async (key: string, ...options: string[]) => JSON.parse((await run('python3', [verifier, key, papers, ...options])).stdout) as Record<string, number>
  const result = await judged(publicKey)
  assert.deepEqual({ ...result, with: '' }, { with: '', receipts: n, ok: n, ok_other_index: 0, ok_other_size: 0, faults: {} })
  const openssl = await judged(publicKey, '--openssl')
  assert.deepEqual([openssl['ok'], openssl['with']], [20, 'openssl'])
  const stranger = await judged(publicKeyText(signingKey('tillit.example/ledger', generateKeyPairSync('ed25519').privateKey)))
  assert.equal(stranger['ok'], 0)
  for (let index = 0; index < n; index += 17) {
    assert.equal((await verifyReceipt(readFileSync(join(papers, `${index}.json`), 'utf8'), keeper.keys.signing)).valid, true)
  }
  t.diagnostic(`LG-03: ${n} of ${n} receipts hold (catalogue: 10,000) by ${result['with']}, 20 of 20 by openssl; 0 with another key, index or tree size`)
})

test('a receipt is promised at once, proved at the next head, and stays the same receipt', async () => {
  const { database, keeper, desk, sequencer } = await house()
  const { personId, email } = await customer(database, 'maria@example.org')
  await database.write((tx) => recordChoices(tx, keeper, [answer(personId, 'events', 'given', email.contactPointId, 'sv')]))
  const atOnce = await database.read((tx) => issueReceipt(tx, desk, personId, 1, 'sv'))
  const promised = await verifyReceipt(atOnce, keeper.keys.signing)
  assert.ok(promised.valid)
  assert.equal(promised.standing.state, 'promised')
  const { head } = await sequencer.step()
  const proved = await verifyReceipt(await database.read((tx) => issueReceipt(tx, desk, personId, 1, 'sv')), keeper.keys.signing)
  assert.ok(proved.valid)
  assert.deepEqual(proved.standing, { state: 'in-ledger', index: head!.size - 1, size: head!.size })
  assert.equal(proved.receiptId, promised.receiptId)
  const paper = JSON.parse(atOnce) as { 'dpv:hasRecordOfActivity': { 'dpv:hasNotice': { 'dct:description': string } } }
  assert.match(paper['dpv:hasRecordOfActivity']['dpv:hasNotice']['dct:description'], /evenemang/)
})

test('a no to all marketing has a receipt that names every marketing purpose', async () => {
  const { database, keeper, desk } = await house()
  const { personId } = await customer(database, 'erik@example.org')
  const no: Choice = { ...answer(personId, 'news', 'objected', null, 'nb'), purpose: null, channel: null }
  await database.write((tx) => recordChoices(tx, keeper, [no]))
  const paper = await database.read((tx) => issueReceipt(tx, desk, personId, 1, 'nb'))
  assert.equal((await verifyReceipt(paper, keeper.keys.signing)).valid, true)
  const { 'dpv:hasProcess': processes } = (JSON.parse(paper) as { 'dpv:hasRecordOfActivity': { 'dpv:hasProcess': { 'dpv:hasPurpose': { 'dct:identifier': string } }[] } })['dpv:hasRecordOfActivity']
  const marketing = catalogue.purposes.filter((purpose) => purpose.kind === 'marketing').map((purpose) => purpose.key)
  assert.deepEqual(processes.map((process) => process['dpv:hasPurpose']['dct:identifier']).toSorted(), marketing.toSorted())
})

test('what is no answer has no receipt, and neither has what is not there', async () => {
  const { database, keeper, desk } = await house()
  const { personId } = await customer(database, 'anna@example.org')
  await database.write((tx) => recordChoices(tx, keeper, [answer(personId, 'news', 'asked', null, 'sv')]))
  await assert.rejects(database.read((tx) => issueReceipt(tx, desk, personId, 1, 'sv')), /receipt\.none/)
  await assert.rejects(database.read((tx) => issueReceipt(tx, desk, personId, 2, 'sv')), /receipt\.none/)
})

test('a receipt in a customer’s hands is a witness against a ledger that was cut', async () => {
  const { database, keeper, desk, sequencer } = await house()
  const { personId, email } = await customer(database, 'ola@example.org')
  await database.write((tx) => recordChoices(tx, keeper, [answer(personId, 'news', 'given', email.contactPointId, 'nb')]))
  await sequencer.step()
  const paper = JSON.parse(await database.read((tx) => issueReceipt(tx, desk, personId, 1, 'nb'))) as { 'tillit:ledger': { 'tillit:inclusion': { 'tillit:checkpoint': string } } }
  const checkpoint = paper['tillit:ledger']['tillit:inclusion']['tillit:checkpoint']
  await database.superuser('delete from ledger_place; delete from ledger_leaf; delete from ledger_head; delete from ledger_entry')
  const report = await database.read((tx) => verifyLedger(tx, { key: keeper.keys.signing, heads: [], checkpoints: [checkpoint] }))
  assert.deepEqual([report.finding?.reason, report.finding?.index], ['truncated', 0])
})

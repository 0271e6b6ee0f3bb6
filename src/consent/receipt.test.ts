// long: every way in which a receipt is made and judged, on the same sample.
import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { NO_SHARED_DATA, sharedData } from '../../test/shared-data.ts'
import { signingKey } from '../keeper/signing-key.ts'
import { BASES, rightsFor } from '../law/basis.ts'
import { signCheckpoint } from '../ledger/checkpoint.ts'
import { commitment, type EntryKind, entryBytes, type LedgerEntry, toStored } from '../ledger/entry.ts'
import { inclusionSpans, leafHash, rootOf } from '../ledger/merkle.ts'
import { openPromise, signPromise } from '../ledger/promise.ts'
import type { InclusionProof } from '../ledger/prove-leaf.ts'
import { RETENTION_EVENTS } from '../purposes/purpose.ts'
import { starterCatalogue } from '../purposes/starter-catalogue.ts'
import { wording } from '../purposes/wording.ts'
import type { ContactPointId, PersonId } from '../values/ids.ts'
import { catalogue as textsOf, LANGUAGES, t as text } from '../values/text.ts'
import { buildReceipt, type Receipt, type ReceiptFacts, signReceipt } from './receipt.ts'
import { formOf, SIGNATURE_MEMBER } from './receipt-form.ts'
import { missingField, REQUIRED_FIELDS } from './receipt-profile.ts'
import { basisTerm, fieldTerm, purposeTerms, rightTerm, stateAfter } from './receipt-terms.ts'
import { receiptSentences } from './receipt-sentences.ts'
import { type ReceiptVerdict, verifyReceipt } from './verify-receipt.ts'

const key = signingKey('tillit.example/ledger', generateKeyPairSync('ed25519').privateKey)
const stranger = signingKey('tillit.example/ledger', generateKeyPairSync('ed25519').privateKey)
const catalogue = starterCatalogue('2026-03-02')
const words = wording('sv', 'Vi bjuder in dig till mässor.\nFår vi bjuda in dig till evenemang?')
const PERSON = '019a2b3c-0000-7000-8000-000000000001' as PersonId

function said(seq: number, kind: EntryKind, more: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    personId: PERSON,
    seq,
    kind,
    at: new Date(Date.UTC(2026, 2, seq, 9)),
    purpose: 'events',
    purposeVersion: 1,
    channel: 'email',
    contactPointId: '019a2b3c-0000-7000-8000-0000000000aa' as ContactPointId,
    frequency: 'monthly',
    surface: 'web',
    language: 'sv',
    actor: { kind: 'person', id: PERSON },
    wordingId: words.wordingId,
    evidence: { token: 'ÅÄÖ "quoted" \\ line' },
    ...more,
  }
}

/** Facts about the last of these entries; with a proof in a small tree unless told otherwise. */
async function factsOf(history: LedgerEntry[], proved = true): Promise<ReceiptFacts> {
  const entry = history.at(-1)!
  const salt = Buffer.alloc(32, 9)
  const held = commitment(salt, entryBytes(entry))
  return {
    createdAt: new Date('2026-03-20T10:00:00Z'),
    language: 'sv',
    controller: { name: 'Provbolaget AB', country: 'SE', organisationNumber: '556000-4615', address: 'Storgatan 1, 111 22 Stockholm', email: 'privat@example.se' },
    url: 'https://kund.example.se',
    entry: toStored(entry),
    salt,
    commitment: held,
    promise: await signPromise(held, entry.at, key),
    proof: proved ? proofOf(held, 5, 11) : undefined,
    history,
    purposes: catalogue.purposes.filter((purpose) => purpose.key === entry.purpose).map((purpose) => ({ ...purpose, version: 1 })),
    fields: catalogue.fields,
    basis: 'consent',
    wording: { id: words.wordingId.toString('hex'), language: 'sv', text: words.text, seenAt: history[0]!.at },
  }
}

function proofOf(held: Buffer, index: number, size: number): InclusionProof {
  const leaves = Array.from({ length: size }, (_, at) => leafHash(at === index ? held : Buffer.from(`leaf ${at}`)))
  const path = inclusionSpans(index, size).map(({ from, to }) => rootOf(leaves.slice(from, to)))
  return { index, size, leafHash: leaves[index]!, path, checkpoint: signCheckpoint({ size, root: rootOf(leaves), epoch: 1 }, key).note }
}

const grant = [said(1, 'asked', { actor: { kind: 'system', id: null }, surface: 'mail' }), said(2, 'given')]
const withdrawal = [...grant, said(3, 'withdrawn', { surface: 'mail', wordingId: null, evidence: {} })]
const signed = async (history: LedgerEntry[], proved = true) => signReceipt(buildReceipt(await factsOf(history, proved)), key)
const recordOf = (receipt: Receipt) => receipt['dpv:hasRecordOfActivity'] as Record<string, unknown>
const statusesOf = (receipt: Receipt) => recordOf(receipt)['dpv:hasConsentStatus'] as Record<string, unknown>[]

test('a receipt for a yes and one for a no are both genuine, promised at first and then in the ledger', async () => {
  for (const history of [grant, withdrawal]) {
    const later = await verifyReceipt(await signed(history), key)
    assert.ok(later.valid)
    assert.deepEqual(later.standing, { state: 'in-ledger', index: 5, size: 11 })
    const atOnce = await verifyReceipt(await signed(history, false), key)
    assert.ok(atOnce.valid)
    assert.deepEqual(atOnce.standing, { state: 'promised' })
    assert.equal(atOnce.receiptId, later.receiptId)
  }
})

test('a receipt has every field that the standard and the GDPR profile demand, for yes and no', async () => {
  for (const history of [grant, withdrawal]) {
    const receipt = buildReceipt(await factsOf(history))
    assert.equal(missingField(receipt), undefined)
    assert.equal(receipt['dct:conformsTo'], 'https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr')
    assert.equal(recordOf(receipt)['dct:conformsTo'], 'https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr')
  }
})

test('each demanded field is missed when it is gone, and the verifier names it', async () => {
  assert.ok(REQUIRED_FIELDS.length >= 30)
  for (const { path, field } of REQUIRED_FIELDS) {
    const receipt = JSON.parse(JSON.stringify(buildReceipt(await factsOf(grant)))) as Receipt
    const steps = path.slice(1).split('/').map((step) => (step === '*' ? '0' : step))
    const last = steps.pop()!
    const parent = steps.reduce<Record<string, unknown>>((value, step) => value[step] as Record<string, unknown>, receipt)
    if (Array.isArray(parent)) parent.length = 0
    else delete parent[last]
    const missing = missingField(receipt)
    assert.ok(missing !== undefined && path.startsWith(missing), `${field}: ${missing}`)
    const verdict = await verifyReceipt(await signReceipt(receipt, key), key)
    assert.deepEqual(verdict, { valid: false, part: 'fields', path: missing })
  }
})

test('every property stands where the published examples have it', async (t) => {
  const folder = sharedData('dpv-27560')
  if (!folder) return t.skip(NO_SHARED_DATA)
  const examples = globSync('*.jsonld', { cwd: folder }).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Receipt)
  assert.equal(examples.length, 76)
  // Fourteen more are not valid JSON; they show a few properties that no other does.
  const unreadable = globSync('invalid-in-source/*.txt', { cwd: folder }).map((name) => readFileSync(join(folder, name), 'utf8')).join()
  // A process states the same things as the record it belongs to, so the two are taken together.
  const known = new Map<string, Set<string>>()
  for (const example of examples) collect(example, 'root', known)
  const ours = new Map<string, Set<string>>()
  for (const history of [grant, withdrawal]) collect(buildReceipt(await factsOf(history)), 'root', ours)
  // Ours to add: JSON-LD's own word, and plain Dublin Core and schema.org descriptions.
  const added = /^(@context|@id|tillit:.*|dct:(identifier|title|description|hasVersion|language|publisher)|schema:(url|contactType|addressCountry|streetAddress|email|telephone)|dpv:hasIdentifier|dpv:isExercisedAt)$/
  for (const [place, properties] of ours) {
    for (const property of properties) {
      if (added.test(property)) continue
      assert.ok(known.get(place)?.has(property) || unreadable.includes(`"${property}":`), `${property} in ${place}`)
    }
  }
  assert.ok([...ours.values()].reduce((sum, properties) => sum + properties.size, 0) > 50)
})

/** Which properties stand in which place, by the property that leads there. */
function collect(value: unknown, place: string, into: Map<string, Set<string>>): void {
  if (Array.isArray(value)) for (const member of value) collect(member, place, into)
  else if (typeof value === 'object' && value !== null) {
    const merged = ['root', 'dpv:hasRecordOfActivity', 'dpv:hasProcess'].includes(place) ? 'receipt, record or process' : place
    const here = into.get(merged) ?? new Set()
    into.set(merged, here)
    for (const [property, member] of Object.entries(value)) {
      if (member === undefined) continue
      here.add(property)
      if (property !== '@context' && !property.startsWith('tillit:')) collect(member, property, into)
    }
  }
}

test('every term we use exists in the vocabulary', (t) => {
  const terms = (name: string, prefix: string) => {
    const path = sharedData(`dpv-2.3/${name}.csv`)
    return path ? readFileSync(path, 'utf8').split('\n').map((line) => `${prefix}:${/^"([^"]+)"/.exec(line)?.[1]}`) : undefined
  }
  const files = [terms('pd', 'pd'), terms('dpv-purposes', 'dpv'), terms('eu-gdpr-legal_basis', 'eu-gdpr'), terms('eu-gdpr-rights', 'eu-gdpr'), terms('dpv-consent_status', 'dpv')]
  if (files.includes(undefined)) return t.skip(NO_SHARED_DATA)
  const known = new Set(files.flat())
  const kinds: EntryKind[] = ['asked', 'given', 'confirmed', 'withdrawn', 'expired', 'voided']
  const used = [
    ...catalogue.fields.map(fieldTerm),
    ...(['identification', 'contact', 'economy', 'behaviour', 'interests', 'unique-identifier', 'special'] as const).map((category) => fieldTerm({ key: 'own', category })),
    ...catalogue.purposes.flatMap(purposeTerms),
    ...(['marketing', 'service', 'claim', 'legal', 'analysis'] as const).flatMap((kind) => purposeTerms({ key: 'own', kind })),
    ...BASES.map(basisTerm),
    ...BASES.flatMap((basis) => rightsFor(basis, true)).map(rightTerm),
    ...kinds.flatMap((kind) => [undefined, 'dpv:ConsentGiven' as const].map((before) => stateAfter(before, kind, false))).filter((state) => state !== undefined),
  ]
  assert.ok(used.length > 90)
  for (const term of used) assert.ok(known.has(term), term)
})

test('the rights on a receipt are those that go with consent, and objecting to marketing', async (t) => {
  const path = sharedData('dpv-2.3/eu-gdpr-legal_basis_rights_mapping.csv')
  if (!path) return t.skip(NO_SHARED_DATA)
  const oracle = [...readFileSync(path, 'utf8').matchAll(/"[^"]*#A6-1-a","[^"]*#(A[^"]+)"/g)].map((match) => `eu-gdpr:${match[1]}`)
  assert.equal(oracle.length, 10)
  const rights = recordOf(buildReceipt(await factsOf(grant)))['dpv:hasRight'] as { '@type': string[] }[]
  assert.deepEqual(rights.map((right) => right['@type'][1]).toSorted(), [...oracle, 'eu-gdpr:A21'].toSorted())
})

test('the states follow the events, and a no before any yes is a refusal', () => {
  const run = (...kinds: (EntryKind | 'given-unconfirmed')[]) => {
    let state: ReturnType<typeof stateAfter>
    for (const kind of kinds) state = stateAfter(state, kind === 'given-unconfirmed' ? 'given' : kind, kind === 'given-unconfirmed') ?? state
    return state
  }
  assert.equal(run('asked'), 'dpv:ConsentRequested')
  assert.equal(run('asked', 'withdrawn'), 'dpv:ConsentRefused')
  assert.equal(run('given'), 'dpv:ConsentGiven')
  assert.equal(run('given', 'given'), 'dpv:RenewedConsentGiven')
  assert.equal(run('given-unconfirmed'), 'dpv:ConsentRequested')
  assert.equal(run('given-unconfirmed', 'confirmed'), 'dpv:ConsentGiven')
  assert.equal(run('given', 'objected'), 'dpv:ConsentWithdrawn')
  assert.equal(run('given', 'withdrawn', 'withdrawn'), 'dpv:ConsentWithdrawn')
  assert.equal(run('given', 'asked'), 'dpv:ConsentGiven')
  assert.equal(run('given', 'expired'), 'dpv:ConsentExpired')
  assert.equal(run('given', 'voided'), 'dpv:ConsentInvalidated')
  assert.equal(run('given', 'withdrawn', 'given'), 'dpv:ConsentGiven')
})

test('the receipt of a withdrawal tells the whole story, with who said it and until when it lasts', async () => {
  const events = statusesOf(buildReceipt(await factsOf(withdrawal)))
  assert.deepEqual(events.map((event) => [event['@type']].flat()[0]), ['dpv:ConsentRequested', 'dpv:ConsentGiven', 'dpv:ConsentWithdrawn'])
  assert.deepEqual(events.map((event) => event['dpv:isIndicatedBy']), ['urn:org:SE:556000-4615', `urn:uuid:${PERSON}`, `urn:uuid:${PERSON}`])
  assert.deepEqual(events.map((event) => event['dpv:isIndicatedAtTime']), ['2026-03-01T09:00:00.000Z', '2026-03-02T09:00:00.000Z', '2026-03-03T09:00:00.000Z'])
  assert.equal(events[2]!['dpv:hasIndicationMethod'], 'från ett mejl')
})

test('a guardian who says yes is named as such, a colleague who writes it down is not', async () => {
  const guardian = said(1, 'given', { actor: { kind: 'guardian', id: '019a2b3c-0000-7000-8000-0000000000bb' } })
  const [event] = statusesOf(buildReceipt(await factsOf([guardian])))
  assert.deepEqual(event!['dpv:isIndicatedBy'], { '@id': 'urn:uuid:019a2b3c-0000-7000-8000-0000000000bb', '@type': 'dpv:GuardianOfDataSubject' })
  const [noted] = statusesOf(buildReceipt(await factsOf([said(1, 'given', { actor: { kind: 'staff', id: 's1' }, surface: 'phone' })])))
  assert.equal(noted!['dpv:isIndicatedBy'], `urn:uuid:${PERSON}`)
})

test('one changed character anywhere makes a receipt fail, and the line is named', async () => {
  const genuine = await signed(withdrawal)
  const lines = genuine.split('\n')
  let checked = 0
  let line = 1
  for (let at = 0; at < genuine.length; at++) {
    const here = line
    if (genuine[at] === '\n') line++
    // Every place is too many for a quick test; a stride that is prime to the indentation meets all kinds.
    if (at % 7 !== 0) continue
    const changed = genuine.slice(0, at) + (genuine[at] === 'x' ? 'y' : 'x') + genuine.slice(at + 1)
    const verdict = await verifyReceipt(changed, key)
    assert.ok(!verdict.valid, `character ${at} of ${JSON.stringify(lines[here - 1])}`)
    assert.ok(verdict.line !== undefined, JSON.stringify(verdict))
    // A lost line break pulls the next line up; the last one takes the end of the file with it.
    assert.ok(Math.abs(verdict.line - here) <= (genuine[at] === '\n' || here > lines.length - 4 ? 3 : 0), `line ${verdict.line} instead of ${here} at ${at}`)
    checked++
  }
  assert.ok(checked > 1_500, String(checked))
})

test('a changed word is located by its path', async () => {
  const genuine = await signed(grant)
  const changes: [string, string, string][] = [
    ['"dct:identifier": "events"', '"dct:identifier": "evants"', '/dpv:hasRecordOfActivity/dpv:hasProcess/0/dpv:hasPurpose/dct:identifier'],
    ['"dpv:hasName": "Provbolaget AB"', '"dpv:hasName": "Provbolaget AC"', '/dpv:hasRecordOfActivity/dpv:hasEntity/0/dpv:hasName'],
    ['"dpv:ConsentGiven"', '"dpv:ConsentGivem"', '/dpv:hasRecordOfActivity/dpv:hasConsentStatus/1/@type/0'],
    ['"tillit:leafIndex": 5', '"tillit:leafIndex": 6', '/tillit:ledger/tillit:inclusion/tillit:leafIndex'],
    ['"dct:created"', '"dct:dreated"', '/dct:dreated'],
  ]
  for (const [before, after, path] of changes) {
    assert.ok(genuine.includes(before), before)
    const verdict = (await verifyReceipt(genuine.replace(before, after), key)) as Extract<ReceiptVerdict, { valid: false }>
    assert.deepEqual([verdict.valid, verdict.part, verdict.path], [false, 'content', path])
    assert.ok(genuine.replace(before, after).split('\n')[verdict.line! - 1]!.includes(after))
  }
})

test('lines added, removed or moved are found where it begins', async () => {
  const genuine = await signed(grant)
  const lines = genuine.split('\n')
  const at = lines.findIndex((line) => line.includes('dct:publisher'))
  for (const changed of [lines.toSpliced(at, 1), lines.toSpliced(at, 0, '  "dct:rights": "all",'), lines.with(at, lines[at + 1]!).with(at + 1, lines[at]!)]) {
    const verdict = await verifyReceipt(changed.join('\n'), key)
    assert.deepEqual([verdict.valid, !verdict.valid && verdict.part, !verdict.valid && verdict.line], [false, 'content', at + 1])
  }
})

test('a file written anew by another program fails as a file, and the words are said to be intact', async () => {
  const genuine = await signed(grant)
  const compact = await verifyReceipt(JSON.stringify(JSON.parse(genuine)), key)
  assert.deepEqual(compact, { valid: false, part: 'form', line: 1, column: 2 })
  assert.deepEqual(await verifyReceipt(genuine.replace('"dct:created"', '"dct\\u003acreated"'), key).then((verdict) => !verdict.valid && verdict.part), 'form')
  const windows = await verifyReceipt(genuine.replaceAll('\n', '\r\n'), key)
  assert.deepEqual(windows, { valid: false, part: 'form', line: 1, column: 2 })
  const both = await verifyReceipt(JSON.stringify({ ...(JSON.parse(genuine) as Receipt), 'dct:created': '2030-01-01' }), key)
  assert.deepEqual(both, { valid: false, part: 'content', path: '/dct:created' })
})

test('what is no receipt at all is refused, not believed and not thrown', async () => {
  for (const junk of ['', '{}', 'null', '[]\n', 'hello', formOf({ [SIGNATURE_MEMBER]: 'a.b.c' }), '{\n  "tillit:signature": ""\n}\n']) {
    const verdict = await verifyReceipt(junk, key)
    if (!junk.includes('tillit:')) assert.equal(!verdict.valid && verdict.part, 'no-receipt', junk)
    assert.equal(verdict.valid, false, JSON.stringify(junk))
  }
})

test('another key is told from a broken signature', async () => {
  const genuine = await signed(grant)
  const wrong = await verifyReceipt(genuine, stranger)
  assert.ok(!wrong.valid)
  assert.equal(wrong.part, 'key')
  const [head, payload, signature] = (JSON.parse(genuine) as Record<string, string>)[SIGNATURE_MEMBER]!.split('.')
  const broken = await verifyReceipt(genuine.replace(signature!, `${signature!.slice(0, -2)}${signature!.endsWith('Q') ? 'gw' : 'QQ'}`), key)
  assert.deepEqual([broken.valid, !broken.valid && broken.part, !broken.valid && broken.path], [false, 'signature', '/tillit:signature'])
  assert.ok(head && payload)
})

test('a receipt signed over a wrong index, another tree, another entry or another promise does not hold', async () => {
  const facts = await factsOf(grant)
  const proof = facts.proof!
  const other = commitment(Buffer.alloc(32, 1), Buffer.from('other'))
  const cases: [Partial<ReceiptFacts>, string][] = [
    [{ proof: { ...proof, index: 4 } }, 'inclusion'],
    [{ proof: { ...proof, size: 12 } }, 'inclusion'],
    [{ proof: { ...proof, path: proof.path.toReversed() } }, 'inclusion'],
    [{ proof: { ...proof, checkpoint: signCheckpoint({ size: 11, root: other, epoch: 1 }, key).note } }, 'inclusion'],
    [{ proof: { ...proof, checkpoint: proof.checkpoint.replace('11', '12') } }, 'inclusion'],
    [{ salt: Buffer.alloc(32, 1) }, 'entry'],
    [{ entry: { ...facts.entry, kind: 'withdrawn' } }, 'entry'],
    [{ commitment: other }, 'entry'],
    [{ promise: await signPromise(other, grant[1]!.at, key) }, 'promise'],
    [{ promise: await signPromise(facts.commitment, grant[1]!.at, stranger) }, 'promise'],
  ]
  for (const [change, part] of cases) {
    const verdict = await verifyReceipt(await signReceipt(buildReceipt({ ...facts, ...change }), key), key)
    assert.equal(!verdict.valid && verdict.part, part, Object.keys(change).join())
  }
})

test('a promise cannot stand in for a receipt, nor the other way round', async () => {
  const facts = await factsOf(grant)
  assert.equal((await openPromise(facts.promise, key))?.commitment, facts.commitment.toString('base64url'))
  const genuine = await signReceipt(buildReceipt(facts), key)
  const signature = (JSON.parse(genuine) as Record<string, string>)[SIGNATURE_MEMBER]!
  assert.equal(await openPromise(signature, key), undefined)
  const swapped = await verifyReceipt(genuine.replace(signature, facts.promise), key)
  assert.equal(!swapped.valid && swapped.part, 'signature')
})

test('a receipt in each language has words for everything it says', async () => {
  const keys = Object.keys(textsOf('en', 'receipt'))
  for (const language of LANGUAGES) {
    assert.deepEqual(Object.keys(textsOf(language, 'receipt')), keys)
    for (const purpose of catalogue.purposes.filter((one) => one.kind === 'marketing')) {
      const facts = await factsOf([said(1, 'given', { purpose: purpose.key })])
      const receipt = buildReceipt({ ...facts, language })
      assert.equal(missingField(receipt), undefined, purpose.key)
    }
    assert.ok(text(language, 'receipt.until-and-months', { event: 'x', months: 6 }).includes('6'))
  }
})

test('a verdict is told in words, with the place', async () => {
  const genuine = await signed(grant)
  assert.deepEqual(receiptSentences(await verifyReceipt(genuine, key), 'en'), [
    'The receipt is genuine and unchanged.',
    'It stands as entry 5 in the ledger tillit.example/ledger, under a signed head over 11 entries.',
  ])
  const changed = receiptSentences(await verifyReceipt(genuine.replace('Provbolaget AB', 'Provbolaget AC'), key), 'sv')
  assert.equal(changed[0], 'Innehållet har ändrats efter att det signerades.')
  assert.match(changed[1]!, /^Rad \d+\.$/)
  assert.equal(changed[2], 'Fält /dpv:hasRecordOfActivity/dpv:hasEntity/0/dpv:hasName.')
  for (const language of LANGUAGES) {
    for (const part of ['no-receipt', 'form', 'key', 'signature', 'content', 'fields', 'entry', 'promise', 'inclusion'] as const) {
      assert.equal(receiptSentences({ valid: false, part, line: 1, column: 2, path: '/x' }, language).length, 3)
    }
  }
})

test('a receipt tells how long whatever the rule counts from', () => {
  for (const from of RETENTION_EVENTS) for (const language of LANGUAGES) assert.ok(text(language, `receipt.until.${from}`).length > 10, `${language} ${from}`)
})

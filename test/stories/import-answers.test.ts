import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Choice } from '../../src/consent/choice.ts'
import { issueReceipt } from '../../src/consent/issue-receipt.ts'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { verifyReceipt } from '../../src/consent/verify-receipt.ts'
import { decideFor } from '../../src/decisions/decide-for.ts'
import type { Question } from '../../src/decisions/question.ts'
import type { HeaderMapping } from '../../src/imports/import-columns.ts'
import type { ImportSettings } from '../../src/imports/import-settings.ts'
import { selectEntries } from '../../src/ledger/entries.sql.ts'
import { Sequencer } from '../../src/ledger/sequencer.ts'
import { selectContactPoints } from '../../src/people/values.sql.ts'
import { selectWording } from '../../src/purposes/catalogue.sql.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { bring, CUSTOMERS, handIn, importDesk, personWith, reasonsOf, tableHashes, work, type ImportDesk } from '../importing.ts'
import { customer } from '../register.ts'

const NEWS: ImportSettings = {
  source: 'newsletter tool', purposes: ['news'], ground: 'consent', collected: 'self', country: 'SE',
  when: '2025-05-04', evidence: 'form on the web shop', wording: 'Ja tack, skicka mig nyheter', language: 'sv',
}

async function decided({ database }: ImportDesk, personId: PersonId, purpose = 'news', more: Partial<Question> = {}) {
  const [decision] = await database.read((tx) => decideFor(tx, [personId], [{ purpose, channel: 'email', use: 'send', about: null, ...more }]))
  return { allowed: decision!.allowed, rule: decision!.rule }
}

/** What the person has said; that a contract began is not their word. */
async function entriesOf({ database }: ImportDesk, personId: PersonId): Promise<string[]> {
  return (await database.read((tx) => selectEntries(tx, [personId]))).filter((one) => one.kind !== 'contract-started').map((one) => `${one.kind} ${one.purpose ?? '*'} ${one.channel ?? '*'}`)
}

async function says({ database, house }: ImportDesk, personId: PersonId, kind: Choice['kind'], purpose: string | null = 'news', channel: string | null = 'email'): Promise<void> {
  const [point] = await database.read((tx) => selectContactPoints(tx, [personId]))
  const { outcomes } = await database.write((tx) => recordChoices(tx, house.keeper, [{
    personId, kind, purpose, channel, contactPointId: point?.contactPointId ?? null, frequency: null, surface: 'web', language: 'sv',
    actor: { kind: 'person', id: personId }, wording: null, evidence: {},
  }]))
  assert.ok('entry' in outcomes[0]!)
}

test('a consent with when, where and on which words is recorded with its proof, counts, and has a receipt that verifies offline', async () => {
  const desk = await importDesk()
  const { database, house } = desk
  const { one, rows } = await bring(desk, 'Namn;E-post\nÅsa Öberg;asa@example.org\n', NEWS)
  assert.deepEqual([one.counts.new, one.counts.heldValues], [1, 0])
  const asa = await personWith(desk, 'asa@example.org')
  assert.equal(rows[0]!.personId, asa)

  const [entry] = await database.read((tx) => selectEntries(tx, [asa]))
  const [point] = await database.read((tx) => selectContactPoints(tx, [asa]))
  assert.deepEqual({ ...entry!.evidence }, { import: one.importId, source: 'newsletter tool', when: '2025-05-04', where: 'form on the web shop' })
  assert.deepEqual([entry!.kind, entry!.purpose, entry!.channel, entry!.surface, entry!.language, entry!.contactPointId, entry!.actor.id], ['given', 'news', 'email', 'import', 'sv', point!.contactPointId, 'tester'])
  assert.equal((await database.read((tx) => selectWording(tx, entry!.wordingId!)))!.text, 'Ja tack, skicka mig nyheter')
  assert.deepEqual(await decided(desk, asa), { allowed: true, rule: 'D4a' })
  assert.equal((await decided(desk, asa, 'events')).allowed, false)

  await new Sequencer({ database, keeper: house.keeper, tree: house.tree, holder: 'test' }).step()
  const receipt = await database.read((tx) => issueReceipt(tx, { keeper: house.keeper, tree: house.tree, url: house.publicUrl }, asa, entry!.seq, 'sv'))
  assert.ok(receipt.includes('Ja tack, skicka mig nyheter'))
  assert.equal((await verifyReceipt(receipt, house.keeper.keys.signing)).valid, true)
})

test('a yes without evidence, an implied one and one for nothing are held back by name, and nobody is held for them', async () => {
  const desk = await importDesk()
  const file = 'Namn;E-post;Nyhetsbrev;Datum;Var;Ord\nAda;ada@example.org;implied;2025-01-02;mässa;Ja\nBo;bo@example.org;ja;;mässa;Ja\nCia;cia@example.org;ja;2025-01-02;;Ja\nDan;dan@example.org;ja;2025-01-02;mässa;\nEva;;ja;2025-01-02;mässa;Ja\nFia;fia@example.org;ja;2025-01-02;mässa;Ja\nGun;gun@example.org;;2025-01-02;mässa;Ja\n'
  const mapping: HeaderMapping = { Nyhetsbrev: 'consent:news:email', Datum: 'consent_time', Var: 'consent_source', Ord: 'consent_wording' }
  const { when: _, evidence: __, wording: ___, ...settings } = NEWS
  const result = await bring(desk, file, settings, mapping)
  assert.deepEqual(result.rows.map((row) => row.outcome), ['held-back', 'held-back', 'held-back', 'held-back', 'held-back', 'new', 'held-back'])
  assert.deepEqual(reasonsOf(result), [
    '2 Nyhetsbrev consent values.yes-no-unclear', '2 H1 no-ground',
    '3 Nyhetsbrev consent:news:email L3 yes-without-evidence', '3 H1 no-ground',
    '4 Nyhetsbrev consent:news:email L3 yes-without-evidence', '4 H1 no-ground',
    '5 Nyhetsbrev consent:news:email L3 yes-without-evidence', '5 H1 no-ground',
    '6 Nyhetsbrev consent:news:email L3 yes-without-address', '6 H1 no-ground',
    '8 H1 no-ground',
  ])
  const { rows } = await desk.database.superuser('select count(*)::int as n from person')
  assert.deepEqual(rows, [{ n: 1 }])

  const vague = await bring(desk, 'Namn;E-post;Samtycke\nIda;ida@example.org;ja\n', CUSTOMERS)
  assert.deepEqual(reasonsOf(vague), ['2 Samtycke consent L3 yes-for-nothing'])
})

test('a column that says whether it was a yes goes before the claim for all rows', async () => {
  const desk = await importDesk()
  const { one, rows } = await bring(desk, 'Namn;E-post;Nyhetsbrev\nAda;ada@example.org;ja\nBo;bo@example.org;nej\nCia;cia@example.org;\nDan;dan@example.org;kanske\n', NEWS)
  assert.deepEqual(rows.map((row) => row.outcome), ['new', 'new', 'held-back', 'held-back'])
  assert.deepEqual(await entriesOf(desk, rows[0]!.personId!), ['given news email'])
  assert.deepEqual(await entriesOf(desk, rows[1]!.personId!), ['withdrawn news email'])
  assert.equal(one.counts.new, 2)
  const { rows: grounds } = await desk.database.superuser('select purpose_key, basis from ground where person_id = $1', [rows[1]!.personId])
  assert.deepEqual(grounds, [{ purpose_key: 'rights', basis: 'legal-obligation' }], 'held for the no alone')
})

test('no-columns are recorded once, an objection reaches all marketing, and an unticked box says nothing', async () => {
  const desk = await importDesk()
  const file = 'Namn;E-post;Nyhetsbrev;Reklamspärr\nAda;ada@example.org;nej;\nBo;bo@example.org;;x\nCia;cia@example.org;;nej\n'
  const mapping = { Nyhetsbrev: 'consent:news:email', Reklamspärr: 'objection' }
  const id = await handIn(desk, file, CUSTOMERS, mapping)
  const untouched = await tableHashes(desk.database)
  const rehearsal = await work(desk, id, 'rehearsal')
  assert.deepEqual(await tableHashes(desk.database), untouched)
  assert.deepEqual(await desk.house.keeper.readJournal(), [], 'what a rehearsal would record is no act of anybody')
  const first = await work(desk, id, 'run')
  assert.deepEqual(first.one.counts, { ...rehearsal.one.counts, new: 3 })
  const [ada, bo, cia] = first.rows.map((row) => row.personId!) as [PersonId, PersonId, PersonId]
  assert.deepEqual([await entriesOf(desk, ada), await entriesOf(desk, bo), await entriesOf(desk, cia)], [['withdrawn news email'], ['objected * *'], []])
  assert.deepEqual((await desk.house.keeper.readJournal()).map((line) => line.kind === 'withdrawal' && [line.person, line.entry]), [[ada, 'withdrawn'], [bo, 'objected']])

  const before = await tableHashes(desk.database)
  const again = await bring(desk, file, CUSTOMERS, mapping)
  assert.equal(again.one.counts.unchanged, 3)
  assert.deepEqual(await tableHashes(desk.database), before)
})

test('Mailchimp’s file of the unsubscribed is known as one: each row is a no to e-mail, a claimed yes does not lift it, and whoever is new is held for the no alone', async () => {
  const desk = await importDesk()
  await bring(desk, 'Namn;E-post\nAda;ada@example.org\n', NEWS)
  const ada = await personWith(desk, 'ada@example.org')
  assert.equal((await decided(desk, ada)).allowed, true)
  const { rows } = await bring(desk, 'Email Address,First Name,UNSUB_TIME,UNSUB_REASON,LEID,EUID\nada@example.org,Ada,2025-09-01 10:11:12,,1,a1\nny@example.org,Nils,2025-09-02 08:00:00,,2,b2\n', NEWS)
  assert.deepEqual(rows.map((row) => row.personId === ada), [true, false])
  assert.deepEqual(await decided(desk, ada), { allowed: false, rule: 'D2b' })
  const nils = rows[1]!.personId!
  assert.deepEqual(await entriesOf(desk, nils), ['objected * email'])
  assert.deepEqual((await desk.database.superuser('select purpose_key from ground where person_id = $1', [nils])).rows, [{ purpose_key: 'rights' }])
})

test('two columns of one row that disagree are a no', async () => {
  const desk = await importDesk()
  const result = await bring(desk, 'Namn;E-post;Nyhetsbrev;Spärr\nAda;ada@example.org;ja;x\n', { ...NEWS, purposes: ['contract'], ground: 'contract' }, { Nyhetsbrev: 'consent:news:email', Spärr: 'objection' })
  assert.deepEqual(reasonsOf(result), ['2 Nyhetsbrev consent:news:email D9 no-in-row'])
  assert.deepEqual(await entriesOf(desk, result.rows[0]!.personId!), ['objected * *'])
})

test('D9: an import goes against no no, however wide it is; a yes the person gave later themself stands', async () => {
  const desk = await importDesk()
  const [specific, wide, back] = [await customer(desk.database, 'specific@example.org'), await customer(desk.database, 'wide@example.org'), await customer(desk.database, 'back@example.org')]
  await says(desk, specific.personId, 'withdrawn')
  await says(desk, wide.personId, 'objected', null, null)
  await says(desk, back.personId, 'objected', null, null)
  await says(desk, back.personId, 'given')
  const before = await tableHashes(desk.database)
  const result = await bring(desk, 'E-post\nspecific@example.org\nwide@example.org\nback@example.org\n', NEWS)
  assert.deepEqual(reasonsOf(result), ['2 consent:news:email D9 consent.refused.no-stands', '3 consent:news:email D9 consent.refused.no-stands'])
  assert.equal(result.one.counts.unchanged, 3)
  assert.deepEqual(await tableHashes(desk.database), before)
  assert.deepEqual(await decided(desk, specific.personId), { allowed: false, rule: 'D10a' })
  assert.deepEqual(await decided(desk, back.personId), { allowed: true, rule: 'D4a' })
})

/** Ways in which one mailbox is written. */
const SPELLINGS: Record<string, (address: string) => string> = {
  'as it was': (address) => address,
  'upper case': (address) => address.toUpperCase(),
  'decomposed': (address) => address.normalize('NFD'),
  'with a tag': (address) => address.replace('@', '+shop@'),
  'punycode': (address) => address.replace('räksmörgås.example', 'xn--rksmrgs-5wao1o.example'),
  'all at once': (address) => address.toUpperCase().normalize('NFD').replace('@', '+A@').replace('RÄKSMÖRGÅS.EXAMPLE'.normalize('NFD'), 'XN--RKSMRGS-5WAO1O.EXAMPLE'),
}

test('CS-08 in small: no spelling of an address brings back what was withdrawn there, whether the name fits or not', async () => {
  const desk = await importDesk()
  const { database } = desk
  const noes: [Choice['kind'], string | null, string | null][] = [['withdrawn', 'news', 'email'], ['objected', null, null], ['withdrawn', 'news', null], ['objected', null, 'email']]
  const withdrawn: { address: string; personId: PersonId }[] = []
  for (let index = 0; index < 12; index++) {
    const address = `kund.åsa${index}@räksmörgås.example`
    // Every third has nothing but this consent, so that all that is left of them is the no.
    const bare = index % 3 === 0
    if (bare) await bring(desk, `Namn;E-post\nÅsa ${index};${address}\n`, NEWS)
    const canonical = address.replace('räksmörgås.example', 'xn--rksmrgs-5wao1o.example')
    const personId = bare ? await personWith(desk, canonical) : (await customer(database, canonical, { values: { full_name: `Åsa ${index}` } })).personId
    const [kind, purpose, channel] = noes[index % noes.length]!
    await says(desk, personId, kind, purpose, channel)
    withdrawn.push({ address, personId })
  }
  const { rows: left } = await database.superuser("select count(*)::int as n from contact_point where kind = 'email'")
  assert.deepEqual(left, [{ n: 8 }], 'of four people nothing but the no is left')

  const yeses = async () => (await database.superuser("select count(*)::int as n from ledger_entry where kind in ('given', 'confirmed')")).rows
  const before = await yeses()
  let tried = 0
  for (const named of ['Åsa', 'Someone else', '']) {
    for (const [spelling, spell] of Object.entries(SPELLINGS)) {
      for (const settings of [NEWS, { ...CUSTOMERS, purposes: ['contract'], softOptIn: { purposes: ['news'], productGroups: ['skis'], lastSale: '2026-02-01', evidence: 'box in the checkout' } }]) {
        const file = `Namn;E-post\n${withdrawn.map(({ address }, index) => `${named === 'Åsa' ? `Åsa ${index}` : named};${spell(address)}`).join('\n')}\n`
        const { rows } = await bring(desk, file, settings)
        const told = rows.filter((row) => row.reasons.some((reason) => reason.rule === 'D9'))
        assert.equal(told.length, withdrawn.length, `${spelling}, ${named || 'no name'}: each row says why`)
        tried += rows.length
      }
    }
  }
  assert.equal(tried, 3 * 6 * 2 * 12)
  assert.deepEqual(await yeses(), before, 'withdrawn → granted: 0')
  const { rows: marketing } = await database.superuser("select count(*)::int as n from ground where purpose_key = 'news' and ended_at is null")
  assert.deepEqual(marketing, [{ n: 0 }])
  const { rows: everybody } = await database.superuser('select person_id from person')
  const decisions = await database.read((tx) => decideFor(tx, everybody.map((row: { person_id: PersonId }) => row.person_id), [{ purpose: 'news', channel: 'email', use: 'send', about: 'skis' }]))
  assert.deepEqual(decisions.filter((one) => one.allowed), [])
})

test('a soft opt-in with its evidence lets mail about the like goods through, until the day it was bought is too long ago', async () => {
  const desk = await importDesk()
  const settings: ImportSettings = {
    ...CUSTOMERS, softOptIn: { purposes: ['news'], productGroups: ['skis'], lastSale: { column: 'Senaste köp' }, evidence: 'box in the checkout, unticked' },
  }
  const file = 'Namn;E-post;Senaste köp\nAda;ada@example.org;2026-02-01\nBo;bo@example.org;2020-02-01\nCia;cia@example.org;\n'
  const result = await bring(desk, file, settings)
  assert.deepEqual(reasonsOf(result), ['4 Senaste köp D4 sale-without-day'])
  const [ada, bo, cia] = result.rows.map((row) => row.personId!) as [PersonId, PersonId, PersonId]
  assert.deepEqual(await decided(desk, ada, 'news', { about: 'skis' }), { allowed: true, rule: 'D4b' })
  assert.deepEqual(await decided(desk, ada, 'news', { about: 'boats' }), { allowed: false, rule: 'D4j' })
  assert.deepEqual(await decided(desk, bo, 'news', { about: 'skis' }), { allowed: false, rule: 'D4i' })
  assert.equal((await decided(desk, cia, 'news', { about: 'skis' })).allowed, false)
  const { rows } = await desk.database.superuser("select seller, opt_out_offered, evidence from ground where person_id = $1 and basis = 'soft-opt-in'", [ada])
  assert.deepEqual(rows, [{ seller: 'Provbolaget AB', opt_out_offered: true, evidence: { offered: 'box in the checkout, unticked' } }])

  const again = await bring(desk, file, settings)
  assert.equal(again.one.counts.unchanged, 3)
  const later = await bring(desk, file.replace('2020-02-01', '2026-02-20'), settings)
  assert.deepEqual(later.rows.map((row) => row.outcome), ['unchanged', 'changed', 'unchanged'])
  assert.deepEqual(await decided(desk, bo, 'news', { about: 'skis' }), { allowed: true, rule: 'D4b' })
})

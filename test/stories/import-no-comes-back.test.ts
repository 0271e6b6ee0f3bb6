import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordChoices } from '../../src/consent/record-choices.ts'
import type { Choice } from '../../src/consent/choice.ts'
import { erasePeople } from '../../src/erasure/erase-people.ts'
import { decideFor } from '../../src/decisions/decide-for.ts'
import type { ImportSettings } from '../../src/imports/import-settings.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { bring, CUSTOMERS, handIn, importDesk, work, type ImportDesk } from '../importing.ts'

const LONG = process.env['TILLIT_LONG'] !== undefined
/** CS-08 asks for 100,000 rows, 5,000 of them of people who have said no. */
const ROWS = LONG ? 100_000 : 3_000
const NOES = LONG ? 5_000 : 300
const AT_A_TIME = 1_000

const YES_FOR_ALL: ImportSettings = {
  ...CUSTOMERS, source: 'bought list', purposes: ['news'], ground: 'consent', channels: ['email'], when: '2026-02-01', evidence: 'form on the web shop', wording: 'Ja tack, skicka mig nyheter', language: 'sv',
}
const SOLD_TO_ALL: ImportSettings = { ...CUSTOMERS, softOptIn: { purposes: ['news'], productGroups: ['skis'], lastSale: '2026-02-01', evidence: 'box in the checkout' } }

const nameOf = (index: number): string => `Åsa Öberg${index}`
const addressOf = (index: number): string => `kund${index}.åsa@räksmörgås.example`
const SPELLINGS: readonly ((address: string) => string)[] = [
  (address) => address, (address) => address.toUpperCase(), (address) => address.normalize('NFD'), (address) => address.replace('@', '+shop@'),
  (address) => address.replace('räksmörgås.example', 'xn--rksmrgs-5wao1o.example'),
]
const NOS: readonly Pick<Choice, 'kind' | 'purpose' | 'channel'>[] = [
  { kind: 'withdrawn', purpose: 'news', channel: 'email' }, { kind: 'objected', purpose: null, channel: null }, { kind: 'withdrawn', purpose: 'news', channel: null }, { kind: 'objected', purpose: null, channel: 'email' },
]

test(`CS-08: ${ROWS} rows with ${NOES} who said no turn none of the noes into a yes, and each row says why (the catalogue asks for 100,000 and 5,000)`, async (t) => {
  const desk = await importDesk()
  const customers = await bring(desk, fileOf(NOES, (index) => index))
  const nayers = customers.rows.map((row) => row.personId!)
  assert.equal(new Set(nayers).size, NOES)
  await sayNo(desk, nayers)

  for (const settings of [YES_FOR_ALL, SOLD_TO_ALL]) {
    // The noes stand among the others, every twentieth row in the long form, spelled in turn in each way.
    const every = ROWS / NOES
    const file = fileOf(ROWS, (index) => (index % every === 0 ? index / every : NOES + index))
    const importId = await handIn(desk, file, settings)
    const { one, rows } = await work(desk, importId, 'run')
    assert.equal(one.state, 'done')
    assert.equal(rows.length, ROWS)
    const ofNayers = rows.filter((row) => (row.row - 2) % every === 0)
    assert.equal(ofNayers.length, NOES)
    assert.deepEqual(ofNayers.filter((row) => !row.reasons.some((reason) => reason.rule === 'D9')).map((row) => row.row), [], 'each skipped yes has its reason')
    t.diagnostic(`${settings.ground}: ${ROWS} rows, ${ofNayers.length} of people who said no, ${rows.filter((row) => row.outcome === 'new').length} new people`)
  }

  const { rows: [given] } = await desk.database.superuser("select count(*)::int as n from ledger_entry where kind in ('given', 'confirmed') and person_id = any ($1::uuid[])", [nayers])
  assert.deepEqual(given, { n: 0 }, 'withdrawn → granted: 0')
  const { rows: [others] } = await desk.database.superuser("select count(distinct person_id)::int as n from ledger_entry where kind = 'given' and not person_id = any ($1::uuid[])", [nayers])
  assert.deepEqual(others, { n: ROWS - NOES }, 'the others said yes and are heard')
  let allowed = 0
  for (let start = 0; start < NOES; start += AT_A_TIME) {
    const answers = await desk.database.read((tx) => decideFor(tx, nayers.slice(start, start + AT_A_TIME), [{ purpose: 'news', channel: 'email', use: 'send', about: 'skis' }]))
    allowed += answers.filter((answer) => answer.allowed).length
  }
  assert.equal(allowed, 0)
})

test(`CS-08 with the erased: of ${ROWS} rows the ${NOES} of people who were forgotten bring nobody back, and each says why`, async (t) => {
  const desk = await importDesk()
  const customers = await bring(desk, fileOf(NOES, (index) => index), { ...CUSTOMERS, purposes: ['prospects'] })
  const people = customers.rows.map((row) => row.personId!)
  for (let start = 0; start < people.length; start += AT_A_TIME) {
    await desk.database.write((tx) => erasePeople(tx, desk.house.keeper, people.slice(start, start + AT_A_TIME).map((personId) => ({ personId, why: 'asked' as const }))))
  }
  assert.equal((await desk.database.superuser('select count(*)::int as n from person')).rows[0].n, 0)
  const every = ROWS / NOES
  for (const [settings, outcome] of [[YES_FOR_ALL, 'new'], [CUSTOMERS, 'changed']] as const) {
    const importId = await handIn(desk, fileOf(ROWS, (index) => (index % every === 0 ? index / every : NOES + index)), settings)
    const { rows } = await work(desk, importId, 'run')
    const ofErased = rows.filter((row) => (row.row - 2) % every === 0)
    assert.equal(ofErased.length, NOES)
    assert.deepEqual(ofErased.filter((row) => row.outcome !== 'held-back' || row.personId !== null || !row.reasons.some((reason) => reason.rule === 'E4')).map((row) => row.row), [], 'recreated without a flag')
    assert.equal(rows.filter((row) => row.outcome === outcome).length, ROWS - NOES, 'the others come as ever')
  }
  assert.equal((await desk.database.superuser('select count(*)::int as n from person')).rows[0].n, ROWS - NOES)
  t.diagnostic(`CS-08: 0 of ${NOES} erased made anew by ${ROWS} rows in two ways (catalogue: 100,000 rows, 5,000 of them)`)
})

function fileOf(rows: number, who: (index: number) => number): string {
  const lines = Array.from({ length: rows }, (_, index) => `${nameOf(who(index))};${SPELLINGS[who(index) < NOES ? index % SPELLINGS.length : 0]!(addressOf(who(index)))}`)
  return `Namn;E-post\n${lines.join('\n')}\n`
}

async function sayNo({ database, house }: ImportDesk, people: readonly PersonId[]): Promise<void> {
  for (let start = 0; start < people.length; start += AT_A_TIME) {
    const choices = people.slice(start, start + AT_A_TIME).map((personId, index): Choice => ({
      personId, ...NOS[index % NOS.length]!, contactPointId: null, frequency: null, surface: 'web', language: 'sv', actor: { kind: 'person', id: personId }, wording: null, evidence: {},
    }))
    const { outcomes } = await database.write((tx) => recordChoices(tx, house.keeper, choices))
    assert.ok(outcomes.every((outcome) => 'entry' in outcome))
  }
}

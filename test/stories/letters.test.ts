import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getDocumentProxy } from 'unpdf'
import { WINDOWS } from '../../src/delivery/cover-pdf.ts'
import { workLetters } from '../../src/delivery/work-letters.ts'
import type { DeliveriesBody } from '../../src/doors/api/deliveries-resource.ts'
import type { InvoiceBody } from '../../src/doors/api/invoices-resource.ts'
import type { LetterBatchesBody } from '../../src/doors/api/letters-resource.ts'
import { letterSheets } from '../../src/doors/letter-sheets.ts'
import { erasePeople } from '../../src/erasure/erase-people.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { customer } from '../register.ts'
import { zipEntries } from '../zip-entries.ts'

// Letters for a print house: each in one batch, sorted, beginning on a front, its address in the window; nobody's name beside them.

const { database, house, app, browser } = await staffedHouse()
const INVOICING = {
  seller: { name: 'Provbolaget AB', organisationNumber: '556677-8899', vatNumber: 'SE556677889901', address: { street: 'Storgatan 1', postcode: '111 22', city: 'Stockholm', country: 'SE' } },
  currency: 'SEK', prefix: '', dueDays: 30, wholeUnits: false, accounts: [{ type: 'bankgiro', number: '123-4567' }], reference: { kind: 'ocr', control: 'check-digit' },
}
assert.equal((await browser('PUT', '/api/v1/invoicing', INVOICING)).status, 200)

let made = 0
interface Living { street: string; postal_code: string; city: string; country?: string; capacity?: object }
async function onPaper(name: string, { country = 'SE', ...address }: Living): Promise<{ personId: PersonId; invoice: InvoiceBody }> {
  const { personId } = await customer(database, '', {
    country, contactPoints: [{ kind: 'postal', value: `${address.street}, ${address.postal_code} ${address.city}`, canonical: `${made++}` }], identifiers: [],
    values: { given_name: name, family_name: 'Ek', customer_number: `P-${made}`, street: address.street, postal_code: address.postal_code, city: address.city },
  })
  const invoice = await bodyOf<InvoiceBody>(browser('POST', `/api/v1/people/${personId}/invoices`, { lines: [{ description: 'Snöröjning', quantity: '1', price: '100' }] }))
  const { deliveries } = await bodyOf<DeliveriesBody>(browser('POST', `/api/v1/people/${personId}/invoices/${invoice.id}/deliveries`, {}))
  assert.deepEqual(deliveries.map((one) => [one.way, one.state]), [['letter', 'waiting']])
  return { personId, invoice }
}

const stateOf = async ({ personId, invoice }: { personId: PersonId; invoice: InvoiceBody }) => {
  const { deliveries } = await bodyOf<DeliveriesBody>(browser('GET', `/api/v1/people/${personId}/invoices/${invoice.id}/deliveries`))
  return [deliveries[0]!.state, deliveries[0]!.reason]
}
const work = () => workLetters(database, { secret: house.keeper.keys.tokens, sheets: letterSheets(house) }, 'test')
const start = async () => {
  database.now = new Date(database.now.getTime() + 1000)
  return (await bodyOf<LetterBatchesBody>(browser('POST', '/api/v1/letter-batches'))).batches[0]!
}
const batchOf = async (id: string) => (await bodyOf<LetterBatchesBody>(browser('GET', '/api/v1/letter-batches'))).batches.find((one) => one.id === id)!
const endAs = (id: string, how: string) => browser('POST', `/api/v1/letter-batches/${id}/ends`, { how })

interface Manifest { letters: { sequence: number; file: string; firstPage: number; pages: number; sheets: number; country: string; envelope: string }[] }
async function fileOf(id: string): Promise<{ manifest: Manifest; csv: string; pages: { text: string; at: (words: string) => [number, number] | undefined }[] }> {
  const answer = await browser('GET', `/api/v1/letter-batches/${id}/file`)
  assert.equal(answer.status, 200)
  const entries = zipEntries(Buffer.from(await answer.arrayBuffer()))
  assert.deepEqual([...entries.keys()].toSorted(), ['letters.pdf', 'manifest.csv', 'manifest.json'])
  const pdf = await getDocumentProxy(new Uint8Array(entries.get('letters.pdf')!))
  const pages = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent()
    const texts = items as { str: string; transform: number[] }[]
    pages.push({
      text: texts.map((item) => item.str).join(' '),
      at: (words: string): [number, number] | undefined => {
        const item = texts.find((one) => one.str.includes(words))
        return item && [item.transform[4]! * 25.4 / 72, (841.89 - item.transform[5]!) * 25.4 / 72]
      },
    })
  }
  return { manifest: JSON.parse(entries.get('manifest.json')!.toString()) as Manifest, csv: entries.get('manifest.csv')!.toString(), pages }
}

test('a batch is sorted by country and postal code, each letter begins on a front with its address in the window, and the manifest names nobody', async () => {
  const lund = await onPaper('Lovisa', { street: 'Bygatan 3', postal_code: '222 33', city: 'Lund' })
  const oslo = await onPaper('Odd', { street: 'Storgata 5', postal_code: '0155', city: 'Oslo', country: 'NO' })
  const kista = await onPaper('Kim', { street: 'Torget 7', postal_code: '164 40', city: 'Kista' })
  const batch = await start()
  assert.deepEqual([batch.state, batch.letters], ['waiting', 3])
  assert.equal((await browser('POST', '/api/v1/letter-batches')).status, 409, 'each is in one batch')
  assert.equal((await browser('GET', `/api/v1/letter-batches/${batch.id}/file`)).status, 409)
  await work()
  assert.deepEqual([(await batchOf(batch.id)).state, (await batchOf(batch.id)).done], ['done', 3])
  const { manifest, csv, pages } = await fileOf(batch.id)
  assert.deepEqual(manifest.letters.map((one) => [one.sequence, one.country, one.envelope]), [[1, 'SE', 'C5'], [2, 'SE', 'C5'], [3, 'NO', 'C5']])
  assert.equal(csv.split('\r\n')[0], 'sequence,file,firstPage,pages,sheets,country,envelope')
  for (const [place, one] of manifest.letters.entries()) {
    assert.equal(one.firstPage % 2, 1, 'on a front')
    assert.ok(one.pages % 2 === 0 && one.sheets === one.pages / 2)
    const front = pages[one.firstPage - 1]!
    const [name, town] = ([['Kim Ek', '164 40 Kista'], ['Lovisa Ek', '222 33 Lund'], ['Odd Ek', '0155 Oslo']] as const)[place]!
    const [left, top] = front.at(name)!
    const { x, to, wide, tall } = WINDOWS.right
    assert.ok(left >= x - 1 && left <= x + wide && top >= to && front.at(town)![1] <= to + tall, `${name} at ${left} × ${top} mm`)
    assert.ok(!front.text.includes('Snöröjning'), 'nothing else can be seen through the window')
    assert.ok(pages.slice(one.firstPage, one.firstPage + one.pages).some((page) => page.text.includes('Snöröjning')), 'the invoice lies behind')
    assert.ok(pages.slice(one.firstPage, one.firstPage + one.pages).some((page) => page.text.includes('Dina uppgifter') || page.text.includes('opplysning')), 'and the sheet of somebody without a digital address')
  }
  assert.ok(pages[manifest.letters[2]!.firstPage - 1]!.text.includes('NORGE'), 'the country in capitals abroad')
  assert.equal(pages.length, manifest.letters.reduce((sum, one) => sum + one.pages, 0))
  for (const secret of ['Lovisa', 'Ek', 'Bygatan', 'Lund', '222']) assert.ok(!csv.includes(secret) && !JSON.stringify(manifest).includes(secret), secret)

  // Again until it was handed over; then nothing of it is left.
  await fileOf(batch.id)
  assert.equal((await endAs(batch.id, 'handed-over')).status, 200)
  assert.equal((await browser('GET', `/api/v1/letter-batches/${batch.id}/file`)).status, 409)
  assert.equal((await database.superuser('select from letter_part')).rows.length, 0)
  for (const one of [lund, oslo, kista]) assert.deepEqual(await stateOf(one), ['sent', null])
  const uses = await database.superuser("select channel, rule from use_record where person_id = $1 and kind = 'sent' and channel = 'letter'", [lund.personId])
  assert.deepEqual(uses.rows, [{ channel: 'letter', rule: 'D3b' }])
  assert.equal((await endAs(batch.id, 'cancelled')).status, 409)
})

test('a batch that is given up lets its letters wait again, and one letter can be printed alone', async () => {
  const one = await onPaper('Ada', { street: 'Gränd 1', postal_code: '111 11', city: 'Stockholm' })
  const batch = await start()
  await work()
  assert.equal((await endAs(batch.id, 'cancelled')).status, 200)
  assert.deepEqual(await stateOf(one), ['waiting', null])
  const again = await start()
  await work()
  assert.deepEqual([(await batchOf(again.id)).state, (await stateOf(one))[0]], ['done', 'handing-over'])
  const { deliveries: [delivery] } = await bodyOf<DeliveriesBody>(browser('GET', `/api/v1/people/${one.personId}/invoices/${one.invoice.id}/deliveries`))
  const answer = await browser('POST', `/api/v1/people/${one.personId}/invoices/${one.invoice.id}/deliveries/${delivery!.id}/prints`)
  const pdf = await getDocumentProxy(new Uint8Array(await answer.arrayBuffer()))
  assert.ok(pdf.numPages >= 2 && pdf.numPages % 2 === 0)
  assert.equal((await endAs(again.id, 'handed-over')).status, 200)
})

test('whoever is forgotten is in no print file: the batch is made anew without them; protected people are in none to begin with', async () => {
  const [stays, goes, hidden] = [await onPaper('Stina', { street: 'Väg 1', postal_code: '111 12', city: 'Sthlm' }), await onPaper('Gun', { street: 'Väg 2', postal_code: '111 13', city: 'Sthlm' }), await onPaper('Hemlig', { street: 'Väg 3', postal_code: '111 14', city: 'Sthlm' })]
  await database.superuser('update person set protected_identity = true where person_id = $1', [hidden.personId])
  const batch = await start()
  assert.equal(batch.letters, 2)
  assert.deepEqual(await stateOf(hidden), ['refused', 'protected'])
  await work()
  assert.equal((await fileOf(batch.id)).manifest.letters.length, 2)
  await database.superuser('update ground set ended_at = $2, hold_until = $2 where person_id = $1', [goes.personId, database.now])
  await database.write((tx) => erasePeople(tx, house.keeper, [{ personId: goes.personId, why: 'asked' }]))
  assert.equal((await database.superuser('select from letter_part')).rows.length, 0)
  await work()
  const { manifest, pages } = await fileOf(batch.id)
  assert.deepEqual([manifest.letters.length, manifest.letters[0]!.sequence], [1, 1])
  assert.ok(!pages.some((page) => page.text.includes('Gun')))
  assert.deepEqual([(await stateOf(stays))[0]], ['handing-over'])
  await endAs(batch.id, 'handed-over')
})

test('the letter of a dead person goes to the estate, through whoever looks after it', async () => {
  const dead = await onPaper('Arvid', { street: 'Backen 1', postal_code: '333 33', city: 'Ystad' })
  const heir = await onPaper('Berit', { street: 'Dalen 2', postal_code: '444 44', city: 'Växjö' })
  await database.superuser("update person set deceased_at = '2026-02-01' where person_id = $1", [dead.personId])
  await database.superuser("insert into ground (person_id, ground_id, purpose_key, basis, since, evidence, provenance_id) select person_id, gen_random_uuid(), 'invoicing', 'contract', since, evidence, provenance_id from ground where person_id = $1 and purpose_key = 'contract'", [dead.personId])
  await database.superuser("insert into relation (person_id, relation_id, kind, other_person_id, since, evidence) values ($1, gen_random_uuid(), 'estate', $2, $3, '{}')", [dead.personId, heir.personId, database.now])
  const batch = await start()
  await work()
  const { pages } = await fileOf(batch.id)
  const front = pages.find((page) => page.text.includes('Dödsboet efter Arvid Ek'))!
  assert.ok(front.text.includes('c/o Berit Ek') && front.text.includes('444 44 Växjö'), front.text)
  await endAs(batch.id, 'handed-over')
})

test('who may not: others neither see nor make print files', async () => {
  for (const [roles, see, act] of [[['customer-service'], 200, 403], [['marketer'], 403, 403]] as const) {
    const { browser: as } = await signedInStaff(app, house, roles)
    assert.equal((await as('GET', '/api/v1/letter-batches')).status, see)
    assert.equal((await as('POST', '/api/v1/letter-batches')).status, act)
  }
})

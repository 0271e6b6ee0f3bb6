import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SearchAnswer, SearchQuestion } from '../../src/doors/api/search-resource.ts'
import { upsertPipeline } from '../../src/deals/deals.sql.ts'
import { newId } from '../../src/values/ids.ts'
import { bodyOf, signedInStaff, staffedHouse, type Browser } from '../house.ts'
import { customer } from '../register.ts'

// One box over everything: who finds what, how it is spelt, what is not there for whom.

const { database, house, app, browser, staffId } = await staffedHouse()
const seller = await signedInStaff(app, house, ['seller'])
const finance = await signedInStaff(app, house, ['finance'])
const marketer = await signedInStaff(app, house, ['marketer'])

const person = async (given: string, family: string, more: Record<string, string> = {}, contract = true) =>
  (await customer(database, `${newId(database.now)}@example.org`, { values: { given_name: given, family_name: family, ...more }, ...(contract ? {} : { grounds: [{ purpose: 'events', basis: 'legitimate-interest' as const }] }) })).personId
const ask = (words: string, more: Partial<SearchQuestion> = {}, who: Browser = browser) =>
  bodyOf<SearchAnswer>(who('POST', '/api/v1/searches', { words, ...more }, { 'accept-language': 'en' }))
/** What is found, as `kind title`. */
const titles = async (words: string, more: Partial<SearchQuestion> = {}, who: Browser = browser) =>
  (await ask(words, more, who)).groups.flatMap(({ kind, found }) => found.map((one) => `${kind} ${one.title}`))
const near = { near: true }

const soren = await person('Søren', 'Ågård')
await person('Aase', 'Bækkelund')
await person('Åse', 'Lindström', { city: 'Malmö', customer_number: 'K-20417' })
await person('Kristoffer', 'Hellgren')
const siv = await person('Siv', 'Östergren', {}, false)

test('names are found by their beginnings, in every spelling of the north, in any order of the words', async () => {
  for (const typed of ['Sören', 'soeren', 'søren', 'SOREN', 'Ågård sør', 'aagaard', 'agard']) assert.deepEqual(await titles(typed), ['person Søren Ågård'], typed)
  assert.deepEqual((await titles('åse')).toSorted(), ['person Aase Bækkelund', 'person Åse Lindström'])
  for (const typed of ['bækkel', 'Bäkkelund', 'baekkelund']) assert.deepEqual(await titles(typed), [typed === 'Bäkkelund' ? 'person Aase Bækkelund' : 'person Aase Bækkelund'], typed)
  assert.deepEqual(await titles('elund'), ['person Aase Bækkelund'], 'a piece, where no name begins so')
  assert.deepEqual(await titles('100%'), [])
  assert.deepEqual(await titles("'&|!:*\\"), [])
})

test('on enter a slip, a sound or a pet name is forgiven; while typing it is not', async () => {
  for (const typed of ['Lindtsröm', 'Lindstrøøm', 'Limdström']) {
    assert.deepEqual(await titles(typed), [], typed)
    assert.deepEqual(await titles(typed, near), ['person Åse Lindström'], typed)
  }
  assert.deepEqual(await titles('Christopher', near), ['person Kristoffer Hellgren'])
  assert.deepEqual(await titles('Toffe Helgren', near), ['person Kristoffer Hellgren'])
  const [group] = (await ask('Limdström', near)).groups
  assert.deepEqual(group!.found.map(({ how }) => how), ['near'])
  assert.deepEqual(await titles('Qwertyuiop', near), [])
})

test('an identifier typed whole stands first and alone; a name before a town', async () => {
  const { personId: numbered } = await customer(database, 'numbered@example.org', { values: { full_name: 'Numrerad', customer_number: 'N-77' }, identifiers: [{ kind: 'customer-number', canonical: 'N-77' }] })
  await person('N-77', 'Annan')
  assert.deepEqual((await ask('N-77')).groups[0]!.found.map(({ id, how }) => [id, how]), [[numbered, 'exact']])
  assert.deepEqual((await ask('K-20417')).groups[0]!.found.map(({ title, how }) => [title, how]), [['Åse Lindström', 'word']])
  await person('Malmö', 'Andersson')
  const { groups: [byWord] } = await ask('malm')
  assert.deepEqual(byWord!.found.map(({ title, how }) => [title, how]), [['Malmö Andersson', 'name'], ['Åse Lindström', 'word']])
  const reached = (await customer(database, 'direkt@exempel.se', { values: { given_name: 'Dag', family_name: 'Direkt' } })).personId
  assert.deepEqual((await ask('direkt@exempel.se')).groups[0]!.found.map(({ id, how }) => [id, how]), [[reached, 'exact']])
})

test('whose identity is protected is not found by where they live, and the town is not told', async () => {
  const hidden = await person('Gömd', 'Person', { city: 'Kiruna' })
  await database.superuser('update person set protected_identity = true where person_id = $1', [hidden])
  assert.deepEqual(await titles('kiruna'), [])
  assert.deepEqual(await titles('kirunaa', near), [])
  assert.deepEqual((await ask('gömd')).groups[0]!.found.map(({ about }) => about), [null])
})

test('what is theirs is found with the people: deals, notes, requests; and each for whom it is there', async () => {
  const pipeline = { pipelineId: newId(database.now), name: 'Sales', stages: [{ id: newId(database.now), name: 'New', chance: 10 }] }
  await database.write((tx) => upsertPipeline(tx, pipeline, staffId))
  await bodyOf(browser('POST', `/api/v1/people/${soren}/deals`, { name: 'Markiser till altanen', value: '100', pipeline: pipeline.pipelineId, expectedOn: null }))
  await bodyOf(browser('POST', `/api/v1/people/${soren}/notes`, { purpose: 'contract', text: 'Vill helst bli uppringd om segelbåten.' }, { 'accept-language': 'sv' }))
  await bodyOf(browser('POST', `/api/v1/people/${soren}/requests`, { kind: 'access', how: 'phone' }))
  await bodyOf(browser('POST', '/api/v1/companies', { name: 'Altanbolaget i Skåne', country: 'SE', form: 'company' }))
  assert.deepEqual(await titles('altan'), ['company Altanbolaget i Skåne', 'deal Markiser till altanen'])
  assert.deepEqual(await titles('segelbåt'), ['note Søren Ågård'])
  await bodyOf(browser('POST', `/api/v1/people/${soren}/tickets`, { subject: 'Markisen klämmer', words: 'Den går inte ner.' }))
  assert.deepEqual((await titles('klämm')).map((one) => one.replace(/#\d+/, '#')), ['ticket # Markisen klämmer'])
  assert.deepEqual(await titles('klämm', {}, marketer.browser), [])
  const [{ number } = { number: 0 }] = (await database.superuser('select number from ticket')).rows
  assert.deepEqual(await titles(`#${number}`), [`ticket #${number} Markisen klämmer`])
  assert.deepEqual((await titles('søren')).filter((one) => !one.startsWith('ticket')).toSorted(), ['deal Markiser till altanen', 'person Søren Ågård', 'request To see your data'])
  assert.deepEqual((await titles('søren', {}, seller.browser)).filter((one) => !one.startsWith('ticket')).toSorted(), ['deal Markiser till altanen', 'person Søren Ågård'], 'requests are for those who handle them')
  assert.deepEqual(await titles('søren', {}, finance.browser), ['person Søren Ågård'])
  assert.deepEqual(await titles('segelbåt', {}, finance.browser), [], 'a note is read by whoever sees everybody by name')
  assert.deepEqual(await titles('altan', {}, marketer.browser), ['company Altanbolaget i Skåne'])
  assert.deepEqual((await ask('altan', { kinds: ['deal'] })).groups.map(({ kind }) => kind), ['deal'])
  assert.deepEqual(await titles('invoic', { kinds: ['purpose'] }), ['purpose Invoices and payment'])
})

test('who is not in scope is not there and not counted', async () => {
  assert.deepEqual(await titles('östergren'), ['person Siv Östergren'])
  assert.deepEqual(await titles('östergren', {}, finance.browser), [], 'finance sees those with an agreement')
  assert.deepEqual(await titles('Östergrenn', near, finance.browser), [])
  assert.deepEqual(await titles('sø', {}, marketer.browser), [], 'who may not see people finds none')
})

test('each line about a person is noted as a look, without the words', async () => {
  const since = (await database.superuser('select count(*)::int as n from look where person_id = $1', [siv])).rows[0].n
  await ask('östergren', {}, seller.browser)
  const { rows } = await database.superuser('select * from look where person_id = $1', [siv])
  assert.ok(rows.length > since)
  assert.doesNotMatch(JSON.stringify(rows), /stergren/i)
})

test('the limit is for each kind, and more is said to be more', async () => {
  for (let index = 0; index < 9; index++) await person('Många', `Nilsson ${String.fromCharCode(65 + index)}`)
  const { groups: [group] } = await ask('många')
  assert.deepEqual([group!.found.length, group!.isMore], [7, true])
  const { groups: [all] } = await ask('många', { limit: 20 })
  assert.deepEqual([all!.found.length, all!.isMore], [9, false])
})

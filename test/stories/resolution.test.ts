import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import type { PossibleDuplicatesBody } from '../../src/doors/api/duplicates-resource.ts'
import { erasePeople } from '../../src/erasure/erase-people.ts'
import type { Registration } from '../../src/people/register-people.ts'
import { compareKnown } from '../../src/resolution/compare-known.ts'
import type { Known } from '../../src/resolution/described.ts'
import { findDuplicates } from '../../src/resolution/find-duplicates.ts'
import { allowPass, insertKnown } from '../../src/resolution/likeness.sql.ts'
import { newId, type PersonId } from '../../src/values/ids.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { customer } from '../register.ts'
import { NO_SHARED_DATA, sharedData } from '../shared-data.ts'

const NOTHING: Known = { givenName: '', familyName: '', fullName: '', birthDate: '', emails: [], phones: [], identityNumbers: [], street: '', postalCode: '', city: '' }

/** Somebody in a public test register, and the human that they are. */
interface Labelled {
  human: string
  known: Known
}

const { app, browser, database, house } = await staffedHouse()

class RolledBack extends Error {}

/** Pairs of people who are found to be one, by their places in the list. */
async function foundIn(people: readonly Known[]): Promise<{ pairs: [number, number][]; sure: number; compared: number }> {
  let found: Awaited<ReturnType<typeof foundIn>> | undefined
  await database.write(async (tx) => {
    await allowPass(tx)
    await insertKnown(tx, people.map((one) => ({ ...one, personId: newId(tx.now) as PersonId })))
    const { likely, pairs } = await compareKnown(tx, people.length)
    found = { pairs: likely.map((one) => [one.a - 1, one.b - 1]), sure: likely.filter((one) => one.grade === 'sure').length, compared: pairs }
    throw new RolledBack()
  }).catch((error: unknown) => {
    if (!(error instanceof RolledBack)) throw error
  })
  return found!
}

/** Pairs of the groups that links make. */
function withinGroups(count: number, pairs: readonly [number, number][]): [number, number][] {
  const first = Array.from({ length: count }, (_, index) => index)
  for (const [a, b] of pairs) {
    const [low, high] = [Math.min(first[a]!, first[b]!), Math.max(first[a]!, first[b]!)]
    if (low !== high) for (let one = 0; one < count; one++) if (first[one] === high) first[one] = low
  }
  return [...Map.groupBy(first.keys(), (one) => first[one]!).values()].flatMap((group) => group.flatMap((a, index) => group.slice(index + 1).map((b): [number, number] => [a, b])))
}

async function pairwise(people: readonly Labelled[]): Promise<{ f1: number; precision: number; recall: number; figures: string }> {
  const { pairs, sure, compared } = await foundIn(people.map((one) => one.known))
  const joined = withinGroups(people.length, pairs)
  const right = joined.filter(([a, b]) => people[a]!.human === people[b]!.human).length
  const all = [...Map.groupBy(people, (one) => one.human).values()].reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0)
  const [precision, recall] = [right / joined.length, right / all]
  const f1 = (2 * right) / (joined.length + all)
  return { f1, precision, recall, figures: `F1 ${f1.toFixed(4)}, precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}: n = ${people.length} people, ${all} true pairs, ${compared} compared, ${joined.length} joined, of the links ${sure} sure and ${pairs.length - sure} unsure` }
}

const lines = (path: string): string[][] => readFileSync(path, 'utf8').trim().split('\n').slice(1).map((line) => line.split(',').map((cell) => cell.trim()))

function febrl(path: string): Labelled[] {
  return lines(path).map(([id, givenName, familyName, number, street, , city, postalCode, , birth, identity]) => ({
    human: id!.split('-')[1]!,
    known: { ...NOTHING, givenName: givenName!, familyName: familyName!, street: `${street} ${number}`.trim(), city: city!, postalCode: postalCode!, birthDate: birth!.replace(/^(....)(..)(..)$/, '$1-$2-$3'), identityNumbers: identity ? [identity] : [] },
  }))
}

function splink(path: string): Labelled[] {
  return lines(path).map(([, givenName, familyName, birthDate, city, email, human]) => ({ human: human!, known: { ...NOTHING, givenName: givenName!, familyName: familyName!, birthDate: birthDate!, city: city!, emails: email ? [email] : [] } }))
}

const REGISTERS: readonly { name: string; path: string; read: (path: string) => Labelled[]; wanted: number }[] = [
  { name: 'febrl 1', path: 'febrl/dataset1.csv', read: febrl, wanted: 0.97 },
  { name: 'febrl 2', path: 'febrl/dataset2.csv', read: febrl, wanted: 0.95 },
  { name: 'splink fake_1000', path: 'splink/fake_1000.csv', read: splink, wanted: 0.9 },
]

for (const { name, path, read, wanted } of REGISTERS) {
  test(`the same human is found in ${name} without labels, with the settings of every register: pairwise F1 of at least ${wanted}`, async (t) => {
    const full = sharedData(path)
    if (!full) return t.skip(NO_SHARED_DATA)
    const { f1, figures } = await pairwise(read(full))
    t.diagnostic(`${name}: ${figures}`)
    assert.ok(f1 >= wanted, figures)
  })
}

const BORN = '1971-06-04'
const HOME = { street: 'Storgatan 5', postal_code: '114 55', city: 'Stockholm' }

let anna: PersonId[]

/** Somebody with a contract, unless more is said. */
async function person(email: string, values: Record<string, string>, more: Partial<Registration> = {}): Promise<PersonId> {
  return (await customer(database, email, { values, ...more })).personId
}

const listed = async (grade: 'sure' | 'unsure'): Promise<PossibleDuplicatesBody> => bodyOf(browser('GET', `/api/v1/duplicates?grade=${grade}`))
const pairsOf = ({ pairs }: PossibleDuplicatesBody): string[][] => pairs.map((pair) => pair.people.map((one) => one.id).toSorted())
const decide = async (pair: readonly string[], decision: string) => bodyOf<{ decided: number }>(browser('POST', '/api/v1/duplicates/decisions', { pairs: [pair], decision }))

/** A pass, twenty minutes after what was before. */
async function pass(): Promise<void> {
  database.now = new Date(database.now.getTime() + 20 * 60_000)
  assert.notEqual(await findDuplicates(database), undefined)
}

before(async () => {
  anna = [
    await person('anna@example.org', { given_name: 'Anna', family_name: 'Lindström', birth_date: BORN, ...HOME }),
    // No contract keeps her: she may be forgotten as soon as she wants.
    await person('al@example.com', { given_name: 'Anna', family_name: 'Lindstrøm', birth_date: BORN }, { grounds: [{ purpose: 'prospects', basis: 'contract' }, { purpose: 'analytics', basis: 'legitimate-interest' }] }),
  ]
  await person('erik@example.org', { given_name: 'Erik', family_name: 'Lindström', ...HOME })
  await person('karin1@example.org', { given_name: 'Karin', family_name: 'Sällsynthammar', city: 'Umeå' })
  await person('k.s@example.com', { given_name: 'Karin', family_name: 'Sällsynthammar', city: 'Umeå' })
  await person('maria@example.org', { given_name: 'Maria', family_name: 'Holm', street: 'Kirkeveien 12', postal_code: '0368', city: 'Oslo' })
  await person('mia@example.com', { given_name: 'Mia', family_name: 'Holm', street: 'Kirkev. 12', postal_code: '0368', city: 'OSLO' })
  const siv = await person('siv@example.org', { given_name: 'Siv', family_name: 'Ek', birth_date: '1950-02-03' })
  await person('siv.ek@example.com', { given_name: 'Siv', family_name: 'Ek', birth_date: '1950-02-03' })
  await database.superuser("insert into restriction (person_id, purpose, field_key, since, seq) values ($1, '*', '*', $2, 1)", [siv, database.now])
  await person('olof@example.org', { given_name: 'Olof', family_name: 'Nord', birth_date: '1960-01-02' }, { protectedIdentity: true })
  await person('o.nord@example.com', { given_name: 'Olof', family_name: 'Nord', birth_date: '1960-01-02' })
  for (const email of ['bo@example.org', 'bo.dal@example.com']) {
    await person(email, { given_name: 'Bo', family_name: 'Dal', ...HOME }, { grounds: [{ purpose: 'rights', basis: 'legal-obligation' }] })
  }
  await pass()
})

test('the same human is found; a household, namesakes, the restricted, the protected and those who only asked something are not', async () => {
  const [sure, unsure] = [await listed('sure'), await listed('unsure')]
  assert.deepEqual(pairsOf(sure), [anna.toSorted()])
  assert.deepEqual(unsure.pairs.map((pair) => pair.people.map((one) => one.name).toSorted()), [['Maria Holm', 'Mia Holm']])
  assert.deepEqual([sure.counts, sure.lastPass?.people], [{ sure: 1, unsure: 1, later: 0 }, 9])
  const [pair] = sure.pairs
  assert.deepEqual(pair!.agrees, [{ by: 'given', how: 'same' }, { by: 'family', how: 'same' }, { by: 'birth', how: 'same' }, { by: 'email', how: 'different' }])
  const born = pair!.people.map((one) => one.values.find(({ field }) => field === 'birth_date'))
  assert.deepEqual(born.map((one) => [one!.value, one!.source]), [[BORN, 'test'], [BORN, 'test']])
})

test('whoever looks at a pair has looked at both, and a colleague who does not see everything sees none', async () => {
  // The same look within a minute is one look.
  database.now = new Date(database.now.getTime() + 120_000)
  await database.superuser('delete from look')
  await listed('sure')
  const { rows } = await database.superuser('select person_id, fields from look order by person_id')
  assert.deepEqual(rows.map((row: { person_id: string }) => row.person_id), anna.toSorted())
  assert.ok(rows.every((row: { fields: string[] }) => row.fields.includes('birth_date') && row.fields.includes('email')))
  const seller = await signedInStaff(app, house, ['seller'])
  assert.equal((await seller.browser('GET', '/api/v1/duplicates')).status, 403)
})

test('any no of either would stand of one human, and is said before anything is decided', async () => {
  const no = { kind: 'objected', purpose: 'news', channel: 'email', evidence: { kind: 'call-note', text: 'Ville inte.' } }
  assert.equal((await browser('POST', `/api/v1/people/${anna[1]}/choices`, { choices: [no] })).status, 200)
  const [pair] = (await listed('sure')).pairs
  const line = pair!.choices.find((one) => one.purpose === 'news' && one.channel === 'email')!
  assert.deepEqual([line.said[pair!.people.findIndex((one) => one.id === anna[1])], line.said[pair!.people.findIndex((one) => one.id === anna[0])], line.together], ['no', 'none', 'no'])
})

test('whoever is restricted or protected after a pass is not shown', async () => {
  await database.superuser('update person set protected_identity = true where person_id = $1', [anna[0]])
  assert.deepEqual(pairsOf(await listed('sure')), [])
  await database.superuser('update person set protected_identity = false where person_id = $1', [anna[0]])
  assert.deepEqual(pairsOf(await listed('sure')), [anna.toSorted()])
})

test('“two people” is remembered over the next pass, “later” rests for thirty days, and both can be taken back', async () => {
  assert.equal((await decide(anna, 'different')).decided, 1)
  // A pass that does not compare them, as long as one is restricted, forgets nothing of it.
  await database.superuser("insert into restriction (person_id, purpose, field_key, since, seq) values ($1, 'news', '*', $2, 1)", [anna[0], database.now])
  await pass()
  await database.superuser('delete from restriction where person_id = $1', [anna[0]])
  await pass()
  assert.deepEqual(pairsOf(await listed('sure')), [])
  assert.equal((await decide(anna.toReversed(), 'open')).decided, 1)
  assert.deepEqual(pairsOf(await listed('sure')), [anna.toSorted()])
  await decide(anna, 'later')
  await pass()
  assert.deepEqual([pairsOf(await listed('sure')), (await listed('sure')).counts.later], [[], 1])
  database.now = new Date(database.now.getTime() + 31 * 86_400_000)
  const again = await signedInStaff(app, house)
  assert.deepEqual(pairsOf(await bodyOf(again.browser('GET', '/api/v1/duplicates'))), [anna.toSorted()])
})

test('a pass rests after the last one', async () => {
  await pass()
  assert.equal(await findDuplicates(database), undefined)
})

test('ER-06: erasing one of a pair takes the pair along, and a pass beside it brings nobody back', async () => {
  const rows = async (): Promise<number> => Number((await database.superuser('select count(*) as n from possible_duplicate where $1 in (person_id, other_person_id)', [anna[1]])).rows[0].n)
  assert.equal(await rows(), 2)
  database.now = new Date(database.now.getTime() + 20 * 60_000)
  // She is forgotten when she has been compared, and what was found is not kept yet.
  const beside: Parameters<typeof findDuplicates>[0] = {
    read: (act) => database.read(act), write: (act) => database.write(act),
    reportAndRecord: async (act) => {
      const found = await database.reportAndRecord(act)
      await database.write((tx) => erasePeople(tx, house.keeper, [{ personId: anna[1]!, why: 'asked' }]))
      assert.equal(await rows(), 0)
      return found
    },
  }
  assert.equal(await findDuplicates(beside), 2)
  assert.equal(await rows(), 0)
  await pass()
  assert.equal(await rows(), 0)
})

// An anonymous test copy, and those who try to find somebody in it (WP29 opinion 05/2014: singling out, linking, inferring).
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { tellable } from '../../src/anonymity/classes.ts'
import { SMALLEST_GROUP } from '../../src/anonymity/group.ts'
import { selectQuasiGroups } from '../../src/anonymity/lives.sql.ts'
import { QUASI_STEPS } from '../../src/anonymity/quasi.ts'
import { unreplaced } from '../../src/anonymity/replacement.ts'
import type { CopyPerson } from '../../src/anonymity/test-copy.ts'
import { testIdentityNumber, testPhone } from '../../src/anonymity/test-numbers.ts'
import { writeTestCopy } from '../../src/anonymity/write-test-copy.ts'
import { Chance } from '../../src/demo/chance.ts'
import { PERSONAL_TABLES, words } from '../../src/law/data-map.ts'
import type { LocalDate } from '../../src/values/calendar.ts'
import { isFault } from '../../src/values/fault.ts'
import { parsePersonNumber } from '../../src/values/identity-number.ts'
import { parsePhone } from '../../src/values/phone.ts'
import { byShape, Index, lastSaid, mostSaid, naiveCopy, sameDays, someTargets, type Target } from '../anonymity-attack.ts'
import { CanaryScanner } from '../canary-scanner.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { installed } from '../register.ts'

const LONG = process.env['TILLIT_LONG'] !== undefined
const PEOPLE = LONG ? 40_000 : 4_000
const CANARY_PEOPLE = 12

let populated: ReturnType<typeof populate> | undefined
const register = () => (populated ??= populate())

/** A register of people to attack, with a dozen more of whom each column holds something that is nobody else's. */
async function populate() {
  const database = await testDatabase()
  await installed(database)
  database.madeUp = 'canaries'
  const targets = someTargets(new Chance(11), PEOPLE)
  const rows = targets.map((one, index) => ({ ...one, id: randomUUID(), point: randomUUID(), ground: randomUUID(), no: index + 1, said: JSON.stringify(one.said) }))
  await database.superuser(`
    with r as (select * from jsonb_to_recordset($1::jsonb) as r (id uuid, point uuid, ground uuid, no int, country text, capacity text, language text, "postalCode" text, "birthDate" date, "cameAt" timestamptz, said text)),
    people as (insert into person (person_id, person_no, created_at, country, capacity) select id, no, "cameAt", country, capacity from r),
    profiles as (insert into profile (person_id, given_name, family_name, customer_number, language, postal_code, birth_date, street, city) select id, 'Sannfrid' || no, 'Riktig' || no, 'K-9' || no, language, "postalCode", "birthDate", 'Riktigagatan ' || no, 'Verkstad' from r),
    points as (insert into contact_point (person_id, contact_point_id, kind, value, canonical, since, verified_at) select id, point, 'email', no || '@riktig.se', no || '@riktig.se', "cameAt", "cameAt" from r),
    grounds as (insert into ground (person_id, ground_id, purpose_key, basis, since) select id, ground, 'contract', 'contract', "cameAt" from r)
    insert into ledger_entry (person_id, seq, kind, at, purpose, channel, surface, actor_kind, evidence, salt)
    select id, e.ordinality::int, e.value ->> 'kind', (e.value ->> 'at')::timestamptz, e.value ->> 'purpose', e.value ->> 'channel', e.value ->> 'surface', 'person', '{}', '\\x00'
    from r cross join lateral jsonb_array_elements(r.said::jsonb) with ordinality e`, [JSON.stringify(rows)])
  return { database, targets, canaries: await plantCanaries(database) }
}

/** Something of its own in every column of the data map for each of some people; returns where each canary stands. */
async function plantCanaries(database: TestDatabase): Promise<Map<string, string>> {
  const { rows: columns } = await database.superuser(`
    select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by c.relname, a.attnum`) as { rows: { table: string; column: string; type: string }[] }
  const { rows: checks } = await database.superuser(`select c.relname as table, k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype in ('c', 'f') and not c.relispartition and c.relnamespace = 'public'::regnamespace order by k.contype`)
  for (const { table, name } of checks) await database.superuser(`alter table ${table} drop constraint if exists "${name}" cascade`)
  const canaries = new Map<string, string>()
  for (let n = 0; n < CANARY_PEOPLE; n++) {
    const personId = randomUUID()
    for (const table of new Set(columns.map((one) => one.table).filter((name) => PERSONAL_TABLES[name]?.whose === 'person'))) {
      const own = columns.filter((one) => one.table === table)
      const values = own.map(({ column, type }, index) => {
        if (column === 'person_id') return personId
        const token = `kx${n}q${table.replaceAll('_', '')}q${column.replaceAll('_', '')}z`
        const note = (text: string) => (canaries.set(text, `${table}.${column}`), text)
        if (type === 'uuid') return note(randomUUID())
        if (type === 'text') return note(token)
        if (type === 'text[]') return [note(token)]
        if (type === 'jsonb') return JSON.stringify({ [note(`${token}key`)]: note(token) })
        if (type === 'bytea') return Buffer.from(note(createHash('sha256').update(token).digest('hex').slice(0, 24)))
        if (type.startsWith('timestamp')) return note(new Date(Date.UTC(2024, n % 12, 1 + index, 3, 7, 11, 100 + index)).toISOString())
        if (type === 'date') return `2024-0${1 + (n % 9)}-11`
        if (type === 'boolean') return false
        if (type.endsWith('[]')) return []
        return 900_000_000 + n * 1_000 + index
      })
      await database.superuser(`insert into ${table} (${own.map((one) => one.column).join(', ')}) values (${own.map((_, index) => `$${index + 1}`).join(', ')}) on conflict do nothing`, values)
    }
  }
  return canaries
}

async function copyOf(database: TestDatabase, seed: number, people?: number): Promise<{ copy: CopyPerson[]; text: string; report: Awaited<ReturnType<typeof writeTestCopy>>['report'] }> {
  const chance = new Chance(seed)
  const plan = await database.read((tx) => writeTestCopy(tx, { chance: () => chance.next(), ...(people !== undefined && { people }) }))
  const lines = [...plan.lines()]
  return { copy: lines.flatMap((line) => ('person' in line ? [line.person] : [])), text: lines.map((line) => JSON.stringify(line)).join('\n'), report: plan.report }
}

test('nothing that stood in any column of the data map stands in a copy, in any form; a copy with hashed ids has it', async (t) => {
  const { database, canaries, targets } = await register()
  const { text, copy, report } = await copyOf(database, 1)
  assert.equal(copy.length, PEOPLE + CANARY_PEOPLE)
  const scanner = new CanaryScanner([...canaries.keys(), ...targets.slice(0, 40).flatMap((_, index) => [`Sannfrid${index + 1}`, `Riktigagatan ${index + 1}`, `${index + 1}@riktig.se`].filter((one) => one.length >= 8))])
  const hits = scanner.scanBytes(Buffer.from(text))
  assert.deepEqual(hits.map((hit) => `${canaries.get(hit.text)}: ${hit.text} as ${hit.form}`), [])
  assert.ok(!text.includes('Sannfrid') && !text.includes('Riktig') && !text.includes('riktig.se') && !text.includes('Verkstad'))
  const naive = (await Promise.all(Object.keys(PERSONAL_TABLES).filter((table) => PERSONAL_TABLES[table]!.whose === 'person' && words(PERSONAL_TABLES[table]!.columns).has('person_id'))
    .map(async (table) => (await database.superuser(`select to_jsonb(x) - 'person_id' as row from ${table} x limit 200000`)).rows.map((row: unknown) => JSON.stringify(row)).join('\n')))).join('\n')
  const found = new Set(scanner.scanBytes(Buffer.from(naive)).map((hit) => canaries.get(hit.text)).filter(Boolean))
  t.diagnostic(`n = ${canaries.size} canaries in ${new Set(canaries.values()).size} columns, ${(text.length / 1e6).toFixed(1)} MB: 0 found; in rows with ids taken away: of ${found.size} columns`)
  assert.ok(found.size > 150, `the scanner finds what is there: ${found.size}`)
  assert.equal(report.columns.flatMap((one) => one.columns).length > 60, true)
})

test('nobody can be singled out: of what outsiders may know every combination in a copy is shared by ten, also in a copy of fewer people', async (t) => {
  const { database, targets } = await register()
  for (const people of [undefined, PEOPLE / 4]) {
    const { copy, report } = await copyOf(database, 2, people)
    const sizes = [...new Index(copy).cells.values()].map((rows) => rows.length)
    assert.ok(Math.min(...sizes) >= SMALLEST_GROUP, `the smallest of ${sizes.length} has ${Math.min(...sizes)}`)
    const naive = [...new Index(naiveCopy(targets)).cells.values()].filter((rows) => rows.length < SMALLEST_GROUP)
    assert.ok(naive.length > 100)
    t.diagnostic(`n = ${copy.length} people: ${sizes.length} combinations, 0 of fewer than ${SMALLEST_GROUP} (the naive copy: ${naive.length}, of ${naive.flat().length} people); told as they were: ${report.known.steps[0]!.people}, lost: ${report.known.lost}; lives as they were: ${report.lives.steps[0]!.people}, lost: ${report.lives.lost}`)
    assert.ok(report.known.steps[0]!.people + report.lives.steps[0]!.people > (people ? 0 : PEOPLE / 2), 'and yet it tells something')
  }
})

test('an attacker who knows people’s country, place, age, capacity, language and coming infers no more of them than of people who were never there', async (t) => {
  const { database, targets } = await register()
  const strangers = someTargets(new Chance(99), PEOPLE)
  const right = (copy: readonly CopyPerson[], people: readonly Target[]) => {
    const index = new Index(copy)
    let [wins, asked] = [0, 0]
    for (const one of people) {
      const guess = mostSaid(index.matching(one))
      if (guess === undefined) continue
      asked++
      if (guess === lastSaid(one.said)) wins++
    }
    return wins / asked
  }
  const base = Math.max(...[...Map.groupBy(targets, (one) => lastSaid(one.said)).values()].map((own) => own.length)) / targets.length
  const { copy } = await copyOf(database, 3)
  const [ours, control] = [right(copy, targets), right(copy, strangers)]
  const [naive, naiveControl] = [right(naiveCopy(targets), targets), right(naiveCopy(targets), strangers)]
  // Two shares of so many differ by so much by chance (three standard deviations).
  const noise = 3 * Math.sqrt(0.5 / PEOPLE)
  t.diagnostic(`n = ${PEOPLE} + ${PEOPLE}: guessed right of the register ${pc(ours)}, of strangers ${pc(control)} (most common answer: ${pc(base)}); the naive copy ${pc(naive)} and ${pc(naiveControl)}`)
  assert.ok(ours - control <= noise, `the copy gives away ${ours - control}`)
  assert.ok(ours - base <= noise, 'no better than the most common answer')
  // The more people there are, the fewer stand alone in what the attacker knows; what is left must be far beyond chance.
  assert.ok(naive - naiveControl > 3 * noise, `the same attacker breaks a naive copy: ${naive - naiveControl}, chance ${noise}`)
})

test('an attacker who knows what people said, when, finds nobody by it', async (t) => {
  const { database, targets } = await register()
  const strangers = someTargets(new Chance(98), PEOPLE).filter((one) => one.said.length > 0)
  const saying = targets.filter((one) => one.said.length > 0)
  const found = (copy: readonly CopyPerson[], people: readonly Target[]) => {
    const shapes = byShape(copy)
    // Somebody is found when the one row with their days also tells what outsiders cannot see from them.
    return people.filter((one) => sameDays(shapes, one)?.values['birth_date']?.toString().slice(0, 4) === (one.birthDate ?? '').slice(0, 4)).length / people.length
  }
  const { copy } = await copyOf(database, 4)
  const [ours, control, naive] = [found(copy, saying), found(copy, strangers), found(naiveCopy(targets), saying)]
  t.diagnostic(`n = ${saying.length}: found by exact days ${pc(ours)}, strangers ${pc(control)}; in the naive copy ${pc(naive)}`)
  assert.ok(ours - control <= 0.005)
  assert.ok(naive > 0.5)
})

test('from two copies, before and after somebody is forgotten, nobody can tell who it was', async (t) => {
  const { database } = await register()
  const groups = await database.read(selectQuasiGroups)
  const chance = new Chance(5)
  const rounds = LONG ? 4_000 : 600
  const release = (of: typeof groups, exact: boolean) => (exact ? of : tellable(of, QUASI_STEPS, () => chance.next()).told)
  // Those of a group that is told as it is have most to lose; half of the candidates are such.
  const told = groups.flatMap((one, index) => (one.people >= 2 * SMALLEST_GROUP ? [index] : []))
  const wins = (exact: boolean) => {
    let right = 0
    for (let round = 0; round < rounds; round++) {
      // Two candidates of different groups; one of them is forgotten.
      const among = round % 2 === 0 ? told : [...groups.keys()]
      const [a, b] = [chance.whole(0, among.length - 1), chance.whole(0, among.length - 2)]
      const candidates = [among[a]!, among[b >= a ? b + 1 : b]!] as const
      const gone = chance.pick(candidates)
      const after = groups.map((one, index) => (index === gone ? { ...one, people: one.people - 1 } : one))
      const [first, second] = [release(groups, exact), release(after, exact)]
      const count = (of: typeof groups, index: number) => of.find((one) => JSON.stringify(one.of) === JSON.stringify(groups[index]!.of))?.people ?? 0
      const [fell, other] = candidates.map((index) => count(first, index) - count(second, index)) as [number, number]
      const guess = fell === other ? chance.pick(candidates) : candidates[fell > other ? 0 : 1]
      if (guess === gone) right++
    }
    return right / rounds
  }
  const [ours, exact] = [wins(false), wins(true)]
  // Both releases together: twice the loss of one.
  const bound = 0.5 + Math.tanh(0.5) / 2
  t.diagnostic(`n = ${rounds} pairs of copies (${told.length} groups told): ${pc(ours)} right (chance 50 %, bound ${pc(bound)}); of counts as they are ${pc(exact)}`)
  assert.ok(ours < bound)
  assert.equal(exact, 1)
})

test('a column or field that nobody has said how to replace stops the copy by its name', async () => {
  assert.deepEqual(unreplaced([]), [])
  const { person, ...others } = PERSONAL_TABLES
  assert.deepEqual(unreplaced([], { ...others, person: { ...person!, columns: `${person!.columns} shoe_size` }, diary: { whose: 'person', columns: 'person_id words' } }), ['person.shoe_size', 'diary.person_id', 'diary.words'])
  assert.deepEqual(unreplaced([{ key: 'voice', type: 'recording' as 'text' }]), ['own.voice'])
})

test('numbers in a copy have right check digits and belong to nobody', () => {
  for (let number = 0; number < 2_000; number++) {
    const born = `${1930 + (number % 80)}-${String(1 + (number % 12)).padStart(2, '0')}-${String(1 + (number % 28)).padStart(2, '0')}`
    for (const country of ['SE', 'NO', null]) {
      const made = testIdentityNumber(country, born, number)
      const parsed = parsePersonNumber(made, '2026-03-02' as LocalDate)
      assert.ok(!isFault(parsed), `${made} of ${country}`)
      assert.ok(country === 'NO' ? Number(made.slice(2, 4)) > 80 : Number(made.slice(8, 11)) >= 980, made)
    }
    const phone = parsePhone(testPhone(number), null)
    assert.ok('e164' in phone && phone.country === ('SE' as typeof phone.country), testPhone(number))
  }
})

const pc = (share: number): string => `${(100 * share).toFixed(1)} %`

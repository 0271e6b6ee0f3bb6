import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { mapFaults, payloadFaults } from '../../src/law/data-map.ts'
import { describeSchema, listColumns } from '../../src/plumbing/schema.sql.ts'
import { testDatabase } from '../database.ts'

// Cross-person uniqueness lives in mapping tables of its own; queues and files are local to the coordinator.
const local = new Set(['identifier', 'token', 'door_request', 'customer_session', 'customer_identity_key', 'import_row', 'bank_payment_step', 'person_change'])

const SRC = join(import.meta.dirname, '..', '..', 'src')
const committed = join(import.meta.dirname, '..', '..', 'database', 'schema.sql')

test('the committed schema is what the migrations lead to', async () => {
  const database = await testDatabase()
  const schema = await describeSchema(database.connection)
  if (process.env['WRITE_SCHEMA']) writeFileSync(committed, schema)
  assert.equal(readFileSync(committed, 'utf8'), schema, 'run `npm run schema` and commit database/schema.sql')
})

test('E1: every column of the schema stands on the data map or is declared impersonal', async () => {
  const database = await testDatabase()
  const columns = await listColumns(database.connection)
  assert.ok(columns.length > 150)
  assert.deepEqual(mapFaults(columns), [])
})

test('E1: of every column that holds JSON it is said what may stand in it', async () => {
  const database = await testDatabase()
  const columns = await listColumns(database.connection, true)
  assert.ok(columns.length > 20)
  assert.deepEqual(payloadFaults(columns), [])
})

test('the schema keeps the rules that let it be distributed by person_id', async () => {
  const database = await testDatabase()
  const { rows } = await database.superuser(`
    select c.relname as table, k.contype as kind, pg_get_constraintdef(k.oid) as definition, f.relname as target
    from pg_constraint k join pg_class c on c.oid = k.conrelid left join pg_class f on f.oid = k.confrelid
    where c.relnamespace = 'public'::regnamespace and not c.relispartition and k.contype in ('p', 'u', 'f')`)
  const aboutPeople = new Set((await listColumns(database.connection)).filter((column) => column.endsWith('.person_id')).map((column) => column.split('.')[0]))
  for (const row of rows.filter((one) => aboutPeople.has(one.table) && !local.has(one.table))) {
    if (row.kind !== 'f') assert.match(row.definition, /\(person_id[,)]/, `${row.table}: ${row.definition}`)
    else assert.match(row.definition, /FOREIGN KEY \(person_id\)/, `${row.table}: ${row.definition}`)
  }
  for (const row of rows.filter((one) => one.kind === 'f')) assert.ok(!local.has(row.table) || row.target === 'import', `${row.table} references ${row.target}`)
  const triggers = await database.superuser("select tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal and c.relnamespace = 'public'::regnamespace")
  assert.deepEqual(triggers.rows, [])
})

test('nothing in the schema computes for itself what a distributed PostgreSQL would compute once per machine', async () => {
  const database = await testDatabase()
  const ours = "relnamespace = 'public'::regnamespace"
  const rules = await database.superuser(`select rulename from pg_rewrite r join pg_class c on c.oid = r.ev_class where c.${ours} and c.relkind in ('r', 'p')`)
  const policies = await database.superuser('select polname from pg_policy')
  const counting = await database.superuser(`select c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid where c.${ours} and c.relkind in ('r', 'p') and a.attidentity <> ''`)
  const defaults = await database.superuser(`
    select c.relname, pg_get_expr(d.adbin, d.adrelid) as value from pg_attrdef d join pg_class c on c.oid = d.adrelid
    where c.${ours} and pg_get_expr(d.adbin, d.adrelid) ~ '\\('`)
  const functions = await database.superuser(`
    select proname from pg_proc p where pronamespace = 'public'::regnamespace and prosrc ~* $1
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`, [VOLATILE])
  assert.deepEqual([rules, policies, counting, defaults, functions].map((found) => found.rows), [[], [], [], [], []])
})

/** As PostgreSQL writes patterns, where \y bounds a word. */
const VOLATILE = String.raw`\y(now|random|gen_random_uuid|nextval|clock_timestamp|statement_timestamp|timeofday)\(`
const MEMORY = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.sql.ts')).map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(SRC, path), 'utf8') }))

/** Each place where a pattern stands, as `path: the statement up to there`. */
function places(pattern: RegExp, unless: (statement: string) => boolean = () => false, text: (one: { text: string }) => string = (one) => one.text): string[] {
  return MEMORY.flatMap((one) => [...text(one).matchAll(pattern)].map((found) => {
    const before = text(one).slice(0, found.index + found[0].length)
    return { path: one.path, statement: before.slice(before.lastIndexOf('sql') === -1 ? 0 : Math.max(before.lastIndexOf('sql`'), before.lastIndexOf('>`'))) }
  })).filter(({ statement }) => !unless(statement)).map(({ path, statement }) => `${path}: ${statement.replaceAll(/\s+/g, ' ').slice(-90)}`)
}

/** A list, so that each exception has its reason. */
const LOCKED_OTHERWISE: readonly [RegExp, string][] = [
  [/^access\/door-requests/, 'a queue of its own, local to the coordinator'],
  [/^billing\/runs/, 'one run, a local table'],
  [/^companies\/companies/, 'one company, of which every machine has a copy'],
  [/^connections\/noes/, 'one mark, a local table'],
  [/^consent\/strangers/, 'as a list of people, of whom only the erasures are left to lock'],
  [/^erasure\/letters/, 'a queue of its own, local to the coordinator'],
  [/^imports\/imports/, 'one import, a local table'],
  [/^invoices\/invoices/, 'one series of numbers, a local table'],
  [/^ledger\/erase-entries/, 'one lease, a local table'],
  [/^ledger\/lease/, 'one lease, a local table'],
  [/^messages\/mailings/, 'one mailing, a local table'],
  [/^messages\/messages/, 'claims of senders that are gone; where people are spread out, each has a transaction of their own'],
  [/^staff\/departures/, 'one departure, a local table'],
  [/^staff\/approvals/, 'one approval, a local table'],
  [/^people\/people/, 'a list of people in the order of their ids: where people are spread out, each has a transaction of their own (STACK rule 8) and the list one name'],
]

test('statements take row locks by the person, and nothing else that spreads over machines', () => {
  assert.ok(MEMORY.length > 30)
  const locks = places(/\bfor (?:no key )?(?:update|share)\b/g, (statement) => /person_id = \$\{/.test(statement))
  assert.deepEqual(locks.filter((place) => !LOCKED_OTHERWISE.some(([where]) => where.test(place))), [])
  for (const [where, why] of LOCKED_OTHERWISE) assert.ok(locks.some((place) => where.test(place)), `no exception is needed any more: ${why}`)
  // Its right to be moved is the only thing that an UPDATE may not take from a row; a request has no person until it is answered.
  // The row of an import belongs to the import, and forgets whom it was about.
  assert.deepEqual(places(/\bset person_id\b/g).filter((place) => !place.startsWith('access/door-requests') && !place.endsWith('update import_row r set person_id')), [])
  assert.deepEqual(places(new RegExp(`not exists \\(\\s*select[^()]*from (?:${[...local].join('|')})\\b`, 'g')), [], 'no NOT EXISTS on a local table')
  assert.deepEqual(places(/\b(?:random|gen_random_uuid|uuidv7|nextval|clock_timestamp|statement_timestamp|timeofday)\(/g), [], 'times, ids and chance are parameters')
  assert.deepEqual(places(/\bmerge into\b|\bgrouping sets\b|\brollup\b|\bctid\b|\btableoid\b/g), [])
  assert.deepEqual(places(/pg_notify\([^)]*\)[^`]*/g, (statement) => /^(?:sql|>)?`?select pg_notify\([^`]*\)$/.test(statement)), [], 'a notification stands alone')
  assert.deepEqual(places(/`\s*set (?!local\b)/g), [], 'a setting of the session would leak to whoever borrows the connection next')
})

test('errors of the database are told by their SQLSTATE, and only one place tries again', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts')).map((path) => ({ path, text: readFileSync(join(SRC, path), 'utf8') }))
  assert.deepEqual(files.filter(({ text }) => /\berror\b[^\n]*\.constraint\b|violates (?:unique|foreign)/.test(text)).map(({ path }) => path), [])
  assert.deepEqual(files.filter(({ text }) => /['"]40(?:001|P01)['"]/.test(text)).map(({ path }) => path), [join('plumbing', 'database.ts')])
})

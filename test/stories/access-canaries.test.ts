import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, test } from 'node:test'
import pg from 'pg'
import { givenColumns, isFree, mapFaults, memberFaults, PERSONAL_TABLES, words } from '../../src/law/data-map.ts'
import { listColumns } from '../../src/plumbing/schema.sql.ts'
import { seal } from '../../src/people/sealed-value.ts'
import { copyFile } from '../../src/doors/copy-files.ts'
import { copySections } from '../../src/rights/copy-sections.ts'
import { readAccess } from '../../src/rights/read-access.ts'
import { sealDocument } from '../../src/rights/sealed-document.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { testDatabase } from '../database.ts'
import { testHouse } from '../house.ts'
import { pdfText } from '../pdf-text.ts'
import { installed } from '../register.ts'
import { storedMembers } from '../stored-members.ts'
import { zipEntries } from '../zip-entries.ts'

// DS-01. Each personal column of each table gets a canary of its own, made from the schema: one set for Bo and one for each of
// 200 neighbours, of whom some share his mailbox, some his household, and all are named in notes about him.

const NEIGHBOURS = 200
/** So many of them are known to be somebody else: they share an address with him or are related to him. */
const KNOWN = 100

const database = await testDatabase()
await installed(database)
const house = await testHouse(database)
database.madeUp = 'a canary in every column, and checked at the end of this file'
// Past keys and checks, so that any value can stand in any column.
const owner = new pg.Client({ ...database.connection, options: '-c session_replication_role=replica -c timezone=UTC' })
await owner.connect()
owner.on('error', () => {})
after(() => owner.end())

interface Column { table: string; column: string; type: string }

const idOf = (text: string): string => createHash('md5').update(text).digest('hex').replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-7$3-a$4-$5')
const personId = (n: number): PersonId => idOf(`person ${n}`) as PersonId
/** Letters alone, as names have. */
const letters = (n: number, first: string): string => first + [...String(n).padStart(3, '0')].map((digit) => 'bdfghklmnp'[Number(digit)]).join('') + 'a'
const givenName = (n: number): string => letters(n, 'Q')
const familyName = (n: number): string => letters(n, 'Zw')
const nameOf = (n: number): string => `${givenName(n)} ${familyName(n)}`
const mailOf = (n: number): string => `${givenName(n).toLowerCase()}.${familyName(n).toLowerCase()}@samma.example`
const phoneOf = (n: number): string => `+4670174${String(6000 + n)}`

const columns: Column[] = (await owner.query(`
  select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by c.relname, a.attnum`)).rows
const checks = (await owner.query("select c.relname as table, k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid where k.contype = 'c' and not c.relispartition and c.relnamespace = 'public'::regnamespace")).rows
for (const { table, name } of checks) await owner.query(`alter table ${table} drop constraint if exists "${name}"`)

const tables = [...new Set(columns.map((one) => one.table))].filter((table) => PERSONAL_TABLES[table]?.whose === 'person')
const kept = await house.keeper.keyRoom.create([personId(0), ...Array.from({ length: NEIGHBOURS }, (_, n) => personId(n + 1))])

let numbers = 0
/** What stands in this column of this person's row. */
function canaryFor(n: number, { table, column, type }: Column): unknown {
  const token = `kx${n}x${tables.indexOf(table)}x${columns.findIndex((one) => one.table === table && one.column === column)}q`
  const number = (numbers += 1)
  if (column === 'person_id') return personId(n)
  if (table === 'profile' && ['display_name', 'full_name'].includes(column)) return nameOf(n)
  if (table === 'profile' && column === 'given_name') return givenName(n)
  if (table === 'profile' && column === 'family_name') return familyName(n)
  if (table === 'contact_point' && ['value', 'canonical'].includes(column)) return mailOf(n)
  if (table === 'relation' && column === 'other_person_id') return personId(n === 0 ? 1 : n <= KNOWN ? 0 : n - 1)
  if ((table === 'outbox_mail' || table === 'incoming_mail') && column === 'source') return Buffer.from(`From: info@company.example\r\nTo: ${mailOf(n)}\r\nSubject: s\r\n\r\n${token}${n === 0 ? ` ${nameOf(1)}` : ''}\r\n`)
  if (table === 'issued_document' && column === 'content') return Buffer.from(`invoice ${token}`)
  if (table === 'request_document' && column === 'sealed') return sealDocument(house.keeper.keys.tokens, idOf(`kx${n} request`), idOf(`kx${n} document`), Buffer.from(`letter ${token}`))
  if (table === 'request_document' && column === 'request_id') return idOf(`kx${n} request`)
  if (table === 'request_document' && column === 'document_id') return idOf(`kx${n} document`)
  if (table === 'slip' && column === 'sheet') return Buffer.from(`sheet ${token}`)
  if (table === 'quote' && column === 'page') return Buffer.from(`quote ${token}`)
  if (table === 'slip_answer' && column === 'slip_id') return idOf(`kx${n} slip`)
  if (table === 'slip_answer' && column === 'picture') return sealDocument(house.keeper.keys.tokens, idOf(`kx${n} slip`), idOf(`kx${n} slip`), Buffer.from(`slip ${token}`))
  if (table === 'sealed_value' && column === 'field_key') return 'health_note'
  if (table === 'sealed_value' && column === 'sealed') return seal(kept.get(personId(n))!, personId(n), 'health_note', token)
  if (type === 'text') return token
  if (type === 'text[]') return [token]
  if (type === 'jsonb') return JSON.stringify({ text: token })
  if (type === 'uuid') return idOf(token)
  if (type === 'uuid[]') return [idOf(token)]
  if (type === 'bytea') return createHash('sha256').update(token).digest()
  if (type === 'timestamp with time zone') return new Date(Date.UTC(2001, 0, 1) + number * 61_007)
  if (type === 'date') return new Date(Date.UTC(1200, 0, 1) + number * 86_400_000).toISOString().slice(0, 10)
  if (type === 'integer[]') return [1_000_000_000 + number]
  if (type === 'integer' || type === 'bigint') return 1_000_000_000 + number
  if (type === 'boolean') return true
  throw new Error(`no canary for ${table}.${column} of ${type}`)
}

/** Rows of everybody, table by table. */
async function plant(): Promise<void> {
  await owner.query('begin')
  for (const table of tables) {
    const own = columns.filter((one) => one.table === table)
    if (!own.some((one) => one.column === 'person_id')) continue
    const values = Array.from({ length: NEIGHBOURS + 1 }, (_, n) => own.map((one) => canaryFor(n, one)))
    const rows = values.map((_, row) => `(${own.map((__, place) => `$${row * own.length + place + 1}`).join(', ')})`)
    await owner.query(`insert into "${table}" (${own.map((one) => `"${one.column}"`).join(', ')}) values ${rows.join(', ')}`, values.flat())
  }
  for (let n = 1; n <= NEIGHBOURS; n++) {
    const text = `${n % 2 ? 'Grannen' : 'Rang'} ${nameOf(n)} (${mailOf(n)}, ${phoneOf(n)}) om Bo.`
    await owner.query("insert into ledger_entry (person_id, seq, kind, at, surface, actor_kind, evidence, salt) values ($1, $2, 'given', $3, 'phone', 'staff', $4, 'x')", [personId(0), n, database.now, JSON.stringify({ kind: 'call-note', text })])
    if (n > KNOWN) continue
    if (n % 2) await owner.query("insert into identifier (kind, key_hash, person_id, since) values ('email', 'shared', $1, $2)", [personId(n), database.now])
    else await owner.query("insert into relation (person_id, relation_id, kind, other_person_id, since, evidence) values ($1, $2, 'household', $3, $4, '{}')", [personId(n), idOf(`relation ${n}`), personId(0), database.now])
  }
  await owner.query("insert into identifier (kind, key_hash, person_id, since) values ('email', 'shared', $1, $2)", [personId(0), database.now])
  await owner.query("update profile set own = own || $2 where person_id = $1", [personId(0), JSON.stringify({ friend: `${givenName(2)}, ${mailOf(3)}` })])
  await owner.query('commit')
}

await plant()
database.now = new Date('2026-03-02T09:00:00Z')
const archive = await bytesOf((await copyFile(house, personId(0), 'archive', 'sv')).body)
const files = zipEntries(archive)
const text = [...files].map(([name, bytes]) => (name.endsWith('.pdf') && !name.startsWith('documents/') ? pdfText(bytes) : bytes.toString('utf8'))).join('\n')
const told = JSON.parse(files.get('data.jsonld')!.toString('utf8')) as { 'tillit:tables': Record<string, Record<string, { rows: Record<string, unknown>[] }>> }
const tokens = new Set(text.match(/[\p{L}\p{N}_@.:+-]+/gu))

async function bytesOf(body: ReadableStream<Uint8Array> | Uint8Array): Promise<Buffer> {
  return body instanceof Uint8Array ? Buffer.from(body) : Buffer.from(await new Response(body).arrayBuffer())
}

/** What the database itself says of this person's row, as JSON. */
async function stored(table: string, n: number): Promise<Record<string, unknown>[]> {
  return (await owner.query(`select to_jsonb(x) as row from "${table}" x where person_id = $1`, [personId(n)])).rows.map((one) => one.row as Record<string, unknown>)
}

test('DS-01: the archive has every column of every table that the map gives, with what stands in it', async (t) => {
  let given = 0
  for (const table of tables.filter((one) => PERSONAL_TABLES[one]!.exported)) {
    const map = PERSONAL_TABLES[table]!
    const rows = Object.values(told['tillit:tables']).flatMap((category) => category[table]?.rows ?? [])
    const [planted] = await stored(table, 0)
    for (const column of givenColumns(map)) {
      given += 1
      if (words(map.files ?? '').has(column) || (table === 'sealed_value' && column === 'sealed')) {
        const place = columns.findIndex((one) => one.table === table && one.column === column)
        assert.ok(tokens.has(`kx0x${tables.indexOf(table)}x${place}q`), `${table}.${column} as a file or opened`)
        continue
      }
      const value = planted![column]
      const same = rows.some((row) => JSON.stringify(row[column]) === JSON.stringify(value)) || (isFree(map, column) && JSON.stringify(rows).includes(`kx0x${tables.indexOf(table)}x`))
      assert.ok(same, `${table}.${column}: ${JSON.stringify(value)}`)
    }
  }
  assert.ok(given > 250, `${given}`)
  t.diagnostic(`${given} columns of ${tables.length} tables, all of them in the archive; the catalogue: one canary per stored column, 100 %`)
})

test('DS-01: nothing of 200 neighbours is in it: no value of theirs, no name, address or number, wherever it stands', async (t) => {
  let looked = 0
  for (const table of tables) {
    if (!columns.some((one) => one.table === table && one.column === 'person_id')) continue
    const rows = (await owner.query(`select to_jsonb(x) as row from "${table}" x where person_id <> $1`, [personId(0)])).rows
    for (const { row } of rows) {
      for (const [column, value] of Object.entries(row as Record<string, unknown>)) {
        // His own id stands in relations of theirs; true is true for everybody.
        const strings = JSON.stringify(value).match(/[\p{L}\p{N}_@.:+-]{5,}/gu) ?? []
        if (column === 'other_person_id' || typeof value === 'boolean' || isOfBoth(table, column)) continue
        looked += 1
        const leaked = strings.filter((one) => tokens.has(one) && !SHARED.has(one))
        assert.deepEqual(leaked, [], `${table}.${column}`)
      }
    }
  }
  for (let n = 1; n <= NEIGHBOURS; n++) for (const one of [givenName(n), familyName(n), mailOf(n), phoneOf(n), personId(n)]) assert.ok(!text.includes(one), one)
  // Of what is theirs only one thing is his too: of which kind a relation to him is.
  const ofOthers = [...text.matchAll(/kx(\d+)x\d+x(\d+)q/g)].filter(([, n]) => n !== '0').map(([, n, column]) => ({ n: Number(n), name: `${columns[Number(column)]!.table}.${columns[Number(column)]!.column}` }))
  assert.deepEqual([...new Set(ofOthers.map((one) => one.name))], ['relation.kind'])
  assert.ok(ofOthers.every(({ n }) => n <= KNOWN))
  t.diagnostic(`${looked} values of ${NEIGHBOURS} neighbours looked for, 0 found; the catalogue: 0 of 200`)
})

/** A relation is his as much as theirs: of what kind, since when and until when. */
const isOfBoth = (table: string, column: string): boolean => table === 'relation' && ['kind', 'since', 'until'].includes(column)

/** Words of ours that stand with everybody. */
const SHARED = new Set(['household', 'health_note', 'text', 'shared', 'email', '2026-03-02', '2026-03-02T09:00:00+00:00', '00:00'])

test('DS-01: secrets are in no archive, and whatever was taken out is told with its kind and why', async () => {
  for (const table of tables.filter((one) => PERSONAL_TABLES[one]!.exported)) {
    const [planted] = await stored(table, 0)
    // By their names as well: a map that forgot to say so must not make them no secrets.
    const hashes = columns.filter((one) => one.table === table && one.column.endsWith('_hash')).map((one) => one.column)
    for (const column of [...words(PERSONAL_TABLES[table]!.withheld?.secret ?? ''), ...hashes]) assert.ok(!text.includes(String(planted![column]).replace('\\x', '')), `${table}.${column}`)
  }
  const { copy, passages } = await database.read((tx) => readAccess(tx, house.keeper, personId(0), { kind: 'access', language: 'sv', company: [] }))
  const kinds = Map.groupBy(copy.redactions.filter((one) => one.place === 'ledger_entry.evidence'), (one) => one.kind)
    assert.deepEqual([kinds.get('name')!.length, kinds.get('email')!.length, kinds.get('phone')!.length], [NEIGHBOURS, NEIGHBOURS, NEIGHBOURS])
  assert.ok(passages.filter((one) => one.place === 'ledger_entry.evidence').length >= NEIGHBOURS)
  const leftOut = copySections(copy).find((one) => one.key === 'left-out')!
  assert.ok(leftOut.items.some((one) => one.text.includes('en annan persons namn')) && leftOut.items.some((one) => one.notes.join().includes('delar adress')))
})

test('DS-01: a member of JSON that nobody declared is found by its name wherever it is stored, also below another', async () => {
  const before = new Set(memberFaults(await storedMembers(database)))
  await owner.query(`update ledger_entry set evidence = evidence || '{"diagnosis": {"code": "F32"}}' where person_id = $1 and seq = 1`, [personId(0)])
  await owner.query(`update request set wish = '{"values": {"city": "Umeå"}, "relatives": [{"name": "Rut"}]}' where person_id = $1`, [personId(0)])
  const found = memberFaults(await storedMembers(database)).filter((one) => !before.has(one)).map((one) => one.split(' ')[0])
  assert.deepEqual(found, ['ledger_entry.evidence.diagnosis', 'ledger_entry.evidence.diagnosis.code', 'request.wish.relatives', 'request.wish.relatives.name'])
})

test('DS-01: a new column that has no place on the map fails the build', async () => {
  const schema = await listColumns(database.connection)
  assert.deepEqual(mapFaults(schema), [])
  await owner.query('alter table profile add column shoe_size text')
  assert.deepEqual(mapFaults(await listColumns(database.connection)), ['profile.shoe_size is neither on the data map nor declared impersonal'])
  await owner.query('alter table profile drop column shoe_size')
})

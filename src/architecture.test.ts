// The house. Imports go down only; on one floor a room may use another where `>` says so.
//
//   doors        staff · customer · public · api · clock · shell
//   actions      imports · exports · lists · search · mass-changes · jobs · messages · connections · rights · record · access · anonymity · erasure · lifecycle · notes · activities · events · e-invoices · invoices · entrance · billing · delivery · payments · tickets · slips · deals · quotes · correspondence · leads · decorating · incoming · resolution · insight · backups · demo          search > resolution, mass-changes > lists, insight > anonymity, demo > imports messages access lifecycle invoices billing deals activities leads tickets, leads > imports messages access notes deals tickets, messages > access, rights > lifecycle connections, activities > notes messages, lifecycle > messages erasure notes activities events correspondence, correspondence > messages notes incoming, e-invoices > lifecycle, invoices > access lifecycle messages e-invoices, entrance > access invoices slips rights, delivery > invoices messages lifecycle access, billing > invoices entrance delivery, tickets > invoices notes rights, payments > invoices lifecycle messages, quotes > deals invoices messages lifecycle, decorating > e-invoices invoices messages access, backups > messages erasure, erasure > rights access connections anonymity, slips > access invoices messages rights
//   permission   decisions
//   facts        people · purposes · consent · staff · looks · companies          companies > people staff, consent > people purposes, people > purposes, staff > people purposes, looks > staff
//   underneath   law · values · free-text · plumbing · ledger · keeper            ledger > keeper plumbing values, keeper > plumbing values, plumbing > law values, free-text > values
//
// Nouns are pure, verbs act, `.sql.ts` remembers. What is not there carries the meaning: each rule below says one
// absence, looks at every file of the program, and shows with bad samples that it can fail.
// long: one list, so that the house can be read in one go.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { test } from 'node:test'
import { functionsOf, moduleOf, modulesUnder, type Module } from '../test/source-tree.ts'

interface House { floors: { name: string, rooms: string[] }[], sideways: Map<string, string[]> }

/** The house as the head of this file draws it. */
function drawnHouse(): House {
  const floors: House['floors'] = []
  const sideways: House['sideways'] = new Map()
  for (const line of readFileSync(import.meta.filename, 'utf8').split('\n')) {
    if (!line.startsWith('//')) break
    const [, name, rooms, allowed] = /^\/\/ {3}(\w+) +([\w-]+(?: · [\w-]+)*)(?: {2,}(.*))?$/.exec(line) ?? []
    if (!name || !rooms) continue
    floors.push({ name, rooms: rooms.split(' · ') })
    for (const one of allowed?.split(', ') ?? []) {
      const [user, used] = one.split(' > ')
      sideways.set(user!, used!.split(' '))
    }
  }
  return { floors, sideways }
}

const HOUSE = drawnHouse()
const TREE = modulesUnder('src')
const DOOR_ROOMS = HOUSE.floors[0]!.rooms

/** Floor of a room, counted from the top. The doors are one room below `src`; a room inside them may be called like another. */
const floorOf = (room: string): number => room === 'doors' ? 0 : HOUSE.floors.findIndex(({ rooms }, floor) => floor > 0 && rooms.includes(room))
const roomOf = (path: string): string => path.split('/')[1] ?? ''
const isTest = ({ path }: Module): boolean => path.endsWith('.test.ts')
const isMemory = ({ path }: Module): boolean => path.endsWith('.sql.ts')
const isDoor = ({ path }: Module): boolean => roomOf(path) === 'doors'
const isPlumbing = ({ path }: Module): boolean => roomOf(path) === 'plumbing'
const nameOf = (path: string): string => posix.basename(path, '.ts')
const camelCase = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** Neither verb, memory, door nor machinery that runs transactions of its own: words and rules. */
function isNoun(module: Module): boolean {
  if (isTest(module) || isMemory(module) || isDoor(module) || isPlumbing(module) || roomOf(module.path) === 'keeper') return false
  return [...module.code.matchAll(VERB)].length === 0 && !/\bDatabase\b/.test(module.code)
}

const lastsAtRunTime = (module: Module) => module.imports.filter(({ typeOnly }) => !typeOnly)

/** Files (not tests) whose code matches, as `path: what`. */
function uses(modules: Module[], pattern: RegExp, unless: (module: Module) => boolean = () => false): string[] {
  return modules.filter((module) => !isTest(module) && !unless(module)).flatMap(({ path, code }) => [...code.matchAll(pattern)].map(([what]) => `${path}: ${what.trim()}`))
}

/** Files (not tests) that import a library when running. */
function importers(modules: Module[], target: RegExp, unless: (module: Module) => boolean = () => false): string[] {
  return modules.filter((module) => !isTest(module) && !unless(module)).flatMap((module) => lastsAtRunTime(module).filter((each) => target.test(each.target)).map((each) => `${module.path}: ${each.specifier}`))
}

const SQL_LIBRARY = /^(?:kysely|pg|pg-copy-streams)$/
const NETWORK = /^(?:node:)?(?:https?|http2|net|tls|dgram|dns)(?:\/|$)|^(?:undici|axios|got|node-fetch)$/
/** The one way out for HTTP, and what it serves. */
const HTTP_CLIENT = 'src/plumbing/http-client.ts'
/** The one way out for IMAP; and what looks a name up for the two. */
const MAILBOX = 'src/plumbing/mailbox.ts'
const CHECKED_ADDRESSES = 'src/plumbing/checked-addresses.ts'
const IDENTITY_PROVIDER = 'src/plumbing/identity-provider.ts'
/** Of what can reach out, names that only look at an address. */
const CONNECTS_NOWHERE = new Set(['BlockList', 'isIP', 'isIPv4', 'isIPv6'])
const VERB = /export (?:async )?function (\w+)(?:<[^(]*>)?\(\s*tx\b/g

/** Writes a row that an answer of the gate may rest on. */
const CHANGES = /\b(?:insert into|update|delete from) (?:person|profile|ground|contact_point|standing|person_standing|restriction|stop_row|value_block|provenance|use_record|relation)\b|\bfrom (?:write_values|write_contact_points|end_unfounded_alike)\(|\bfrom hold_newcomers\(|\bselect clear_values\(|\bcopyInto\(tx, '(?:person|provenance|person_standing|ground|standing)'/
/** The sweep's own mark on a ground; no answer looks at it. */
const SWEPT = /update ground set swept_at = /

interface Rule {
  says: string
  /** Each violation as a line. */
  check: (modules: Module[]) => string[]
  /** Files that break the rule, by path; each sample alone must be caught. */
  caught: Record<string, string>[]
}

const RULES: Rule[] = [
  {
    says: 'imports go down only',
    check: (modules) => modules.flatMap((module) => module.imports.filter(({ target }) => target.startsWith('src/')).flatMap(({ target, specifier }) => {
      const [from, to] = [roomOf(module.path), roomOf(target)]
      if (from === to || module.path.split('/').length === 2) return []
      // A proof may look around on its own floor.
      const down = floorOf(from) < floorOf(to) || (isTest(module) && floorOf(from) === floorOf(to))
      return down || HOUSE.sideways.get(from)?.includes(to) ? [] : [`${module.path}: ${specifier}`]
    })),
    caught: [
      { 'src/people/x.ts': "import { decide } from '../decisions/decide.ts'" },
      { 'src/values/x.ts': "import type { Tx } from '../plumbing/database.ts'" },
      { 'src/purposes/x.ts': "import { a } from '../people/person.ts'" },
      { 'src/imports/x.ts': "const late = await import('../messages/send.ts')" },
      { 'src/decisions/x.ts': "export { app } from '../doors/app.ts'" },
      { 'src/law/x.test.ts': "import { decide } from '../decisions/decide.ts'" },
    ],
  },
  {
    says: 'every folder is a room of the house, and doors have no other rooms than theirs',
    check: (modules) => modules.filter(({ path }) => {
      const [, room, inner, deeper] = path.split('/')
      if (deeper !== undefined) return room !== 'doors' || !DOOR_ROOMS.includes(inner!) || path.split('/').length > 4
      return inner !== undefined && floorOf(room!) < 0
    }).map(({ path }) => path),
    caught: [{ 'src/marketing/x.ts': '' }, { 'src/doors/partner/x.ts': '' }, { 'src/people/inner/x.ts': '' }, { 'src/doors/api/inner/x.ts': '' }],
  },
  {
    says: 'nouns are pure: no transaction, no SQL, no network',
    check: (modules) => modules.filter(isNoun).flatMap((module) => [
      ...module.imports.filter(({ target }) => target === 'src/plumbing/database.ts'),
      ...lastsAtRunTime(module).filter(({ target }) => target.endsWith('.sql.ts') || SQL_LIBRARY.test(target) || NETWORK.test(target)),
    ].map(({ specifier }) => `${module.path}: ${specifier}`)),
    caught: [
      { 'src/people/person.ts': "import { selectPeople } from './people.sql.ts'" },
      { 'src/people/person.ts': "import type { Tx } from '../plumbing/database.ts'\nfunction hidden(tx: Tx) {}" },
      { 'src/law/country.ts': "import { connect } from 'node:net'" },
    ],
  },
  {
    says: 'a verb is one function, named like its file, that takes the transaction first',
    check: (modules) => modules.filter((module) => !isTest(module) && !isMemory(module) && !isDoor(module) && !isPlumbing(module)).flatMap(({ path, code }) => {
      const verbs = [...code.matchAll(VERB)].map(([, name]) => name!)
      const functions = [...code.matchAll(/export (?:async )?function (\w+)/g)].map(([, name]) => name!)
      return verbs.length === 0 || (functions.length === 1 && verbs[0] === camelCase(nameOf(path))) ? [] : [`${path}: ${functions.join(', ')}`]
    }),
    caught: [
      { 'src/consent/withdraw-consent.ts': 'export async function withdraw(tx: Tx) {}' },
      { 'src/consent/withdraw-consent.ts': 'export async function withdrawConsent(tx: Tx) {}\nexport function other() {}' },
    ],
  },
  {
    says: 'SQL stands in .sql.ts files and in plumbing only',
    check: (modules) => [
      ...uses(modules, /\bsql(?:<[^`]*>)?`/g, (module) => isMemory(module) || isPlumbing(module)),
      ...importers(modules, SQL_LIBRARY, (module) => isMemory(module) || isPlumbing(module)),
    ],
    caught: [{ 'src/people/x.ts': 'await sql<Row>`select 1`.execute(tx.db)' }, { 'src/doors/api/x.ts': "import { sql } from 'kysely'" }, { 'src/people/y.ts': "import { Pool } from 'pg'" }],
  },
  {
    says: 'the clock is read in doors and plumbing only: below, time comes as a parameter',
    check: (modules) => uses(modules, /\bnew Date\(\s*\)|\bDate\s*\(\s*\)|\bDate\.now\b|\bperformance\.now\b|\bTemporal\.Now\b|\bhrtime\b|\bnow\(\)/g, (module) => isDoor(module) || isPlumbing(module)),
    caught: [{ 'src/consent/x.ts': 'const at = new Date()' }, { 'src/ledger/x.ts': 'Date.now()' }, { 'src/values/x.ts': 'Temporal.Now.instant()' }, { 'src/law/x.ts': '`${performance.now()}`' }],
  },
  {
    says: 'the database does not read the clock for us either',
    check: (modules) => modules.filter(isMemory).flatMap(({ path, text }) => [...text.matchAll(/\bnow\(\)|\bcurrent_(?:timestamp|date|time)\b|\bclock_timestamp\b|\blocaltimestamp\b/gi)].map(([what]) => `${path}: ${what}`)),
    caught: [{ 'src/people/x.sql.ts': 'sql`update person set seen_at = now()`' }, { 'src/people/y.sql.ts': 'sql`select current_date`' }],
  },
  {
    says: 'nothing is a default export, a barrel or a drawer',
    check: (modules) => [
      ...uses(modules, /\bexport default\b/g),
      ...modules.filter(({ path }) => /^(?:index|types|utils?|helpers?|common|misc|shared)(?:\.|$)/.test(nameOf(path))).map(({ path }) => path),
      ...modules.flatMap(({ path, imports }) => imports.filter(({ passedOn }) => passedOn).map(({ specifier }) => `${path}: export from ${specifier}`)),
    ],
    caught: [{ 'src/people/x.ts': 'export default 1' }, { 'src/people/utils.ts': '' }, { 'src/people/types.ts': '' }, { 'src/people/y.ts': "export * from './person.ts'" }],
  },
  {
    says: 'what sends, imports or answers asks `decisions`; it never looks at standing itself',
    check: (modules) => modules.filter(({ path }) => ['doors', 'messages', 'imports', 'demo'].includes(roomOf(path))).flatMap(({ path, imports }) => imports.filter(({ target }) => /^src\/consent\/[\w-]*standing/.test(target)).map(({ specifier }) => `${path}: ${specifier}`)),
    caught: [{ 'src/messages/x.ts': "import { standing } from '../consent/standing.ts'" }, { 'src/doors/api/x.ts': "import type { Standing } from '../../consent/standing.sql.ts'" }],
  },
  {
    says: 'days, numbers and lists are written by the locale of the language, which one file knows',
    // Names of months are read there, in whatever form somebody types them.
    check: (modules) => uses(modules, /\bIntl\.(?:DateTime|Number|List)Format\((?!localeOf\()/g, ({ path }) => path === 'src/values/calendar.ts'),
    caught: [
      { 'src/rights/x.ts': "new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(at)" },
      { 'src/doors/customer/x.ts': "new Intl.ListFormat('en').format(items)" },
    ],
  },
  {
    says: 'one module sends mail',
    check: (modules) => {
      const senders = new Set(importers(modules, /^nodemailer(?:\/|$)/).map((line) => line.split(': ')[0]!))
      return senders.size === 1 && [...senders][0]!.startsWith('src/messages/') ? [] : [...senders]
    },
    caught: [
      { 'src/doors/clock/x.ts': "import { createTransport } from 'nodemailer'" },
      { 'src/messages/x.ts': "import { createTransport } from 'nodemailer'", 'src/messages/y.ts': "const { createTransport } = await import('nodemailer')" },
    ],
  },
  {
    says: 'nothing opens a connection to the outside but the module that sends mail, the one that reads a mailbox and the one HTTP client',
    check: (modules) => [
      ...uses(modules, /(?<![.\w])(?:globalThis\.)?fetch\s*\(|\bnew (?:WebSocket|EventSource)\b/g),
      // A door may listen, and anybody may ask what an address is.
      ...modules.filter((module) => !isTest(module) && ![HTTP_CLIENT, CHECKED_ADDRESSES].includes(module.path)).flatMap((module) => lastsAtRunTime(module)
        .filter(({ target, names }) => NETWORK.test(target) && !(names.length > 0 && names.every((name) => CONNECTS_NOWHERE.has(name) || (isDoor(module) && ['createServer', 'Server'].includes(name)))))
        .map(({ specifier }) => `${module.path}: ${specifier}`)),
      // Whoever connects, connects to an address that was checked.
      ...importers(modules, /^imapflow(?:\/|$)/, ({ path }) => path === MAILBOX),
      ...modules.filter(({ path, code }) => (path === MAILBOX || path === HTTP_CLIENT) && !/\bcheckedAddresses\(/.test(code)).map(({ path }) => `${path}: without checkedAddresses`),
    ],
    caught: [{ 'src/incoming/x.ts': "import { ImapFlow } from 'imapflow'" }, { [MAILBOX]: "import { ImapFlow } from 'imapflow'\nnew ImapFlow({ host })" }, { [CHECKED_ADDRESSES]: "await fetch('https://example.org')" }, { [HTTP_CLIENT]: "await fetch('https://example.org')" }, { 'src/plumbing/x.ts': "import { isIP, connect } from 'node:net'" }, { 'src/plumbing/y.ts': "import { request } from 'node:https'" }, { 'src/staff/x.ts': "const { request } = await import('node:http')" }, { 'src/messages/x.ts': "await fetch('https://example.org')" }, { 'src/doors/shell/x.ts': "import { createServer, request } from 'node:https'" }, { 'src/people/x.ts': "import { connect } from 'node:net'" }],
  },
  {
    says: 'what speaks HTTP for us speaks through the one HTTP client',
    check: (modules) => [
      ...importers(modules, /^openid-client(?:\/|$)/, ({ path }) => path === IDENTITY_PROVIDER),
      // Without it the library would use a fetch of its own.
      ...modules.filter(({ path, code }) => path === IDENTITY_PROVIDER && !(/\[customFetch\] = this\.#fetch\b/.test(code) && /\[customFetch\]: this\.#fetch\b/.test(code) && /#client\.call\(/.test(code))).map(({ path }) => `${path}: without customFetch`),
    ],
    caught: [
      { 'src/staff/x.ts': "import { discovery } from 'openid-client'" },
      { [IDENTITY_PROVIDER]: "import { discovery } from 'openid-client'\nawait discovery(issuer, id)" },
      { [IDENTITY_PROVIDER]: 'configuration[customFetch] = this.#fetch\nawait discovery(issuer, id)' },
    ],
  },
  {
    says: 'HTTP words are spoken in doors, and by the one HTTP client',
    check: (modules) => [
      ...importers(modules, /^(?:hono|@hono\/.*)(?:\/|$)/, isDoor),
      ...uses(modules, /\bstatusCode\b|\bstatus:\s*[1-5]\d\d\b|\b(?:Request|Response|Headers|HTTPException)\b/g, (module) => isDoor(module) || module.path === HTTP_CLIENT),
    ],
    caught: [{ 'src/people/x.ts': 'return new Response()' }, { 'src/consent/x.ts': "import { Hono } from 'hono'" }, { 'src/rights/x.ts': 'throw { status: 404 }' }],
  },
  {
    says: 'no line of the ledger is updated, and only the eraser deletes one',
    check: (modules) => modules.filter((module) => !isTest(module)).flatMap(({ path, text }) => {
      const rewrites = [...text.matchAll(/\b(?:update|truncate(?:\s+table)?)\s+(?:only\s+)?"?ledger_(?:entry|leaf|head)\b|\bupdateTable\('ledger_/gi)]
      const deletes = /(?:^|\/)erase[\w-]*\.sql\.ts$/.test(path) ? [] : [...text.matchAll(/\bdelete\s+from\s+(?:only\s+)?"?ledger_(?:entry|leaf|head)\b|\bdeleteFrom\('ledger_/gi)]
      return [...rewrites, ...deletes].map(([what]) => `${path}: ${what}`)
    }),
    caught: [{ 'src/ledger/x.sql.ts': 'sql`update ledger_entry set payload = null`' }, { 'src/people/x.sql.ts': 'sql`delete\n from ledger_entry`' }, { 'src/rights/erase-person.sql.ts': 'sql`truncate ledger_leaf`' }],
  },
  {
    says: 'who writes what an answer rests on notes the change in the same function, or in the one of its file that calls it',
    check: (modules) => modules.filter(isMemory).flatMap(({ path, text }) => text.split(/\n(?=(?:export )?(?:async )?function )/)
      .filter((part) => CHANGES.test(part.replace(SWEPT, '')) && !part.includes('noteChange(tx, ') && (part.startsWith('export ') || !text.includes('noteChange(tx, ')))
      .map((part) => `${path}: ${part.split('\n')[0]}`)),
    caught: [
      { 'src/people/x.sql.ts': 'export async function moveOut(tx: Tx) {\n  await sql`update person set country = null`\n}' },
      { 'src/people/x.sql.ts': 'export async function a(tx: Tx) {\n  noteChange(tx, [id])\n}\nexport async function b(tx: Tx) {\n  await sql`select * from write_values(1)`\n}' },
      { 'src/people/x.sql.ts': 'async function hidden(tx: Tx) {\n  await sql`delete from restriction`\n}' },
    ],
  },
  {
    says: 'the environment is read by the shell and by plumbing only',
    check: (modules) => uses(modules, /\bprocess\.env\b/g, (module) => isPlumbing(module) || module.path.startsWith('src/doors/shell/')),
    caught: [{ 'src/messages/x.ts': "const url = process.env['SMTP_URL']" }],
  },
  {
    says: 'nothing decrypts but the answers to requests and the files of exports of the last day, documents that came with a request, colleagues’ own factors, what is kept to tell connected systems, letters on their way to a print house, the key room, and what is sealed with a key of it (H6)',
    check: (modules) => uses(modules, /\bcreateDecipheriv\b|\bprivateDecrypt\b/g, ({ path }) => ['src/doors/idempotent-request.ts', 'src/exports/sealed-part.ts', 'src/staff/factor-keys.ts', 'src/keeper/key-record.ts', 'src/people/sealed-value.ts', 'src/rights/sealed-document.ts', 'src/connections/sealed-text.ts', 'src/delivery/sealed-letters.ts'].includes(path)),
    caught: [{ 'src/people/x.ts': 'createDecipheriv(a, b, c)' }],
  },
  {
    says: 'a file over 250 lines and a function over 70 give their reason in a `// long:` comment',
    check: (modules) => modules.flatMap(({ path, text, code }) => {
      const lines = text.split('\n')
      const file = lines.length - 1 > 250 && !lines.slice(0, 20).some((line) => line.startsWith('// long: ')) ? [`${path}: ${lines.length - 1} lines`] : []
      const excused = (line: number): boolean => lines.slice(Math.max(0, line - 4), line + 1).some((each) => each.trim().startsWith('// long: '))
      return [...file, ...functionsOf(code).filter((each) => each.lines > 70 && !excused(each.line)).map((each) => `${path}:${each.line}: a function of ${each.lines} lines`)]
    }),
    caught: [{ 'src/people/x.ts': '\n'.repeat(251) }, { 'src/people/y.ts': `export function long(): { a: string } {${'\n'.repeat(70)}}` }, { 'src/people/z.ts': `const long = async () => {${'\n'.repeat(70)}}` }],
  },
]

for (const { says, check, caught } of RULES) {
  test(says, () => {
    assert.deepEqual(check(TREE), [])
    for (const sample of caught) assert.notDeepEqual(check(Object.entries(sample).map(([path, text]) => moduleOf(path, text))), [], `not caught: ${JSON.stringify(sample).slice(0, 120)}`)
  })
}

test('the house is read: floors, rooms, files and imports are there', () => {
  assert.deepEqual(HOUSE.floors.map(({ name }) => name), ['doors', 'actions', 'permission', 'facts', 'underneath'])
  for (const room of HOUSE.floors.slice(1).flatMap(({ rooms }) => rooms)) {
    assert.ok(TREE.some((module) => roomOf(module.path) === room && !isTest(module)), `room ${room} is empty`)
  }
  for (const room of DOOR_ROOMS) assert.ok(TREE.some(({ path }) => path.startsWith(`src/doors/${room}/`)), `door ${room} is empty`)
  assert.ok(TREE.flatMap(({ imports }) => imports).filter(({ target }) => target.startsWith('src/')).length > TREE.length, 'hardly any import was found')
  const files = new Set(TREE.map(({ path }) => path))
  const lost = TREE.flatMap(({ path, imports }) => imports.filter(({ target }) => target.startsWith('src/') && target.endsWith('.ts') && !files.has(target)).map(({ specifier }) => `${path}: ${specifier}`))
  assert.deepEqual(lost, [])
})

test('the reader of files is not fooled by strings, comments, templates and regular expressions', () => {
  const tricky = String.raw`
    // import { a } from './comment.ts'
    const text = "import { b } from './string.ts'"
    const pattern = /['"${'`'}/]+/g, half = 4 / 2 / 1
    const made = ${'`'}import { c } from './template.ts' ${'${'}new Date()${'}'} ${'`'}
    import {
      type D,
      e,
    } from './real.ts'
    import { type F } from './type.ts'
    import './bare.ts'`
  const { imports, code } = moduleOf('src/people/x.ts', tricky)
  assert.deepEqual(imports.map(({ specifier, typeOnly }) => [specifier, typeOnly]), [['./real.ts', false], ['./type.ts', true], ['./bare.ts', false]])
  assert.equal(code.match(/new Date\(\)/g)?.length, 1)
  assert.equal(code.length, tricky.length)
})

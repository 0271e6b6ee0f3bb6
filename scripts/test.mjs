// npm test: every check there is, as a list one can read. A check that fails does not keep the next from running.
// What must be there is seen to first; then what measures runs alone, and of the rest two jobs at a time (a file of tests, a
// compiler), so that one computes while the other waits. What is checked by several jobs is told as one.
// npm run long: the same with full sizes; its last result stays in docs/results/long.md. It takes hours: `npm run long -- WORD …`
// runs the test files whose path has one of the words, and keeps their results among the others.
import { join } from 'node:path'
import { command, failure, inLanes, success, testPostgres, tests, together } from './checks.mjs'
import { ensureChromium } from './chromium.mjs'
import { ensureDovecot } from './dovecot.mjs'
import { keepLongResults } from './long-results.mjs'
import { ensurePostgres15 } from './postgres-15.mjs'
import { buildWeb, CannotRun, filesIn, install, ROOT, say } from './prepare.mjs'
import { ensureSqlmap } from './sqlmap.mjs'

const LONG = process.argv.includes('--long')
const WORDS = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const MINUTE = 60_000
/** A job that hangs is ended; the full sizes may take longer. */
const PATIENCE = LONG ? 180 * MINUTE : 10 * MINUTE
/** As many cores as the smallest machine has. Full sizes one at a time: how soon a no has its effect is not measured beside sixty-four writers. */
const LANES = LONG ? 1 : 2

/** What Node has compiled stays for the next process: each story, and each program that a test starts, loads a thousand files. */
const COMPILED = join(ROOT, '.cache', 'compiled')

const GUARDS = ['src/architecture.test.ts', 'src/packages.test.ts', 'src/texts.test.ts', 'schema.test.ts', 'route-table.test.ts']
const ONE_PROCESS = ['--test-isolation=none', `--test-timeout=${LONG ? 20 * MINUTE : 2 * MINUTE}`]
const ONE_FILE = ['--test-concurrency=1', `--test-timeout=${LONG ? 120 * MINUTE : 4 * MINUTE}`]

/** Of the browser the longest first, so that none of them is left alone at the end. */
const LONGEST = ['screens', 'workspace', 'customer', 'main-job']

/** What must be there before anything is tested; without one of them, what needs it says so. */
const PREPARATIONS = {
  'the workspace builds': (it) => buildWeb(it.node),
  'sqlmap is here': (it) => { it.environment.SQLMAP_PATH = ensureSqlmap() },
  'Dovecot is here': () => mailboxServer(),
  'Chromium is here': (it) => { it.environment.CHROMIUM_PATH = ensureChromium() },
}

/** Each check with its jobs. */
const CHECKS = {
  rules: (it) => [{ act: (name) => tests(it.node, testFiles('src', 'web/src').filter((path) => !isGuard(path)), { ...it, name, flags: ONE_PROCESS }) }],
  'types of the server': (it) => [{ act: (name) => command(it.node, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'], { ...it, name }) }],
  'types of the workspace': (it) => [{ act: (name) => command(it.node, ['node_modules/typescript/bin/tsc', '-p', 'web/tsconfig.json'], { ...it, name }) }],
  lint: (it) => [{ act: (name) => command(it.node, ['node_modules/oxlint/bin/oxlint', '--deny-warnings'], { ...it, name }) }],
  'architecture, schema, data map, route table': (it) => eachFile(guards(), it),
  'two copies against PostgreSQL 15': (it) => eachFile(testFiles('test/copies'), it, { quiet: true, environment: it.ofCopies }),
  'stories against PostgreSQL': (it) => eachFile(testFiles('test/stories').filter((path) => !isGuard(path)), it),
  browser: (it) => eachFile(testFiles('test/browser').toSorted((a, b) => placeOf(a) - placeOf(b)), it, { lacks: it.environment.CHROMIUM_PATH ? undefined : 'there is no Chromium' }),
}

/** Where the files of a check may lie. */
const FOLDER_OF = { 'stories against PostgreSQL': 'test/stories', 'two copies against PostgreSQL 15': 'test/copies', browser: 'test/browser' }

/** A process for each file. */
function eachFile(files, it, { lacks, quiet = false, environment } = {}) {
  if (lacks) return [{ act: async () => failure(lacks) }]
  if (files.length === 0) return [{ act: async () => failure('there are no tests') }]
  return files.map((path) => ({ quiet, act: (name) => tests(it.node, [path], { ...it, environment: environment ?? it.environment, name: `${name}: ${path}`, flags: ONE_FILE }) }))
}

/** What guards the rest; one that is missing is named, and fails since it cannot be found. */
function guards() {
  const files = testFiles('src', 'web/src', 'test', 'database').filter(isGuard)
  return [...files, ...GUARDS.filter((name) => !files.some((path) => isNamed(path, name)))]
}

function placeOf(path) {
  const at = LONGEST.findIndex((name) => path.endsWith(`/${name}.test.ts`))
  return at < 0 ? LONGEST.length : at
}

/** Where it cannot be had, what reads a real mailbox is skipped, and that is said. */
function mailboxServer() {
  const { why } = attempt(ensureDovecot)
  if (why) say(`No real mailbox is read: ${why}`)
}

const isNamed = (path, name) => path === name || path.endsWith(`/${name}`)
const isGuard = (path) => GUARDS.some((name) => isNamed(path, name))

/** Test files of some folders, those that were asked for; the long ones only where all the time in the world is given. */
function testFiles(...folders) {
  return folders.flatMap(filesIn)
    .filter((path) => path.endsWith('.test.ts') && (LONG || !path.endsWith('.long.test.ts')))
    .filter((path) => WORDS.length === 0 || WORDS.some((word) => path.includes(word)))
}

/** What scans for injections, which takes long. */
const SCAN = 'test/stories/injection-scan.long.test.ts'

/** What reads a real mailbox. */
const MAILBOX = 'test/stories/incoming-mail.test.ts'

/** Of all that can be checked only what the files asked for need. */
function isAskedFor(name) {
  if (name === 'sqlmap is here') return testFiles('test/stories').includes(SCAN)
  if (WORDS.length === 0 || name === 'the workspace builds') return true
  if (name === 'Dovecot is here') return testFiles('test/stories').includes(MAILBOX)
  const folder = FOLDER_OF[name === 'Chromium is here' ? 'browser' : name]
  return folder !== undefined && testFiles(folder).length > 0
}

function attempt(act) {
  try {
    act()
    return success()
  } catch (error) {
    if (error instanceof CannotRun) return failure(error.message)
    throw error
  }
}

/** What `act` found, in how much time; why it failed is said at once. */
async function timed(name, act) {
  const begin = performance.now()
  const found = await act(name)
  if (found.why) process.stdout.write(`✖ ${name}: ${found.why}\n`)
  return { found, ms: performance.now() - begin }
}

/** Does the jobs of all checks, and tells what each check found and how long its jobs took in all. */
async function check(it) {
  const done = new Map(Object.keys(CHECKS).filter(isAskedFor).map((name) => [name, []]))
  const jobs = [...done].flatMap(([name, results]) => CHECKS[name](it).map(({ quiet, act }) => ({ quiet, act: async () => { results.push(await timed(name, act)) } })))
  // What measures how soon something happens has the machine to itself.
  await inLanes(1, jobs.filter((job) => job.quiet))
  await inLanes(LANES, jobs.filter((job) => !job.quiet))
  return [...done].map(([name, results]) => ({ name, found: together(results.map(({ found }) => found)), ms: results.reduce((sum, { ms }) => sum + ms, 0) }))
}

/** The same with a PostgreSQL of the oldest version there may be for the copies; where it cannot be had they run on the built-in one, and that is said. */
async function checkWithCopies(it) {
  const copies = 'two copies against PostgreSQL 15'
  if (!isAskedFor(copies)) return check(it)
  let bin
  const found = attempt(() => { bin = ensurePostgres15() })
  const server = bin && (await testPostgres(it.node, 'test-postgres-15.mjs', bin))
  if (server) it.ofCopies = { ...it.environment, TEST_POSTGRES: server.connection, TEST_POSTGRES_15: bin }
  try {
    const results = await check(it)
    if (!server) results.find(({ name }) => name === copies).found.told.push(`The copies ran on the built-in PostgreSQL: ${found.why ?? 'PostgreSQL 15 did not start'}`)
    return results
  } finally {
    await server?.stop()
  }
}

function summary(results) {
  const sum = (part) => results.reduce((total, { found }) => total + found[part], 0)
  const skipped = sum('skipped')
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`
}

async function main() {
  const begin = performance.now()
  const it = { node: '', environment: { NODE_COMPILE_CACHE: COMPILED, ...(LONG && { TILLIT_LONG: '1' }) }, limitMs: PATIENCE }
  const installed = attempt(() => { it.node = install() })
  const results = [{ name: 'what the program needs is installed', found: installed, ms: 0 }]
  if (installed.failed > 0) say(installed.why)
  else {
    for (const [name, act] of Object.entries(PREPARATIONS).filter(([one]) => isAskedFor(one))) results.push({ name, ...(await timed(name, () => attempt(() => act(it)))) })
    // The full sizes are measured against what the catalogue asks for, and that on a disk.
    const postgres = await testPostgres(it.node, 'test-postgres.mjs', ...(LONG ? ['disk'] : []))
    if (postgres) it.environment.TEST_POSTGRES = postgres.connection
    try {
      results.push(...(await checkWithCopies(it)))
    } finally {
      await postgres?.stop()
    }
  }
  process.stdout.write('\n')
  for (const { name, found, ms } of results) process.stdout.write(`${found.failed > 0 ? '✖' : '✔'} ${name}: ${found.passed} passed, ${found.failed} failed, ${found.skipped} skipped, ${seconds(ms)}\n`)
  if (LONG) keepLongResults(results, summary(results), WORDS.length === 0)
  process.stdout.write(`All of it took ${seconds(performance.now() - begin)}, ${LANES} at a time.\n\n${summary(results)}\n`)
  process.exitCode = results.every(({ found }) => found.failed === 0) ? 0 : 1
}

await main()

// npm test: every check there is, as a list one can read. A check that fails does not keep the next from running.
// npm run long: the same with full sizes; its last result stays in docs/results/long.md. It takes hours: `npm run long -- WORD …`
// runs the test files whose path has one of the words, and keeps their results among the others.
import { join } from 'node:path'
import { command, failure, testPostgres, tests } from './checks.mjs'
import { ensureChromium } from './chromium.mjs'
import { keepLongResults } from './long-results.mjs'
import { ensurePostgres15 } from './postgres-15.mjs'
import { buildWeb, CannotRun, filesIn, install, ROOT, say } from './prepare.mjs'
import { ensureSqlmap } from './sqlmap.mjs'

const LONG = process.argv.includes('--long')
const WORDS = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const MINUTE = 60_000
/** A check that hangs is ended; the full sizes may take longer. */
const PATIENCE = LONG ? 180 * MINUTE : 20 * MINUTE

/** What Node has compiled stays for the next process: each story, and each program that a test starts, loads a thousand files. */
const COMPILED = join(ROOT, '.cache', 'compiled')

const GUARDS = ['src/architecture.test.ts', 'src/packages.test.ts', 'src/texts.test.ts', 'schema.test.ts', 'route-table.test.ts']
const ONE_PROCESS = ['--test-isolation=none', `--test-timeout=${LONG ? 20 * MINUTE : 2 * MINUTE}`]
/** Full sizes one file at a time: how soon a no has its effect is not measured beside sixty-four writers. */
const PROCESS_PER_FILE = [`--test-concurrency=${LONG ? 1 : 2}`, `--test-timeout=${LONG ? 90 * MINUTE : 4 * MINUTE}`]

/** They measure how soon something happens: one at a time has the machine. */
const ONE_FILE_AT_A_TIME = ['--test-concurrency=1', `--test-timeout=${LONG ? 120 * MINUTE : 4 * MINUTE}`]

const CHECKS = [
  ['the workspace builds', (it) => attempt(() => buildWeb(it.node))],
  ['types of the server', (it) => command(it.node, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'], it)],
  ['types of the workspace', (it) => command(it.node, ['node_modules/typescript/bin/tsc', '-p', 'web/tsconfig.json'], it)],
  ['lint', (it) => command(it.node, ['node_modules/oxlint/bin/oxlint', '--deny-warnings'], it)],
  ['architecture, schema, data map, route table', (it) => guards(it)],
  ['rules', (it) => tests(it.node, testFiles('src', 'web/src').filter((path) => !isGuard(path)), { ...it, flags: ONE_PROCESS })],
  ['sqlmap is here', (it) => attempt(() => { it.environment.SQLMAP_PATH = ensureSqlmap() })],
  ['stories against PostgreSQL', (it) => tests(it.node, testFiles('test/stories').filter((path) => !isGuard(path)), { ...it, flags: PROCESS_PER_FILE })],
  ['two copies against PostgreSQL 15', (it) => twoCopies(it)],
  ['Chromium is here', (it) => attempt(() => { it.environment.CHROMIUM_PATH = ensureChromium() })],
  ['browser', (it) => it.environment.CHROMIUM_PATH ? tests(it.node, testFiles('test/browser'), { ...it, flags: PROCESS_PER_FILE }) : failure('there is no Chromium')],
]

/** Where the files of a part may lie. */
const FOLDER_OF = { 'stories against PostgreSQL': 'test/stories', 'two copies against PostgreSQL 15': 'test/copies', browser: 'test/browser' }

async function guards(it) {
  const files = testFiles('src', 'web/src', 'test', 'database').filter(isGuard)
  const missing = GUARDS.filter((name) => !files.some((path) => isNamed(path, name)))
  const found = await tests(it.node, files, { ...it, flags: PROCESS_PER_FILE })
  return missing.length === 0 ? found : { ...found, failed: found.failed + missing.length, why: `missing: ${missing.join(', ')}` }
}

/** Two programs on one server of the oldest version there may be; where it cannot be had, on the built-in one, and that is said. */
async function twoCopies(it) {
  let bin
  const found = attempt(() => { bin = ensurePostgres15() })
  const server = bin && (await testPostgres(it.node, 'test-postgres-15.mjs', bin))
  const environment = server ? { ...it.environment, TEST_POSTGRES: server.connection, TEST_POSTGRES_15: bin } : it.environment
  try {
    const result = await tests(it.node, testFiles('test/copies'), { ...it, environment, flags: ONE_FILE_AT_A_TIME })
    return server ? result : { ...result, told: [...result.told, `The copies ran on the built-in PostgreSQL: ${found.why ?? 'PostgreSQL 15 did not start'}`] }
  } finally {
    await server?.stop()
  }
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

/** Of a part only what its files need. */
function isAskedFor([name]) {
  if (name === 'sqlmap is here') return testFiles('test/stories').includes(SCAN)
  if (WORDS.length === 0) return true
  if (name === 'the workspace builds') return true
  if (name === 'Chromium is here') return testFiles('test/browser').length > 0
  const folder = FOLDER_OF[name]
  return folder !== undefined && testFiles(folder).length > 0
}

function attempt(act) {
  try {
    act()
    return { passed: 1, failed: 0, skipped: 0, told: [] }
  } catch (error) {
    if (error instanceof CannotRun) return failure(error.message)
    throw error
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
  const it = { node: '', environment: { NODE_COMPILE_CACHE: COMPILED, ...(LONG && { TILLIT_LONG: '1' }) }, limitMs: PATIENCE }
  const installed = attempt(() => { it.node = install() })
  const results = [{ name: 'what the program needs is installed', found: installed, ms: 0 }]
  if (installed.failed > 0) say(installed.why)
  else {
    // The full sizes are measured against what the catalogue asks for, and that on a disk.
    const postgres = await testPostgres(it.node, 'test-postgres.mjs', ...(LONG ? ['disk'] : []))
    if (postgres) it.environment.TEST_POSTGRES = postgres.connection
    try {
      for (const [name, check] of CHECKS.filter(isAskedFor)) {
        process.stdout.write(`\n── ${name}\n`)
        const begin = performance.now()
        const found = await check(it)
        results.push({ name, found, ms: performance.now() - begin })
        if (found.why) process.stdout.write(`✖ ${name}: ${found.why}\n`)
      }
    } finally {
      await postgres?.stop()
    }
  }
  process.stdout.write('\n')
  for (const { name, found, ms } of results) process.stdout.write(`${found.failed > 0 ? '✖' : '✔'} ${name}: ${found.passed} passed, ${found.failed} failed, ${found.skipped} skipped, ${seconds(ms)}\n`)
  if (LONG) keepLongResults(results, summary(results), WORDS.length === 0)
  process.stdout.write(`\n${summary(results)}\n`)
  process.exitCode = results.every(({ found }) => found.failed === 0) ? 0 : 1
}

await main()

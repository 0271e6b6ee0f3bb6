import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT, say } from './prepare.mjs'

/** What a check found. A failure that is not a test (a check that broke off, no tests at all) stands in `why`. */
const outcome = (parts) => ({ passed: 0, failed: 0, skipped: 0, told: [], why: undefined, ...parts })

export const success = () => outcome({ passed: 1 })
export const failure = (why) => outcome({ failed: 1, why })

/** What several jobs of one check found, as one. */
export function together(found) {
  const sum = (part) => found.reduce((total, one) => total + one[part], 0)
  const whys = found.flatMap(({ why }) => why ?? [])
  return {
    ...outcome({ passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped'), told: found.flatMap(({ told }) => told) }),
    why: whys.length > 0 ? whys.join('; ') : undefined, files: Object.assign({}, ...found.map(({ files }) => files)),
  }
}

/** Does jobs in their order, so many at a time. */
export async function inLanes(lanes, jobs) {
  const waiting = [...jobs]
  const lane = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) await job.act()
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

/** A check that passes when its command ends with 0; one line of the list is one check. */
export async function command(node, words, it) {
  const { code, late } = await run(node, words, it)
  if (late) return failure(`not done after ${it.limitMs / 1000} s`)
  return code === 0 ? success() : failure(`ended with ${code}`)
}

/** Runs test files with node:test and counts every test. No file and no test is a failure. */
export async function tests(node, files, it) {
  if (files.length === 0) return failure('there are no tests')
  const folder = mkdtempSync(join(tmpdir(), 'tillit-count-'))
  const counts = join(folder, 'counts.json')
  try {
    const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout', `--test-reporter=${join(ROOT, 'scripts', 'count-reporter.mjs')}`, `--test-reporter-destination=${counts}`]
    const { code, late } = await run(node, ['--test', ...it.flags, ...reporters, ...files], it)
    if (late) return failure(`not done after ${it.limitMs / 1000} s`)
    const counted = existsSync(counts) && readFileSync(counts, 'utf8')
    if (!counted) return failure(`broke off with ${code} before the counts were told`)
    const { tests: all, ...result } = JSON.parse(counted)
    if (all === 0) return failure('not one test was found')
    if (code !== 0 && result.failed === 0) return outcome({ ...result, failed: 1, why: `ended with ${code} although no test failed` })
    return outcome(result)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Starts the PostgreSQL of this run, or another by another script; undefined when it does not start (its words then stand above). */
export function testPostgres(node, script = 'test-postgres.mjs', ...words) {
  return new Promise((settle) => {
    const child = spawn(node, [join(ROOT, 'scripts', script), ...words], { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] })
    const ended = new Promise((end) => { child.once('exit', end) })
    let told = ''
    child.stdout.on('data', (text) => {
      told += text
      if (told.endsWith('\n')) settle({ connection: told.trim(), stop: () => { child.stdin.end(); return ended } })
    })
    ended.then(() => settle(undefined))
  })
}

/** What node:test counts at the end of each file; the counts of all stand at the end of everything. */
const COUNTS = /^ℹ (?:tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+\n/gm

/** How to end what runs now; whoever stops the tests stops all of it. */
const running = new Set()
for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]]) {
  process.on(signal, () => {
    for (const end of running) end('SIGTERM')
    process.exit(code)
  })
}

/**
 * Runs a command until it ends or its time is over, and ends whatever it started with it. What it says is written in one
 * piece when it has ended, since others run beside it.
 */
function run(node, words, { name, environment, limitMs }) {
  const folder = mkdtempSync(join(tmpdir(), 'tillit-said-'))
  const file = join(folder, 'said')
  const said = openSync(file, 'a')
  return new Promise((settle) => {
    const child = spawn(node, words, { cwd: ROOT, stdio: ['ignore', said, said], env: { ...process.env, ...environment }, detached: true })
    closeSync(said)
    let late = false
    const end = (signal) => { try { process.kill(-child.pid, signal) } catch { /* all of it has ended */ } }
    running.add(end)
    const timer = setTimeout(() => { late = true; end('SIGKILL') }, limitMs)
    const ended = (code) => {
      clearTimeout(timer)
      running.delete(end)
      end('SIGTERM')
      process.stdout.write(`\n── ${name}\n${readFileSync(file, 'utf8').replaceAll(COUNTS, '')}`)
      rmSync(folder, { recursive: true, force: true })
      settle({ code, late })
    }
    child.on('error', (error) => { say(error.message); ended(1) })
    child.on('exit', ended)
  })
}

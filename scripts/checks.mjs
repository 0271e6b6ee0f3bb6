import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT, say } from './prepare.mjs'

/** What a check found. A failure that is not a test (a check that broke off, no tests at all) stands in `why`. */
const outcome = (parts) => ({ passed: 0, failed: 0, skipped: 0, told: [], why: undefined, ...parts })

export const failure = (why) => outcome({ failed: 1, why })

/** A check that passes when its command ends with 0; one line of the list is one check. */
export async function command(node, words, { environment, limitMs }) {
  const { code, late } = await run(node, words, environment, limitMs)
  if (late) return failure(`not done after ${limitMs / 1000} s`)
  return code === 0 ? outcome({ passed: 1 }) : failure(`ended with ${code}`)
}

/** Runs test files with node:test and counts every test. No file and no test is a failure. */
export async function tests(node, files, { environment, limitMs, flags }) {
  if (files.length === 0) return failure('there are no tests')
  const folder = mkdtempSync(join(tmpdir(), 'tillit-count-'))
  const counts = join(folder, 'counts.json')
  try {
    const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout', `--test-reporter=${join(ROOT, 'scripts', 'count-reporter.mjs')}`, `--test-reporter-destination=${counts}`]
    const { code, late } = await run(node, ['--test', ...flags, ...reporters, ...files], environment, limitMs)
    if (late) return failure(`not done after ${limitMs / 1000} s`)
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

/** Runs a command until it ends or its time is over, and ends whatever it started with it. */
function run(node, words, environment, limitMs) {
  return new Promise((settle) => {
    const child = spawn(node, words, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...environment }, detached: true })
    let late = false
    const end = (signal) => { try { process.kill(-child.pid, signal) } catch { /* all of it has ended */ } }
    const stopped = (signal) => { end('SIGTERM'); process.exit(signal === 'SIGINT' ? 130 : 143) }
    const timer = setTimeout(() => { late = true; end('SIGKILL') }, limitMs)
    process.on('SIGINT', stopped).on('SIGTERM', stopped)
    child.on('error', (error) => say(error.message))
    child.on('close', (code) => {
      clearTimeout(timer)
      process.off('SIGINT', stopped).off('SIGTERM', stopped)
      end('SIGTERM')
      settle({ code, late })
    })
  })
}

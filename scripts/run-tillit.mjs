import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildWeb, CannotRun, install, ROOT, runsOn, say } from './prepare.mjs'

const PROGRAM = join(ROOT, 'src', 'doors', 'shell', 'tillit.ts')
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Prepares what the command needs and runs it, in this very process where Node is new enough. */
export async function runTillit(words) {
  try {
    const node = install()
    if (words[0] === 'start' && !words.includes('--help')) buildWeb(node)
    if (process.env.npm_lifecycle_event) stopWithParent()
    if (!runsOn(node)) return runElsewhere(node, words)
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error
    say(error.message)
    process.exitCode = 1
    return
  }
  process.argv = [process.execPath, PROGRAM, ...words]
  await import(pathToFileURL(PROGRAM).href)
}

/**
 * npm hands a signal to the shell it started us with, and some shells (dash) end without handing it on: when ours has
 * gone, the program is told to stop as if it had got the signal itself.
 */
function stopWithParent() {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 250)
  watch.unref()
}

/** Runs the program on another Node: signals go in, its exit code comes back. */
function runElsewhere(node, words) {
  const child = spawn(node, [PROGRAM, ...words], { stdio: 'inherit' })
  for (const signal of PASSED_ON) {
    // Ctrl-C in a terminal reaches the program without us; a second one would mean "at once".
    process.on(signal, () => { if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal) })
  }
  child.on('exit', (code, signal) => {
    if (signal) for (const each of PASSED_ON) process.removeAllListeners(each)
    if (signal) process.kill(process.pid, signal)
    else process.exit(code ?? 1)
  })
}

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'

const TILLIT = join(import.meta.dirname, '..', '..', 'src', 'doors', 'shell', 'tillit.ts')
/** A start makes a whole PostgreSQL, perhaps while other tests have the machine. */
const START_LIMIT_MS = 90_000
const STOP_LIMIT_MS = 30_000
const COMMAND_LIMIT_MS = 60_000

/** The real program, running as a user starts it. */
export interface Program {
  /** Where it answers, such as `http://localhost:41234`. */
  origin: string
  /** Address of the one-time link into the workspace. */
  signInLink: string
  /** What it printed when it was ready. */
  welcome: string
  /** Runs another command beside it, on the same data. */
  tillit(...words: string[]): Promise<Ended>
  /** Tells it to stop, as Ctrl-C does, and gives its exit code. */
  stop(): Promise<number | null>
  signal(name: NodeJS.Signals): void
  pid: number
  /** Fulfilled with its exit code when it has ended, however it did; null when a signal ended it. */
  ended: Promise<number | null>
  /** What it wrote to standard error so far. */
  complaints(): string
}

/** A command that has ended. */
export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

// Registered here and not in a test or hook, whose own end would come too early.
const cleanUps: (() => Promise<void>)[] = []
after(async () => {
  for (const cleanUp of cleanUps.toReversed()) await cleanUp()
})

/** An empty folder that is removed when the test file ends. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tillit-program-'))
  cleanUps.push(async () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

/** Starts the program (on a free port unless one is given), without demo company, and waits until it has printed where it is. */
export async function startProgram(dataFolder: string, settings: Record<string, string> = {}, port = 0): Promise<Program> {
  const child = spawnTillit(['start', '--data', dataFolder, '--port', String(port), '--empty'], settings)
  const ended = (once(child, 'exit') as Promise<[number | null]>).then(([code]) => code)
  const complaints = gather(child.stderr)
  // Asked kindly first, also when a test has failed: its PostgreSQL would outlive a killed program.
  const stop = async () => {
    child.kill('SIGINT')
    const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS)
    const code = await ended
    clearTimeout(impatience)
    return code
  }
  cleanUps.push(async () => void (await stop()))
  const welcome = await spoken(child, (told) => /^.* http:\S+\/api\n/m.test(told))
  const [signInLink, said] = /(http:\/\/localhost:\d+)\/sign-in\/\S+/.exec(welcome) ?? []
  if (!signInLink || !said) throw new Error(`no sign-in link in:\n${welcome}`)
  return {
    // Links carry the public address, which several copies share.
    origin: port === 0 ? said : `http://127.0.0.1:${port}`, signInLink, welcome, ended, complaints,
    signal: (name) => void child.kill(name),
    pid: child.pid!,
    tillit: (...words) => runTillit([...words, '--data', dataFolder], settings),
    stop,
  }
}

/** Runs one command to its end. */
export async function runTillit(words: readonly string[], settings: Record<string, string> = {}): Promise<Ended> {
  const child = spawnTillit(words, settings)
  const [stdout, stderr] = [gather(child.stdout), gather(child.stderr)]
  const impatience = setTimeout(() => child.kill('SIGKILL'), COMMAND_LIMIT_MS)
  const [code] = (await once(child, 'close')) as [number | null]
  clearTimeout(impatience)
  return { code, stdout: stdout(), stderr: stderr() }
}

/**
 * Nothing of the environment of whoever runs the tests reaches it: neither their settings nor what the test runner tells its
 * own children, but for the place of what Node has compiled before.
 */
function spawnTillit(words: readonly string[], settings: Record<string, string>) {
  return spawn(process.execPath, [TILLIT, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: tmpdir(), LC_ALL: 'en_GB.UTF-8', LOG_LEVEL: 'error', NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'], ...settings },
  })
}

function gather(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return () => Buffer.concat(chunks).toString('utf8')
}

/** What the child has said once `enough` says so; fails with all of it when it ends or takes too long. */
function spoken(child: ChildProcess & { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream }, enough: (told: string) => boolean): Promise<string> {
  const [stdout, stderr] = [gather(child.stdout), gather(child.stderr)]
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`the program ${why}:\n${stdout()}\n${stderr()}`))
    const impatience = setTimeout(() => fail(`was not ready after ${START_LIMIT_MS / 1000} s`), START_LIMIT_MS)
    child.once('exit', (code) => {
      clearTimeout(impatience)
      fail(`ended with ${code}`)
    })
    child.stdout.on('data', () => {
      if (!enough(stdout())) return
      clearTimeout(impatience)
      resolve(stdout())
    })
  })
}

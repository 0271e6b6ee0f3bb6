import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const PROGRAM = join(import.meta.dirname, '..', 'src', 'doors', 'shell', 'tillit.ts')
const BARE = join(import.meta.dirname, 'bare-server.ts')
const START_LIMIT_MS = 120_000

export interface Server {
  port: number
  /** What it has printed so far. */
  printed(): string
  /** Resident memory in MB, where the system tells it. */
  memory(): number | undefined
  stop(): Promise<void>
}

/** A copy of the program, as an operator starts it; ready when it has printed where it is. */
export async function startCopy(environment: Record<string, string>): Promise<Server> {
  return started([PROGRAM, 'start'], environment, /http:\/\/localhost:(\d+)\//)
}

export async function startBare(environment: Record<string, string>): Promise<Server> {
  return started([BARE], environment, /^(\d+)\n/)
}

async function started(words: string[], environment: Record<string, string>, ready: RegExp): Promise<Server> {
  const child = spawn(process.execPath, words, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stderr.setEncoding('utf8').on('data', (text: string) => { err = (err + text).slice(-4000) })
  const port = await new Promise<number>((settle, fail) => {
    const limit = setTimeout(() => fail(new Error(`${words.join(' ')} did not start: ${out} ${err}`)), START_LIMIT_MS)
    child.once('exit', () => fail(new Error(`${words.join(' ')} ended: ${out} ${err}`)))
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
      const found = ready.exec(out)
      if (!found) return
      clearTimeout(limit)
      settle(Number(found[1]))
    })
  }).catch(async (error: unknown) => {
    await end(child)
    throw error
  })
  return { port, printed: () => out, memory: () => residentMegabytes(child.pid!), stop: () => end(child) }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await exited
}

function residentMegabytes(pid: number): number | undefined {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
  } catch {
    return undefined
  }
}

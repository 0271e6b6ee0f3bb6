import { createServer, type AddressInfo } from 'node:net'
import { after } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { emptyFolder, startProgram, type Program } from '../browser/program.ts'
import { testDatabase, urlOf, type TestDatabase } from '../database.ts'
import { Client, NoAnswer } from './client.ts'

/** A start is healthy when it answers on its port. */
const HEALTHY_LIMIT_MS = 30_000
/** What both copies call themselves to the outside, as behind one proxy. */
export const PUBLIC_URL = 'http://localhost:4999'

/** One real program, that may be ended and started again on the same port. */
export class Copy {
  readonly name: string
  readonly port: number
  readonly origin: string
  readonly #settings: Record<string, string>
  readonly #folder = emptyFolder()
  program: Program | undefined

  constructor(name: string, port: number, settings: Record<string, string>) {
    this.name = name
    this.port = port
    this.origin = `http://127.0.0.1:${port}`
    this.#settings = settings
  }

  /** Starts it and returns after how many milliseconds it was healthy. */
  async start(): Promise<number> {
    const began = performance.now()
    this.program = await startProgram(this.#folder, this.#settings, this.port)
    return performance.now() - began
  }

  get signInPath(): string {
    return new URL(this.program!.signInLink).pathname
  }

  /** Ends it as a power cut would end it: nothing of ours runs after that. */
  async kill(): Promise<void> {
    const { program } = this
    this.program = undefined
    program?.signal('SIGKILL')
    await program?.ended
  }

  /** Tells it to stop and gives its exit code. */
  async stop(): Promise<number | null> {
    const code = await this.program!.stop()
    this.program = undefined
    return code
  }
}

/** The database that both use, and a way to look into it past all roles. */
export type Place = Pick<TestDatabase, 'connection' | 'superuser'>

export interface TwoCopies {
  database: Place
  a: Copy
  b: Copy
  /** Settings of both, for commands beside them. */
  settings: Record<string, string>
  /** A colleague who signed in at B. */
  staff: Client
  /** The version of PostgreSQL they share. */
  version: string
}

/** Two programs that start at the same moment on one empty database and one empty keeper. */
export async function twoCopies(more: Record<string, string> = {}, place?: Place): Promise<TwoCopies> {
  const database = place ?? (await testDatabase())
  const settings = { DATABASE_URL: urlOf(database.connection), ...sharedSettings(), ...more }
  const [a, b] = [new Copy('A', await freePort(), settings), new Copy('B', await freePort(), settings)]
  await Promise.all([a.start(), b.start()])
  const { rows } = await database.superuser("select current_setting('server_version') as version")
  // By the link of B: that of A is for later.
  return { database, a, b, settings, staff: await signIn(b), version: (rows[0] as { version: string }).version }
}

/** What copies of one installation have in common beside the database. */
export function sharedSettings(): Record<string, string> {
  return { KEEPER_URL: pathToFileURL(emptyFolder()).href, PUBLIC_URL }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Signs in by the link that a copy printed. */
export async function signIn(copy: Copy): Promise<Client> {
  const client = new Client({ origin: PUBLIC_URL })
  const answer = await client.call(copy.origin, 'POST', copy.signInPath)
  const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0]
  if (!cookie) throw new Error(`no session: ${answer.status} ${answer.text}`)
  client.headers['cookie'] = cookie
  after(() => client.close())
  return client
}

/** Waits until a copy answers that it is well; returns after how many milliseconds. */
export async function healthy(client: Client, origin: string): Promise<number> {
  const began = performance.now()
  for (;;) {
    try {
      if ((await client.call(origin, 'GET', '/healthz')).status === 200) return performance.now() - began
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error
    }
    if (performance.now() - began > HEALTHY_LIMIT_MS) throw new Error(`${origin} is not healthy after ${HEALTHY_LIMIT_MS / 1000} s`)
    await sleep(25)
  }
}

/** Waits until something holds. */
export async function until(what: string | (() => string), holds: () => Promise<boolean> | boolean, limitMs = 30_000): Promise<number> {
  const began = performance.now()
  while (!(await holds())) {
    if (performance.now() - began > limitMs) throw new Error(`waited in vain for ${typeof what === 'string' ? what : what()}`)
    await sleep(25)
  }
  return performance.now() - began
}

// Clients as a program of their own, so that they and what they ask do not share a thread. Reads what to do from its standard input, tells what it found on its standard output.
import { connect, type Socket } from 'node:net'
import { pathToFileURL } from 'node:url'
import { spawn } from 'node:child_process'

/** What is asked of a server on this machine. */
export interface Offer {
  port: number
  /** The bytes of one request; answers are told from each other by their order on a connection. */
  request: string
  seconds: number
  /** So many a second, whatever becomes of them; or so many clients, each asking again when it has its answer. */
  perSecond?: number
  clients?: number
  /** Beside it, and not counted among them: a request that must be answered with 200, so many a second. */
  beside?: { request: string; perSecond: number }
}

export interface Offered {
  seconds: number
  /** How many were sent; in an open offer it should be `perSecond × seconds`. */
  sent: number
  /** Milliseconds from sending to the last byte, of those answered with 200 and of those with 503. */
  accepted: number[]
  refused: number[]
  /** Refusals that do not say when to come again. */
  withoutRetryAfter: number
  /** Other answers, and connections that broke. */
  failed: number
  beside: { accepted: number; lost: number }
}

/** Answers that are still out when the time is over are waited for so long. */
const LAST_ANSWERS_MS = 10_000
/** A machine opens no more at once; whoever has none free does not send. */
const CONNECTIONS = 4_000

/** Offers a load by a process of its own. */
export function offered(offer: Offer): Promise<Offered> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [import.meta.filename], { stdio: ['pipe', 'pipe', 'inherit'] })
    const told: Buffer[] = []
    child.stdout.on('data', (text: Buffer) => told.push(text))
    child.on('error', failed).on('close', (code) => (code === 0 ? done(JSON.parse(Buffer.concat(told).toString()) as Offered) : failed(new Error(`the clients ended with ${code}`))))
    child.stdin.end(JSON.stringify(offer))
  })
}

/** A connection, with its one request that is out. */
class Line {
  readonly #socket: Socket
  #answered: ((answer: string) => void) | undefined
  #buffer = ''

  constructor(port: number) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true }).setEncoding('latin1')
    this.#socket.on('data', (chunk: string) => {
      this.#buffer += chunk
      if (isWhole(this.#buffer)) this.#tell(this.#buffer)
    })
    this.#socket.on('error', () => {}).on('close', () => this.#tell(''))
  }

  /** Empty when the connection broke. */
  send(request: string, answered: (answer: string) => void): void {
    this.#answered = answered
    this.#socket.write(request, 'latin1')
  }

  get open(): boolean {
    return !this.#socket.destroyed && this.#socket.writable
  }

  close(): void {
    this.#socket.destroy()
  }

  #tell(answer: string): void {
    const answered = this.#answered
    this.#buffer = ''
    this.#answered = undefined
    answered?.(answer)
  }
}

function isWhole(answer: string): boolean {
  const head = answer.indexOf('\r\n\r\n')
  if (head < 0) return false
  const at = answer.toLowerCase().indexOf('\r\ncontent-length: ')
  return at < 0 || at > head ? answer.endsWith('\r\n0\r\n\r\n') : answer.length >= head + 4 + Number.parseInt(answer.slice(at + 18), 10)
}

class Clients {
  readonly found: Offered
  readonly #offer: Offer
  readonly #idle: Line[] = []
  #opened = 0
  #out = 0

  constructor(offer: Offer) {
    this.#offer = offer
    this.found = { seconds: offer.seconds, sent: 0, accepted: [], refused: [], withoutRetryAfter: 0, failed: 0, beside: { accepted: 0, lost: 0 } }
  }

  async run(): Promise<void> {
    const end = performance.now() + this.#offer.seconds * 1000
    const { clients = 0, perSecond = 0, beside } = this.#offer
    await Promise.all([
      ...Array.from({ length: clients }, async () => { while (performance.now() < end) await this.#ask() }),
      perSecond > 0 && paced(perSecond, end, () => void this.#ask()),
      beside && paced(beside.perSecond, end, () => void this.#askBeside(beside.request)),
    ])
    for (const patience = performance.now() + LAST_ANSWERS_MS; this.#out > 0 && performance.now() < patience;) await new Promise((wake) => setTimeout(wake, 20))
    this.found.failed += this.#out
    for (const line of this.#idle) line.close()
  }

  async #ask(): Promise<void> {
    const began = performance.now()
    const answer = await this.#exchange(this.#offer.request)
    if (answer === undefined) return
    this.found.sent += 1
    const ms = performance.now() - began
    if (answer.startsWith('HTTP/1.1 200')) this.found.accepted.push(ms)
    else if (answer.startsWith('HTTP/1.1 503')) {
      this.found.refused.push(ms)
      if (!/\r\nretry-after: \d/i.test(answer)) this.found.withoutRetryAfter += 1
    } else this.found.failed += 1
  }

  async #askBeside(request: string): Promise<void> {
    const answer = await this.#exchange(request)
    if (answer?.startsWith('HTTP/1.1 200')) this.found.beside.accepted += 1
    else this.found.beside.lost += 1
  }

  /** Undefined where no connection was to be had. */
  async #exchange(request: string): Promise<string | undefined> {
    let line = this.#idle.pop()
    while (line && !line.open) line = this.#idle.pop()
    if (!line) {
      if (this.#opened >= CONNECTIONS) return undefined
      this.#opened += 1
      line = new Line(this.#offer.port)
    }
    const mine = line
    this.#out += 1
    const answer = await new Promise<string>((answered) => void mine.send(request, answered))
    this.#out -= 1
    if (mine.open && !/\r\nconnection: close/i.test(answer)) this.#idle.push(mine)
    else {
      mine.close()
      this.#opened -= 1
    }
    return answer
  }
}

/** Calls so often a second, and makes up for what a late timer left out. */
async function paced(perSecond: number, end: number, act: () => void): Promise<void> {
  const begin = performance.now()
  for (let done = 0, now = begin; now < end; now = performance.now()) {
    for (const due = ((now - begin) / 1000) * perSecond; done < due; done++) act()
    await new Promise((wake) => setTimeout(wake, 1))
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const clients = new Clients(JSON.parse(Buffer.concat(await process.stdin.toArray()).toString()) as Offer)
  await clients.run()
  process.stdout.write(JSON.stringify(clients.found))
}

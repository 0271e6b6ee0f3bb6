import { connect, type Socket } from 'node:net'
import { quantile } from './measure.ts'

export interface Load {
  port: number
  /** The next request, as the bytes that go out. */
  next(): Buffer
  connections: number
  seconds: number
}

export interface Pace {
  perSecond: number
  /** Milliseconds from sending to the last byte of the answer. */
  p50: number
  p99: number
  /** Answers that were not 200. */
  failed: number
  /** The first of them. */
  complaint: string | undefined
}

/** Sends requests over connections that stay open, each its next when the last is answered, and tells how fast they were answered. */
export async function load({ port, next, connections, seconds }: Load): Promise<Pace> {
  const took: number[] = []
  const wrong = { failed: 0, complaint: undefined as string | undefined }
  const begin = performance.now()
  const until = begin + seconds * 1000
  await Promise.all(Array.from({ length: connections }, () => converse(port, next, until, (ms, answer) => {
    took.push(ms)
    if (answer.startsWith('HTTP/1.1 200')) return
    wrong.failed += 1
    wrong.complaint ??= answer.slice(0, 600)
  })))
  const elapsed = (performance.now() - begin) / 1000
  const sorted = took.toSorted((a, b) => a - b)
  return { perSecond: took.length / elapsed, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), ...wrong }
}

/** One connection until its time is up. */
function converse(port: number, next: () => Buffer, until: number, answered: (ms: number, answer: string) => void): Promise<void> {
  return new Promise((done, failed) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let [buffer, sent] = ['', 0]
    const send = (): void => {
      sent = performance.now()
      if (sent >= until) socket.end()
      else socket.write(next())
    }
    socket.setEncoding('latin1')
    socket.on('connect', send)
    socket.on('data', (chunk: string) => {
      buffer += chunk
      if (!isWhole(buffer)) return
      answered(performance.now() - sent, buffer)
      buffer = ''
      send()
    })
    socket.on('error', failed)
    socket.on('close', () => done())
  })
}

function isWhole(answer: string): boolean {
  const head = answer.indexOf('\r\n\r\n')
  if (head < 0) return false
  const [, length] = /\r\ncontent-length: (\d+)/i.exec(answer.slice(0, head)) ?? []
  return length === undefined ? answer.endsWith('\r\n0\r\n\r\n') : answer.length >= head + 4 + Number(length)
}

/** A POST as bytes; `headers` are whole lines. */
export function post(path: string, body: unknown, headers: readonly string[] = []): Buffer {
  const text = JSON.stringify(body)
  return Buffer.from([`POST ${path} HTTP/1.1`, 'host: localhost', 'content-type: application/json', `content-length: ${Buffer.byteLength(text)}`, ...headers, '', text].join('\r\n'))
}

/** One request and its answer, for what is measured one at a time. */
export class Line {
  readonly #socket: Socket
  #answer: ((answer: string) => void) | undefined
  #buffer = ''

  static async open(port: number): Promise<Line> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    await new Promise<void>((opened, failed) => void socket.once('connect', opened).once('error', failed))
    return new Line(socket)
  }

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setEncoding('latin1')
    socket.on('error', () => {})
    socket.on('data', (chunk: string) => {
      this.#buffer += chunk
      if (!isWhole(this.#buffer)) return
      const answer = this.#buffer
      this.#buffer = ''
      this.#answer?.(answer)
    })
  }

  /** The body of the answer; throws when it is not 200. */
  async ask(request: Buffer): Promise<string> {
    const answer = await new Promise<string>((answered) => {
      this.#answer = answered
      this.#socket.write(request)
    })
    if (!answer.startsWith('HTTP/1.1 200')) throw new Error(answer.slice(0, 600))
    return answer.slice(answer.indexOf('\r\n\r\n') + 4)
  }

  close(): void {
    this.#socket.destroy()
  }
}

export function get(path: string, headers: readonly string[] = []): Buffer {
  return Buffer.from([`GET ${path} HTTP/1.1`, 'host: localhost', ...headers, '', ''].join('\r\n'))
}

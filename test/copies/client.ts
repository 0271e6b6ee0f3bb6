import { Agent, request, type IncomingHttpHeaders } from 'node:http'

/** What came back. */
export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

/** No answer came: the connection was refused, cut or silent. `code` is the system's word for it. */
export class NoAnswer extends Error {
  readonly code: string
  constructor(code: string, what = '') {
    super(`no answer: ${code} ${what}`.trimEnd())
    this.code = code
  }
}

const PATIENCE_MS = 45_000

/** A client that keeps its connections, knows what it sent, and tells a refused connection from a cut one. */
export class Client {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256 })
  /** Sent with every request. */
  readonly headers: Record<string, string>

  constructor(headers: Record<string, string> = {}) {
    this.headers = headers
  }

  /** Throws NoAnswer when none came. */
  call(origin: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const bytes = body === undefined ? undefined : Buffer.isBuffer(body) || typeof body === 'string' ? Buffer.from(body) : Buffer.from(JSON.stringify(body))
    const type = bytes && typeof body === 'object' && !Buffer.isBuffer(body) ? { 'content-type': 'application/json' } : {}
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, origin), {
        method, agent: this.#agent, timeout: PATIENCE_MS, headers: { ...type, ...(bytes && { 'content-length': bytes.length }), ...this.headers, ...headers },
      }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, text: Buffer.concat(chunks).toString('utf8') }))
        answer.on('error', (error: NodeJS.ErrnoException) => reject(new NoAnswer(error.code ?? error.message)))
      })
      sent.on('timeout', () => sent.destroy(Object.assign(new Error('silent'), { code: 'SILENT' })))
      sent.on('error', (error: NodeJS.ErrnoException) => reject(new NoAnswer(error.code ?? error.message, `${method} ${path}`)))
      sent.end(bytes)
    })
  }

  /** The body of an answer that must be a good one. */
  async get<Body>(origin: string, path: string): Promise<Body> {
    return this.#good<Body>(await this.call(origin, 'GET', path), `GET ${path}`)
  }

  async post<Body>(origin: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Body> {
    return this.#good<Body>(await this.call(origin, 'POST', path, body ?? {}, headers), `POST ${path}`)
  }

  async put<Body>(origin: string, path: string, body: unknown): Promise<Body> {
    return this.#good<Body>(await this.call(origin, 'PUT', path, body), `PUT ${path}`)
  }

  close(): void {
    this.#agent.destroy()
  }

  #good<Body>(answer: Answer, what: string): Body {
    if (answer.status >= 400) throw new Error(`${what}: ${answer.status} ${answer.text.slice(0, 500)}`)
    return (answer.text === '' ? undefined : JSON.parse(answer.text)) as Body
  }
}

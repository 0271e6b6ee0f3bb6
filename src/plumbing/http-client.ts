import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { checkedAddresses, systemLookup, type Address } from './checked-addresses.ts'

/** A whole call ends after so long, the look-up of the name included. */
export const CALL_MS = 8_000
/** An answer longer than this is not taken. */
export const ANSWER_BYTES = 256 * 1024
const HEAD_BYTES = 16 * 1024

/** Why: it may not be called, its name leads into a network of ours, nothing came in time, no connection held, or the answer was none. */
export type CallFault = 'not-named' | 'not-public' | 'no-answer' | 'no-connection' | 'unreadable'

/** A call that was not made, or whose answer was not taken. The message names neither address nor content. */
export class CallFailed extends Error {
  readonly fault: CallFault

  constructor(message: string, fault: CallFault = 'unreadable', options?: ErrorOptions) {
    super(message, options)
    this.fault = fault
  }
}

export interface Call {
  method: string
  headers: Record<string, string>
  body?: string | undefined
  signal?: AbortSignal | undefined
}

export interface HttpClientOptions {
  /** Origins that may be called (`https://id.example.se`), as the settings or a connected system name them; nothing else is. */
  origins: readonly string[]
  /** Hosts among them that may stand at an address of our own network or this machine. */
  privateHosts: readonly string[]
  /** Looks up a name; the system's unless told otherwise. */
  lookup?: (host: string) => Promise<Address[]>
  callMs?: number
  /** Bytes of an answer that are taken. */
  answerBytes?: number
}

/**
 * The one way out for HTTP: calls only the origins it is made for, looks the name up once, checks every address it got and
 * connects to one of these and no other; follows no redirect, takes no longer than `CALL_MS` and no more than
 * `ANSWER_BYTES`, keeps no connection, and uses no proxy whatever the environment says.
 */
export class HttpClient {
  readonly #origins: ReadonlySet<string>
  readonly #privateHosts: ReadonlySet<string>
  readonly #lookup: (host: string) => Promise<Address[]>
  readonly #callMs: number
  readonly #answerBytes: number

  constructor(options: HttpClientOptions) {
    this.#origins = new Set(options.origins)
    this.#privateHosts = new Set(options.privateHosts)
    this.#lookup = options.lookup ?? systemLookup
    this.#callMs = options.callMs ?? CALL_MS
    this.#answerBytes = options.answerBytes ?? ANSWER_BYTES
  }

  /** Whether this address may be called at all, whatever its name resolves to. */
  mayCall(url: URL): boolean {
    return this.#origins.has(url.origin) && url.username === '' && url.password === ''
  }

  /** Calls and returns the answer, read whole; a redirect is an answer like any other. Throws CallFailed. */
  async call(url: URL, call: Call): Promise<Response> {
    if (!this.mayCall(url)) throw new CallFailed('the settings do not name this host', 'not-named')
    const late = AbortSignal.timeout(this.#callMs)
    const signal = call.signal ? AbortSignal.any([late, call.signal]) : late
    try {
      const addresses = await orLate(this.#addressesOf(url), signal)
      return await exchange(url, { ...call, signal }, addresses, this.#answerBytes)
    } catch (error) {
      if (error instanceof CallFailed) throw error
      const isLate = signal.aborted
      throw new CallFailed(isLate ? 'no answer in time' : 'no connection, or one that broke', isLate ? 'no-answer' : 'no-connection', { cause: error })
    }
  }

  async #addressesOf(url: URL): Promise<Address[]> {
    const found = await checkedAddresses(url.hostname, this.#privateHosts, this.#lookup)
    if (!found) throw new CallFailed('the name leads to an address that is not public', 'not-public')
    return found
  }
}

/** Reads as never when the signal comes first; what it waited for may come to nothing. */
async function orLate<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const late = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }))
  return Promise.race([work, late])
}

function exchange(url: URL, { method, headers, body, signal }: Call, addresses: readonly Address[], answerBytes: number): Promise<Response> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const request = send(url, {
      method, signal, agent: false, maxHeaderSize: HEAD_BYTES,
      headers: { ...headers, 'accept-encoding': 'identity', ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) },
      // The name is not looked up again: what was checked is what is connected to.
      lookup: (_host, options, found) => (options.all ? found(null, [...addresses]) : found(null, addresses[0]!.address, addresses[0]!.family)),
    })
    request.once('socket', (socket) => socket.once('connect', () => {
      if (!addresses.some(({ address }) => address === socket.remoteAddress)) request.destroy(new CallFailed('connected to an address that was not checked', 'not-public'))
    }))
    request.once('error', reject)
    request.once('response', (answer) => { readWhole(answer, answerBytes).then(resolve, (error: unknown) => { request.destroy(); reject(error as Error) }) })
    request.end(body)
  })
}

async function readWhole(answer: IncomingMessage, answerBytes: number): Promise<Response> {
  const { statusCode = 0, headers } = answer
  if (statusCode < 200 || statusCode > 599 || (headers['content-encoding'] ?? 'identity') !== 'identity') throw new CallFailed('an answer that cannot be read')
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of answer as AsyncIterable<Buffer>) {
    bytes += part.byteLength
    if (bytes > answerBytes) throw new CallFailed('an answer that is too long')
    parts.push(part)
  }
  const kept = Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().map((one): [string, string] => [name, one]))
  return new Response(bytes === 0 ? null : Buffer.concat(parts), { status: statusCode, headers: kept })
}

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { acceptedLanguage } from './accepted-language.ts'
import { askedOf, decisionsText } from './api/decisions-routes.ts'
import { API_BASE } from './api/contract.ts'
import { decide, questions } from './api/decisions-resource.ts'
import { DecisionDesk } from './decision-desk.ts'
import { bearerOf } from './gate.ts'
import type { House } from './house.ts'
import { ROUTES } from './route-table.ts'
import { jsonHeaders } from './security-headers.ts'
import type { StaffActor } from '../staff/staff-actor.ts'

const PATH = `${API_BASE}${decide.path}`
const MAX_BYTES = 16 * 1024
const PLAIN_TYPES = ['application/json', 'application/json; charset=utf-8']
/** A host that the framework makes an address of without looking further. */
const PLAIN_HOST = /^[a-z0-9._-]+(?::(?:[1-5]\d{3,4}|[6-9]\d{3}))?$/
/** What an answer may depend on; other members of a request's head change nothing in it. */
const LOOKED_AT = new Set(['host', 'authorization', 'content-type', 'content-length', 'accept-language', 'content-encoding', 'expect', 'idempotency-key'])

type Parts = Pick<House, 'database' | 'memory' | 'keyRing' | 'publicUrl'>

/** Who asks, and in which language. */
interface Caller {
  actor: StaffActor
  acceptLanguage: string | undefined
}

/**
 * A short way in front of the framework for what systems ask again and again: decisions that memory knows, asked with a
 * key that was recognised within the last second. It holds no rule: the key ring, the schema, the desk and the words are
 * those of the route, and whatever is not plain goes to the framework as it came, which answers it or says what is wrong.
 */
export function quickDecisions(house: Parts, framework: RequestListener): RequestListener {
  const entry = ROUTES.find(({ method, path }) => method === 'POST' && path === PATH)
  // Only for as long as the table lets keys in there, and nothing is changed.
  if (entry?.who !== 'staff-or-key' || entry.effect !== 'reads') return framework
  const desk = new DecisionDesk(house)
  const headers = Object.entries(jsonHeaders(house.publicUrl)).flat()
  return (request, response) => {
    const caller = plainCaller(request, house)
    if (!caller) return framework(request, response)
    readBody(request, (body) => {
      const text = answerOf(desk, caller, body)
      if (text === undefined) framework(withBody(request, body), response)
      else send(response, headers, text)
    })
  }
}

/** Who asks, when the head of the request is plain and the key is known right now. */
function plainCaller(request: IncomingMessage, { keyRing }: Parts): Caller | undefined {
  if (request.url !== PATH || request.method !== 'POST') return undefined
  const head = headOf(request.rawHeaders)
  if (!head || head.has('content-encoding') || head.has('expect') || head.has('idempotency-key')) return undefined
  // Who says how long a body is sends it in one piece: Node refuses what says both.
  const bytes = Number(head.get('content-length') ?? 0)
  if (!(bytes > 0 && bytes <= MAX_BYTES) || !PLAIN_TYPES.includes(head.get('content-type') ?? '') || !PLAIN_HOST.test(head.get('host') ?? '')) return undefined
  const key = bearerOf(head.get('authorization'))
  const actor = key === undefined ? undefined : keyRing.recogniseAtOnce(key)
  return actor && { actor, acceptLanguage: head.get('accept-language') }
}

/** What is looked at in the head of a request; undefined when anything of it was sent twice. */
function headOf(raw: readonly string[]): Map<string, string> | undefined {
  const head = new Map<string, string>()
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at]!.toLowerCase()
    if (!LOOKED_AT.has(name)) continue
    if (head.has(name)) return undefined
    head.set(name, raw[at + 1]!)
  }
  return head
}

/** Of a request that ends before its body does nothing comes. */
function readBody(request: IncomingMessage, whole: (body: Buffer) => void): void {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => whole(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)))
}

/** The answer from memory, or undefined for everything that the framework should look at. */
function answerOf(desk: DecisionDesk, { actor, acceptLanguage }: Caller, body: Buffer): string | undefined {
  try {
    const { success, data } = questions.safeParse(JSON.parse(body.toString()))
    if (!success || data.foundation) return undefined
    const asked = askedOf(data.questions)
    const decisions = desk.recall(actor, asked)
    return decisions && decisionsText(acceptedLanguage(acceptLanguage), asked, decisions, desk.head)
  } catch {
    // The framework comes upon the same, and says it.
    return undefined
  }
}

/** A body that has been read already is taken from here by the framework's listener. */
function withBody(request: IncomingMessage, rawBody: Buffer): IncomingMessage {
  return Object.assign(request, { rawBody })
}

function send(response: ServerResponse, headers: readonly string[], text: string): void {
  response.writeHead(200, [...headers, 'content-length', String(Buffer.byteLength(text))])
  response.end(text)
}

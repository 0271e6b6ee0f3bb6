import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { availableParallelism } from 'node:os'
import { LANGUAGES, type Language } from '../values/text.ts'
import { acceptedLanguage } from './accepted-language.ts'
import { problemBody } from './problem.ts'
import { jsonHeaders } from './security-headers.ts'
import { urgencyOf, type Urgency } from './urgency.ts'

type Bounds = Record<Exclude<Urgency, 'always'>, number>

/**
 * Requests under way beyond which another of the kind is turned away. Ten connections of the database and one thread
 * answer; forty-eight keep them busy, and more would only make each wait longer. What people say is recorded in batches
 * and waits in a queue with an end of its own (saying-queue.ts). A decision costs some forty microseconds, or a connection
 * where memory does not know: systems that ask over many connections at once are let in.
 */
const BOUNDS: Bounds = { report: 96, decision: 256, reading: 48, writing: 96, rights: 4_096 }
/** The same while the program is late with everything. */
const BOUNDS_WHEN_LATE: Bounds = { report: 16, decision: 64, reading: 12, writing: 48, rights: 4_096 }
/**
 * A queue that stands: for so long never fewer than these were reading, as many as there are connections. Everybody who
 * came would wait as long as the queue is, however much longer; a burst of some twenty is over before that, and is waited
 * for.
 */
const STANDING = 10
const STANDS_MS = 100
/** Then no more read at a time than keep the processors busy, */
const AT_ONCE = availableParallelism() + 1
/** until in a second's looks nobody was reading so often: that is less than it can do. */
const LOOKS = 50
const OFTEN_EMPTY = 0.3
/** Who has been reading for longer is busy with something large, or far away: quick ones are not kept out by it. */
const LONG_MS = 1_000
/** Late is who comes to a timer so long after its time. */
const LATE_MS = 100
const LOOK_EVERY_MS = 20
/** A body of which more is to come is not waited for: the connection closes. */
const SHORT_BODY = 64 * 1024

/**
 * Stands in front of everything: measures what is under way and how late the program is, and beyond a bound turns away
 * what can wait, at once and with a word on when to come again (503): reading first, then writing, what customers say last.
 */
export class Admission {
  /** What the server calls. */
  readonly listener: RequestListener
  /** Made beforehand, words and heads: whoever is turned away must cost next to nothing. */
  readonly #refusals: Record<Language, { head: string[]; body: Buffer }>
  readonly #underWay: Record<Urgency, number> = { report: 0, decision: 0, reading: 0, writing: 0, rights: 0, always: 0 }
  readonly #admitted: Record<Urgency, number> = { report: 0, decision: 0, reading: 0, writing: 0, rights: 0, always: 0 }
  readonly #turnedAway: Record<Urgency, number> = { report: 0, decision: 0, reading: 0, writing: 0, rights: 0, always: 0 }
  readonly #watch: NodeJS.Timeout
  #due = performance.now() + LOOK_EVERY_MS
  #late = 0
  /** When each began to read, the first first; how many of them are long. */
  readonly #readers = new Set<{ began: number }>()
  #long = 0
  /** Since when there are so many reading that a queue may stand. */
  #manySince: number | undefined
  #standing = false
  #looks = 0
  #empty = 0

  constructor(answer: RequestListener, publicUrl: string) {
    this.#refusals = refusals(publicUrl)
    this.#watch = setInterval(() => this.#look(), LOOK_EVERY_MS).unref()
    this.listener = (request, response) => {
      const urgency = urgencyOf(request.method ?? '', request.url ?? '')
      if (this.#isTooMuch(urgency)) return this.#turnAway(urgency, request, response)
      this.#admitted[urgency] += 1
      this.#underWay[urgency] += 1
      if (urgency === 'reading') this.#follow(response)
      response.once('close', () => { this.#underWay[urgency] -= 1 })
      answer(request, response)
    }
  }

  /** How many there are of each kind, and how late the program is, in milliseconds. */
  figures(): { urgency: Urgency; underWay: number; admitted: number; turnedAway: number }[] {
    return (Object.keys(this.#underWay) as Urgency[]).map((urgency) => ({
      urgency, underWay: this.#underWay[urgency], admitted: this.#admitted[urgency], turnedAway: this.#turnedAway[urgency],
    }))
  }

  get lateMs(): number {
    // While the program is busy its timer waits too.
    return Math.max(this.#late, performance.now() - this.#due)
  }

  close(): void {
    clearInterval(this.#watch)
  }

  #look(): void {
    const late = performance.now() - this.#due
    // Forgotten slowly: a moment of calm in the middle of a rush is none.
    this.#late = Math.max(late, this.#late * 0.8)
    this.#due = performance.now() + LOOK_EVERY_MS
    this.#countLong()
    if (this.#quick === 0) this.#empty += 1
    this.#looks += 1
    if (this.#looks < LOOKS) return
    if (this.#empty >= OFTEN_EMPTY * LOOKS) this.#standing = false
    this.#looks = this.#empty = 0
  }

  #follow(response: ServerResponse): void {
    const reader = { began: performance.now() }
    this.#readers.add(reader)
    this.#noteMany()
    response.once('close', () => {
      this.#readers.delete(reader)
      this.#noteMany()
    })
  }

  #countLong(): void {
    this.#long = 0
    for (const { began } of this.#readers) {
      if (performance.now() - began <= LONG_MS) break
      this.#long += 1
    }
    this.#noteMany()
  }

  get #quick(): number {
    return Math.max(0, this.#readers.size - this.#long)
  }

  #noteMany(): void {
    if (this.#quick < STANDING) this.#manySince = undefined
    else this.#manySince ??= performance.now()
  }

  #isStanding(): boolean {
    this.#standing ||= this.#manySince !== undefined && performance.now() - this.#manySince > STANDS_MS
    return this.#standing
  }

  /** Reports and decisions count for themselves: many of them keep nobody else from reading. */
  #isTooMuch(urgency: Urgency): boolean {
    if (urgency === 'always') return false
    const { reading, writing, rights } = this.#underWay
    if (urgency === 'reading' && this.#quick >= AT_ONCE && this.#isStanding()) return true
    const count = urgency === 'report' || urgency === 'decision' ? this.#underWay[urgency] : reading + writing + rights
    // Few are let in however late it is: turning them away would not make it earlier.
    return count >= (count >= BOUNDS_WHEN_LATE[urgency] && this.lateMs > LATE_MS ? BOUNDS_WHEN_LATE : BOUNDS)[urgency]
  }

  #turnAway(urgency: Urgency, request: IncomingMessage, response: ServerResponse): void {
    this.#turnedAway[urgency] += 1
    const { head, body } = this.#refusals[acceptedLanguage(request.headers['accept-language'])]
    const isLong = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > SHORT_BODY
    if (isLong) response.shouldKeepAlive = false
    response.writeHead(503, head)
    response.end(body)
    request.resume()
  }
}

function refusals(publicUrl: string): Record<Language, { head: string[]; body: Buffer }> {
  const headers = Object.entries({ ...jsonHeaders(publicUrl), 'content-type': 'application/problem+json', 'retry-after': '2' }).flat()
  return Object.fromEntries(LANGUAGES.map((language) => {
    const body = Buffer.from(problemBody(language, { status: 503, kind: 'unavailable', detail: { text: 'api.overloaded' } }))
    return [language, { head: [...headers, 'content-language', language, 'content-length', String(body.length)], body }]
  })) as Record<Language, { head: string[]; body: Buffer }>
}

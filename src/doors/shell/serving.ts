import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { t } from '../../values/text.ts'
import { acceptedLanguage } from '../accepted-language.ts'
import { jsonHeaders } from '../security-headers.ts'

/** While the last answers go out somebody may still be on their way in: so long without anybody is quiet, and so long is waited for it. */
const QUIET_MS = 250
const QUIET_LIMIT_MS = 1_000
const LOOK_EVERY_MS = 25

/** The requests under way, and the way to let them end when the program stops. */
export class Serving {
  /** What the server calls. */
  readonly listener: RequestListener
  readonly #underWay = new Set<ServerResponse>()
  #stopping = false
  #lastCall = performance.now()

  constructor(answer: RequestListener, publicUrl = '') {
    const headers = jsonHeaders(publicUrl)
    this.listener = (request, response) => {
      this.#lastCall = performance.now()
      if (this.#stopping) return void turnAway(request, response, headers)
      this.#underWay.add(response)
      response.once('close', () => this.#underWay.delete(response))
      answer(request, response)
    }
  }

  /**
   * Takes no more requests: who comes now is told to come again (503), on a connection that then closes, as it does after
   * each answer still to be given. Resolves when all have been answered and nobody else comes, or too many do; false when
   * the answers took longer than `limitMs`.
   */
  async drain(limitMs: number): Promise<boolean> {
    this.#stopping = true
    for (const response of this.#underWay) response.shouldKeepAlive = false
    const began = performance.now()
    for (let now = began; now - began < limitMs; now = performance.now()) {
      const quiet = now - this.#lastCall > QUIET_MS || now - began > QUIET_LIMIT_MS
      if (this.#underWay.size === 0 && quiet) return true
      await sleep(LOOK_EVERY_MS)
    }
    return this.#underWay.size === 0
  }
}

/** Reads the request to its end first: closing on what was not read would cut the answer off. */
async function turnAway(request: IncomingMessage, response: ServerResponse, headers: Record<string, string>): Promise<void> {
  request.resume()
  if (!request.complete) await new Promise((done) => void request.once('end', done).once('close', done))
  const language = acceptedLanguage(request.headers['accept-language'])
  const body = JSON.stringify({ type: 'about:blank', title: t(language, 'api.title.unavailable'), status: 503, detail: t(language, 'shell.stopping') })
  response.writeHead(503, { ...headers, 'content-type': 'application/problem+json', 'content-language': language, 'retry-after': '1', connection: 'close' })
  response.end(body)
}

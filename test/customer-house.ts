import { serve } from '@hono/node-server'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import type { Hono } from 'hono'
import { answerDoorRequests } from '../src/access/answer-door-requests.ts'
import { sealTicket } from '../src/access/customer-session.ts'
import { insertCustomerSession } from '../src/access/customer-sessions.sql.ts'
import { newToken, tokenHash, type NewLink } from '../src/access/link.ts'
import { insertLinks } from '../src/access/links.sql.ts'
import type { Choice } from '../src/consent/choice.ts'
import { recordChoices } from '../src/consent/record-choices.ts'
import { createApp } from '../src/doors/app.ts'
import type { DoorEnv } from '../src/doors/gate.ts'
import type { House } from '../src/doors/house.ts'
import { codeOf } from '../src/messages/mail-secret.ts'
import { sendServiceMail } from '../src/messages/send-service-mail.ts'
import type { PersonId } from '../src/values/ids.ts'
import type { ContactPoint } from '../src/people/values.sql.ts'
import { testDatabase, type TestDatabase } from './database.ts'
import { testHouse } from './house.ts'
import { installed } from './register.ts'

export interface CustomerHouse {
  database: TestDatabase
  house: House
  app: Hono<DoorEnv>
}

/** A company that can be visited: what a story of the customer's pages begins with. */
export async function customerHouse(): Promise<CustomerHouse> {
  const database = await testDatabase()
  await installed(database)
  const house = await testHouse(database)
  return { database, house, app: createApp(house) }
}

// Registered here and not in a test or hook, whose own end would come too early.
const servers: Server[] = []
after(() => { for (const server of servers) server.close() })

/** The same house behind a real socket, for browsers. */
export async function servedHouse(database: TestDatabase): Promise<CustomerHouse & { origin: string }> {
  const standing = await testHouse(database)
  let app: Hono<DoorEnv> | undefined
  const server = serve({ fetch: (request) => app!.fetch(request), port: 0, hostname: '127.0.0.1' }) as Server
  if (!server.listening) await new Promise((listening) => { server.once('listening', listening) })
  servers.push(server)
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const house = { ...standing, publicUrl: origin }
  app = createApp(house)
  return { database, house, app, origin }
}

/** A link in the hands of somebody; returns its token. */
export async function mintLink(database: TestDatabase, link: Pick<NewLink, 'kind' | 'personId'> & Partial<NewLink>): Promise<string> {
  const token = newToken()
  await database.write((tx) => insertLinks(tx, [{
    purposes: ['news'], channel: 'email', contactPointId: null, mailingId: null, entrySeq: null, wordingId: null, language: 'sv', createdAt: tx.now, expiresAt: null, usedAt: null,
    ...link, token,
  }]))
  return token
}

/** The cookie of somebody who has entered their code. */
export async function letIn(database: TestDatabase, house: House, personId: PersonId, point: Pick<ContactPoint, 'contactPointId'>): Promise<string> {
  const secret = newToken()
  await database.write((tx) => insertCustomerSession(tx, { sessionHash: tokenHash(secret), personId, contactPointId: point.contactPointId, expiresAt: new Date(tx.now.getTime() + 7_200_000) }))
  return `tillit_customer=${sealTicket(house.keeper.keys.tokens, secret, database.now)}`
}

/** What the clock does about who has knocked: queues codes for those who are known. */
export async function answerFrontDoor({ database, keeper }: Pick<House, 'database' | 'keeper'>): Promise<void> {
  const { tokens } = keeper.keys
  await database.write(async (tx) => {
    const letters = await answerDoorRequests(tx, tokens, (requestId) => codeOf(tokens, requestId))
    await sendServiceMail(tx, letters.map((letter) => ({ ...letter, kind: 'code' as const })))
  })
}

export function choice(personId: PersonId, more: Partial<Choice> = {}): Choice {
  return {
    personId, kind: 'given', purpose: 'news', channel: 'email', contactPointId: null, frequency: null, surface: 'web', language: 'sv',
    actor: { kind: 'person', id: personId }, wording: null, evidence: { kind: 'code' }, ...more,
  }
}

export async function record(database: TestDatabase, house: House, ...choices: Choice[]): Promise<void> {
  const { outcomes } = await database.write((tx) => recordChoices(tx, house.keeper, choices))
  for (const outcome of outcomes) if ('refusal' in outcome) throw new Error(`refused: ${outcome.refusal.text}`)
}

/** Somebody with a browser: keeps cookies, finds the forms of a page, and sends them as the browser would. */
export class Visitor {
  readonly #app: Pick<Hono<DoorEnv>, 'request'>
  readonly cookies = new Map<string, string>()
  html = ''
  status = 0
  headers = new Headers()
  /** Where the visitor is. */
  #path = '/'

  constructor(app: Pick<Hono<DoorEnv>, 'request'>, cookie?: string) {
    this.#app = app
    if (cookie) this.#keep([cookie])
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<this> {
    this.#path = path
    return this.#take(await this.#app.request(path, { headers: { ...this.#sent(), 'sec-fetch-site': 'none', ...headers } }))
  }

  async post(path: string, fields: Record<string, string> | [string, string][], headers: Record<string, string> = {}): Promise<this> {
    return this.#take(await this.#app.request(path, {
      method: 'POST', body: new URLSearchParams(fields).toString(),
      headers: { ...this.#sent(), 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded', ...headers },
    }))
  }

  /** Presses the button with these words, with what the fields hold plus what was typed. Follows one redirect. */
  async press(words: string, typed: Record<string, string> | [string, string][] = {}, headers: Record<string, string> = {}): Promise<this> {
    const form = [...this.html.matchAll(/<form(?<head>[^>]*)>(?<body>[^]*?)<\/form>/g)]
      .find((one) => [...one.groups!['body']!.matchAll(/<button[^>]*>([^<]*)<\/button>/g)].some(([, label]) => unescaped(label!) === words))
    if (!form) throw new Error(`no button ${words} on ${textOf(this.html)}`)
    const { head, body } = form.groups as { head: string; body: string }
    const action = /action="([^"]*)"/.exec(head)?.[1]
    const button = [...body.matchAll(/<button(?<rest>[^>]*)>(?<label>[^<]*)<\/button>/g)].find((one) => unescaped(one.groups!['label']!) === words)!.groups!['rest']!
    const fields = [...body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name, value]): [string, string] => [name!, unescaped(value!)])
    const [, name, value] = /name="([^"]*)" value="([^"]*)"/.exec(button) ?? []
    if (name) fields.push([name, value!])
    await this.post(action ?? this.#path, [...fields, ...(Array.isArray(typed) ? typed : Object.entries(typed))], headers)
    const to = this.headers.get('location')
    return to ? this.get(to) : this
  }

  #sent(): Record<string, string> {
    return this.cookies.size > 0 ? { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}
  }

  async #take(answer: Response): Promise<this> {
    this.html = await answer.text()
    this.status = answer.status
    this.headers = answer.headers
    this.#keep(answer.headers.getSetCookie())
    return this
  }

  #keep(lines: readonly string[]): void {
    for (const line of lines) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (/max-age=0/i.test(line) || value === '') this.cookies.delete(name!)
      else this.cookies.set(name!, value!)
    }
  }
}

/** What a reader reads of it. */
export function textOf(html: string): string {
  return unescaped(html.replaceAll(/<(style|title)[^]*?<\/\1>/g, ' ').replaceAll(/<[^>]+>/g, ' ')).replaceAll(/\s+/g, ' ')
}

function unescaped(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

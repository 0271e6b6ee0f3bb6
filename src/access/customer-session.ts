import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto'

/** A session of a customer ends after so long in any case, */
export const SESSION_HOURS = 2
/** and after so long without a page being opened. */
export const IDLE_MINUTES = 30

/** What a ticket is for: one is no good for the other. */
export type TicketFor = 'customer session' | 'invoice code'

/**
 * What the browser holds: the secret of the session and when it was last used, sealed. The last use stands there and not
 * in the database, because opening a page must change nothing (rule L2).
 */
export function sealTicket(key: KeyObject, secret: string, now: Date, what: TicketFor = 'customer session'): string {
  const seconds = String(Math.floor(now.getTime() / 1000))
  return `${secret}.${seconds}.${seal(key, secret, seconds, what).toString('base64url')}`
}

/** The secret in a ticket that is whole and was used lately; undefined otherwise. */
export function openTicket(key: KeyObject, ticket: string, now: Date, what: TicketFor = 'customer session'): string | undefined {
  const [, secret, seconds, given] = /^([\w-]{43})\.(\d{1,12})\.([\w-]{43})$/.exec(ticket) ?? []
  if (!secret || !seconds || !given || !timingSafeEqual(Buffer.from(given, 'base64url'), seal(key, secret, seconds, what))) return undefined
  const idleMs = now.getTime() - Number(seconds) * 1000
  return idleMs <= IDLE_MINUTES * 60_000 ? secret : undefined
}

function seal(key: KeyObject, secret: string, seconds: string, what: TicketFor): Buffer {
  return createHmac('sha256', key).update(`${what}\0${secret}\0${seconds}`).digest()
}

import type { Context } from 'hono'
import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto'
import { newToken, looksLikeToken } from '../access/link.ts'
import { Problem } from '../plumbing/errors.ts'
import { pageCookie } from './customer-cookie.ts'
import type { House } from './house.ts'

/** Name of the form field with the mark. */
export const MARK_FIELD = 'page'

/** What a browser's forms to one address carry: worth nothing in another browser, or for another address. */
function markOf(key: KeyObject, browser: string, action: string): string {
  return createHmac('sha256', key).update(`page mark\0${browser}\0${action}`).digest('base64url')
}

/** Makes marks for the forms of a page; gives the browser its cookie when it has none. Nothing is stored here. */
export function pageMarks(c: Context, house: House): (action: string) => string {
  let browser = pageCookie.read(c, house.publicUrl)
  if (!browser || !looksLikeToken(browser)) {
    browser = newToken()
    pageCookie.write(c, house.publicUrl, browser)
  }
  const mine = browser
  return (action) => markOf(house.keeper.keys.tokens, mine, action)
}

/**
 * The fields of a form that a page of ours sent from the browser it was opened in. These pages say `no-referrer`, which
 * makes `Origin` null, so the mark decides; `Sec-Fetch-Site` is believed where the browser sends it.
 * Throws forbidden.
 */
export async function markedForm(c: Context, house: House): Promise<URLSearchParams> {
  const form = await formOf(c)
  const site = c.req.header('sec-fetch-site')
  const browser = pageCookie.read(c, house.publicUrl)
  const given = Buffer.from(form.get(MARK_FIELD) ?? '')
  const wanted = Buffer.from(browser === undefined ? '' : markOf(house.keeper.keys.tokens, browser, c.req.path))
  const marked = wanted.length > 0 && given.length === wanted.length && timingSafeEqual(given, wanted)
  if (!marked || (site !== undefined && site !== 'same-origin')) throw new Problem('forbidden', { text: 'customer.page-not-ours' })
  return form
}

/** The fields of any form; a body that is none has no fields. */
export async function formOf(c: Context): Promise<URLSearchParams> {
  const isForm = c.req.header('content-type')?.toLowerCase().startsWith('application/x-www-form-urlencoded')
  return new URLSearchParams(isForm ? await c.req.text() : '')
}

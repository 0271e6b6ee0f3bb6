import type { Context } from 'hono'
import type { SessionPlace } from '../../staff/open-session.ts'
import { looksLikeSecret } from '../../staff/secret.ts'
import type { House } from '../house.ts'
import { clientInWords } from './client-in-words.ts'
import { staffCookie } from './staff-cookie.ts'

/** Where a session is opened: the browser in words, and the session that it held before, which ends. */
export function placeOf(c: Context, { publicUrl }: House): SessionPlace {
  const cookie = staffCookie.read(c, publicUrl)
  return { client: clientInWords(c.req.header('user-agent')), before: cookie !== undefined && looksLikeSecret(cookie) ? cookie : undefined }
}

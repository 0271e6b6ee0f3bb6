import type { Context } from 'hono'
import type { NewSession } from '../../staff/open-session.ts'
import type { House } from '../house.ts'
import { staffCookie } from './staff-cookie.ts'

/** Gives the browser the session that was opened for it, and the log who it is for (a pseudonym) and by what. */
export function handSession(c: Context, { publicUrl, log }: Pick<House, 'publicUrl' | 'log'>, { secret, expiresAt, staffId, sessionId, how }: NewSession): void {
  staffCookie.write(c, publicUrl, secret, expiresAt)
  log.info({ staffId, sessionId, how }, 'a session was opened')
}

import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

const NAME = 'tillit_staff'

const isHttps = (publicUrl: string) => publicUrl.startsWith('https:')

/** Host-only, out of reach of scripts, sent by our own pages only; on https with the `__Host-` prefix, which no subdomain can set. */
const options = { httpOnly: true, sameSite: 'Strict', path: '/' } as const

export const staffCookie = {
  read(c: Context, publicUrl: string): string | undefined {
    return isHttps(publicUrl) ? getCookie(c, NAME, 'host') : getCookie(c, NAME)
  },
  write(c: Context, publicUrl: string, secret: string, expires: Date): void {
    setCookie(c, NAME, secret, { ...options, expires, ...(isHttps(publicUrl) ? { secure: true, prefix: 'host' as const } : {}) })
  },
  clear(c: Context, publicUrl: string): void {
    deleteCookie(c, NAME, { ...options, ...(isHttps(publicUrl) ? { secure: true, prefix: 'host' as const } : {}) })
  },
}

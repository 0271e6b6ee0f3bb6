import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

const isHttps = (publicUrl: string) => publicUrl.startsWith('https:')

/** Lax, so that it comes along when a link in a mail is followed; what changes anything asks for the page's own mark too (page-mark.ts). */
const options = { httpOnly: true, sameSite: 'Lax', path: '/' } as const

/** A cookie of the customer's pages: host-only, out of reach of scripts, with the `__Host-` prefix on https. */
export function customerCookie(name: string) {
  const more = (publicUrl: string) => (isHttps(publicUrl) ? { secure: true, prefix: 'host' as const } : {})
  return {
    read(c: Context, publicUrl: string): string | undefined {
      return isHttps(publicUrl) ? getCookie(c, name, 'host') : getCookie(c, name)
    },
    write(c: Context, publicUrl: string, value: string, maxAge?: number): void {
      setCookie(c, name, value, { ...options, ...more(publicUrl), ...(maxAge === undefined ? {} : { maxAge }) })
    },
    clear(c: Context, publicUrl: string): void {
      deleteCookie(c, name, { ...options, ...more(publicUrl) })
    },
  }
}

/** Ties the forms of a page to the browser that opened it. */
export const pageCookie = customerCookie('tillit_page')
/** The request for a code this browser has made. */
export const requestCookie = customerCookie('tillit_request')
/** The code of an invoice that was typed or scanned in this browser, as a sealed ticket. */
export const invoiceCookie = customerCookie('tillit_invoice')
/** The session, as a sealed ticket. */
export const sessionCookie = customerCookie('tillit_customer')
/** The language the reader has chosen. */
export const languageCookie = customerCookie('tillit_language')

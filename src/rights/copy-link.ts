import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto'

/** What one takes along: the page to print, everything, or what one gave. */
export const COPY_FORMS = ['pdf', 'archive', 'portable'] as const
export type CopyForm = (typeof COPY_FORMS)[number]

/** An address of a file works so long. */
export const COPY_LINK_MINUTES = 15

/** What an address opens, for whom alone. */
export interface CopyLink {
  form: CopyForm
  /** Whoever may use it: the hash of a session, or a colleague with the copy they made. */
  holder: string
}

/** An address that opens one file for one holder for a quarter of an hour. It says nothing by itself, and nothing of it is stored. */
export function sealCopyLink(key: KeyObject, link: CopyLink, now: Date): { secret: string; expiresAt: Date } {
  const expiresAt = new Date(Math.floor(now.getTime() / 1000) * 1000 + COPY_LINK_MINUTES * 60_000)
  const seconds = String(expiresAt.getTime() / 1000)
  return { secret: `${link.form}-${seconds}-${seal(key, link, seconds).toString('base64url')}`, expiresAt }
}

/** The form that an address opens for this holder now; undefined for any other, and when its time is over: all alike. */
export function openCopyLink(key: KeyObject, secret: string, holder: string, now: Date): CopyForm | undefined {
  const [, form, seconds, given] = /^([a-z]+)-(\d{1,12})-([\w-]{43})$/.exec(secret) ?? []
  if (!form || !seconds || !given || !(COPY_FORMS as readonly string[]).includes(form)) return undefined
  if (!timingSafeEqual(Buffer.from(given, 'base64url'), seal(key, { form: form as CopyForm, holder }, seconds))) return undefined
  return Number(seconds) * 1000 > now.getTime() ? (form as CopyForm) : undefined
}

function seal(key: KeyObject, { form, holder }: CopyLink, seconds: string): Buffer {
  return createHmac('sha256', key).update(`copy link\0${form}\0${holder}\0${seconds}`).digest()
}

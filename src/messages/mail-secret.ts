import { createHmac, type KeyObject } from 'node:crypto'
import type { LinkKind } from '../access/link.ts'
import type { MailingId, PersonId } from '../values/ids.ts'

/**
 * Secrets in mails are derived from the keeper's key instead of stored: the queue holds none, and a mail that is
 * handed over again is the same to the letter. HMAC-SHA-256 over what the secret is for.
 */
function derived(key: KeyObject, ...parts: readonly (string | number)[]): Buffer {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest()
}

/** Token of a link in one person's copy of a mailing (256 bits, base64url); `about` is the purpose or entry it is for. */
export function linkToken(key: KeyObject, mailingId: MailingId, personId: PersonId, kind: LinkKind, about: string | number): string {
  return derived(key, 'link', mailingId, personId, kind, about).toString('base64url')
}

export const CODE_DIGITS = 6

/** The six digits that answer a request at the front door. */
export function codeOf(key: KeyObject, requestId: string): string {
  const number = derived(key, 'code', requestId).readUIntBE(0, 6) % 10 ** CODE_DIGITS
  return String(number).padStart(CODE_DIGITS, '0')
}

/** Message-ID of one person's copy (RFC 5322 3.6.4): the same each time, and nothing can be read from it. */
export function messageIdOf(key: KeyObject, mailingId: MailingId, personId: PersonId, domain: string): string {
  return `<${derived(key, 'message-id', mailingId, personId).subarray(0, 18).toString('base64url')}@${domain}>`
}

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

// Standard Webhooks 1.0.0 (standardwebhooks.com): three headers, HMAC-SHA-256 over `id.timestamp.body`.

const SECRET_PREFIX = 'whsec_'
const SECRET_BYTES = 32
/** Seconds by which the clock of the other side may differ; what is older is a repetition. */
export const TOLERANCE_S = 300

export interface SignedHeaders {
  'webhook-id': string
  /** Seconds since 1970. */
  'webhook-timestamp': string
  'webhook-signature': string
}

/** A new secret in the form in which it is given to the other side, once. */
export function newWebhookSecret(): string {
  return `${SECRET_PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`
}

/** The headers of a call with this body. The id is the same however often it is tried. */
export function signWebhook(secret: string, id: string, at: Date, body: string): SignedHeaders {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac(secret, id, timestamp, body).toString('base64')}` }
}

/** Whether a call was signed with this secret, and just now. Signatures of other versions beside ours do no harm. */
export function isSignedWebhook(secret: string, headers: Partial<Record<keyof SignedHeaders, string | undefined>>, body: string, now: Date): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers
  if (!id || !timestamp || !signatures || !/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE_S) return false
  const right = mac(secret, id, timestamp, body)
  return signatures.split(' ').slice(0, 10).some((one) => {
    const [version, signature = ''] = one.split(',')
    const given = Buffer.from(signature, 'base64')
    return version === 'v1' && given.length === right.length && timingSafeEqual(given, right)
  })
}

function mac(secret: string, id: string, timestamp: string, body: string): Buffer {
  return createHmac('sha256', Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64')).update(`${id}.${timestamp}.${body}`).digest()
}

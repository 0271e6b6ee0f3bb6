import type { ConnectedSystem } from '../connections/connected-system.ts'
import { webhookAddress } from '../connections/connected-system.ts'
import { TASK_ANSWERS, TASK_REASONS, type TaskAnswer, type TaskError, type TaskReason } from '../connections/system-task.ts'
import type { WebhookBody } from '../connections/webhook-body.ts'
import { signWebhook } from '../connections/webhook-signature.ts'
import { CallFailed, HttpClient } from '../plumbing/http-client.ts'

/** Longer answers to a webhook are none. */
const ANSWER_BYTES = 16 * 1024

/** What a system said to a call. */
export type Said =
  | { kind: 'answer'; answer: TaskAnswer; reason: TaskReason | null }
  | { kind: 'accepted' }
  | { kind: 'later'; error: TaskError; retryAfterMs?: number }

export interface SystemCall {
  address: ConnectedSystem['address']
  secret: string
  body: WebhookBody
  now: Date
  privateHosts: readonly string[]
  callMs?: number | undefined
}

/**
 * Calls a system, signed, through the one HTTP client, and reads what it says. Only an answer that repeats the id of the
 * task counts as one: whatever else comes back says nothing of what was done. Never throws.
 */
export async function callSystem({ address, secret, body, now, privateHosts, callMs }: SystemCall): Promise<Said> {
  const url = webhookAddress(address, privateHosts)
  if (!url) return { kind: 'later', error: 'address' }
  const text = JSON.stringify(body)
  const client = new HttpClient({ origins: [url.origin], privateHosts, answerBytes: ANSWER_BYTES, ...(callMs !== undefined && { callMs }) })
  try {
    const answer = await client.call(url, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json', 'user-agent': 'Tillit', ...signWebhook(secret, body.data.id, now, text) }, body: text })
    return read(answer.status, await answer.text(), body.data.id, retryAfter(answer.headers.get('retry-after'), now))
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error
    return { kind: 'later', error: error.fault === 'not-named' ? 'address' : error.fault }
  }
}

/** A status that is not 2xx is no answer, whatever it carries: 404 and 410 say that the address is gone, not the person. */
function read(status: number, text: string, id: string, retryAfterMs: number | undefined): Said {
  const later = (error: TaskError): Said => ({ kind: 'later', error, ...(retryAfterMs !== undefined && { retryAfterMs }) })
  if (status < 200 || status > 299) return later(`http-${status}`)
  if (status === 202) return { kind: 'accepted' }
  const said = parsed(text)
  if (said?.['id'] !== id) return later(said === undefined ? 'wrong-answer' : 'wrong-id')
  if (said['status'] === 'pending') return { kind: 'accepted' }
  const answer = TASK_ANSWERS.find((one) => one === said['status'])
  return answer === undefined ? later('wrong-answer') : { kind: 'answer', answer, reason: answer === 'refused' ? (TASK_REASONS.find((one) => one === said['reason']) ?? 'other') : null }
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value as Record<string, unknown> : undefined
  } catch {
    return undefined
  }
}

/** Seconds or a date (RFC 9110 10.2.3), in milliseconds from now. */
function retryAfter(header: string | null, now: Date): number | undefined {
  if (header === null) return undefined
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now.getTime()
  return Number.isFinite(ms) && ms > 0 ? ms : undefined
}

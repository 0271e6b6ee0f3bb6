import PostalMime, { addressParser, type Email } from 'postal-mime'

/** What the head of a mail says. All of it may have been written by anybody. */
export interface MailHead {
  messageId: string | null
  /** The mails that it answers, the newest last. */
  references: readonly string[]
  sender: string
  subject: string
  /** Every address it says it came to: what servers added on the way, then what stands on it. */
  recipients: readonly string[]
  /** Why nobody may answer it: a machine answered there, or we wrote it ourselves. */
  unanswerable: 'automatic' | 'loop' | null
  /** A program says that it wrote it by itself: welcome where a secret stands in the address, nowhere else. */
  isGenerated: boolean
}

/** Stands on each mail that answers one, so that it is known when it comes back. */
export const ANSWER_MARK = 'X-Tillit-Answer'

/** Longer heads are cut; what is behind is not looked at. */
const HEAD_BYTES = 64 * 1024
const MOST_RECIPIENTS = 50
const LONGEST = 500
const MOST_REFERENCES = 50

/** By what servers tell whom a mail was for, surest first. */
const DELIVERED = ['x-original-to', 'delivered-to', 'envelope-to']
/** Answers that machines give (RFC 3834 2); `auto-generated` is a program's own mail, as an invoice is. */
const ANSWERED = /^auto-(?:replied|notified)/i
const GENERATED = /^auto-/i
const PRECEDENCE = /^(?:bulk|junk|list|auto_reply)$/i

/** Reads the head alone: whom it is to, what it is called, and whether a machine answered. Never throws. */
export async function readHead(source: Uint8Array): Promise<MailHead> {
  const head = Buffer.from(source.subarray(0, HEAD_BYTES)).toString('latin1')
  const end = /\r?\n\r?\n/.exec(head)
  const mail = await PostalMime.parse(Buffer.from(`${end ? head.slice(0, end.index) : head}\r\n\r\n`, 'latin1')).catch((): undefined => undefined)
  const all = (name: string): string[] => (mail?.headers ?? []).filter((one) => one.key === name).map(({ value }) => value)
  const written = [...(mail?.to ?? []), ...(mail?.cc ?? [])].flatMap((one) => one.group ?? [one]).map(({ address }) => address ?? '')
  const delivered = DELIVERED.flatMap(all).flatMap((value) => addressParser(value, { flatten: true })).map(({ address }) => address ?? '')
  return {
    messageId: mail?.messageId?.trim() || null,
    references: ['references', 'in-reply-to'].flatMap(all).flatMap((value) => value.match(/<[^<>\s]{3,300}>/g) ?? []).slice(-MOST_REFERENCES),
    sender: oneLine(mail?.from?.address ?? ''),
    subject: oneLine(mail?.subject ?? ''),
    recipients: [...new Set([...delivered, ...written])].filter(Boolean).slice(0, MOST_RECIPIENTS),
    unanswerable: all(ANSWER_MARK.toLowerCase()).length > 0 ? 'loop' : isAutomatic(mail, all) ? 'automatic' : null,
    isGenerated: all('auto-submitted').some((value) => GENERATED.test(value.trim())) || all('x-auto-response-suppress').some((value) => /\b(?:all|oof|autoreply)\b/i.test(value)),
  }
}

/** An auto-reply, a list, a report of what was not delivered, or a mail without a way back (RFC 3834 2, RFC 2919, RFC 3462). */
function isAutomatic(mail: Email | undefined, all: (name: string) => string[]): boolean {
  const type = all('content-type')[0] ?? ''
  return all('auto-submitted').some((value) => ANSWERED.test(value.trim()))
    || all('precedence').some((value) => PRECEDENCE.test(value.trim()))
    || all('list-id').length > 0 || all('x-autoreply').length > 0 || all('x-autorespond').length > 0
    || all('return-path').some((value) => value.replaceAll(/\s/g, '') === '<>')
    || /^\s*multipart\/report\b/i.test(type) || /^(?:mailer-daemon|postmaster)@/i.test(mail?.from?.address ?? '')
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim().slice(0, LONGEST)
}

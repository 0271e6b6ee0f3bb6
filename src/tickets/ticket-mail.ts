import { createHmac, type KeyObject } from 'node:crypto'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567'
/** As many as an address with a secret has (src/incoming): 130 bits. */
const TOKEN_LETTERS = 26

/** What stands behind the plus of the address that replies to this ticket go to: derived, so that it is stored nowhere. */
export function replyToken(key: KeyObject, ticketId: string): string {
  const bytes = createHmac('sha256', key).update(`ticket reply\0${ticketId}`).digest()
  return [...bytes.subarray(0, TOKEN_LETTERS)].map((byte) => LETTERS[byte % LETTERS.length]).join('')
}

const NUMBER = /\[#(\d{1,15})\]/

/** The number of a ticket in a subject: `Re: Delivery [#1042]`. */
export function numberInSubject(subject: string): number | undefined {
  const [, number] = NUMBER.exec(subject) ?? []
  return number === undefined ? undefined : Number(number)
}

/** A subject without what mail programs and we have put around it. */
export function bareSubject(subject: string): string {
  return subject.replace(NUMBER, '').replace(/^(?:\s*(?:re|sv|vs|fw|fwd|vb|svar|ang)\s*:)+/i, '').replaceAll(/\s+/g, ' ').trim()
}

const QUOTED = /^\s*>/
/** A line that introduces what is quoted below it: `Den 3 mars 2026 skrev Karin <k@example.org>:`. */
const INTRODUCES = /(?:skrev|wrote|skrev følgende)\b.*:\s*$|:\s*$/iu
const SEPARATOR = /^\s*(?:-{2,}\s*)?(?:original message|ursprungligt meddelande|opprinnelig melding|forwarded message|vidarebefordrat meddelande|videresendt melding)(?:\s*-{2,})?\s*$/i
const HEAD = /^\s*\*?(?:from|från|fra)\s*:\*?\s+\S/i
const SENT = /^\s*\*?(?:sent|date|skickat|sendt|datum|dato)\s*:/i

/**
 * What somebody wrote in a mail, without the earlier mails quoted below: these stand in the thread already. Only a tail that is
 * a quotation and nothing else is left out; answers written between the lines of one stay with it.
 */
export function wordsOfMail(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').trim().split('\n')
  const head = lines.findIndex((line, place) => place > 0 && (SEPARATOR.test(line) || (HEAD.test(line) && lines.slice(place + 1, place + 4).some((next) => SENT.test(next)))))
  const written = head > 0 ? lines.slice(0, head) : lines
  let end = written.length
  while (end > 0 && (QUOTED.test(written[end - 1]!) || written[end - 1]!.trim() === '')) end--
  const isQuoted = written.slice(end).some((line) => QUOTED.test(line))
  // An introduction may be broken over two lines.
  if (isQuoted && end > 0 && INTRODUCES.test(written[end - 1]!)) end -= end > 1 && /^\s*(?:den|on|am)\b/i.test(written[end - 2]!) && !/^\s*(?:den|on)\b/i.test(written[end - 1]!) ? 2 : 1
  const kept = written.slice(0, isQuoted ? end : written.length).join('\n').replace(/\n_{5,}\s*$/, '').trim()
  return kept === '' ? text.trim() : kept
}

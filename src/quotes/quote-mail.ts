import type { KeyObject } from 'node:crypto'
import type { Company } from '../messages/company.ts'
import { customerUrl } from '../messages/customer-paths.ts'
import { paragraph, text } from '../messages/mail-body.ts'
import { QUOTE } from '../messages/mail-links.ts'
import { linkToken } from '../messages/mail-secret.ts'
import { mail, type Mail } from '../messages/mail.ts'
import { smallPrint } from '../messages/mailing-mail.ts'
import type { Notice } from '../messages/notice.ts'
import type { DocumentMails } from '../messages/write-document.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { localDateIn } from '../values/calendar.ts'
import { moneyInWords } from '../values/money.ts'
import { t } from '../values/text.ts'
import { writtenDay } from '../values/written.ts'
import { quoteName, regretOf, standingOf, type Quote } from './quote.ts'
import { selectQuoteOfMail } from './quotes.sql.ts'

/**
 * The mail that a quote goes with, or the receipt for a yes to it: number, sum, day and the page, and for the quote the link where it is answered.
 * A quote that nobody can accept any more does not go.
 */
export async function quoteMail(tx: Tx, key: KeyObject, { personId, mailingId, language }: Parameters<DocumentMails>[1], company: Company, notice: Notice | undefined): Promise<Mail | string> {
  const found = await selectQuoteOfMail(tx, personId, mailingId)
  if (!found) return 'document-gone'
  const { quote, what, page } = found
  if (what === 'offer' && standingOf(quote, localDateIn(RETENTION_ZONE, tx.now)) !== 'open') return 'quote-over'
  const name = company.controller.name
  const say = (word: string, parameters: Record<string, string> = {}) => t(language, `quotes.mail.${what}.${word}`, parameters)
  const number = quoteName(quote)
  const href = customerUrl(company.publicUrl, 'quote', linkToken(key, mailingId, personId, 'quote', QUOTE))
  const written = mail('quote', language, say('subject', { number, company: name }), [
    paragraph(say('lead', { number, company: name })),
    { type: 'list', items: facts(quote, what).map((fact) => [text(fact)]) },
    paragraph(say('attached')),
    { type: 'button', label: say('button'), href },
    ...(what === 'receipt' && quote.content.consumer ? [paragraph(t(language, `quotes.regret.${regretOf(quote.content.seller.address.country)}`))] : []),
    { type: 'line' }, ...smallPrint({ company, language, notice }),
  ])
  return { ...written, attachments: [{ name: `${say('file')}-${number.replaceAll(/[^\w-]/g, '')}.pdf`, mediaType: 'application/pdf', content: page }] }
}

function facts({ language, payable, currency, validUntil, answer }: Quote, what: 'offer' | 'receipt'): string[] {
  const say = (key: string, parameters: Record<string, string> = {}) => t(language, `quotes.mail.${what}.${key}`, parameters)
  const day = (date: string) => writtenDay(language, new Date(`${date}T12:00:00Z`), 'UTC')
  return [say('sum', { amount: `${moneyInWords(language, payable)} ${currency}` }), what === 'offer' ? say('until', { day: day(validUntil) }) : say('said', { day: day(answer!.on) })]
}

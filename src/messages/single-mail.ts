import { CODE_MINUTES } from '../access/door-request.ts'
import { t, type Language } from '../values/text.ts'
import { writtenDay } from '../values/written.ts'
import { AUTOMATIC, type Company } from './company.ts'
import { customerUrl } from './customer-paths.ts'
import { heading, link, paragraph, text, type Block } from './mail-body.ts'
import { mail, type Mail } from './mail.ts'
import { smallPrint } from './mailing-mail.ts'
import type { Notice } from './notice.ts'

// Mails that answer something a person did. None of them names the person or repeats anything a person wrote: whoever
// typed somebody else's address must not be able to speak through us.

/** The code that opens the person's own page, in the browser that asked for it. */
export function composeCode(language: Language, company: Company, code: string, notice?: Notice): Mail {
  const name = company.controller.name
  return mail('code', language, t(language, 'messages.code.subject', { company: name }), [
    paragraph(t(language, 'messages.code.here', { company: name })),
    heading(code, 1),
    paragraph(t(language, 'messages.code.minutes', { minutes: CODE_MINUTES })),
    paragraph(t(language, 'messages.code.not-you')),
    { type: 'line' },
    ...smallPrint({ company, language, notice }),
  ], {}, [AUTOMATIC])
}

/** The second step of a double opt-in: nothing is sent to the address before its reader has confirmed. */
export function composeConfirm(
  language: Language, company: Company, purposes: readonly { name: string; description: string }[], confirmToken: string, notice?: Notice,
): Mail {
  const name = company.controller.name
  return mail('confirm', language, t(language, 'messages.confirm.subject', { company: name }), [
    paragraph(t(language, 'messages.confirm.asked', { company: name })),
    { type: 'list', items: purposes.map((one) => [{ type: 'bold', of: [text(one.name)] }, text(`: ${one.description}`)]) },
    { type: 'button', label: t(language, 'messages.confirm.button'), href: customerUrl(company.publicUrl, 'confirmation', confirmToken) },
    paragraph(t(language, 'messages.confirm.not-you')),
    { type: 'line' },
    ...smallPrint({ company, language, notice }),
  ], {}, [AUTOMATIC])
}

/**
 * Tells the old address that another has taken its place, so that nobody can take over a page unseen (GDPR art. 32).
 * The new address is not named: whoever reads the old one need not be the person any more.
 */
export function composeAddressChanged(language: Language, company: Company, notice?: Notice): Mail {
  const name = company.controller.name
  return mail('address-changed', language, t(language, 'messages.address-changed.subject', { company: name }), [
    paragraph(t(language, 'messages.address-changed.what', { company: name })),
    paragraph(t(language, 'messages.address-changed.not-you')),
    { type: 'line' },
    ...smallPrint({ company, language, notice }),
  ], {}, [AUTOMATIC])
}

/** There is news about a request: an answer, a question, more time. Whoever reads the mailbox learns no more than that (art. 32). */
export function composeRequestNews(language: Language, company: Company, notice?: Notice): Mail {
  const name = company.controller.name
  return mail('request-news', language, t(language, 'messages.request-news.subject', { company: name }), [
    paragraph(t(language, 'messages.request-news.what', { company: name })),
    { type: 'button', label: t(language, 'messages.request-news.button'), href: customerUrl(company.publicUrl, 'frontDoor') },
    paragraph(t(language, 'messages.request-news.not-you')),
    { type: 'line' },
    ...smallPrint({ company, language, notice }),
  ], {}, [AUTOMATIC])
}

/** Tells somebody that what is held of them will end, and where they can say that it should stay (art. 5(1)(a), (e)). Nothing has to be done for it to end. */
export function composeDataEnding(language: Language, company: Company, endsAt: Date, notice?: Notice): Mail {
  const name = company.controller.name
  const day = writtenDay(language, endsAt, 'Europe/Stockholm')
  return mail('data-ending', language, t(language, 'messages.data-ending.subject', { company: name }), [
    paragraph(t(language, 'messages.data-ending.what', { company: name, day })),
    paragraph(t(language, 'messages.data-ending.stay')),
    { type: 'button', label: t(language, 'messages.data-ending.button'), href: customerUrl(company.publicUrl, 'frontDoor') },
    { type: 'line' },
    ...smallPrint({ company, language, notice }),
  ], {}, [AUTOMATIC])
}

/** To somebody whose details came to us: what we hold, from where, when it goes by itself, and what they can choose (art. 14). */
export function composeLead(language: Language, company: Company, token: string, endsAt: Date, notice?: Notice): Mail {
  const name = company.controller.name
  const page = customerUrl(company.publicUrl, 'followUp', token)
  return mail('lead', language, t(language, 'messages.lead.subject', { company: name }), [
    paragraph(t(language, 'messages.lead.what', { company: name, day: writtenDay(language, endsAt, 'Europe/Stockholm') })),
    { type: 'button', label: t(language, 'messages.lead.yes'), href: `${page}#yes` },
    { type: 'button', label: t(language, 'messages.lead.no'), href: `${page}#no` },
    paragraph(t(language, 'messages.lead.nothing')),
    { type: 'line' },
    ...smallPrint({ company, language, notice }),
  ], {}, [AUTOMATIC])
}

/** One thing that was recorded, in words, with the token of its `revoke` link when it is a yes. */
export interface RecordedLine {
  words: string
  revokeToken: string | undefined
}

/** Confirms what was recorded, yes and no alike, with one step back (rule D9). */
export function composeReceipt(language: Language, company: Company, lines: readonly RecordedLine[], notice?: Notice): Mail {
  const name = company.controller.name
  const revocable = lines.some((one) => one.revokeToken !== undefined)
  const blocks: Block[] = [
    paragraph(t(language, 'messages.receipt.recorded', { company: name })),
    {
      type: 'list',
      items: lines.map(({ words, revokeToken }) => revokeToken === undefined
        ? [text(words)]
        : [text(`${words} `), link(t(language, 'messages.receipt.revoke'), customerUrl(company.publicUrl, 'revocation', revokeToken))]),
    },
    ...(revocable ? [paragraph(t(language, 'messages.receipt.not-you'))] : []),
    paragraph(t(language, 'messages.receipt.proof'), ' ', link(t(language, 'messages.your-page'), customerUrl(company.publicUrl, 'frontDoor'))),
    { type: 'line' },
    ...smallPrint({ company, language, notice }),
  ]
  return mail('receipt', language, t(language, 'messages.receipt.subject', { company: name }), blocks, {}, [AUTOMATIC])
}

/** Kinds of entries that a receipt has words for. */
const TOLD = ['given', 'confirmed', 'withdrawn', 'objected', 'restricted', 'unrestricted', 'stop-asking', 'asking-allowed', 'voided'] as const

/** What an entry says, for a receipt. `purpose` and `channel` are names; undefined is all of them. */
export function recordedWords(language: Language, kind: string, purpose: string | undefined, channel: string | undefined): string {
  const told = TOLD.find((one) => one === kind) ?? 'other'
  return t(language, `messages.recorded.${told}`, {
    purpose: purpose ?? t(language, 'messages.all-marketing'),
    channel: channel ?? t(language, 'messages.all-channels'),
  })
}

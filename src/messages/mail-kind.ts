/** `ask`, `mailing` and `service` come from a mailing, `individual` from a colleague to one person; the others answer something one person did; `ticket` goes in its thread. */
export const MAIL_KINDS = ['ask', 'mailing', 'service', 'code', 'confirm', 'receipt', 'address-changed', 'request-news', 'data-ending', 'invoice', 'quote', 'ticket', 'individual', 'lead', 'invitation'] as const
export type MailKind = (typeof MAIL_KINDS)[number]

export const SINGLE_MAIL_KINDS = ['code', 'confirm', 'receipt', 'address-changed', 'request-news', 'data-ending', 'invoice', 'quote', 'individual', 'lead', 'invitation'] as const
export type SingleMailKind = (typeof SINGLE_MAIL_KINDS)[number]

/** Mails that a document goes with. */
export const DOCUMENT_MAIL_KINDS = ['invitation', 'quote', 'invoice'] as const satisfies readonly SingleMailKind[]

/** Taken when nothing prompt waits, in this order. */
export const UNHURRIED_MAIL_KINDS = ['individual', ...DOCUMENT_MAIL_KINDS] as const satisfies readonly SingleMailKind[]

/** Somebody may be waiting for these at this moment; thousands of invoices never stand before them. */
export const PROMPT_MAIL_KINDS = SINGLE_MAIL_KINDS.filter((kind) => !(UNHURRIED_MAIL_KINDS as readonly MailKind[]).includes(kind))

export function hasDocument(kind: MailKind): boolean {
  return (DOCUMENT_MAIL_KINDS as readonly MailKind[]).includes(kind)
}

export function isSingle(kind: MailKind): kind is SingleMailKind {
  return (SINGLE_MAIL_KINDS as readonly MailKind[]).includes(kind)
}

/** Direct marketing, asking for consent included (rule D7), and what a colleague wrote, which may be marketing: handed over at most once. The others at least once. */
export function isMarketing(kind: MailKind): boolean {
  return kind === 'ask' || kind === 'mailing' || kind === 'individual'
}

/** `ask`, `mailing` and `service` come from a mailing; the others answer something one person did; `ticket` goes in its thread. */
export const MAIL_KINDS = ['ask', 'mailing', 'service', 'code', 'confirm', 'receipt', 'address-changed', 'request-news', 'data-ending', 'invoice', 'quote', 'ticket'] as const
export type MailKind = (typeof MAIL_KINDS)[number]

export const SINGLE_MAIL_KINDS = ['code', 'confirm', 'receipt', 'address-changed', 'request-news', 'data-ending', 'invoice', 'quote'] as const
export type SingleMailKind = (typeof SINGLE_MAIL_KINDS)[number]

/** Mails that a document goes with, in the order in which they are taken when nothing prompt waits. */
export const DOCUMENT_MAIL_KINDS = ['quote', 'invoice'] as const satisfies readonly SingleMailKind[]

/** Somebody may be waiting for these at this moment; thousands of invoices never stand before them. */
export const PROMPT_MAIL_KINDS = SINGLE_MAIL_KINDS.filter((kind) => !hasDocument(kind))

export function hasDocument(kind: MailKind): boolean {
  return (DOCUMENT_MAIL_KINDS as readonly MailKind[]).includes(kind)
}

export function isSingle(kind: MailKind): kind is SingleMailKind {
  return (SINGLE_MAIL_KINDS as readonly MailKind[]).includes(kind)
}

/** Direct marketing, asking for consent included (rule D7): handed over at most once. The others at least once. */
export function isMarketing(kind: MailKind): boolean {
  return kind === 'ask' || kind === 'mailing'
}

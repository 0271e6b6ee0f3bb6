import PostalMime from 'postal-mime'

/** The secret part of a link of ours: whoever has it may do what the link does. */
const SECRET = /[\w-]{43}/g
/** Six digits alone are the code of a front door. */
const CODE = /(?<!\d)\d{6}(?!\d)/g
/** Mails that carry a code. */
const WITH_CODE = ['code']

/** A mail as its reader saw it, as plain text, without what lets somebody in. */
export async function mailText(source: Buffer, kind: string): Promise<{ head: string; body: string }> {
  const mail = await PostalMime.parse(source)
  const to = (mail.to ?? []).map((one) => one.address ?? one.name).join(', ')
  const text = mail.text ?? (mail.html ?? '').replaceAll(/<(style|head)[^]*?<\/\1>/gi, ' ').replaceAll(/<[^>]+>/g, ' ')
  const closed = text.trim().replaceAll(SECRET, '…')
  return {
    head: [`From: ${mail.from?.address ?? ''}`, `To: ${to}`, `Date: ${mail.date ?? ''}`, `Subject: ${mail.subject ?? ''}`].join('\n'),
    body: WITH_CODE.includes(kind) ? closed.replaceAll(CODE, '······') : closed,
  }
}

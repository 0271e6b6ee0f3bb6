import PostalMime from 'postal-mime'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { MailHeader } from './mail.ts'
import { selectOutboxMail, type OutboxMail } from './outbox.sql.ts'

export interface ReadMail extends Omit<OutboxMail, 'source'> {
  name: string
  from: string
  headers: MailHeader[]
  html: string | null
  text: string | null
}

/** A mail that stayed in the house, read as its recipient's program would read it. Throws not-found. */
export async function readOutboxMail(tx: Tx, personId: PersonId, outboxMailId: string): Promise<ReadMail> {
  const found = await selectOutboxMail(tx, personId, outboxMailId)
  if (!found) throw new Problem('not-found', { text: 'messages.mail-not-found' })
  const { source, ...rest } = found
  const read = await PostalMime.parse(source)
  const from = read.from
  return {
    ...rest,
    from: from ? [from.name, from.address && `<${from.address}>`].filter(Boolean).join(' ') : '',
    headers: read.headers.map(({ key, value }) => ({ name: key, value })),
    html: read.html ?? null,
    text: read.text ?? null,
  }
}

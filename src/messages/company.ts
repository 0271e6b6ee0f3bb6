import type { Sender } from '../plumbing/config.ts'
import type { Controller } from '../plumbing/installation.sql.ts'
import { t, type Language } from '../values/text.ts'
import { customerUrl } from './customer-paths.ts'
import { paragraph, type Block } from './mail-body.ts'
import type { MailHeader } from './mail.ts'

/** Who a mail comes from, and where its links lead. */
export interface Company {
  controller: Controller
  /** Everything is made up, and says so. */
  demo: boolean
  from: Sender
  /** Without a slash at the end. */
  publicUrl: string
}

/** The last lines of every mail: who wrote it (art. 13(1)(a), e-commerce directive art. 6(b)). */
export function colophon(language: Language, company: Company): Block[] {
  const { name, organisationNumber, address, email, phone } = company.controller
  const lines = [name, organisationNumber, address, email ?? company.from.address, phone].filter(Boolean)
  return [paragraph(lines.join('\n')), ...(company.demo ? [paragraph(t(language, 'messages.demo'))] : [])]
}

/**
 * One-click unsubscribe (RFC 2369, RFC 8058): one HTTPS address with a token that says nothing by itself, and a mail
 * address whose subject carries the same token. Mail must be signed over both headers to be believed.
 */
export function unsubscribeHeaders(company: Company, stopToken: string): MailHeader[] {
  const mailto = `mailto:${company.from.address}?subject=${encodeURIComponent(`stop ${stopToken}`)}`
  return [
    { name: 'List-Unsubscribe', value: `<${customerUrl(company.publicUrl, 'oneClick', stopToken)}>, <${mailto}>` },
    { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
  ]
}

/** Mail that a program wrote in answer to somebody: no out-of-office reply, please (RFC 3834 5). */
export const AUTOMATIC: MailHeader = { name: 'Auto-Submitted', value: 'auto-generated' }

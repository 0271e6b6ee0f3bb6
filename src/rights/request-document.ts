import type { DocumentType } from './sealed-document.ts'

const MARKS = { 'application/pdf': /^%PDF-/, 'image/jpeg': /^\u00ff\u00d8\u00ff/, 'image/png': /^\u0089PNG\r\n/ } as const
/** A mailbox line, or the name of the first header (RFC 5322 §2.2). */
const MAIL = /^(?:From |[\u0021-\u0039\u003b-\u007e]{1,76}:)/
const HEAD = 4096

/** Whether bytes begin like what they are said to be: a page, a picture, a mail, or text and nothing that a machine runs. */
export function isDocumentOf(type: DocumentType, bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, HEAD)).toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '')
  if (type === 'text/plain') return isText(start)
  return type === 'message/rfc822' ? isText(start) && MAIL.test(start.trimStart()) : MARKS[type].test(start)
}

/** Text in any encoding that extends ASCII: no control characters but those that lay it out. */
function isText(start: string): boolean {
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(start) && !/^(?:#!|MZ|%PDF-)/.test(start)
}

import { changedLine, pathOfLine, takeApart, type SignedDigests } from '../consent/receipt-form.ts'
import { claimedKeyId, keyIdText, openJws } from '../keeper/jws.ts'
import type { VerifyingKey } from '../keeper/signing-key.ts'
import { CERTIFICATE_KIND, CERTIFICATE_TYPE, type Certificate } from './certificate.ts'

export type CertificateVerdict =
  | { valid: true; certificate: Certificate }
  /** `line` counts from 1; `path` is a JSON pointer. Each part has a sentence under `erasure.certificate.fault`. */
  | { valid: false; part: 'form' | 'key' | 'signature' | 'content'; line?: number; path?: string }

/** Whether a file says that it is such a certificate, whatever it is worth. */
export function looksLikeCertificate(text: string): boolean {
  return text.includes(`"kind": ${JSON.stringify(CERTIFICATE_KIND)}`)
}

/** Verifies a certificate with nothing but its text and the public key, and says which part fails and where. */
export async function verifyCertificate(text: string, key: VerifyingKey): Promise<CertificateVerdict> {
  const parts = takeApart(text)
  if ('line' in parts) return { valid: false, part: 'form', line: parts.line }
  const { content, signature } = parts
  const signed = (await openJws(signature, CERTIFICATE_TYPE, key)) as SignedDigests | undefined
  if (!signed) {
    const claimed = claimedKeyId(signature)
    const other = claimed !== undefined && /^[^\s+]+\+[0-9a-f]{8}$/.test(claimed) && claimed !== keyIdText(key)
    return { valid: false, part: other ? 'key' : 'signature', line: content.length + 1 }
  }
  const line = changedLine(content, signed)
  if (line !== undefined) return { valid: false, part: 'content', line, path: pathOfLine(content, line) }
  return { valid: true, certificate: JSON.parse(text) as Certificate }
}

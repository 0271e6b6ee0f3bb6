import { domainToASCII, domainToUnicode } from 'node:url'
import { fault, type Fault } from './fault.ts'

declare const brand: unique symbol

/** Two addresses are the same exactly when these are equal. */
export type CanonicalEmail = string & { readonly [brand]: 'canonical e-mail' }

export interface EmailAddress {
  /** As typed, without outer spaces: what is shown. */
  readonly stored: string
  /** What is compared: local part in NFC and otherwise untouched, domain in lower-case ASCII (IDNA). Never a recipient. */
  readonly canonical: CanonicalEmail
  /** What RCPT TO gets: the stored local part byte for byte, the domain in ASCII, so that no mailer has to encode anything. */
  readonly recipient: string
  /** The local part is not ASCII: only servers that offer SMTPUTF8 (RFC 6531) take it. */
  readonly needsSmtpUtf8: boolean
  readonly [brand]: 'e-mail address'
}

type EmailReason =
  | 'email-empty' | 'email-too-long' | 'email-control-character' | 'email-space' | 'email-invisible-character'
  | 'email-no-at' | 'email-several-at' | 'email-several' | 'email-display-name' | 'email-comment' | 'email-quoted'
  | 'email-domain-literal' | 'email-route' | 'email-compatibility-form' | 'email-local-part' | 'email-domain'

export type EmailFault = Fault<EmailReason>

/** RFC 5321 4.5.3.1: a path of 256 octets with its angle brackets. */
const MAX_OCTETS = 254
const MAX_LOCAL_OCTETS = 64
const MAX_DOMAIN_CHARACTERS = 253

/** Characters with a meaning of their own to one mailer or another, and the reason we give. Checked before anything is parsed. */
const AMBIGUOUS: ReadonlyArray<readonly [RegExp, EmailReason]> = [
  [/\p{Cc}/u, 'email-control-character'],
  [/\p{Zs}|\p{Zl}|\p{Zp}/u, 'email-space'],
  [/\p{Cf}|\p{DI}/u, 'email-invisible-character'],
  [/["\\]/, 'email-quoted'],
  [/[()]/, 'email-comment'],
  [/[<>]/, 'email-display-name'],
  [/[,;]/, 'email-several'],
  [/[[\]]/, 'email-domain-literal'],
  [/[%!:]/, 'email-route'],
]

const LOCAL_PART = /^[\p{L}\p{M}\p{N}#$&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}#$&'*+/=?^_`{|}~-]+)*$/u
const DOMAIN = /^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)+$/u
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
/** A last label like these makes URL parsers read the whole domain as an IPv4 address. */
const NUMERIC_LABEL = /^(?:\d+|0x[0-9a-f]*)$/

/**
 * Reads one e-mail address, or says why not. Time grows with the length only, and the length is capped.
 *
 * What a mailer could read as another address is refused, also where RFC 5322 allows it: comments, quoted local parts,
 * domain literals, routes (`%`, `!`), groups, display names, folded lines, domains without a dot, numeric top domains,
 * and compatibility characters (full-width letters, ligatures) that some software folds and other does not.
 */
export function parseEmail(text: string): EmailAddress | EmailFault {
  if (text.length > 2 * MAX_OCTETS) return fault('email-too-long', { max: MAX_OCTETS })
  const stored = withoutOuterSpaces(text)
  if (stored === '') return fault('email-empty')
  for (const [characters, reason] of AMBIGUOUS) if (characters.test(stored)) return fault(reason)
  if (stored.normalize('NFKC') !== stored.normalize('NFC')) return fault('email-compatibility-form')

  const at = stored.indexOf('@')
  if (at < 0) return fault('email-no-at')
  if (at !== stored.lastIndexOf('@')) return fault('email-several-at')
  const local = stored.slice(0, at)
  if (!LOCAL_PART.test(local) || octets(local) > MAX_LOCAL_OCTETS) return fault('email-local-part')
  const domain = asciiDomain(stored.slice(at + 1))
  if (domain === undefined) return fault('email-domain')

  const recipient = `${local}@${domain}`
  if (octets(recipient) > MAX_OCTETS) return fault('email-too-long', { max: MAX_OCTETS })
  const canonical = `${local.normalize('NFC')}@${domain}`
  return { stored, canonical, recipient, needsSmtpUtf8: octets(local) !== local.length } as EmailAddress
}

/** The domain as the DNS knows it, or undefined when it is not one that mail can go to. */
function asciiDomain(domain: string): string | undefined {
  if (!DOMAIN.test(domain)) return undefined
  const ascii = domainToASCII(domain.normalize('NFC'))
  const labels = ascii.split('.')
  if (ascii.length > MAX_DOMAIN_CHARACTERS || !labels.every(isLabel) || NUMERIC_LABEL.test(labels.at(-1)!)) return undefined
  return ascii
}

function isLabel(label: string): boolean {
  if (!LABEL.test(label)) return false
  return !label.startsWith('xn--') || (domainToUnicode(label) !== label && domainToASCII(domainToUnicode(label)) === label)
}

/**
 * The mailbox that mail to a canonical address most likely lands in, however its capitals were typed and whatever follows
 * a plus (RFC 5233). It lets a no reach every spelling; two addresses are the same by `canonical` alone.
 */
export function mailboxOf(canonical: string): string {
  const at = canonical.lastIndexOf('@')
  const local = canonical.slice(0, at)
  const plus = local.indexOf('+')
  // Up and down again: some letters have a capital form of two.
  return (plus > 0 ? local.slice(0, plus) : local).toUpperCase().toLowerCase().normalize('NFC') + canonical.slice(at).toLowerCase()
}

function withoutOuterSpaces(text: string): string {
  return text.replace(/^[ \t\u00a0]+/, '').replace(/[ \t\u00a0]+$/, '')
}

function octets(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}

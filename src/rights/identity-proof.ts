import type { ReceivedHow, RequestKind, RequestActor } from './request.ts'

/**
 * How sure it is who asks, weakest first. `none`: somebody says so. `link`: whoever can read a mail or an invoice.
 * `mailbox`: who opens an address or a number of the person's now, or told what only few know. `strong`: two of these
 * that do not lie in the same place, an electronic identity, or an identity document that was looked at.
 */
export const PROOF_LEVELS = ['none', 'link', 'mailbox', 'strong'] as const
export type ProofLevel = (typeof PROOF_LEVELS)[number]

/**
 * Ways of showing it. A copy of an identity card is not among them: it proves little, and has to be kept safe.
 * The sender of a mail is none either: anybody may write any name there.
 */
export const PROOF_WAYS = [
  'link', // a signed link in a message or on an invoice
  'code', // a code sent to an address of theirs, typed in within minutes
  'identity', // an electronic identity or a provider they connected (OpenID Connect)
  'invoice-fact', // the code of an invoice, and what stood on an earlier one: for people who have only paper
  'surface', // signed in at a surface whose key speaks for the person
  'call-back', // called back at the number held before the request
  'known-facts', // two facts that are held and stand on nothing we send out
  'letter-code', // a code posted to the address held before the request
  'document-seen', // an identity document looked at, with nothing copied
  'answered-there', // somebody in no register answered at the address or number that they gave and that was searched for
  'authority-papers', // papers of a guardian, a proxy or an estate, looked at
] as const
export type ProofWay = (typeof PROOF_WAYS)[number]

const LEVEL: Readonly<Record<ProofWay, ProofLevel>> = {
  link: 'link', code: 'mailbox', identity: 'strong', 'invoice-fact': 'mailbox', surface: 'mailbox', 'call-back': 'mailbox', 'known-facts': 'mailbox', 'letter-code': 'mailbox', 'answered-there': 'mailbox',
  'document-seen': 'strong', 'authority-papers': 'strong',
}

/** Ways that only show that somebody holds a thing; with what somebody knows they are strong. */
const HOLDING: readonly ProofWay[] = ['code', 'invoice-fact', 'surface', 'call-back', 'letter-code']

/** What colleagues can look at and write down, by the way the request came in: nobody shows a document over the telephone. */
export const STAFF_CHECKS: Readonly<Record<ReceivedHow, readonly ProofWay[]>> = {
  page: ['call-back', 'known-facts', 'letter-code', 'authority-papers'],
  api: ['call-back', 'known-facts', 'letter-code', 'authority-papers'],
  phone: ['call-back', 'known-facts', 'letter-code'],
  mail: ['call-back', 'known-facts', 'letter-code', 'authority-papers'],
  letter: ['call-back', 'known-facts', 'letter-code', 'authority-papers'],
  counter: ['document-seen', 'known-facts', 'letter-code', 'authority-papers'],
}

/** Of somebody in no register nothing was held before: no number to call back, no address to write to, no fact to ask for. */
const STRANGER_CHECKS: readonly ProofWay[] = ['answered-there', 'authority-papers']
const AT_THE_COUNTER: readonly ProofWay[] = ['document-seen']

/** What a colleague can look at for this request, and write down. */
export function checksFor({ stranger, receivedHow }: { stranger: boolean; receivedHow: ReceivedHow }): readonly ProofWay[] {
  if (!stranger) return STAFF_CHECKS[receivedHow]
  return receivedHow === 'counter' ? [...AT_THE_COUNTER, ...STRANGER_CHECKS] : STRANGER_CHECKS
}

/** Days after which what was checked is deleted; the request keeps only how sure it was. */
export const PROOF_KEPT_DAYS = 30

/** Fewer words do not say what was checked. */
export const CHECK_WORDS_MIN = 10

/** An address that took another's place so recently proves little: a stolen mailbox is what comes before an impostor's request. */
export const NEW_ADDRESS_DAYS = 30

/**
 * What each kind needs where nothing gives rise to doubt. What discloses, destroys or changes needs a mailbox; what only
 * makes us stop needs nobody's proof (art. 7(3), 21(3)). Art. 12(6) does not reach art. 22, nor a complaint.
 */
const NEEDED: Readonly<Record<RequestKind, ProofLevel>> = {
  access: 'mailbox', portability: 'mailbox', erasure: 'mailbox', rectification: 'mailbox', restriction: 'link',
  objection: 'none', withdrawal: 'none', complaint: 'none', 'automated-decision': 'none',
}

/** Reasonable doubts (art. 12(6)), each kept with the request as the reason why more was asked. */
export const DOUBTS = [
  'new-address', // the address that proves was changed shortly before
  'shared-address', // others have it too: a household, a couple, parents and their child
  'child', // somebody under the age of consent, for whom a guardian speaks
  'for-another', // somebody speaks for the person
  'protected-identity', // disclosure could put the person in danger
  'unknown-sender', // the request came from an address that is not held, or only looks like one that is
  'staff', // a colleague has a reason of their own, in words
] as const
export type Doubt = (typeof DOUBTS)[number]

/** The proof that a request of this kind needs, in the light of these doubts: they raise what discloses, destroys or changes. */
export function proofNeeded(kind: RequestKind, doubts: readonly Doubt[]): ProofLevel {
  const needed = NEEDED[kind]
  return doubts.length > 0 && needed === 'mailbox' ? 'strong' : needed
}

/** How sure these proofs together make it. */
export function levelOf(ways: readonly ProofWay[]): ProofLevel {
  if (ways.includes('known-facts') && ways.some((way) => HOLDING.includes(way))) return 'strong'
  return ways.map((way) => LEVEL[way]).toSorted((a, b) => PROOF_LEVELS.indexOf(b) - PROOF_LEVELS.indexOf(a))[0] ?? 'none'
}

export function isEnough(given: ProofLevel | null, needed: ProofLevel): boolean {
  return PROOF_LEVELS.indexOf(given ?? 'none') >= PROOF_LEVELS.indexOf(needed)
}

export interface Proof {
  way: ProofWay
  at: Date
  actor: RequestActor
  /** What was checked, in words. */
  words: string | null
}

/** What is known of the address that a code went to, and of the person. */
export interface Circumstances {
  personSince: Date
  /** Since when the address that proves is held; null where none does. */
  addressSince: Date | null
  sharedWith: number
  isChild: boolean
  protectedIdentity: boolean
  speaker: RequestActor['kind']
  now: Date
}

/** The doubts that the circumstances give rise to by themselves. */
export function doubtsOf(one: Circumstances): Doubt[] {
  const day = 86_400_000
  const changed = one.addressSince !== null && one.addressSince.getTime() - one.personSince.getTime() > day
    && one.now.getTime() - one.addressSince.getTime() < NEW_ADDRESS_DAYS * day
  return [
    ...(changed ? ['new-address' as const] : []),
    ...(one.sharedWith > 0 ? ['shared-address' as const] : []),
    ...(one.isChild ? ['child' as const] : []),
    ...(one.speaker === 'guardian' || one.speaker === 'proxy' ? ['for-another' as const] : []),
    ...(one.protectedIdentity ? ['protected-identity' as const] : []),
  ]
}

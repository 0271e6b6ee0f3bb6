import { all, any, is, isNot, missing, no, not, yes, type Expression } from './expression.ts'

export type Obligation = 'carry-notice' | 'carry-opt-out' | 'check-register'

export interface Rule {
  /** Stable: printed with every answer and never given to another rule. */
  number: string
  /** Where it stands in law. */
  article: string
  when: Expression
  outcome: 'refuse' | 'allow'
  /** What would change a no, as a text key under `decisions.change`; absent for a yes. */
  change?: string
}

const marketing = is('purposeKind', 'marketing')
const onConsent = is('basis', 'consent')

/** What goes on under restriction and for an estate: duties of law (art. 12, 19, 34) and claims, issued invoices among them (D2). */
const dutyOrClaim = is('purposeKind', 'legal', 'claim')

/** A question that stands in a message or page the person gets anyway: it uses no contact point of its own (D7). */
const neutralQuestion = all(is('use', 'ask'), yes('withinServiceMessage'))

/** A yes that still binds: given for the very contact point, which is proved, on a ground that lives. */
const yesBinds = all(is('standing', 'given'), yes('yesForThisPoint'), is('contactPoint', 'verified', 'not-needed'), yes('groundLiving'))
const consentStands = all(onConsent, yesBinds)

/** All the evidence the soft opt-in asks for (D4); an objection has been heard on an earlier line. */
const softOptInStands = all(yes('softOptInAllowed'), yes('saleHeld'), yes('saleByUs'), yes('saleIsAboutThis'), yes('optOutOffered'), yes('withinPurchaseTime'))

/**
 * The one rule set (D1): the first line whose condition holds answers, and the last line is no.
 * Lines that refuse whatever the basis stand first, then the lines that allow, then the lines that only say why not.
 */
export const RULES: readonly Rule[] = [
  // Do we know enough to answer at all?
  { number: 'D1a', article: 'GDPR 5(2), 24', when: missing, outcome: 'refuse', change: 'know-more' },
  { number: 'D1b', article: 'GDPR 17', when: yes('personErased'), outcome: 'refuse', change: 'own-new-act' },
  { number: 'D1c', article: 'GDPR 6(1)', when: no('personKnown'), outcome: 'refuse', change: 'nothing' },
  { number: 'D1d', article: 'GDPR 5(1)(b)', when: any(no('purposeKnown'), is('purposeKind', 'none')), outcome: 'refuse', change: 'publish-purpose' },
  { number: 'D1e', article: 'GDPR 5(1)(b)', when: no('channelOffered'), outcome: 'refuse', change: 'publish-channel' },
  { number: 'D1f', article: 'GDPR 5(2), 32', when: no('clockSane'), outcome: 'refuse', change: 'check-clock' },

  // What the person has said, which stands above every basis but duty
  { number: 'D2a', article: 'GDPR 18(2)', when: all(yes('restricted'), not(dutyOrClaim), any(not(consentStands), is('use', 'ask'))), outcome: 'refuse', change: 'lift-restriction' },
  { number: 'D2b', article: 'GDPR 21(2)-(3)', when: all(yes('objectedToDirectMarketing'), marketing), outcome: 'refuse', change: 'own-act' },
  { number: 'D10b', article: 'GDPR 7(3), 21(3)', when: all(yes('saidNoToAllMarketing'), marketing), outcome: 'refuse', change: 'own-act' },
  { number: 'D2c', article: 'GDPR 21(1)', when: all(yes('objectedToPurpose'), not(neutralQuestion), any(marketing, is('basis', 'legitimate-interest', 'public-task'))), outcome: 'refuse', change: 'own-act' },
  { number: 'D5a', article: 'GDPR 7(3), 21(3)', when: all(yes('stopPending'), any(marketing, onConsent)), outcome: 'refuse', change: 'own-act' },
  { number: 'D10a', article: 'GDPR 7(3)', when: all(is('standing', 'withdrawn'), isNot('use', 'ask'), any(marketing, onConsent)), outcome: 'refuse', change: 'own-act' },
  // What an answer was before it ended is not looked up again, so neither law nor sale stands in for it.
  { number: 'D4e', article: 'GDPR 7(1), 5(1)(e)', when: all(is('standing', 'expired'), isNot('use', 'ask'), any(marketing, onConsent)), outcome: 'refuse', change: 'ask-again' },

  // Who the person is
  // What rests on the person's own word or on our interest is settled for a human once, and not for each record of theirs; a contract or duty goes on where its ground is.
  {
    number: 'D1o', article: 'GDPR 5(1)(d), 21(3)',
    when: all(yes('ledByAnother'), not(dutyOrClaim), any(marketing, is('basis', 'consent', 'legitimate-interest', 'none'))), outcome: 'refuse', change: 'leading-record',
  },
  { number: 'D1g', article: 'GDPR recital 27', when: all(yes('personDeceased'), not(dutyOrClaim)), outcome: 'refuse', change: 'nothing' },
  { number: 'D1h', article: 'GDPR 8(1)', when: all(yes('childWithoutGuardian'), any(marketing, onConsent)), outcome: 'refuse', change: 'guardian-yes' },
  {
    number: 'D1i', article: 'GDPR 5(1)(f), 32',
    when: all(yes('protectedIdentity'), any(is('use', 'export', 'share'), all(is('channel', 'letter', 'ads'), is('purposeKind', 'marketing', 'analysis')))),
    outcome: 'refuse', change: 'named-role',
  },
  { number: 'D1j', article: 'GDPR 5(1)(d)', when: all(is('contactPoint', 'none'), not(neutralQuestion)), outcome: 'refuse', change: 'add-contact-point' },

  // What is in the message, and what must come before it
  { number: 'D3a', article: 'ePrivacy 13(1), GDPR 5(1)(b)', when: all(yes('carriesAdvertising'), not(marketing)), outcome: 'refuse', change: 'remove-advertising' },
  { number: 'D8a', article: 'GDPR 14(3)(c)', when: all(yes('noticeDue'), is('use', 'export', 'share')), outcome: 'refuse', change: 'give-notice' },
  { number: 'D7a', article: 'GDPR 21(3), 7(4)', when: all(is('use', 'ask'), yes('stopAsking')), outcome: 'refuse', change: 'own-act' },
  { number: 'D7b', article: 'GDPR 7(4), recital 43', when: all(is('use', 'ask'), yes('restingAfterNo')), outcome: 'refuse', change: 'wait-rest' },
  // Whoever said no, or whose yes has ended, is not asked under the name of a renewal.
  { number: 'D7h', article: 'GDPR 7(1), 7(3)', when: all(is('use', 'ask'), isNot('renewal', 'none'), not(yesBinds)), outcome: 'refuse', change: 'ask-elsewhere' },
  { number: 'D7c', article: 'GDPR 7(1)', when: all(is('use', 'ask'), yesBinds, is('renewal', 'none', 'early')), outcome: 'refuse', change: 'no-need' },
  { number: 'D7g', article: 'GDPR 7(4), recital 43', when: all(is('use', 'ask'), is('renewal', 'asked')), outcome: 'refuse', change: 'wait-question' },
  { number: 'D1k', article: 'GDPR 7(3), 25', when: all(yes('frequencyReached'), marketing, is('use', 'send')), outcome: 'refuse', change: 'wait-period' },
  { number: 'D1l', article: 'GDPR 12(1), 25', when: all(yes('againstDeliveryWish'), is('use', 'send'), isNot('purposeKind', 'legal'), not(onConsent)), outcome: 'refuse', change: 'other-medium' },

  // What may be done
  { number: 'D7i', article: 'GDPR 6(1)(a), 7(2)', when: all(is('use', 'ask'), onConsent, is('renewal', 'due')), outcome: 'allow' },
  {
    number: 'D7d', article: 'ePrivacy 13(1)-(2), GDPR 7(2)',
    when: all(is('use', 'ask'), onConsent, any(yes('withinServiceMessage'), yes('otherMarketingYes'), softOptInStands)),
    outcome: 'allow',
  },
  { number: 'D4a', article: 'GDPR 6(1)(a), 7', when: all(isNot('use', 'ask'), consentStands), outcome: 'allow' },
  { number: 'D4b', article: 'ePrivacy 13(2)', when: all(is('use', 'send'), marketing, onConsent, softOptInStands), outcome: 'allow' },
  { number: 'D3b', article: 'GDPR 6(1)(b)-(e)', when: all(isNot('use', 'ask'), not(marketing), is('basis', 'contract', 'legal-obligation', 'vital-interest', 'public-task'), yes('groundLiving')), outcome: 'allow' },
  { number: 'D4c', article: 'GDPR 6(1)(f)', when: all(isNot('use', 'ask'), is('basis', 'legitimate-interest'), yes('groundLiving')), outcome: 'allow' },

  // Why not: every line below says no, as the last one would
  { number: 'D7e', article: 'GDPR 7(2)', when: all(is('use', 'ask'), not(onConsent)), outcome: 'refuse', change: 'no-need' },
  { number: 'D7f', article: 'ePrivacy 13(1)', when: is('use', 'ask'), outcome: 'refuse', change: 'ask-elsewhere' },
  { number: 'D4d', article: 'GDPR 7(1)', when: all(onConsent, is('standing', 'unconfirmed')), outcome: 'refuse', change: 'confirm' },
  { number: 'D4f', article: 'GDPR 4(11), 7(1)', when: all(onConsent, is('standing', 'given'), no('yesForThisPoint')), outcome: 'refuse', change: 'ask-for-point' },
  { number: 'D4g', article: 'GDPR 7(1)', when: all(onConsent, is('standing', 'given'), is('contactPoint', 'held')), outcome: 'refuse', change: 'verify-point' },
  { number: 'D4h', article: 'GDPR 7(1), 5(1)(e)', when: all(onConsent, is('standing', 'given'), no('groundLiving')), outcome: 'refuse', change: 'ask-again' },
  { number: 'D4i', article: 'ePrivacy 13(2)', when: all(onConsent, yes('softOptInAllowed'), yes('saleHeld'), no('withinPurchaseTime')), outcome: 'refuse', change: 'ask-or-buy' },
  { number: 'D4j', article: 'ePrivacy 13(2)', when: all(onConsent, yes('softOptInAllowed'), yes('saleHeld'), no('saleIsAboutThis')), outcome: 'refuse', change: 'ask-or-similar' },
  { number: 'D4k', article: 'ePrivacy 13(2)', when: all(onConsent, yes('softOptInAllowed'), yes('saleHeld'), no('optOutOffered')), outcome: 'refuse', change: 'ask' },
  { number: 'D4l', article: 'ePrivacy 13(2)', when: all(onConsent, yes('softOptInAllowed'), yes('saleHeld'), no('saleByUs')), outcome: 'refuse', change: 'ask' },
  { number: 'D4m', article: 'GDPR 6(1)(a), ePrivacy 13(1)', when: onConsent, outcome: 'refuse', change: 'ask' },
  { number: 'D1m', article: 'GDPR 6(1)', when: is('basis', 'none'), outcome: 'refuse', change: 'publish-basis' },
  { number: 'D1n', article: 'GDPR 6(1), 5(1)(e)', when: no('groundLiving'), outcome: 'refuse', change: 'new-ground' },
]

/** Default deny (D1): what no line allows is not allowed. */
export const DEFAULT_DENY: Rule = { number: 'D1z', article: 'GDPR 6(1)', when: { all: [] }, outcome: 'refuse', change: 'new-ground' }

/** What must be done with a use that is allowed. */
export const OBLIGATIONS: readonly { obligation: Obligation; article: string; when: Expression }[] = [
  { obligation: 'carry-notice', article: 'GDPR 14(3)(b)', when: all(yes('noticeDue'), is('use', 'send', 'ask')) },
  { obligation: 'carry-opt-out', article: 'GDPR 21(4), ePrivacy 13(2)', when: all(marketing, is('use', 'send', 'ask')) },
  { obligation: 'check-register', article: 'ePrivacy 13(3)', when: all(yes('registerToCheck'), marketing, is('basis', 'legitimate-interest'), is('use', 'send')) },
]

import type { Facts, FoundFacts } from '../src/decisions/facts.ts'

/**
 * May we? Written from DESIGN's words and not from the rule table, the other way round: not a list of refusals in order
 * but the roads that lead to a yes, each with what it needs and what blocks it. Whatever is on no road is no.
 */
const HOW_MANY_FACTS = 38

type Blocks = readonly (keyof Facts)[]

/** Blocks every road. */
const ALWAYS: Blocks = ['personErased']
/** Blocks whatever the person may say no to. */
const NO_TO_MARKETING: Blocks = ['objectedToDirectMarketing', 'saidNoToAllMarketing', 'stopPending', 'childWithoutGuardian']

export function mayWe(found: FoundFacts): boolean {
  if (Object.values(found).filter((value) => value !== null && value !== undefined).length !== HOW_MANY_FACTS) return false
  const f = found as Facts
  if (!(f.personKnown && f.purposeKnown && f.purposeKind !== 'none' && f.channelOffered && f.clockSane) || ALWAYS.some((name) => f[name])) return false
  if (f.personDeceased && !['legal', 'claim'].includes(f.purposeKind)) return false
  if (isLed(f)) return false
  if (f.carriesAdvertising && f.purposeKind !== 'marketing') return false
  return f.use === 'ask' ? mayAsk(f) : f.purposeKind === 'marketing' ? mayMarket(f) : mayServe(f)
}

/** Of a human with several records one is asked and written to; contracts and duties of the others go on. */
function isLed(f: Facts): boolean {
  if (!f.ledByAnother || f.purposeKind === 'legal' || f.purposeKind === 'claim') return false
  return f.purposeKind === 'marketing' || f.basis === 'consent' || f.basis === 'legitimate-interest' || f.basis === 'none'
}

function mayAsk(f: Facts): boolean {
  if (f.basis !== 'consent' || f.stopAsking || f.restingAfterNo) return false
  // A yes that stands is asked for anew when its end is near and nobody has asked lately; nobody else is asked to renew.
  if (f.renewal === 'none' ? yesStands(f) : !yesStands(f) || f.renewal !== 'due') return false
  if (f.purposeKind === 'marketing' ? NO_TO_MARKETING.some((name) => f[name]) : f.stopPending || f.childWithoutGuardian) return false
  if (hidden(f) || (f.restricted && f.purposeKind !== 'legal' && f.purposeKind !== 'claim')) return false
  if (f.withinServiceMessage) return true
  if (f.contactPoint === 'none' || (f.purposeKind === 'marketing' && f.objectedToPurpose)) return false
  return f.renewal === 'due' || f.otherMarketingYes || boughtAlike(f)
}

function mayMarket(f: Facts): boolean {
  if (NO_TO_MARKETING.some((name) => f[name]) || f.objectedToPurpose || f.standing === 'withdrawn' || f.standing === 'expired') return false
  if (f.contactPoint === 'none' || hidden(f) || frozen(f) || disclosedTooEarly(f)) return false
  if (f.use === 'send' && (f.frequencyReached || (f.againstDeliveryWish && f.basis !== 'consent'))) return false
  if (f.basis === 'legitimate-interest') return f.groundLiving
  return f.basis === 'consent' && (yesStands(f) || (f.use === 'send' && boughtAlike(f)))
}

function mayServe(f: Facts): boolean {
  if (f.contactPoint === 'none' || hidden(f) || frozen(f) || disclosedTooEarly(f) || !f.groundLiving) return false
  if (f.basis === 'consent') return yesStands(f) && !f.childWithoutGuardian && !f.stopPending
  if (f.use === 'send' && f.againstDeliveryWish && f.purposeKind !== 'legal') return false
  if (f.objectedToPurpose && (f.basis === 'legitimate-interest' || f.basis === 'public-task')) return false
  return f.basis !== 'none'
}

function yesStands(f: Facts): boolean {
  return f.basis === 'consent' && f.standing === 'given' && f.groundLiving && f.yesForThisPoint && (f.contactPoint === 'verified' || f.contactPoint === 'not-needed')
}

function boughtAlike(f: Facts): boolean {
  return [f.softOptInAllowed, f.saleHeld, f.saleByUs, f.saleIsAboutThis, f.optOutOffered, f.withinPurchaseTime].every(Boolean)
}

/** Restriction leaves duties, claims and what the person consents to. */
function frozen(f: Facts): boolean {
  return f.restricted && f.purposeKind !== 'legal' && f.purposeKind !== 'claim' && !yesStands(f)
}

/** A protected identity stays out of lists, files and, for anything but service, prints and advertisements. */
function hidden(f: Facts): boolean {
  const inPrint = (f.channel === 'letter' || f.channel === 'ads') && (f.purposeKind === 'marketing' || f.purposeKind === 'analysis')
  return f.protectedIdentity && (f.use === 'export' || f.use === 'share' || inPrint)
}

function disclosedTooEarly(f: Facts): boolean {
  return f.noticeDue && (f.use === 'export' || f.use === 'share')
}

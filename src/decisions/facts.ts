import { BASES, type Basis } from '../law/basis.ts'
import { CHANNELS, type Channel } from '../law/channel.ts'
import { PURPOSE_KINDS, type PurposeKind } from '../purposes/purpose.ts'

/** What is about to be done. `ask` is asking for consent; `profile` is drawing conclusions without a message. */
export const USES = ['send', 'ask', 'show', 'export', 'share', 'profile'] as const
export type Use = (typeof USES)[number]

/** What the person has said about one purpose on one channel; `withdrawn` is every kind of no, `expired` every kind of yes that has ended or been voided. */
export const STANDINGS = ['none', 'unconfirmed', 'given', 'withdrawn', 'expired'] as const
export type Standing = (typeof STANDINGS)[number]

/** The contact point the channel would use; `not-needed` for channels that have none (web, ads, none). */
export const CONTACT_STATES = ['not-needed', 'none', 'held', 'verified'] as const
export type ContactState = (typeof CONTACT_STATES)[number]

/**
 * Whether the question asks a living yes to be said anew before it ends (D7): `none`: it does not; `due`: it does, and the end
 * is near; `early`: the yes lasts longer, or has no end; `asked`: its end is near and the person was asked something lately.
 */
export const RENEWALS = ['none', 'early', 'due', 'asked'] as const
export type Renewal = (typeof RENEWALS)[number]

/**
 * Everything a decision rests on, for one (person, purpose, channel, use, contact point, about, moment).
 * Only booleans and small enums: the same rule table runs over this record and over columns of the same names in SQL.
 * A fact that could not be found out is left out (or null), and then the answer is no (D1a).
 */
export interface Facts {
  // The question
  use: Use
  channel: Channel
  /** The message has advertising in it, whatever its purpose says. */
  carriesAdvertising: boolean
  /** The question stands as a neutral part of a message or page the person gets anyway (D7). */
  withinServiceMessage: boolean

  // The purpose, in the version published at the moment
  purposeKnown: boolean
  purposeKind: PurposeKind | 'none'
  channelOffered: boolean
  /** Resolved for channel × country × capacity, strictest when the country is unknown. */
  basis: Exclude<Basis, 'soft-opt-in'> | 'none'
  /** The country's law knows a soft opt-in for this channel and capacity. */
  softOptInAllowed: boolean
  /** A block register must be looked up before the contact. */
  registerToCheck: boolean

  /** The moment is not before what the person's own entries and ground say (CS-03). */
  clockSane: boolean

  // The person
  personKnown: boolean
  personErased: boolean
  personDeceased: boolean
  protectedIdentity: boolean
  /** Another record of the same human leads this one: what the human is reached for goes through that (L4). */
  ledByAnother: boolean
  /** Below the country's age of consent, and no guardian has said yes (art. 8). */
  childWithoutGuardian: boolean
  /** A restriction (art. 18) covers the person or this purpose. */
  restricted: boolean
  objectedToPurpose: boolean
  objectedToDirectMarketing: boolean
  saidNoToAllMarketing: boolean
  /** A no is being recorded at this moment and could not get the lock yet. */
  stopPending: boolean
  standing: Standing
  /** The yes was given for the contact point that would be used, or the channel has none. */
  yesForThisPoint: boolean
  contactPoint: ContactState
  /** A ground of the kind the basis asks for has begun and not ended. */
  groundLiving: boolean
  renewal: Renewal

  // Soft opt-in evidence, of the sale that fits best (D4)
  saleHeld: boolean
  saleByUs: boolean
  saleIsAboutThis: boolean
  optOutOffered: boolean
  withinPurchaseTime: boolean

  /** Data came from elsewhere and the person has not been told yet (art. 14). */
  noticeDue: boolean
  /** A living, verified yes to some other marketing on this channel, for this contact point. */
  otherMarketingYes: boolean
  stopAsking: boolean
  restingAfterNo: boolean
  /** As many messages as the person wished for have been sent in the period. */
  frequencyReached: boolean
  /** The person wants the other medium (digital or paper) and it can be had. */
  againstDeliveryWish: boolean
}

/** Facts as they arrive: any of them may be missing. */
export type FoundFacts = { [Name in keyof Facts]?: Facts[Name] | null | undefined }

type NamesOf<Kind> = { [Name in keyof Facts]: Facts[Name] extends Kind ? Name : never }[keyof Facts]
export type YesNoFact = NamesOf<boolean>
export type ChoiceFact = Exclude<keyof Facts, YesNoFact>

export const YES_NO_FACTS = [
  'carriesAdvertising', 'withinServiceMessage', 'purposeKnown', 'channelOffered', 'softOptInAllowed', 'registerToCheck',
  'clockSane', 'personKnown', 'personErased', 'personDeceased', 'protectedIdentity', 'ledByAnother', 'childWithoutGuardian', 'restricted', 'objectedToPurpose',
  'objectedToDirectMarketing', 'saidNoToAllMarketing', 'stopPending', 'yesForThisPoint', 'groundLiving', 'saleHeld', 'saleByUs', 'saleIsAboutThis',
  'optOutOffered', 'withinPurchaseTime', 'noticeDue', 'otherMarketingYes', 'stopAsking', 'restingAfterNo', 'frequencyReached', 'againstDeliveryWish',
] as const satisfies readonly YesNoFact[]
// A fact that is added to the record and not here does not compile.
true satisfies Exclude<YesNoFact, (typeof YES_NO_FACTS)[number]> extends never ? true : false

/** The values a fact that is a choice can have; any other counts as not found out. */
export const CHOICE_VALUES: { [Name in ChoiceFact]: readonly Facts[Name][] } = {
  use: USES,
  channel: CHANNELS,
  purposeKind: [...PURPOSE_KINDS, 'none'],
  basis: [...BASES.filter((basis) => basis !== 'soft-opt-in'), 'none'],
  standing: STANDINGS,
  contactPoint: CONTACT_STATES,
  renewal: RENEWALS,
}

/** Every fact by name. */
export const FACT_NAMES: readonly (keyof Facts)[] = [...YES_NO_FACTS, ...(Object.keys(CHOICE_VALUES) as ChoiceFact[])]

/** The facts about somebody the register does not have. */
export const NOTHING_KNOWN: Facts = {
  ...(Object.fromEntries(YES_NO_FACTS.map((name) => [name, false])) as Record<YesNoFact, boolean>),
  use: 'send', channel: 'none', purposeKind: 'none', basis: 'none', standing: 'none', contactPoint: 'none', renewal: 'none',
}

/** The column of a fact in SQL: `personErased` → `person_erased`. */
export function factColumn(name: keyof Facts): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

import { CAPACITIES, type Capacity, type Channel } from './channel.ts'
import { LAW_COUNTRIES, lawCountry, type LawCountry } from './country.ts'
import { inForce, nextBeginning } from './dated.ts'

/** Prior consent, or allowed until the person objects. */
export type MarketingNeed = 'consent' | 'opt-out'

export interface MarketingRule {
  need: MarketingNeed
  /** Months after the last purchase during which the country's soft opt-in may be used; absent = not allowed there. */
  softOptInMonths?: number
  /** Block register to check before the contact. */
  register?: string
  validFrom: string
  source: string
}

interface Line extends MarketingRule {
  channels: readonly Channel[]
  capacities: readonly Capacity[]
}

const NATURAL: readonly Capacity[] = ['consumer', 'sole-trader']
const ROLE: readonly Capacity[] = ['role']

// No act sets the number. Swedish trade practice lets a customer relation live for at most a year (NIX), the others get the same.
const SOFT_OPT_IN_MONTHS = 12

const EPRIVACY = 'Directive 2002/58/EC art. 13'
const OBJECTION = 'GDPR art. 6(1)(f), 21(2), recital 47'

/** Push, page content, ads and profiling: no act on unsolicited messages covers them all alike, so the same cautious line everywhere. */
const EVERYWHERE: readonly Line[] = [
  { channels: ['push', 'ads', 'none'], capacities: CAPACITIES, need: 'consent', validFrom: '2018-05-25', source: `${EPRIVACY}, 5(3); C-102/20` },
  { channels: ['web'], capacities: CAPACITIES, need: 'opt-out', validFrom: '2018-05-25', source: OBJECTION },
]

/** What direct marketing needs, per country × channel × capacity. One line per rule of law, with its source. */
const LINES: Record<LawCountry, readonly Line[]> = {
  SE: [
    { channels: ['email', 'sms'], capacities: NATURAL, need: 'consent', softOptInMonths: SOFT_OPT_IN_MONTHS, validFrom: '2008-07-01', source: 'Marknadsföringslagen (2008:486) 19 §' },
    { channels: ['email', 'sms'], capacities: ROLE, need: 'opt-out', validFrom: '2008-07-01', source: 'Marknadsföringslagen (2008:486) 19-20 §§' },
    { channels: ['phone'], capacities: NATURAL, need: 'opt-out', register: 'NIX-Telefon', validFrom: '2008-07-01', source: 'Marknadsföringslagen (2008:486) 21 §' },
    { channels: ['phone'], capacities: ROLE, need: 'opt-out', validFrom: '2008-07-01', source: 'Marknadsföringslagen (2008:486) 21 §' },
    { channels: ['letter'], capacities: CAPACITIES, need: 'opt-out', validFrom: '2008-07-01', source: 'Marknadsföringslagen (2008:486) 21 §' },
  ],
  NO: [
    { channels: ['email', 'sms'], capacities: CAPACITIES, need: 'consent', softOptInMonths: SOFT_OPT_IN_MONTHS, validFrom: '2009-06-01', source: 'Markedsføringsloven § 15 (also at a work address)' },
    { channels: ['phone', 'letter'], capacities: ['consumer'], need: 'opt-out', register: 'Reservasjonsregisteret', validFrom: '2009-06-01', source: 'Markedsføringsloven §§ 12-13' },
    { channels: ['phone', 'letter'], capacities: ['sole-trader', 'role'], need: 'opt-out', validFrom: '2009-06-01', source: 'Markedsføringsloven §§ 12-13' },
  ],
  DK: [
    { channels: ['email', 'sms'], capacities: CAPACITIES, need: 'consent', softOptInMonths: SOFT_OPT_IN_MONTHS, validFrom: '2017-07-01', source: 'Markedsføringsloven § 10, stk. 1-2' },
    { channels: ['phone'], capacities: ['consumer'], need: 'consent', validFrom: '2014-06-13', source: 'Forbrugeraftaleloven § 4' },
    { channels: ['phone'], capacities: ['sole-trader', 'role'], need: 'opt-out', validFrom: '2017-07-01', source: 'Markedsføringsloven § 10' },
    { channels: ['letter'], capacities: CAPACITIES, need: 'opt-out', register: 'Robinsonlisten', validFrom: '2017-07-01', source: 'Markedsføringsloven § 10, stk. 4' },
  ],
  FI: [
    { channels: ['email', 'sms'], capacities: NATURAL, need: 'consent', softOptInMonths: SOFT_OPT_IN_MONTHS, validFrom: '2015-01-01', source: 'Laki sähköisen viestinnän palveluista (917/2014) 200 §' },
    { channels: ['email', 'sms'], capacities: ROLE, need: 'opt-out', validFrom: '2015-01-01', source: 'Laki sähköisen viestinnän palveluista (917/2014) 202 §' },
    { channels: ['phone', 'letter'], capacities: CAPACITIES, need: 'opt-out', validFrom: '2015-01-01', source: `${OBJECTION}; 917/2014 201 §` },
  ],
  DE: [
    { channels: ['email', 'sms'], capacities: CAPACITIES, need: 'consent', softOptInMonths: SOFT_OPT_IN_MONTHS, validFrom: '2008-12-30', source: 'UWG § 7 (2)-(3)' },
    // Others than consumers may be called on presumed consent; presuming is not for a program, so consent.
    { channels: ['phone'], capacities: CAPACITIES, need: 'consent', validFrom: '2009-08-04', source: 'UWG § 7 (2) 1' },
    { channels: ['letter'], capacities: CAPACITIES, need: 'opt-out', validFrom: '2008-12-30', source: `UWG § 7 (1); ${OBJECTION}` },
  ],
  other: [
    { channels: ['email', 'sms'], capacities: NATURAL, need: 'consent', softOptInMonths: SOFT_OPT_IN_MONTHS, validFrom: '2002-07-31', source: `${EPRIVACY}(1)-(2)` },
    { channels: ['email', 'sms'], capacities: ROLE, need: 'consent', validFrom: '2002-07-31', source: `${EPRIVACY}(5): states differ, the stricter stands` },
    { channels: ['phone'], capacities: CAPACITIES, need: 'consent', validFrom: '2002-07-31', source: `${EPRIVACY}(3): states choose, the stricter stands` },
    { channels: ['letter'], capacities: CAPACITIES, need: 'opt-out', validFrom: '2018-05-25', source: OBJECTION },
  ],
}

/**
 * What direct marketing to a person of this country and capacity needs on a channel, on a day (ISO 8601 date).
 * Unknown country (null) = the strictest candidate (D1). Throws for a day before the rules began.
 */
export function marketingRule(country: string | null, channel: Channel, capacity: Capacity, on: string): MarketingRule {
  const key = lawCountry(country)
  if (key !== 'unknown') return lineFor(key, channel, capacity, on)
  return LAW_COUNTRIES.map((each) => lineFor(each, channel, capacity, on)).toSorted((a, b) => strictness(b) - strictness(a))[0]!
}

/** The first day after a day on which some rule of marketing changes, if any is known. */
export function nextMarketingChange(on: string): string | undefined {
  return nextBeginning([...Object.values(LINES).flat(), ...EVERYWHERE], on)
}

/** Consent without soft opt-in is stricter than with it, a shorter soft opt-in than a longer, and any consent stricter than opt-out. */
function strictness(rule: MarketingRule): number {
  if (rule.need === 'opt-out') return rule.register ? 1 : 0
  return rule.softOptInMonths === undefined ? 1_000_000 : 100_000 - rule.softOptInMonths
}

function lineFor(country: LawCountry, channel: Channel, capacity: Capacity, on: string): MarketingRule {
  const lines = [...LINES[country], ...EVERYWHERE].filter((each) => each.channels.includes(channel) && each.capacities.includes(capacity))
  return inForce(lines.map((line) => ({ value: line, validFrom: line.validFrom, source: line.source })), on).value
}

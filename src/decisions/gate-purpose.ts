import { CAPACITIES, CHANNELS, type Capacity, type Channel } from '../law/channel.ts'
import { childConsentAge, nextConsentAgeChange, type KnownOrNot } from '../law/country.ts'
import { marketingRule, nextMarketingChange } from '../law/marketing.ts'
import { BASIS_COUNTRIES, type Purpose } from '../purposes/purpose.ts'

/** A purpose in force, as far as the gate looks at it. */
export type GatePurpose = Pick<Purpose, 'key' | 'kind' | 'channels' | 'bases'>

/** What the law says of a channel to people of one country and capacity. */
export interface ChannelLaw {
  /** Months after the last sale during which the soft opt-in may be used; null where the law has none. */
  softOptInMonths: number | null
  registerToCheck: boolean
}

/** The law on one day, looked up once for everybody. */
export interface LawOnDay {
  /** ISO 8601 date. */
  day: string
  /** By place (`placeOf`), then by channel. */
  channels: readonly Readonly<Record<Channel, ChannelLaw>>[]
  /** Age of consent in years, by place. */
  consentAge: readonly number[]
  /** Each length of soft opt-in that the place knows. */
  softOptInMonths: readonly (readonly number[])[]
  /** The next day on which any of it changes, when one is known. */
  changesOn: string | undefined
}

/** Every country as the law sees it with every capacity; a person stands in one of these places. */
const PLACES = BASIS_COUNTRIES.flatMap((country) => CAPACITIES.map((capacity) => ({ country, capacity })))

export const PLACE_COUNT = PLACES.length

/** Where a country and a capacity stand; -1 for what the law does not know. */
export function placeOf(country: KnownOrNot, capacity: Capacity): number {
  const [row, column] = [BASIS_COUNTRIES.indexOf(country), CAPACITIES.indexOf(capacity)]
  return row < 0 || column < 0 ? -1 : row * CAPACITIES.length + column
}

let remembered: LawOnDay | undefined

/** The law on a day (ISO 8601 date). The last day asked for is remembered: it is asked for again and again. */
export function lawOn(day: string): LawOnDay {
  if (remembered?.day !== day) remembered = lookUp(day)
  return remembered
}

function lookUp(day: string): LawOnDay {
  const channels = PLACES.map(({ country, capacity }) => Object.fromEntries(CHANNELS.map((channel) => {
    const rule = marketingRule(country === 'unknown' ? null : country, channel, capacity, day)
    return [channel, { softOptInMonths: rule.softOptInMonths ?? null, registerToCheck: rule.register !== undefined }]
  })) as Record<Channel, ChannelLaw>)
  return {
    day,
    channels,
    consentAge: PLACES.map(({ country }) => childConsentAge(country === 'unknown' ? null : country, day)),
    softOptInMonths: channels.map((laws) => [...new Set(Object.values(laws).flatMap((law) => law.softOptInMonths ?? []))]),
    changesOn: [nextMarketingChange(day), nextConsentAgeChange(day)].filter((next) => next !== undefined).toSorted()[0],
  }
}

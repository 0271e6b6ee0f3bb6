import { CHOICE_VALUES, FACT_NAMES, YES_NO_FACTS, type Facts } from '../src/decisions/facts.ts'

/** Every value a fact can have. */
export const FACT_VALUES: { [Name in keyof Facts]: readonly Facts[Name][] } = {
  ...(Object.fromEntries(YES_NO_FACTS.map((name) => [name, [false, true]])) as unknown as { [Name in (typeof YES_NO_FACTS)[number]]: readonly boolean[] }),
  ...CHOICE_VALUES,
}

/** A person of whom nothing bad is known, and who has said nothing. */
const PLAIN: Facts = {
  ...(Object.fromEntries(YES_NO_FACTS.map((name) => [name, false])) as { [Name in (typeof YES_NO_FACTS)[number]]: boolean }),
  personKnown: true, purposeKnown: true, channelOffered: true, clockSane: true, groundLiving: true, yesForThisPoint: true,
  use: 'send', channel: 'email', purposeKind: 'marketing', basis: 'consent', standing: 'none', contactPoint: 'verified', renewal: 'none',
}

const BOUGHT_ALIKE = { softOptInAllowed: true, saleHeld: true, saleByUs: true, saleIsAboutThis: true, optOutOffered: true, withinPurchaseTime: true }

/** One case for each road to a yes. */
export const ALLOWED: readonly Facts[] = [
  { ...PLAIN, standing: 'given' },
  { ...PLAIN, standing: 'given', channel: 'none', contactPoint: 'not-needed', use: 'profile' },
  { ...PLAIN, standing: 'given', use: 'export' },
  { ...PLAIN, standing: 'given', purposeKind: 'analysis' },
  { ...PLAIN, ...BOUGHT_ALIKE, groundLiving: false, yesForThisPoint: false, contactPoint: 'held' },
  { ...PLAIN, basis: 'legitimate-interest', channel: 'letter', contactPoint: 'held' },
  { ...PLAIN, basis: 'legitimate-interest', channel: 'phone', registerToCheck: true },
  { ...PLAIN, basis: 'contract', purposeKind: 'service', contactPoint: 'held' },
  { ...PLAIN, basis: 'contract', purposeKind: 'claim', channel: 'letter' },
  { ...PLAIN, basis: 'legal-obligation', purposeKind: 'legal' },
  { ...PLAIN, basis: 'public-task', purposeKind: 'service' },
  { ...PLAIN, basis: 'legitimate-interest', purposeKind: 'analysis', channel: 'none', contactPoint: 'not-needed', use: 'profile' },
  { ...PLAIN, use: 'ask', withinServiceMessage: true },
  { ...PLAIN, use: 'ask', otherMarketingYes: true },
  { ...PLAIN, use: 'ask', ...BOUGHT_ALIKE },
  { ...PLAIN, use: 'ask', standing: 'given', renewal: 'due' },
]

/** A repeatable stream of numbers from 0 up to below 1 (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)]!
}

/** A case a few random steps from a road to a yes, or anything at all; far fewer would reach a yes by chance alone. */
export function randomFacts(random: () => number): Facts {
  const facts: Facts = { ...pick(ALLOWED, random) }
  const steps = random() < 0.1 ? FACT_NAMES : Array.from({ length: Math.floor(random() * 7) }, () => pick(FACT_NAMES, random))
  for (const name of steps) Object.assign(facts, { [name]: pick<unknown>(FACT_VALUES[name], random) })
  return facts
}

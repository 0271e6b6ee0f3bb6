import { pick } from './random-facts.ts'
import { ground, LONG_AGO, point, said, sale, SELLER, somebody, type SeededPerson } from './seeded-people.ts'

const PURPOSES = ['news', 'events', 'service', 'invoicing', 'analytics', 'recommendations', 'surveys']
const SELDOM_PURPOSES = ['tips', 'competitions', 'rights', 'security', 'membership', 'astrology']
const CHANNELS = ['email', 'sms', 'letter', 'phone', 'none']
const STATES = ['given', 'given', 'given', 'unconfirmed', 'withdrawn', 'objected', 'expired', 'voided', 'asked', 'no-answer']
const COUNTRIES = ['SE', 'SE', 'SE', 'NO', 'DK', 'FI', 'DE', 'FR', 'BR', 'se', '', null]
/** Around the moment of the tests (2026-03-02 09:00 UTC), on both sides of months, and closer than a millisecond to it. */
export const MOMENTS = [
  '2025-03-02T09:00:00Z', '2025-03-02T09:00:01Z', '2025-11-20T10:00:00Z', '2026-01-31T12:00:00Z', '2026-02-20T08:00:00Z', '2026-02-23T09:00:00Z',
  '2026-03-02T08:59:59.9996Z', '2026-03-02T09:00:00Z', '2026-03-02T09:00:00.0004Z', '2026-03-20T09:00:00Z', '2026-08-31T23:59:59Z',
]
/** Days on which somebody comes of age in some country, the day of the tests among them. */
const BIRTHDAYS = ['2008-02-29', '2010-03-02', '2010-03-03', '2011-03-02', '2012-06-01', '2013-03-02', '2013-03-03', '2026-04-01']
const FREQUENCIES = [null, null, null, 'as-it-comes', 'weekly', 'monthly', 'quarterly', 'yearly', 'never heard of']
/** What a ground may say; the last ones say what no basis asks for. */
const GROUNDS: readonly [purpose: string, basis: string][] = [
  ['service', 'contract'], ['invoicing', 'contract'], ['analytics', 'legitimate-interest'], ['events', 'legitimate-interest'], ['news', 'legitimate-interest'],
  ['surveys', 'legitimate-interest'], ['news', 'consent'], ['recommendations', 'consent'], ['bookkeeping', 'legal-obligation'], ['membership', 'contract'], ['rights', 'legal-obligation'],
  ['service', 'legitimate-interest'], ['events', 'contract'], ['service', 'consent'], ['analytics', 'public-task'], ['astrology', 'consent'],
]
/** When a yes ends that a rule lets end: never, soon, at the very edge of the months in which one is asked to renew it, or later. */
const CONSENT_ENDS = [null, null, '2026-04-20T09:00:00Z', '2026-09-02T09:00:00Z', '2026-09-02T09:00:01Z', '2027-03-02T09:00:00Z']
/** When a yes through one channel ends, whatever its ground does: just before the tests, at their moment, or just after it. */
const YES_ENDS = ['2026-03-01T09:00:00Z', '2026-03-02T09:00:00Z', '2026-03-02T09:00:00.0004Z', '2026-03-20T09:00:00Z']
/** A brand of the company, in a test that gives it any. */
export const BRAND = 'Ångström & Söner'
const SELLERS = [SELLER.toUpperCase(), BRAND.toUpperCase(), 'Another AB', null]
/** Of the points that a role at a company has. */
const SOME_ROLE = '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40'
const CITIES = ['Göteborg', 'göteborg', 'Malmö', 'Oslo', null]

/** Somebody as the tables could hold them: mostly ordinary, now and then strange in any of the ways a decision looks at. */
export function randomPerson(random: () => number): SeededPerson {
  const one = somebody()
  const seldom = (): boolean => random() < 0.08
  const moment = (): string => pick(MOMENTS, random)
  const some = <Item>(most: number, make: () => Item): Item[] => Array.from({ length: Math.floor(random() * (most + 1)) }, make)
  one.person = {
    country: pick(COUNTRIES, random), capacity: pick(['consumer', 'consumer', 'sole-trader', 'role'], random), protected_identity: seldom(), led_by: seldom() ? somebody().personId : null,
    deceased_at: seldom() ? pick(['2026-01-05', '2026-03-02', '2026-03-03'], random) : null, ...(random() < 0.02 && { created_at: moment() }),
  }
  one.profile = {
    birth_date: random() < 0.15 ? pick(BIRTHDAYS, random) : null, delivery: pick([null, null, 'paper', 'digital'], random), language: pick(['sv', 'nb', null], random),
    city: pick(CITIES, random), interests: pick([['cycling', 'Skidor'], ['skiing'], null], random), display_name: `Person ${one.personId.slice(0, 4)}`,
  }
  one.points = some(4, () => point(pick(['email', 'email', 'phone', 'postal'], random), {
    since: moment(), verified_at: random() < 0.7 ? moment() : null, ended_at: seldom() ? moment() : null, role_id: random() < 0.25 ? SOME_ROLE : null }))
  const anyPoint = (): unknown => pick([null, ...one.points.map((each) => each['contact_point_id']), ...one.points.map((each) => each['contact_point_id'])], random)
  const anyPurpose = (): string => (seldom() ? pick(SELDOM_PURPOSES, random) : pick([...PURPOSES, 'news', 'events'], random))
  // Every third has said a yes that would do, so that what happens to a yes is tried often.
  if (random() < 0.33) one.points.unshift(point(pick(['email', 'phone'], random), { role_id: random() < 0.25 ? SOME_ROLE : null }))
  const proved = one.points[0]?.['since'] === LONG_AGO ? one.points[0] : undefined
  const cells = new Set([
    ...(proved ? [`${pick(['news', 'events'], random)} ${proved['kind'] === 'email' ? 'email' : 'sms'}`] : []),
    ...some(4, () => `${random() < 0.15 ? '*' : anyPurpose()} ${pick([...CHANNELS, 'email', '*'], random)}`),
  ])
  one.standing = [...cells].map((cell, n) => {
    const [purpose, channel] = cell.split(' ') as [string, string]
    const wide = purpose === '*' || channel === '*'
    const state = proved && n === 0 && random() < 0.5 ? 'given' : wide && !seldom() ? pick(['withdrawn', 'objected'], random) : pick(STATES, random)
    return said(purpose, channel, state, n + 1, {
      contact_point_id: state === 'given' && proved && random() < 0.7 ? proved['contact_point_id'] : anyPoint(), since: seldom() ? moment() : '2026-01-01T00:00:00Z', frequency: pick(FREQUENCIES, random),
      ...(state === 'given' && !wide && random() < 0.4 && { until: pick([...YES_ENDS, ...CONSENT_ENDS], random), lifted: pick([null, null, 'withdrawn', 'objected'], random) }) })
  })
  one.grounds = [
    ...some(9, () => ground(...pick(GROUNDS, random), { since: moment(), until: seldom() ? moment() : null, ended_at: random() < 0.15 ? moment() : null })),
    ...one.standing.filter((each) => each['state'] === 'given' && random() < 0.8).map((each) => ground(String(each['purpose']), 'consent', { entry_seq: each['seq'], until: pick(CONSENT_ENDS, random) })),
    ...some(2, () => sale(anyPurpose(), {
      last_sale_at: seldom() ? null : moment(), opt_out_offered: seldom() ? null : random() < 0.8, product_groups: pick([['skis'], ['boats', 'skis'], []], random),
      seller: pick([SELLER, SELLER, ...SELLERS], random), since: seldom() ? moment() : '2025-11-01T09:00:00Z' })).filter(() => random() < 0.6),
  ]
  one.head = { stop_asking_since: seldom() ? pick(['2026-01-01T00:00:00Z', moment()], random) : null, last_no_at: seldom() ? pick(['2025-09-02T09:00:00Z', '2026-02-01T00:00:00Z', moment()], random) : null, last_asked_at: random() < 0.15 ? moment() : null }
  one.restrictions = seldom() ? [{ purpose: pick(['*', 'news', 'service'], random), field_key: pick(['*', 'email', 'phone', 'postal_address'], random) }] : []
  one.stops = seldom() ? some(2, () => ({ purpose: pick(['*', 'news', 'service'], random), channel: pick(['*', 'email'], random), recorded_at: pick([null, '2026-01-02T00:00:00Z'], random) })) : []
  one.provenance = some(2, () => ({ collected: pick(['self', 'self', 'other', 'inferred'], random), notice_given_at: pick([null, '2026-01-02T00:00:00Z'], random) }))
  one.uses = [...one.standing, { purpose: 'news', channel: 'email' }].filter(() => random() < 0.3).map((each) => ({
    purpose: each['purpose'], channel: each['channel'], at: moment(), kind: pick(['sent', 'sent', 'exported'], random) }))
  one.blocks = seldom() ? [{ field_key: pick(['email', 'phone', 'postal_address', 'city'], random) }] : []
  one.entries = one.standing.filter(() => random() < 0.5).map((each) => ({ seq: each['seq'], actor_kind: pick(['guardian', 'guardian', 'person', 'staff'], random) }))
  return one
}

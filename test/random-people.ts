import { pick } from './random-facts.ts'
import { ground, point, said, sale, somebody, type SeededPerson } from './seeded-people.ts'

const PURPOSES = ['news', 'events', 'service', 'invoicing', 'analytics', 'recommendations', 'surveys']
const CHANNELS = ['email', 'sms', 'letter', 'phone', 'none']
const STATES = ['given', 'given', 'given', 'unconfirmed', 'withdrawn', 'objected', 'expired', 'voided', 'asked', 'no-answer']
const COUNTRIES = ['SE', 'SE', 'SE', 'NO', 'DK', 'FI', 'DE', 'FR', 'BR', null]
const MOMENTS = ['2025-03-02T09:00:00Z', '2025-11-20T10:00:00Z', '2026-02-20T08:00:00Z', '2026-03-02T09:00:00Z', '2026-03-20T09:00:00Z']
/** What a ground may say; the last ones say what no basis asks for. */
const GROUNDS: readonly [purpose: string, basis: string][] = [
  ['service', 'contract'], ['invoicing', 'contract'], ['analytics', 'legitimate-interest'], ['events', 'legitimate-interest'], ['news', 'legitimate-interest'],
  ['surveys', 'legitimate-interest'], ['news', 'consent'], ['recommendations', 'consent'], ['bookkeeping', 'legal-obligation'], ['service', 'legitimate-interest'], ['events', 'contract'],
]
const CITIES = ['Göteborg', 'göteborg', 'Malmö', 'Oslo', null]

/** Somebody as the tables could hold them: mostly ordinary, now and then strange in any of the ways a decision looks at. */
export function randomPerson(random: () => number): SeededPerson {
  const one = somebody()
  const seldom = (): boolean => random() < 0.08
  const some = <Item>(most: number, make: () => Item): Item[] => Array.from({ length: Math.floor(random() * (most + 1)) }, make)
  one.person = { country: pick(COUNTRIES, random), capacity: pick(['consumer', 'consumer', 'sole-trader', 'role'], random), protected_identity: seldom(), deceased_at: seldom() ? '2026-01-05' : null }
  one.profile = {
    birth_date: seldom() ? '2012-06-01' : null, delivery: pick([null, null, 'paper', 'digital'], random), language: pick(['sv', 'nb', null], random),
    city: pick(CITIES, random), interests: pick([['cycling', 'Skidor'], ['skiing'], null], random), display_name: `Person ${one.personId.slice(0, 4)}`,
  }
  one.points = some(4, () => point(pick(['email', 'email', 'phone', 'postal'], random), {
    since: pick(MOMENTS, random), verified_at: random() < 0.7 ? pick(MOMENTS, random) : null, ended_at: seldom() ? pick(MOMENTS, random) : null }))
  const anyPoint = (): unknown => pick([null, ...one.points.map((each) => each['contact_point_id']), ...one.points.map((each) => each['contact_point_id'])], random)
  const cells = new Set(some(5, () => `${pick([...PURPOSES, 'news', 'events', '*'], random)} ${pick([...CHANNELS, 'email', '*'], random)}`))
  one.standing = [...cells].map((cell, n) => {
    const [purpose, channel] = cell.split(' ') as [string, string]
    const wide = purpose === '*' || channel === '*'
    return said(purpose, channel, wide ? pick(['withdrawn', 'objected'], random) : pick(STATES, random), n + 1, {
      contact_point_id: anyPoint(), since: seldom() ? pick(MOMENTS, random) : '2026-01-01T00:00:00Z', frequency: pick([null, null, 'weekly', 'monthly', 'never heard of'], random) })
  })
  one.grounds = [
    ...some(9, () => ground(...pick(GROUNDS, random), {
      since: pick(MOMENTS, random), until: seldom() ? pick(MOMENTS, random) : null, ended_at: seldom() ? pick(MOMENTS, random) : null })),
    ...one.standing.filter((each) => each['state'] === 'given' && random() < 0.8).map((each) => ground(String(each['purpose']), 'consent', { entry_seq: each['seq'] })),
    ...some(1, () => sale(pick(['news', 'events'], random), {
      last_sale_at: pick(MOMENTS, random), opt_out_offered: random() < 0.8, product_groups: pick([['skis'], ['boats', 'skis'], []], random), ...(seldom() && { seller: null }) })),
  ]
  one.head = { stop_asking_since: seldom() ? '2026-01-01T00:00:00Z' : null, last_no_at: seldom() ? '2026-02-01T00:00:00Z' : null }
  one.restrictions = seldom() ? [{ purpose: pick(['*', 'news', 'service'], random), field_key: pick(['*', 'email'], random) }] : []
  one.stops = seldom() ? [{ purpose: pick(['*', 'news'], random), channel: pick(['*', 'email'], random), recorded_at: pick([null, '2026-01-02T00:00:00Z'], random) }] : []
  one.provenance = some(1, () => ({ collected: pick(['self', 'other'], random), notice_given_at: pick([null, '2026-01-02T00:00:00Z'], random) }))
  one.uses = some(1, () => ({ purpose: pick(['news', 'events'], random), channel: 'email', at: pick(MOMENTS, random) }))
  one.blocks = seldom() ? [{ field_key: pick(['email', 'city'], random) }] : []
  return one
}

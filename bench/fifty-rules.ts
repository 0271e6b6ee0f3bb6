import { LANGUAGES } from '../src/values/text.ts'
import { publishCatalogue } from '../src/purposes/publish-catalogue.ts'
import { PROFILE_FIELDS } from '../src/purposes/field.ts'
import { RETENTION_EVENTS, sameBasis, type Purpose, type RetentionEvent } from '../src/purposes/purpose.ts'
import type { Desk } from './desk.ts'
import { asOwner } from './people-at-hand.ts'

export const RULES = 50

const KEYS = Array.from({ length: RULES }, (_, number) => `bench-${number}`)
/** What a rule can count from; the books' own floor is the law's. */
const EVENTS = RETENTION_EVENTS.filter((event) => event !== 'bookkeeping-floor')

export const RULE_KINDS = EVENTS.length
const eventOf = (number: number): RetentionEvent => EVENTS[number % EVENTS.length]!
/** Rules that end the use themselves. */
const BY_ACTS: readonly RetentionEvent[] = ['consent-given', 'last-activity']

/** Runs an act with fifty purposes more in the catalogue, each with a rule of its own; afterwards the catalogue is as it was. */
export async function withFiftyRules<Result>(desk: Desk, act: () => Promise<Result>): Promise<Result> {
  const version = await desk.house.database.write((tx) => publishCatalogue(tx, { purposes: KEYS.map(purpose), fields: [], retirePurposes: [], retireFields: [] }, 'bench', 'fifty rules'))
  try {
    return await act()
  } finally {
    for (const table of ['purpose_field', 'purpose_basis']) await asOwner(desk, `delete from ${table} t using purpose_version v where v.catalogue_version = $1 and t.purpose_key = v.purpose_key and t.version = v.version`, [version])
    for (const table of ['purpose_version', 'catalogue_version']) await asOwner(desk, `delete from ${table} where catalogue_version = $1`, [version])
  }
}

/** All kinds of rules in turn, from 3 to 84 months, each needing ten of the fields. */
function purpose(key: string, number: number): Purpose {
  const texts = { name: key, description: key }
  return {
    key, kind: 'service', group: 'service', channels: ['email', 'none'], bases: sameBasis(['email', 'none'], 'contract'), recipients: ['none'],
    fields: ['email', ...Array.from({ length: 9 }, (_, step) => PROFILE_FIELDS[(number + 2 * step) % PROFILE_FIELDS.length]!)],
    retention: { from: eventOf(number), months: 3 + ((number * 7) % 82) },
    texts: Object.fromEntries(LANGUAGES.map((language) => [language, texts])) as Purpose['texts'],
  }
}

/**
 * The statement by which people ($1) come to stand on three of the fifty each, in turn, all over since yesterday ($2 is now),
 * and on a duty that goes on and needs no field: it keeps them in the register. What ends by what the person does has no end
 * but the rule's.
 */
export const SPREAD = `
  insert into ground (person_id, ground_id, purpose_key, basis, since, until, waits_for, ended_at, ended_why, hold_until)
  select s.person_id, gen_random_uuid(), 'bench-' || s.rule, 'contract', $2::timestamptz - interval '12 years',
    case when s.by_acts then s.day end, case when s.by_acts then 'retention' end,
    case when not s.by_acts then $2::timestamptz - interval '10 years' end, case when not s.by_acts then 'contract-end' end, s.day
  from (
    select u.person_id, (u.place + n.step * 17) % ${RULES} as rule, $2::timestamptz - interval '1 day' as day,
      (u.place + n.step * 17) % ${RULES} = any ('{${KEYS.flatMap((_, number) => (BY_ACTS.includes(eventOf(number)) ? [number] : [])).join(',')}}') as by_acts
    from unnest($1::uuid[]) with ordinality as u (person_id, place) cross join generate_series(0, 2) as n (step)) s
  union all
  select u.person_id, gen_random_uuid(), 'bookkeeping', 'legal-obligation', $2::timestamptz, null, null, null, null, null from unnest($1::uuid[]) as u (person_id)`

/** The grounds that they had ($1) are over too. */
export const OVER = "update ground set hold_until = $2::timestamptz, swept_at = null where person_id = any ($1::uuid[])"

import { sql, type RawBuilder } from 'kysely'
import { CAPACITIES, CHANNELS } from '../law/channel.ts'
import { childConsentAge } from '../law/country.ts'
import { marketingRule } from '../law/marketing.ts'
import { BASIS_COUNTRIES } from '../purposes/purpose.ts'
import type { Question } from './question.ts'

/** The questions as rows, numbered in their order. */
export function questionRows(questions: readonly Question[]): RawBuilder<unknown> {
  return sql.join(questions.map((q, n) => sql`(${sql.lit(n)}, ${q.use}::text, ${q.purpose}::text, ${q.channel}::text, ${q.about ?? null}::text,
    ${q.contactPointId ?? null}::uuid, ${q.carriesAdvertising ?? false}::boolean, ${q.withinServiceMessage ?? false}::boolean, ${q.renewal ?? false}::boolean)`))
}

/** What the law says of the channels asked about, on the day, as rows. */
export function lawRows(now: Date, questions: readonly Question[]): RawBuilder<unknown> {
  const day = now.toISOString().slice(0, 10)
  const channels = CHANNELS.filter((channel) => questions.some((each) => each.channel === channel))
  // A channel nobody knows finds no line here, and so no basis.
  return sql.join([...channels, ...(channels.length === 0 ? CHANNELS.slice(-1) : [])].flatMap((channel) => BASIS_COUNTRIES.flatMap((country) => CAPACITIES.map((capacity) => {
    const rule = marketingRule(country === 'unknown' ? null : country, channel, capacity, day)
    return sql`(${sql.lit(country)}, ${sql.lit(capacity)}, ${channel}::text, ${sql.lit(rule.softOptInMonths ?? null)}::int, ${sql.lit(rule.register !== undefined)})`
  }))))
}

/** The age of consent of each country on the day, as rows. */
export function ageRows(now: Date): RawBuilder<unknown> {
  const day = now.toISOString().slice(0, 10)
  return sql.join(BASIS_COUNTRIES.map((country) => sql`(${sql.lit(country)}, ${sql.lit(childConsentAge(country === 'unknown' ? null : country, day))})`))
}

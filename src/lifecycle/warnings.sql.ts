import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { GroundId, MailingId, PersonId } from '../values/ids.ts'

export interface Warning {
  personId: PersonId
  groundId: GroundId
  endsAt: Date
}

/** Grounds that will end within the days of their purpose, of people who have not been told and whom nothing holds longer. */
export async function selectToWarn(tx: Tx, rules: readonly { purpose: string; days: number }[], limit: number): Promise<Warning[]> {
  const { rows } = await sql<Warning>`
    select g.person_id as "personId", g.ground_id as "groundId", g.hold_until as "endsAt"
    from ground g join unnest(${rules.map((one) => one.purpose)}::text[], ${rules.map((one) => one.days)}::int[]) as r (purpose_key, days) on r.purpose_key = g.purpose_key
    where g.swept_at is null and g.hold_until > ${tx.now}::timestamptz and g.hold_until <= ${tx.now}::timestamptz + make_interval(days => r.days)
      and not exists (select from retention_warning w where w.person_id = g.person_id and w.ground_id = g.ground_id and w.ends_at = g.hold_until)
      and not exists (select from ground o where o.person_id = g.person_id and (o.hold_until is null or o.hold_until > g.hold_until))
    limit ${limit}`.execute(tx.db)
  return rows
}

/** Notes that these people are told; returns those that nobody had noted. */
export async function insertWarnings(tx: Tx, many: readonly Warning[]): Promise<Warning[]> {
  if (many.length === 0) return []
  const { rows } = await sql<Warning>`
    insert into retention_warning (person_id, ground_id, ends_at, warned_at)
    select w.person_id, w.ground_id, w.ends_at, ${tx.now}
    from unnest(${many.map((one) => one.personId)}::uuid[], ${many.map((one) => one.groundId)}::uuid[], ${many.map((one) => one.endsAt)}::timestamptz[]) as w (person_id, ground_id, ends_at)
    on conflict (person_id, ground_id, ends_at) do nothing
    returning person_id as "personId", ground_id as "groundId", ends_at as "endsAt"`.execute(tx.db)
  return rows
}

/** By which mail they were told. */
export async function updateWarned(tx: Tx, many: readonly { personId: PersonId; mailingId: MailingId }[]): Promise<void> {
  if (many.length === 0) return
  await sql`
    update retention_warning w set mailing_id = m.mailing_id
    from unnest(${many.map((one) => one.personId)}::uuid[], ${many.map((one) => one.mailingId)}::uuid[]) as m (person_id, mailing_id)
    where w.person_id = any (${many.map((one) => one.personId)}::uuid[]) and w.person_id = m.person_id and w.warned_at = ${tx.now} and w.mailing_id is null`.execute(tx.db)
}

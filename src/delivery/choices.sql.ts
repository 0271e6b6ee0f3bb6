import { sql } from 'kysely'
import { eachOf } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId, type PersonId, type StaffId } from '../values/ids.ts'
import type { Actor } from './deliveries.sql.ts'
import type { Participant } from '../values/participant.ts'
import type { DeliverySettings, DeliveryWay } from './delivery-way.ts'

/** What somebody chose for themself, or a colleague for them. */
export interface DeliveryChoice {
  personId: PersonId
  way: DeliveryWay | null
  participant: Participant | undefined
  withUbl: boolean
  saidAt: Date
  saidBy: Actor
}

interface Row extends Omit<DeliveryChoice, 'participant'> { scheme: string | null; id: string | null }

export async function selectChoices(tx: Tx, personIds: readonly PersonId[]): Promise<DeliveryChoice[]> {
  const { rows } = await sql<Row>`
    select c.person_id as "personId", c.way, c.participant_scheme as scheme, c.participant_id as id, c.with_ubl as "withUbl", c.said_at as "saidAt",
      jsonb_build_object('kind', c.said_by_kind, 'id', c.said_by_id) as "saidBy"
    from ${eachOf(personIds)} join delivery_choice c on c.person_id = one.person_id`.execute(tx.db)
  return rows.map(({ scheme, id, ...one }) => ({ ...one, participant: scheme !== null && id !== null ? { scheme, id } : undefined }))
}

export async function upsertChoice(tx: Tx, one: Omit<DeliveryChoice, 'saidAt'>): Promise<void> {
  await sql`
    insert into delivery_choice (person_id, way, participant_scheme, participant_id, with_ubl, said_at, said_by_kind, said_by_id)
    values (${one.personId}, ${one.way}, ${one.participant?.scheme ?? null}, ${one.participant?.id ?? null}, ${one.withUbl}, ${tx.now}, ${one.saidBy.kind}, ${one.saidBy.id})
    on conflict (person_id) do update set way = excluded.way, participant_scheme = excluded.participant_scheme, participant_id = excluded.participant_id, with_ubl = excluded.with_ubl,
      said_at = excluded.said_at, said_by_kind = excluded.said_by_kind, said_by_id = excluded.said_by_id`.execute(tx.db)
}

/** How the company delivers now; undefined until somebody has said. */
export async function selectSettings(tx: Tx): Promise<DeliverySettings | undefined> {
  const { rows } = await sql<{ settings: DeliverySettings }>`select settings from delivery_setting order by since desc, delivery_setting_id desc limit 1`.execute(tx.db)
  return rows[0]?.settings
}

export async function insertSettings(tx: Tx, settings: DeliverySettings, by: StaffId): Promise<void> {
  await sql`insert into delivery_setting (delivery_setting_id, since, settings, set_by) values (${newId(tx.now)}, ${tx.now}, ${JSON.stringify(settings)}::jsonb, ${by})`.execute(tx.db)
}

import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'

/** Who of us looks after a person. */
export interface PersonOwner {
  owner: string | null
  team: string | null
}

export async function selectPersonOwner(tx: Tx, personId: PersonId): Promise<PersonOwner> {
  const { rows } = await sql<PersonOwner>`select owner, team_id as team from person_owner where person_id = ${personId}`.execute(tx.db)
  return rows[0] ?? { owner: null, team: null }
}

export async function upsertPersonOwner(tx: Tx, personId: PersonId, { owner, team }: PersonOwner, by: string): Promise<void> {
  await sql`
    insert into person_owner (person_id, owner, team_id, since, set_by) values (${personId}, ${owner}, ${team}, ${tx.now}, ${by})
    on conflict (person_id) do update set owner = excluded.owner, team_id = excluded.team_id, since = excluded.since, set_by = excluded.set_by`.execute(tx.db)
}

export async function deletePersonOwner(tx: Tx, personId: PersonId): Promise<void> {
  await sql`delete from person_owner where person_id = ${personId}`.execute(tx.db)
}

/** The same of many people; who is looked after by nobody is not in it. */
export async function selectPersonOwners(tx: Tx, personIds: readonly PersonId[]): Promise<Map<PersonId, PersonOwner>> {
  const { rows } = await sql<PersonOwner & { personId: PersonId }>`
    select person_id as "personId", owner, team_id as team from person_owner where person_id = any (${personIds}::uuid[])`.execute(tx.db)
  return new Map(rows.map(({ personId, ...owner }) => [personId, owner]))
}

export async function upsertPersonOwners(tx: Tx, rows: readonly (PersonOwner & { personId: PersonId })[], by: string): Promise<void> {
  await sql`
    insert into person_owner (person_id, owner, team_id, since, set_by)
    select r.person_id, r.owner, r.team, ${tx.now}, ${by}::uuid
    from unnest(${rows.map((row) => row.personId)}::uuid[], ${rows.map((row) => row.owner)}::uuid[], ${rows.map((row) => row.team)}::uuid[]) as r (person_id, owner, team)
    on conflict (person_id) do update set owner = excluded.owner, team_id = excluded.team_id, since = excluded.since, set_by = excluded.set_by`.execute(tx.db)
}

export async function deletePersonOwners(tx: Tx, personIds: readonly PersonId[]): Promise<void> {
  await sql`delete from person_owner where person_id = any (${personIds}::uuid[])`.execute(tx.db)
}

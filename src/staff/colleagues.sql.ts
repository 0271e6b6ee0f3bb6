import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'

export interface Colleague {
  staffId: StaffId
  name: string
  email: string | null
  createdAt: Date
  endedAt: Date | null
  /** Keys of the roles held now. */
  roles: string[]
  /** Has signed in at least once: until then an invitation may be made again. */
  hasBeenHere: boolean
  lastSeenAt: Date | null
}

const colleague = sql`
  select s.staff_id as "staffId", s.name, s.email, s.created_at as "createdAt", s.ended_at as "endedAt",
    array(select o.role_key from staff_role_of o where o.staff_id = s.staff_id and o.ended_at is null order by o.given_at, o.role_key) as roles,
    exists (select from staff_session e where e.staff_id = s.staff_id) or exists (select from staff_sign_in_link l where l.staff_id = s.staff_id and l.used_at is not null) as "hasBeenHere",
    (select max(e.last_seen_at) from staff_session e where e.staff_id = s.staff_id) as "lastSeenAt"
  from staff s`

/** Colleagues who are here, by name, then those who have left. */
export async function selectColleagues(tx: Tx): Promise<Colleague[]> {
  const { rows } = await sql<Colleague>`${colleague} order by s.ended_at is not null, s.name, s.staff_id`.execute(tx.db)
  return rows
}

export async function selectColleague(tx: Tx, staffId: StaffId): Promise<Colleague | undefined> {
  const { rows } = await sql<Colleague>`${colleague} where s.staff_id = ${staffId}`.execute(tx.db)
  return rows[0]
}

/** True when a colleague who is here goes by this address; letters that look alike in other widths and cases are the same (NFKC). */
export async function isTaken(tx: Tx, email: string): Promise<boolean> {
  const { rows } = await sql`select from staff where ended_at is null and lower(normalize(email, NFKC)) = lower(normalize(${email}::text, NFKC)) limit 1`.execute(tx.db)
  return rows.length > 0
}

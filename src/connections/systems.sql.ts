import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import type { ConnectedSystem, SystemWish } from './connected-system.ts'

const columns = sql`system_id as "systemId", name, recipient, way, address, language, purposes, fields, known_by as "knownBy", reach, api_key_id as "apiKeyId",
  answer_days as "answerDays", created_at as "createdAt", paused_at as "pausedAt", ended_at as "endedAt", called_at as "calledAt", answered_at as "answeredAt", error`

export async function insertSystem(tx: Tx, systemId: string, wish: SystemWish, secret: Buffer | null, createdBy: StaffId): Promise<void> {
  await sql`
    insert into connected_system (system_id, name, recipient, way, address, secret, language, purposes, fields, known_by, reach, api_key_id, answer_days, created_at, created_by)
    values (${systemId}, ${wish.name}, ${wish.recipient}, ${wish.way}, ${wish.address}, ${secret}, ${wish.language}, ${wish.purposes}::text[], ${wish.fields}::text[],
      ${wish.knownBy}::text[], ${wish.reach}, ${wish.apiKeyId}, ${wish.answerDays}, ${tx.now}, ${createdBy})`.execute(tx.db)
}

/** What it is told by stays; of a system that has ended nothing is changed. */
export async function updateSystem(tx: Tx, systemId: string, wish: Omit<SystemWish, 'way'>): Promise<void> {
  await sql`
    update connected_system set name = ${wish.name}, recipient = ${wish.recipient}, address = ${wish.address}, language = ${wish.language},
      purposes = ${wish.purposes}::text[], fields = ${wish.fields}::text[], known_by = ${wish.knownBy}::text[], reach = ${wish.reach}, api_key_id = ${wish.apiKeyId},
      answer_days = ${wish.answerDays}
    where system_id = ${systemId} and ended_at is null`.execute(tx.db)
}

export async function updateSystemSecret(tx: Tx, systemId: string, secret: Buffer): Promise<void> {
  await sql`update connected_system set secret = ${secret} where system_id = ${systemId}`.execute(tx.db)
}

export async function updateSystemPaused(tx: Tx, systemId: string, pausedAt: Date | null): Promise<void> {
  await sql`update connected_system set paused_at = ${pausedAt} where system_id = ${systemId}`.execute(tx.db)
}

export async function updateSystemEnded(tx: Tx, systemId: string): Promise<void> {
  await sql`update connected_system set ended_at = ${tx.now} where system_id = ${systemId} and ended_at is null`.execute(tx.db)
}

/** How the last try went; null: it answered. */
export async function updateSystemHealth(tx: Tx, systemId: string, error: string | null): Promise<void> {
  await sql`
    update connected_system set called_at = ${tx.now}, error = ${error}, answered_at = ${error === null ? tx.now : sql`answered_at`} where system_id = ${systemId}`.execute(tx.db)
}

/** Those that are connected still, in the order of their names. */
export async function selectSystems(tx: Tx): Promise<ConnectedSystem[]> {
  const { rows } = await sql<ConnectedSystem>`select ${columns} from connected_system where ended_at is null order by name, system_id`.execute(tx.db)
  return rows
}

export async function selectSystem(tx: Tx, systemId: string): Promise<ConnectedSystem | undefined> {
  const { rows } = await sql<ConnectedSystem>`select ${columns} from connected_system where system_id = ${systemId} and ended_at is null`.execute(tx.db)
  return rows[0]
}

/** Sealed; undefined for a system that has none. */
export async function selectSystemSecret(tx: Tx, systemId: string): Promise<Buffer | undefined> {
  const { rows } = await sql<{ secret: Buffer | null }>`select secret from connected_system where system_id = ${systemId} and ended_at is null`.execute(tx.db)
  return rows[0]?.secret ?? undefined
}

/** Names of systems, of those that have ended too. */
export async function selectSystemNames(tx: Tx, systemIds: readonly string[]): Promise<Map<string, { name: string; recipient: string }>> {
  if (systemIds.length === 0) return new Map()
  const { rows } = await sql<{ systemId: string; name: string; recipient: string }>`
    select system_id as "systemId", name, recipient from connected_system where system_id = any (${systemIds}::uuid[])`.execute(tx.db)
  return new Map(rows.map((row) => [row.systemId, row]))
}

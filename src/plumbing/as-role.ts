import { sql } from 'kysely'
import type { DatabaseRole, Tx } from './database.ts'

/**
 * Acts as another role of the database for a part of a transaction, and is what it was again afterwards: deleting is the
 * eraser's, noting what was deleted is the program's, and both must be kept or neither.
 */
export async function asRole<Result>(tx: Tx, role: DatabaseRole, act: () => Promise<Result>): Promise<Result> {
  const { rows } = await sql<{ before: string }>`select current_user as before`.execute(tx.db)
  const before = rows[0]!.before
  if (before === role) return act()
  await sql`set local role ${sql.id(role)}`.execute(tx.db)
  // When it fails, the transaction is lost and the role with it.
  const result = await act()
  await sql`set local role ${sql.id(before)}`.execute(tx.db)
  return result
}

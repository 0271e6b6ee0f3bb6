import { sql } from 'kysely'
import type { Tx } from './database.ts'
import type { ServerFinding } from './examine-server.sql.ts'
import { SCRUB_RIGHTS, type ScrubRights } from './scrub-server.ts'
import { SCRUB_WINDOW_HOURS } from './scrub.ts'
import { readScrubState } from './traces.sql.ts'

/** What the program may do about the traces of what was deleted, and what whoever runs the server has to declare (rule E2). */
export async function examineTraces(tx: Tx, declaredDays: number | undefined): Promise<ServerFinding[]> {
  const rights = (await sql.raw<ScrubRights>(SCRUB_RIGHTS).execute(tx.db)).rows[0]!
  const { oldestMarkAt } = await readScrubState(tx)
  const late = oldestMarkAt !== null && tx.now.getTime() - new Date(oldestMarkAt).getTime() > SCRUB_WINDOW_HOURS * 3_600_000
  const days = declaredDays === undefined ? '' : String(declaredDays)
  return [
    { check: 'traces-tables', ok: rights.owner, detail: '' },
    { check: 'traces-statistics', ok: rights.superuser || (rights.statistics && rights.clears), detail: '' },
    rights.log && !rights.keptElsewhere ? { check: 'traces-log', ok: true, detail: '' } : { check: 'traces-declared', ok: declaredDays !== undefined, detail: days },
    { check: 'scrub', ok: !late, detail: oldestMarkAt === null ? '' : new Date(oldestMarkAt).toISOString() },
  ]
}

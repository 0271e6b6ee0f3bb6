import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import { newId, type StaffId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import { STARTER_LEVEL, type ServiceLevel } from './service-level.ts'

/** What is promised now. */
export async function selectServiceLevel(tx: Tx): Promise<ServiceLevel> {
  const { rows } = await sql<{ settings: ServiceLevel }>`select settings from service_level order by since desc, service_level_id desc limit 1`.execute(tx.db)
  return rows[0]?.settings ?? STARTER_LEVEL
}

export async function insertServiceLevel(tx: Tx, settings: ServiceLevel, by: StaffId): Promise<void> {
  await sql`insert into service_level (service_level_id, since, settings, set_by) values (${newId(tx.now)}, ${tx.now}, ${JSON.stringify(settings)}::jsonb, ${by})`.execute(tx.db)
}

/** Words that are used again, as far as somebody has written them in a language. */
export interface CannedAnswer {
  answerId: string
  name: string
  texts: Partial<Record<Language, string>>
}

/** By name. */
export async function selectCannedAnswers(tx: Tx): Promise<CannedAnswer[]> {
  const { rows } = await sql<CannedAnswer>`select answer_id as "answerId", name, texts from canned_answer where removed_at is null order by lower(name), answer_id limit 500`.execute(tx.db)
  return rows
}

export async function upsertCannedAnswer(tx: Tx, { answerId, name, texts }: CannedAnswer, by: StaffId): Promise<void> {
  await sql`
    insert into canned_answer (answer_id, name, texts, changed_at, changed_by) values (${answerId}, ${name}, ${JSON.stringify(texts)}::jsonb, ${tx.now}, ${by})
    on conflict (answer_id) do update set name = excluded.name, texts = excluded.texts, changed_at = excluded.changed_at, changed_by = excluded.changed_by, removed_at = null`.execute(tx.db)
}

/** False where there is none. */
export async function updateCannedAnswerRemoved(tx: Tx, answerId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update canned_answer set removed_at = ${tx.now} where answer_id = ${answerId} and removed_at is null`.execute(tx.db)
  return numAffectedRows === 1n
}

import type { z } from '@hono/zod-openapi'
import { findAudience } from '../../decisions/find-audience.ts'
import type { Database } from '../../plumbing/database.ts'
import { MASS_EXPORT_PEOPLE } from '../../staff/approval.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import { useApproval } from '../../staff/use-approval.ts'
import type { exportWish } from './exports-resource.ts'

type Asked = z.output<typeof exportWish>

/**
 * Before a colleague's export begins: more people than leave alone leave only when a second colleague has allowed exactly
 * this (AZ-10). A system's key was made for what it takes. Throws `forbidden` of the type `second-colleague-needed`.
 */
export async function holdMassExport(database: Database, actor: StaffActor, asked: Asked, limit = MASS_EXPORT_PEOPLE): Promise<void> {
  if (actor.kind === 'key') return
  const { purpose, channel, fields, where, approval } = asked
  const question = { purpose, channel, use: 'export' as const }
  const { permitted } = await database.report((tx) => findAudience(tx, question, where, { limit: 0 }))
  if (permitted > limit) await database.write((tx) => useApproval(tx, approval, 'mass-export', { purpose, channel, fields, where }, actor.staffId))
}

import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { selectColleague } from '../staff/colleagues.sql.ts'
import { writableOf } from '../staff/reach.ts'
import { rightsOf } from '../staff/role.ts'
import { selectRolesOf } from '../staff/roles.sql.ts'
import type { StaffId } from '../values/ids.ts'
import type { Import } from './import.ts'

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * An import runs with the rights that whoever handed it in has now (AZ-09): throws `forbidden` when a colleague has
 * left, or may not import or change these fields any more. Keys are held to their purposes when they ask; the command
 * line belongs to whoever holds the data anyway.
 */
export async function refuseLostRights(tx: Tx, { createdBy, mapping }: Pick<Import, 'createdBy' | 'mapping'>): Promise<void> {
  const colleague = UUID.test(createdBy) ? await selectColleague(tx, createdBy as StaffId) : undefined
  if (!colleague) return
  const { permissions, reaches } = rightsOf(colleague.endedAt ? [] : await selectRolesOf(tx, colleague.staffId))
  const writable = writableOf(reaches)
  const { fields } = await selectCatalogue(tx)
  const closed = writable && Object.values(mapping ?? {}).some((target) => target !== null && fields.some(({ key }) => key === target) && !writable.has(target))
  if (!permissions.has('imports.run') || closed) throw new Problem('forbidden', { text: 'imports.rights-lost' })
}

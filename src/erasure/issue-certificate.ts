import type { Keeper } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { buildCertificate, signCertificate } from './certificate.ts'
import type { Erasure } from './erasure.ts'
import { followErasure } from './follow-erasure.ts'

/** The signed certificate of an erasure as it stands now, as the text of its file. It is made anew each time; nothing is stored. */
export async function issueCertificate(tx: Tx, keeper: Pick<Keeper, 'keys'>, erasure: Erasure, backupDays: number): Promise<string> {
  const installation = await selectInstallation(tx)
  if (!installation) throw new Problem('not-found', { text: 'erasure.unknown' })
  const { places, around } = await followErasure(tx, erasure, backupDays)
  return signCertificate(buildCertificate(erasure, places, installation.controller, around), keeper.keys.signing)
}

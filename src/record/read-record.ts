import { PERSONAL_TABLES } from '../law/data-map.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { selectRoles } from '../staff/roles.sql.ts'
import { selectMeasures } from './measures.sql.ts'
import { processingRecord } from './processing-record.ts'
import type { RecordSource } from './record-in-words.ts'

/** What the record of processing (art. 30) and the notice (art. 13, 14) are made of, as it stands now; `publicUrl` is where the pages are. */
export async function readRecord(tx: Tx, publicUrl: string): Promise<RecordSource> {
  const [installation, catalogue, roles] = [await selectInstallation(tx), await selectCatalogue(tx), await selectRoles(tx)]
  return {
    controller: installation?.controller ?? { name: '', country: 'SE' }, version: catalogue.version, at: tx.now, record: processingRecord(catalogue, PERSONAL_TABLES),
    measures: { ...(await selectMeasures(tx)), encryptedTransport: publicUrl.startsWith('https:'), roles: roles.length, sealedFields: catalogue.fields.filter((field) => field.sensitive).length },
  }
}

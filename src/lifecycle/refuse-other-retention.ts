import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { CatalogueChange } from '../purposes/catalogue-change.ts'
import { sameRule } from './retention-change.ts'

/** Throws `forbidden` for a change of the catalogue that would keep data of a purpose for another time: that takes two colleagues (AZ-10). */
export async function refuseOtherRetention(tx: Tx, change: CatalogueChange): Promise<void> {
  const { purposes } = await selectCatalogue(tx)
  const other = change.purposes.find((one) => {
    const now = purposes.find(({ key }) => key === one.key)
    return now !== undefined && !sameRule(now.retention, one.retention)
  })
  if (other) throw new Problem('forbidden', { text: 'lifecycle.retention-by-two', field: 'change.purposes', type: 'second-colleague-needed', parameters: { purpose: other.key } })
}

import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { changed, lostNeeds, withWhatFollows, type CatalogueChange } from '../purposes/catalogue-change.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { publishCatalogue } from '../purposes/publish-catalogue.ts'
import { newId } from '../values/ids.ts'
import { insertFieldEndings, selectOpenRemovals } from './field-endings.sql.ts'
import { refuseOtherRetention } from './refuse-other-retention.ts'

/**
 * Publishes what a colleague changed; what some purpose needs no longer is ended from now on, where nothing else holds it
 * (rule H3). Throws as `publishCatalogue`, and `conflict` for a field that is just being removed. The version.
 */
export async function publishChange(tx: Tx, change: CatalogueChange, publishedBy: string, note: string): Promise<number> {
  await refuseOtherRetention(tx, change)
  const [going] = await selectOpenRemovals(tx, [...change.fields.map(({ key }) => key), ...change.retireFields])
  if (going) throw new Problem('conflict', { text: 'lifecycle.field-going', field: going.field })
  const before = await selectCatalogue(tx)
  const lost = [...lostNeeds(before, changed(before, withWhatFollows(before, change))).keys()]
  const version = await publishCatalogue(tx, change, publishedBy, note)
  await insertFieldEndings(tx, lost.map((field) => ({ endingId: newId(tx.now), field, kind: 'narrowing', note, askedBy: publishedBy, startsAt: tx.now })))
  return version
}

import type { Basis } from '../law/basis.ts'
import { lives } from '../people/ground.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import { selectProvenance } from '../people/provenance.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { Catalogue } from '../purposes/catalogue.ts'
import type { PersonId } from '../values/ids.ts'
import { t, type Language } from '../values/text.ts'
import type { Notice } from './notice.ts'

/** What the person must be told about data that came from elsewhere, from the same rows that decide about it (art. 14(1)-(2)). */
export async function writeNotice(tx: Tx, personId: PersonId, language: Language, catalogue: Catalogue): Promise<Notice> {
  const strange = (await selectProvenance(tx, [personId])).filter((one) => one.collected === 'other' && !one.noticeGivenAt)
  const grounds = (await selectGrounds(tx, [personId])).filter((ground) => lives(ground, tx.now))
  const bases = new Map<string, Basis>(grounds.map((ground) => [ground.purpose, ground.basis]))
  const purposes = catalogue.purposes.filter((purpose) => bases.has(purpose.key))
  const fields = new Set(strange.flatMap((one) => one.fields))
  return {
    sources: [...new Set(strange.map((one) => one.source))],
    fields: catalogue.fields.filter((field) => fields.has(field.key)).map((field) => field.texts[language].name),
    purposes: purposes.map((purpose) => ({ name: purpose.texts[language].name, basis: bases.get(purpose.key)! })),
    recipients: [...new Set(purposes.flatMap((purpose) => purpose.recipients))].filter((key) => key !== 'none').map((key) => t(language, `purposes.recipient.${key}`)),
  }
}

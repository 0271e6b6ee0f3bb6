import type { KeyObject } from 'node:crypto'
import { OWN_PAGE } from '../people/hold-values.ts'
import { lockPeople } from '../people/people.sql.ts'
import { insertProvenance } from '../people/provenance.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { agedValues } from './aged-values.ts'
import { showPerson } from './show-person.ts'

/**
 * The person says that these values are still right: from now on they are their own word, with its day. What has been
 * changed since it was shown has not aged and is left as it is. Returns the fields that were confirmed.
 */
export async function confirmValues(tx: Tx, indexKey: KeyObject, personId: PersonId, fields: readonly string[]): Promise<string[]> {
  await lockPeople(tx, [personId])
  const { values } = await showPerson(tx, indexKey, personId)
  const confirmed = agedValues(values, tx.now).map((one) => one.field.key).filter((key) => fields.includes(key))
  if (confirmed.length === 0) return []
  await insertProvenance(tx, [{
    personId, provenanceId: newId(tx.now), source: OWN_PAGE, collected: 'self', recordedAt: tx.now, recordedBy: { kind: 'person', id: personId }, importId: null, fields: confirmed,
    noticeDueAt: null, noticeGivenAt: null,
  }])
  return confirmed
}

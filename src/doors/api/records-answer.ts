import { selectNames } from '../../people/people-list.sql.ts'
import { selectAliases, selectLeading } from '../../people/record-aliases.sql.ts'
import type { Tx } from '../../plumbing/database.ts'
import { undoableUntil } from '../../resolution/merge.ts'
import type { PersonId } from '../../values/ids.ts'
import type { Person } from './person-resource.ts'

/** The other records of the same human; `named`: whoever reads may see everybody's name. */
export async function recordsAnswer(tx: Tx, personId: PersonId, named: boolean): Promise<Person['records']> {
  const aliases = await selectAliases(tx, [personId])
  if (aliases.length === 0) return { ledBy: null, others: [] }
  const ledBy = (await selectLeading(tx, [personId])).get(personId)
  const names = named ? await selectNames(tx, aliases.map((one) => one.otherPersonId)) : new Map<PersonId, string>()
  const reference = (id: PersonId) => ({ id, name: names.get(id) ?? '' })
  const newest = aliases.at(-1)!
  return {
    ledBy: ledBy ? reference(ledBy) : null,
    others: aliases.map((one) => {
      const until = undoableUntil(one.mergedAt)
      // Who came last goes first.
      const undoable = one.leads && one === newest && until > tx.now
      return { person: reference(one.otherPersonId), mergedAt: one.mergedAt.toISOString(), leads: one.leads, undoableUntil: undoable ? until.toISOString() : null }
    }),
  }
}

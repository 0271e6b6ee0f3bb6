import { selectGrounds } from '../people/grounds.sql.ts'
import { lives, WAITS_FOR_PAYMENT } from '../people/ground.ts'
import { selectPeople } from '../people/people.sql.ts'
import { selectValues } from '../people/values.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import type { PersonId } from '../values/ids.ts'
import { buyerOf, INVOICED_FOR, type Buyer } from './buyer.ts'

/** Who invoices are to; or why none may be: `not-found` for somebody unknown, `refused` (D1) where no agreement is left that it could be for. */
export async function readBuyers(tx: Tx, personIds: readonly PersonId[]): Promise<Map<PersonId, Buyer | Problem>> {
  const people = new Map((await selectPeople(tx, personIds)).map((one) => [one.personId, one]))
  // What was invoiced before is no reason to invoice more.
  const agreed = new Set((await selectGrounds(tx, personIds)).filter((ground) => INVOICED_FOR.includes(ground.purpose) && ground.waitsFor !== WAITS_FOR_PAYMENT && lives(ground, tx.now)).map((ground) => ground.personId))
  const values = Map.groupBy(await selectValues(tx, personIds), (one) => one.personId)
  const company = (await selectInstallation(tx))!.controller.country
  return new Map(personIds.map((personId) => {
    const person = people.get(personId)
    if (!person) return [personId, new Problem('not-found', { text: 'people.unknown' })]
    if (!agreed.has(personId)) return [personId, new Problem('refused', { text: 'invoices.no-agreement', rule: 'D1' })]
    return [personId, buyerOf(new Map((values.get(personId) ?? []).map((one) => [one.fieldKey, one.value])), person.country, company)]
  }))
}

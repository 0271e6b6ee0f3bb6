import { selectGrounds } from '../people/grounds.sql.ts'
import { lives, WAITS_FOR_PAYMENT } from '../people/ground.ts'
import { selectPeople } from '../people/people.sql.ts'
import { selectValues } from '../people/values.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { buyerOf, INVOICED_FOR, type Buyer } from './buyer.ts'
import type { InvoiceDraft } from './invoice-draft.ts'
import { readCompanyBuyer } from './read-company-buyer.ts'

/**
 * Who each of these invoices is to; or why it may not be: `not-found` for somebody or a company unknown, `invalid` where the person does not speak for
 * the company, `refused` (D1) where no agreement is left that it could be for.
 */
export async function readBuyers(tx: Tx, drafts: readonly Pick<InvoiceDraft, 'personId' | 'companyId'>[]): Promise<(Buyer | Problem)[]> {
  const personIds = [...new Set(drafts.map((draft) => draft.personId))]
  const people = new Map((await selectPeople(tx, personIds)).map((one) => [one.personId, one]))
  // What was invoiced before is no reason to invoice more.
  const agreed = new Set((await selectGrounds(tx, personIds)).filter((ground) => INVOICED_FOR.includes(ground.purpose) && ground.waitsFor !== WAITS_FOR_PAYMENT && lives(ground, tx.now)).map((ground) => ground.personId))
  const values = Map.groupBy(await selectValues(tx, personIds), (one) => one.personId)
  const seller = (await selectInstallation(tx))!.controller.country
  const found: (Buyer | Problem)[] = []
  for (const { personId, companyId } of drafts) {
    const person = people.get(personId)
    const known = new Map((values.get(personId) ?? []).map((one) => [one.fieldKey, one.value]))
    if (!person) found.push(new Problem('not-found', { text: 'people.unknown' }))
    else if (!agreed.has(personId)) found.push(new Problem('refused', { text: 'invoices.no-agreement', rule: 'D1' }))
    else found.push(companyId === undefined ? buyerOf(known, person.country, seller) : await readCompanyBuyer(tx, personId, companyId, known, seller))
  }
  return found
}

import { decorateInvoice, type Decorated, type Finished } from '../decorating/decorate-invoice.ts'
import { findRecipient } from '../decorating/find-recipient.ts'
import type { House } from './house.ts'

/** Decorates what came as files, for whom is said or whom the e-invoice names. Whoever can lay files there may. */
export async function decorateFile(house: House, customer: string | undefined, finished: Finished): Promise<Decorated> {
  const personId = await findRecipient(house.database, house.keeper.keys.identifierIndex, customer, finished.ubl)
  return decorateInvoice(house.database, house.keeper, personId, finished, house.publicUrl)
}

/** What is given back, as files beside each other: `name.pdf`, `name.xml`, and `name-sheet.pdf` for what is signed. */
export function filesOf(name: string, { pdf, ubl, sheet }: Decorated): [string, Buffer][] {
  return [[`${name}.pdf`, pdf], [`${name}.xml`, ubl], [`${name}-sheet.pdf`, sheet]].filter((one): one is [string, Buffer] => one[1] !== undefined)
}

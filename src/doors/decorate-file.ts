import { decorateInvoice, type Decorated, type Finished } from '../decorating/decorate-invoice.ts'
import { nameToKeep, type Origin } from '../decorating/decoration.ts'
import { insertRefusal } from '../decorating/decorations.sql.ts'
import { findRecipient } from '../decorating/find-recipient.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { PersonId } from '../values/ids.ts'
import type { House } from './house.ts'

/** For whom, as is said; `look` may refuse them. */
export interface Whom {
  customer?: string | undefined
  look?: (tx: Tx, personId: PersonId) => Promise<void>
}

/** Decorates what came as files, for whom is said or whom the e-invoice names. What cannot be done is noted with its reason, and thrown. */
export async function decorateFile(house: House, origin: Origin, { customer, look }: Whom, files: Finished | Promise<Finished>): Promise<Decorated> {
  try {
    const finished = await files
    const personId = await findRecipient(house.database, house.keeper.keys.identifierIndex, customer, finished.ubl, look)
    return await decorateInvoice(house.database, house.keeper, personId, finished, origin, house.publicUrl)
  } catch (error) {
    if (error instanceof Problem && error.kind !== 'unavailable') await house.database.write((tx) => insertRefusal(tx, { way: origin.way, name: nameToKeep(origin.name), detail: error.detail }))
    throw error
  }
}

/** What is given back, as files beside each other: `name.pdf`, `name.xml`, and `name-sheet.pdf` for what is signed. */
export function filesOf(name: string, { pdf, ubl, sheet }: Decorated): [string, Buffer][] {
  return [[`${name}.pdf`, pdf], [`${name}.xml`, ubl], [`${name}-sheet.pdf`, sheet]].filter((one): one is [string, Buffer] => one[1] !== undefined)
}

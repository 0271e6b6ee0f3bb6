import type { KeyObject } from 'node:crypto'
import { selectDocuments } from '../lifecycle/documents.sql.ts'
import { findCustomer, type FoundCustomer } from '../people/find-customer.ts'
import { selectPeople } from '../people/people.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { BrokenRule } from './broken-rules.ts'
import type { JudgedInvoice } from './judge-invoice.ts'
import { wrongReferences, type OwnAccounts, type WrongReference } from './wrong-reference.ts'

/** What a country asks of e-invoices that go through Peppol; one that was issued before, or sent otherwise, need not hold to it. */
const NATIONAL = /^[A-Z]{2}-R-/

/** The company's own books: what somebody else sold is none of its invoices. Its number is missing where it has not said it. */
export type OwnBooks = OwnAccounts & { seller: { organisationNumber?: string | undefined } }

/** For whom, where the file does not say, and what is let in knowingly. */
export interface Bringing {
  indexKey: KeyObject
  own: OwnBooks | undefined
  customer: string | undefined
  /** An issued invoice is not changed: one with a wrong payment reference may have to come in as it is. */
  keepsReference?: boolean | undefined
}

export type Warning = Pick<BrokenRule, 'rule' | 'field' | 'text'> & { parameters?: { reference: string } }

export interface RehearsedInvoice {
  /** Left out where nobody was found. */
  customer?: FoundCustomer
  /** What keeps it out, the first one first. */
  faults: Problem[]
  /** What does not hold, but may. */
  warnings: Warning[]
}

/** Everything that stands against bringing in an e-invoice of another system, by rule and place, and whom it is for. Keeps nothing. */
export async function rehearseInvoice(tx: Tx, judged: JudgedInvoice, { indexKey, own, customer, keepsReference = false }: Bringing): Promise<RehearsedInvoice> {
  const [fatal, told] = parted(judged.broken, (one) => one.flag === 'fatal' && !NATIONAL.test(one.rule))
  const [wrong, odd] = parted(wrongReferences(judged, own), (one) => one.isOurs && !keepsReference)
  const faults = fatal.map(({ rule, field, text }) => new Problem('invalid', { text, rule, field, parameters: { field } }))
  if (isOfAnother(judged, own)) faults.push(new Problem('refused', { text: 'e-invoices.other-seller', field: 'ubl' }))
  faults.push(...wrong.map(({ rule, field, text, parameters }) => new Problem('refused', { text, rule, field, parameters })))
  const warnings: Warning[] = [...told.map(({ rule, field, text }) => ({ rule, field, text })), ...odd.map(({ rule, field, text, parameters }: WrongReference) => ({ rule, field, text, parameters }))]
  try {
    const found = await findCustomer(tx, indexKey, customer, judged.buyer)
    if ((await selectPeople(tx, [found.personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown', field: 'customer' })
    const isKept = (await selectDocuments(tx, [found.personId])).some((one) => one.kind === judged.kind && one.number === judged.number)
    if (isKept) faults.push(new Problem('conflict', { text: 'lifecycle.document-twice', field: 'number', parameters: { number: judged.number } }))
    return { customer: found, faults, warnings }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { faults: [...faults, error], warnings }
  }
}

function isOfAnother({ seller }: JudgedInvoice, own: OwnBooks | undefined): boolean {
  const number = own?.seller.organisationNumber
  return number !== undefined && seller.number !== undefined && !digitsOf(seller.number).includes(digitsOf(number))
}

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '')

function parted<Item>(items: readonly Item[], belongs: (one: Item) => boolean): [Item[], Item[]] {
  return [items.filter(belongs), items.filter((one) => !belongs(one))]
}

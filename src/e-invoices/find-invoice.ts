import type { KeyObject } from 'node:crypto'
import type { NewDocument } from '../lifecycle/keep-documents.ts'
import { findCustomer } from '../people/find-customer.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { t, type Language } from '../values/text.ts'
import { brokenRules, type BrokenRule } from './broken-rules.ts'
import { namedBuyer } from './named-buyer.ts'
import { readUblInvoice, type ReadInvoice } from './read-invoice.ts'
import { xmlText } from './xml-text.ts'

/** What a country asks of e-invoices that go through Peppol; one that was issued before, or sent otherwise, need not hold to it. */
const NATIONAL = /^[A-Z]{2}-R-/

/** An e-invoice that was issued elsewhere, as it is brought in. */
export interface FoundInvoice {
  personId: PersonId
  said: ReadInvoice
  /** Rules that it does not hold to, but may. */
  warnings: BrokenRule[]
  document: NewDocument
}

/** Who is asked and how: whose books, in which language titles are, and for whom, where the file does not say. */
export interface Bringing {
  indexKey: KeyObject
  /** The company's own number, where it has said it: what somebody else sold is none of its invoices. */
  sellerNumber: string | undefined
  customer: string | undefined
  language: Language
  by: { kind: string; id: string | null }
}

/**
 * What an e-invoice of another system is, whom it is for, and as what it would be kept. Throws Problems that name rule and
 * place: for what is no UBL invoice, breaks a rule of EN 16931, is of another seller, or is for nobody here.
 */
export async function findInvoice(tx: Tx, xml: Buffer, { indexKey, sellerNumber, customer, language, by }: Bringing): Promise<FoundInvoice> {
  const { said, document: { root } } = readUblInvoice(xmlText(xml))
  const broken = brokenRules(root, 'standard')
  const fatal = broken.find((one) => one.flag === 'fatal' && !NATIONAL.test(one.rule))
  if (fatal) throw new Problem('invalid', { text: fatal.text, rule: fatal.rule, field: fatal.field, parameters: { field: fatal.field } })
  const seller = said.seller.organisationNumber ?? said.seller.vatNumber
  if (sellerNumber !== undefined && seller !== undefined && !digitsOf(seller).includes(digitsOf(sellerNumber))) throw new Problem('refused', { text: 'e-invoices.other-seller', field: 'ubl' })
  const personId = await findCustomer(tx, indexKey, customer, namedBuyer(xml))
  const title = t(language, `e-invoices.title-${said.kind}`, { number: said.number })
  return {
    personId, said, warnings: broken,
    document: { personId, kind: said.kind, number: said.number, title, issuedOn: said.issuedOn, mediaType: 'application/xml', content: xml, country: said.seller.address.country ?? null, filedBy: by },
  }
}

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '')

import type { NamedCustomer } from '../people/find-customer.ts'
import { ublKind } from './read-invoice.ts'
import { each, trimmed } from './ubl-path.ts'
import { parseXml, type XmlElement } from './xml-tree.ts'
import { xmlText } from './xml-text.ts'

const PARTY = 'cac:AccountingCustomerParty/cac:Party'
const NUMBERS = [`${PARTY}/cac:PartyIdentification/cbc:ID`, 'cac:AccountingCustomerParty/cbc:SupplierAssignedAccountID']
const ADDRESSES = [`${PARTY}/cac:Contact/cbc:ElectronicMail`, `${PARTY}/cbc:EndpointID`]

/** Whom an e-invoice says it is for, whatever else is wrong with it. Throws a Problem (invalid) for what is no invoice in UBL. */
export function namedBuyer(xml: Uint8Array): NamedCustomer {
  const { root } = parseXml(xmlText(xml))
  ublKind(root)
  return buyerOf(root)
}

/** Customer numbers (BT-46), and what of its addresses is one of mail (BT-58, BT-49). */
export function buyerOf(root: XmlElement): NamedCustomer {
  const texts = (paths: readonly string[]) => [...new Set(paths.flatMap((path) => each(root, path).map(trimmed)))].filter((text) => text !== '')
  return { numbers: texts(NUMBERS), emails: texts(ADDRESSES).filter((text) => text.includes('@')) }
}

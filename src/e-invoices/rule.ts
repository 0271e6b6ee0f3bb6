import { exact, type Exact } from './exact.ts'
import { attribute, each, elementsOf, first, textAt, trimmed, ublName } from './ubl-path.ts'
import type { XmlElement } from './xml-tree.ts'

/** A document as rules look at it. */
export interface Checked {
  root: XmlElement
  credit: boolean
  lines: readonly XmlElement[]
  /** Every element under the root, and those of a name: `cac:Country`. */
  elements: readonly XmlElement[]
  named(name: string): readonly XmlElement[]
  currency: string
  /** The seller's country by its VAT number, or where there is none by its address. */
  registeredIn: string | undefined
  /** Countries of the addresses of seller and buyer. */
  sellerCountry: string | undefined
  buyerCountry: string | undefined
}

/** One rule of EN 16931, Peppol BIS Billing 3.0 or a country, by its number there. */
export interface Rule {
  id: string
  /** A sentence of `e-invoices.rule.…`: what is wrong where it does not hold. */
  says: string
  /** `warning`: may be sent, and is told. */
  flag: 'fatal' | 'warning'
  /** What of the document it looks at; each is held to it. */
  of(document: Checked): readonly XmlElement[]
  holds(element: XmlElement, document: Checked): boolean
}

type Of = Rule['of']
type Holds = Rule['holds']
type Asks = (element: XmlElement) => boolean

export function rule(id: string, says: string, of: Of, holds: Holds, flag: Rule['flag'] = 'fatal'): Rule {
  return { id, says, flag, of, holds }
}

/** Several numbers for one thing. */
export function alike(ids: readonly string[], says: string, of: Of, holds: Holds, flag?: Rule['flag']): Rule[] {
  return ids.map((id) => rule(id, says, of, holds, flag))
}

export function checked(root: XmlElement): Checked {
  const credit = root.local === 'CreditNote'
  const country = (role: string) => textAt(root, `cac:${role}/cac:Party/cac:PostalAddress/cac:Country/cbc:IdentificationCode`)?.toUpperCase()
  const elements = elementsOf(root)
  const byName = Map.groupBy(elements, ublName)
  return {
    root, elements, named: (name) => byName.get(name) ?? [], credit, lines: each(root, credit ? 'cac:CreditNoteLine' : 'cac:InvoiceLine'), currency: textAt(root, 'cbc:DocumentCurrencyCode') ?? '',
    registeredIn: vatNumber(first(root, SELLER))?.slice(0, 2).toUpperCase() ?? vatNumber(first(root, 'cac:TaxRepresentativeParty'))?.slice(0, 2).toUpperCase() ?? country('AccountingSupplierParty'),
    sellerCountry: country('AccountingSupplierParty'), buyerCountry: country('AccountingCustomerParty'),
  }
}

// What rules look at.
export const whole: Of = ({ root }) => [root]
export const lines: Of = (document) => document.lines
export const at = (path: string): Of => ({ root }) => each(root, path)
export const anywhere = (...names: string[]): Of => ({ named }) => names.flatMap(named)
export const SELLER = 'cac:AccountingSupplierParty/cac:Party'
export const BUYER = 'cac:AccountingCustomerParty/cac:Party'
export const TOTALS = 'cac:LegalMonetaryTotal'
export const SHARES = 'cac:TaxTotal/cac:TaxSubtotal'

// What they ask.
export const said = (path: string): Asks => (element) => (textAt(element, path) ?? '') !== ''
export const there = (path: string): Asks => (element) => each(element, path).length > 0
export const marked = (name: string): Asks => (element) => attribute(element, name) !== undefined
export const twoDecimalsIn = (path: string): Asks => (element) => each(element, path).every(atMostTwoDecimals)

export function atMostTwoDecimals(element: XmlElement): boolean {
  return (trimmed(element).split('.')[1] ?? '').length <= 2
}

export function exactAt(element: XmlElement, path: string): Exact | undefined {
  return exact(textAt(element, path))
}

/** What stands there, or nothing. */
export function amountAt(element: XmlElement, path: string): Exact {
  return exactAt(element, path) ?? 0n
}

export function sum(elements: readonly XmlElement[]): Exact {
  return elements.reduce((total, element) => total + (exact(trimmed(element)) ?? 0n), 0n)
}

/** Whether a category or number is of VAT. */
export function isVat(element: XmlElement): boolean {
  return textAt(element, 'cac:TaxScheme/cbc:ID')?.toUpperCase() === 'VAT'
}

/** The VAT number of a party. */
export function vatNumber(party: XmlElement | undefined): string | undefined {
  const found = party && each(party, 'cac:PartyTaxScheme').find(isVat)
  return found && textAt(found, 'cbc:CompanyID')
}

export function isCharge(element: XmlElement): boolean {
  return textAt(element, 'cbc:ChargeIndicator') === 'true'
}

export function isAllowance(element: XmlElement): boolean {
  return textAt(element, 'cbc:ChargeIndicator') === 'false'
}

/** How much of a line there is. */
export function quantityOf(line: XmlElement): XmlElement | undefined {
  return first(line, 'cbc:InvoicedQuantity') ?? first(line, 'cbc:CreditedQuantity')
}

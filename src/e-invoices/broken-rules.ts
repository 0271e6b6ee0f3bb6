import { CONTENT_RULES } from './content-rules.ts'
import { NATIONAL_RULES } from './national-rules.ts'
import { PEPPOL_RULES } from './peppol-rules.ts'
import { checked, type Rule } from './rule.ts'
import { childrenOf, ublName } from './ubl-path.ts'
import { VAT_RULES } from './vat-rules.ts'
import type { XmlElement } from './xml-tree.ts'

/** Whose rules: EN 16931 with the seller's country, or those and what the Peppol network wants. */
export type RuleSet = 'standard' | 'peppol'

/** Every rule that is held here, in the order in which they are told. */
export const RULES: readonly Rule[] = [...CONTENT_RULES, ...VAT_RULES, ...NATIONAL_RULES, ...PEPPOL_RULES]
const STANDARD = RULES.filter((one) => !one.id.startsWith('PEPPOL-'))

export interface BrokenRule {
  rule: string
  flag: Rule['flag']
  /** Where, as a path from the root: `cac:InvoiceLine[2]/cac:Item`. */
  field: string
  /** A sentence of the catalogue. */
  text: string
}

/** The rules that a document does not hold to, by number and place; of those that are looked at. */
export function brokenRules(root: XmlElement, set: RuleSet = 'peppol', looked: (id: string) => boolean = () => true): BrokenRule[] {
  const document = checked(root)
  let places: ReadonlyMap<XmlElement, string> | undefined
  return (set === 'peppol' ? RULES : STANDARD).filter(({ id }) => looked(id)).flatMap(({ id, says, flag, of, holds }) => of(document).filter((element) => !holds(element, document)).map((element) => {
    places ??= placesIn(root)
    return { rule: id, flag, field: places.get(element)!, text: `e-invoices.rule.${says}` }
  }))
}

/** Where each element stands; the first of its name without a number. */
function placesIn(root: XmlElement): Map<XmlElement, string> {
  const places = new Map([[root, '']])
  const walk = (element: XmlElement, path: string) => {
    const counted = new Map<string, number>()
    for (const child of childrenOf(element)) {
      const name = ublName(child)
      const place = (counted.get(name) ?? 0) + 1
      counted.set(name, place)
      const own = `${path}${path && '/'}${name}${place > 1 ? `[${place}]` : ''}`
      places.set(child, own)
      walk(child, own)
    }
  }
  walk(root, '')
  return places
}

import type { Catalogue } from './catalogue.ts'
import type { Field } from './field.ts'
import type { Purpose } from './purpose.ts'

/** New versions of purposes and fields, and what is no longer offered. */
export interface CatalogueChange {
  purposes: Purpose[]
  fields: Field[]
  retirePurposes: string[]
  retireFields: string[]
}

/** The catalogue as a change would leave it. */
export function changed(before: Catalogue, change: CatalogueChange): Catalogue {
  const kept = <Item extends { key: string }>(items: readonly Item[], fresh: readonly Item[], retired: readonly string[]): Item[] => [
    ...items.filter((item) => !retired.includes(item.key) && !fresh.some((one) => one.key === item.key)),
    ...fresh,
  ]
  return {
    purposes: kept<Purpose>(before.purposes, change.purposes, change.retirePurposes),
    fields: kept<Field>(before.fields, change.fields, change.retireFields),
  }
}

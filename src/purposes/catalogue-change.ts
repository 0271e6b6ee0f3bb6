import type { Catalogue, CatalogueProblem } from './catalogue.ts'
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

/** The change with what follows from it: a field that goes is needed no longer, and one that the program knows from the start stays so. */
export function withWhatFollows(before: Catalogue, change: CatalogueChange): CatalogueChange {
  const goes = (field: string) => change.retireFields.includes(field)
  const touched = new Set([...change.purposes.map((one) => one.key), ...change.retirePurposes])
  const losing = before.purposes.filter((one) => !touched.has(one.key) && one.fields.some(goes))
  return {
    ...change,
    purposes: [...change.purposes, ...losing.map((one) => ({ ...one, fields: one.fields.filter((field) => !goes(field)) }))],
    fields: change.fields.map((field) => ({ ...field, shipped: before.fields.find(({ key }) => key === field.key)?.shipped ?? field.shipped })),
  }
}

/** What no version of a field may do to the values there are: they were written as what the field was. */
export function fieldFaults(before: Catalogue, change: CatalogueChange): CatalogueProblem[] {
  return change.fields.flatMap((field) => {
    const was = before.fields.find(({ key }) => key === field.key)
    const isOther = was !== undefined && (was.type !== field.type || was.sensitive !== field.sensitive)
    return isOther ? [{ rule: 'H6', text: 'purposes.problem.type-fixed', field: field.key }] : []
  })
}

/** Purposes that newly need each of some fields. */
export function newNeeds(before: Catalogue, after: Catalogue): Map<string, string[]> {
  const was = new Map(before.purposes.map((one) => [one.key, one.fields]))
  const pairs = after.purposes.flatMap(({ key, fields }) => fields.filter((field) => !was.get(key)?.includes(field)).map((field) => ({ field, purpose: key })))
  return new Map([...Map.groupBy(pairs, (one) => one.field)].map(([field, ones]) => [field, ones.map((one) => one.purpose)]))
}

/** Fields that some purpose needs no longer, with the purposes that still do. */
export function lostNeeds(before: Catalogue, after: Catalogue): Map<string, string[]> {
  const needing = (catalogue: Catalogue, field: string) => catalogue.purposes.filter((one) => one.fields.includes(field)).map((one) => one.key)
  const fields = before.fields.map(({ key }) => ({ key, left: needing(after, key), was: needing(before, key) }))
  return new Map(fields.filter(({ was, left }) => !was.every((purpose) => left.includes(purpose))).map(({ key, left }) => [key, left]))
}

/** Choices that a change takes away, by field. */
export function lostOptions(before: Catalogue, change: CatalogueChange): Map<string, string[]> {
  const keys = (field: Field | undefined) => field?.checks.options?.map(({ key }) => key) ?? []
  const lost = change.fields.map((field) => {
    const left = keys(field)
    return [field.key, keys(before.fields.find(({ key }) => key === field.key)).filter((option) => !left.includes(option))] as const
  })
  return new Map(lost.filter(([, options]) => options.length > 0).map(([field, options]) => [field, [...options]]))
}

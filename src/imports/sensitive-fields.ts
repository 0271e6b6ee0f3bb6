import type { PublishedCatalogue, PublishedField } from '../purposes/catalogue.sql.ts'

const known = new WeakMap<PublishedCatalogue, ReadonlyMap<string, PublishedField>>()

/** The fields of a catalogue whose values are kept sealed (rule H6), looked up once. */
export function sensitiveFields(catalogue: PublishedCatalogue): ReadonlyMap<string, PublishedField> {
  const found = known.get(catalogue) ?? new Map(catalogue.fields.filter((field) => field.sensitive).map((field) => [field.key, field]))
  known.set(catalogue, found)
  return found
}

import type { Because } from '../erasure/erasable.ts'
import type { ErasedGroup } from '../erasure/erased-tables.ts'
import type { Stay } from '../erasure/plan-erasure.ts'
import type { PublishedCatalogue } from '../purposes/catalogue.sql.ts'
import { t, type Language } from '../values/text.ts'

/** What keys of an erasure are called to its reader. */
export const groupInWords = (language: Language, group: ErasedGroup): string => t(language, `erasure.group.${group}`)
export const becauseInWords = (language: Language, because: Because): string => t(language, `erasure.because.${because}`)
export const placeInWords = (language: Language, place: string): string => t(language, `erasure.place.${place.split(':')[0]}`)

export function fieldInWords(language: Language, catalogue: Pick<PublishedCatalogue, 'fields'>, field: string): string {
  return catalogue.fields.find((one) => one.key === field)?.texts[language].name ?? field
}

/** What stays, by the names of its purposes, documents or fields. */
export function whatStays(language: Language, catalogue: PublishedCatalogue, { because, what }: Stay): string[] {
  if (because === 'bookkeeping') return what.map((kind) => t(language, `erasure.document.${kind}`))
  return what.map((one) => {
    if (one === 'document' || one === 'ground') return t(language, `erasure.held.${one}`)
    return catalogue.purposes.find((purpose) => purpose.key === one)?.texts[language].name ?? fieldInWords(language, catalogue, one)
  })
}

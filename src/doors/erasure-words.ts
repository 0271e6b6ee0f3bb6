import type { Erasure, ErasurePlace, ErasureState } from '../erasure/erasure.ts'
import type { Because } from '../erasure/erasable.ts'
import type { ErasedGroup } from '../erasure/erased-tables.ts'
import type { Stay } from '../erasure/plan-erasure.ts'
import type { PublishedCatalogue } from '../purposes/catalogue.sql.ts'
import { t, type Language } from '../values/text.ts'
import { writtenDay, writtenList } from '../values/written.ts'

/** What keys of an erasure are called to its reader. */
export const groupInWords = (language: Language, group: ErasedGroup): string => t(language, `erasure.group.${group}`)
export const becauseInWords = (language: Language, because: Because): string => t(language, `erasure.because.${because}`)
export const placeInWords = (language: Language, { place, system }: Pick<ErasurePlace, 'place' | 'system'>): string => system?.name ?? t(language, `erasure.place.${place.split(':')[0]}`)

/** How far an erasure is, in one sentence; where it is other systems that are waited for, which, and until when. */
export function stateInWords(language: Language, erasure: Pick<Erasure, 'erasedAt'>, state: ErasureState, places: readonly ErasurePlace[]): string {
  const open = places.filter((one) => one.system !== undefined && one.state !== 'done')
  const list = (some: readonly ErasurePlace[]) => writtenList(language, some.map((one) => one.system!.name))
  const [waiting, unsettled] = [open.filter((one) => one.state === 'waits'), open.filter((one) => one.state === 'unsettled')]
  const until = waiting.map((one) => one.until!.getTime())
  return [
    erasure.erasedAt !== null && open.length > 0 ? t(language, 'erasure.state.elsewhere') : t(language, `erasure.state.${state}`),
    ...(waiting.length > 0 ? [t(language, 'erasure.state.waiting-for', { systems: list(waiting), day: writtenDay(language, Math.max(...until), ZONE) })] : []),
    ...(unsettled.length > 0 ? [t(language, 'erasure.state.unsettled-at', { systems: list(unsettled) })] : []),
  ].join(' ')
}

/** In which days are told. */
const ZONE = 'Europe/Stockholm'

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

import type { Import, ImportSettings, UploadedImport } from '@api/imports-resource.ts'
import type { Language } from '../texts.ts'
import { productGroup } from '../product-group.ts'

type Mapping = Record<string, string | null>

/** How the file is read; what is left out is found by the importer. */
export type FileForm = Pick<ImportSettings, 'encoding' | 'delimiter' | 'firstRow'>

/** The settings of an import as they stand in the form: all there, some still empty. */
export interface ImportDraft {
  form: FileForm
  /** Only the columns that somebody has decided on; the others are what they were recognised as. */
  mapping: Mapping
  saveMappingAs: string
  dateOrder: NonNullable<ImportSettings['dateOrder']> | null
  source: string
  purposes: string[]
  ground: ImportSettings['ground']
  collected: ImportSettings['collected']
  /** `unknown` when nobody knows: the strictest rules then hold. */
  country: string
  when: Origin
  evidence: Origin
  wording: string
  language: Language
  channels: NonNullable<ImportSettings['channels']>
  capacity: NonNullable<ImportSettings['capacity']>
  softOptIn: { isUsed: boolean; purposes: string[]; productGroups: string; lastSale: Origin; evidence: string }
}

/** Said once for the whole file, or row by row in a column. */
export interface Origin {
  column: string | null
  text: string
}

export const COUNTRY_UNKNOWN = 'unknown'

/** What the form starts with: what was set before, else the saved mapping and the source the file's name tells. */
export function draftOf(one: Import, uploaded: UploadedImport | undefined, language: Language): ImportDraft {
  const set = one.settings
  return {
    form: { ...(set?.encoding && { encoding: set.encoding }), ...(set?.delimiter && { delimiter: set.delimiter }), ...(set?.firstRow && { firstRow: set.firstRow }) },
    mapping: set ? one.mapping : (uploaded?.savedMapping?.mapping ?? {}),
    saveMappingAs: '',
    dateOrder: set?.dateOrder ?? null,
    source: set?.source ?? one.fileName,
    purposes: set?.purposes ?? [],
    ground: set?.ground ?? 'contract',
    collected: set?.collected ?? 'self',
    country: set ? (set.country ?? COUNTRY_UNKNOWN) : '',
    when: originOf(set?.when),
    evidence: originOf(set?.evidence),
    wording: set?.wording ?? '',
    language: set?.language ?? language,
    channels: set?.channels ?? ['email'],
    capacity: set?.capacity ?? 'consumer',
    softOptIn: {
      isUsed: set?.softOptIn !== undefined,
      purposes: set?.softOptIn?.purposes ?? [],
      productGroups: set?.softOptIn?.productGroups.join(', ') ?? '',
      lastSale: originOf(set?.softOptIn?.lastSale),
      evidence: set?.softOptIn?.evidence ?? '',
    },
  }
}

/** What each column of the file becomes. */
export function mappingOf(one: Import, draft: ImportDraft): Mapping {
  return Object.fromEntries(one.columns.map(({ name, proposal }) => [name, draft.mapping[name] === undefined ? (proposal?.field ?? null) : draft.mapping[name]]))
}

/** What the server is told. */
export function settingsOf(one: Import, draft: ImportDraft): ImportSettings {
  const when = toldOf(draft.when)
  const evidence = toldOf(draft.evidence)
  const softOptIn = toldSoftOptIn(draft.softOptIn)
  const wording = draft.wording.trim()
  return {
    source: draft.source.trim(),
    purposes: draft.purposes,
    ground: draft.ground,
    collected: draft.collected,
    country: draft.country === COUNTRY_UNKNOWN ? null : draft.country,
    capacity: draft.capacity,
    mapping: mappingOf(one, draft),
    ...draft.form,
    ...(draft.dateOrder && { dateOrder: draft.dateOrder }),
    ...(when !== undefined && { when }),
    ...(evidence !== undefined && { evidence }),
    ...(softOptIn && { softOptIn }),
    ...(wording && { wording, language: draft.language }),
    ...(draft.ground === 'consent' && { channels: draft.channels }),
    ...(draft.saveMappingAs.trim() && { saveMappingAs: draft.saveMappingAs.trim() }),
  }
}

function toldSoftOptIn({ isUsed, purposes, productGroups, lastSale, evidence }: ImportDraft['softOptIn']): ImportSettings['softOptIn'] {
  if (!isUsed) return undefined
  const groups = productGroups.split(',').map(productGroup).filter(Boolean)
  return { purposes, productGroups: groups, lastSale: toldOf(lastSale) ?? '', evidence: evidence.trim() }
}

function originOf(told: string | { column: string } | undefined): Origin {
  if (told === undefined) return { column: null, text: '' }
  return typeof told === 'string' ? { column: null, text: told } : { column: told.column, text: '' }
}

function toldOf(origin: Origin): string | { column: string } | undefined {
  if (origin.column !== null) return { column: origin.column }
  return origin.text.trim() || undefined
}

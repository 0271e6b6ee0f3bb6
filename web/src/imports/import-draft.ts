import type { Import, ImportSettings, UploadedImport } from '@api/imports-resource.ts'

/** The settings of an import as they stand in the form: all there, some still empty. */
export interface ImportDraft {
  mapping: Record<string, string | null>
  saveMappingAs: string
  source: string
  purposes: string[]
  ground: ImportSettings['ground']
  collected: ImportSettings['collected']
  /** `unknown` when nobody knows: the strictest rules then hold. */
  country: string
  when: Origin
  evidence: Origin
  wording: string
}

/** Said once for the whole file, or row by row in a column. */
export interface Origin {
  column: string | null
  text: string
}

export const COUNTRY_UNKNOWN = 'unknown'

/** What the form starts with: what was set before, else the saved mapping, else what the importer recognised. */
export function draftOf(one: Import, uploaded: UploadedImport | undefined): ImportDraft {
  const set = one.settings
  const proposed = Object.fromEntries(one.columns.map(({ name, proposal }) => [name, proposal?.field ?? null]))
  return {
    mapping: set ? one.mapping : { ...proposed, ...uploaded?.savedMapping?.mapping },
    saveMappingAs: '',
    source: set?.source ?? one.fileName,
    purposes: set?.purposes ?? [],
    ground: set?.ground ?? 'contract',
    collected: set?.collected ?? 'self',
    country: set ? (set.country ?? COUNTRY_UNKNOWN) : '',
    when: originOf(set?.when),
    evidence: originOf(set?.evidence),
    wording: set?.wording ?? '',
  }
}

/** What the server is told. */
export function settingsOf(draft: ImportDraft): ImportSettings {
  const when = toldOf(draft.when)
  const evidence = toldOf(draft.evidence)
  return {
    source: draft.source.trim(),
    purposes: draft.purposes,
    ground: draft.ground,
    collected: draft.collected,
    country: draft.country === COUNTRY_UNKNOWN ? null : draft.country,
    mapping: draft.mapping,
    ...(when !== undefined && { when }),
    ...(evidence !== undefined && { evidence }),
    ...(draft.wording.trim() && { wording: draft.wording.trim() }),
    ...(draft.saveMappingAs.trim() && { saveMappingAs: draft.saveMappingAs.trim() }),
  }
}

function originOf(told: string | { column: string } | undefined): Origin {
  if (told === undefined) return { column: null, text: '' }
  return typeof told === 'string' ? { column: null, text: told } : { column: told.column, text: '' }
}

function toldOf(origin: Origin): string | { column: string } | undefined {
  if (origin.column !== null) return { column: origin.column }
  return origin.text.trim() || undefined
}

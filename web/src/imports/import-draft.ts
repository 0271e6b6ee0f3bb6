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
  capacity: NonNullable<ImportSettings['capacity']>
  softOptIn: { isUsed: boolean; purposes: string[]; productGroups: string; lastSale: Origin; evidence: string }
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

/** What the server is told. */
export function settingsOf(draft: ImportDraft): ImportSettings {
  const when = toldOf(draft.when)
  const evidence = toldOf(draft.evidence)
  const softOptIn = toldSoftOptIn(draft.softOptIn)
  return {
    source: draft.source.trim(),
    purposes: draft.purposes,
    ground: draft.ground,
    collected: draft.collected,
    country: draft.country === COUNTRY_UNKNOWN ? null : draft.country,
    capacity: draft.capacity,
    mapping: draft.mapping,
    ...(when !== undefined && { when }),
    ...(evidence !== undefined && { evidence }),
    ...(softOptIn && { softOptIn }),
    ...(draft.wording.trim() && { wording: draft.wording.trim() }),
    ...(draft.saveMappingAs.trim() && { saveMappingAs: draft.saveMappingAs.trim() }),
  }
}

function toldSoftOptIn({ isUsed, purposes, productGroups, lastSale, evidence }: ImportDraft['softOptIn']): ImportSettings['softOptIn'] {
  if (!isUsed) return undefined
  const groups = productGroups.split(',').map((group) => group.trim().toLowerCase().replaceAll(/\s+/g, '-')).filter(Boolean)
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

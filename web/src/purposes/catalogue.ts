import { useQuery } from '@tanstack/react-query'
import type { CatalogueChange, CatalogueRehearsal, PublishedField, PublishedPurpose, PurposeVersion } from '@api/catalogue-resource.ts'
import { get, post } from '../api.ts'
import { useTexts } from '../language.tsx'

const FRESH_FOR_MS = 60_000
const GROUPS = ['agreement', 'service', 'marketing', 'improvement', 'duty']

/** The purposes and fields in force, and their names in the reader's language. */
export function useCatalogue() {
  const { language } = useTexts()
  const purposes = useQuery({ queryKey: ['purposes'], queryFn: () => get<{ version: number; purposes: PublishedPurpose[] }>('/purposes'), staleTime: FRESH_FOR_MS })
  const fields = useQuery({ queryKey: ['fields'], queryFn: () => get<{ version: number; fields: PublishedField[] }>('/fields'), staleTime: FRESH_FOR_MS })
  const inOrder = purposes.data?.purposes.toSorted((one, other) => GROUPS.indexOf(one.group) - GROUPS.indexOf(other.group) || one.texts[language].name.localeCompare(other.texts[language].name, language)) ?? []
  return {
    error: purposes.error ?? fields.error,
    isReady: purposes.isSuccess && fields.isSuccess,
    version: purposes.data?.version ?? 0,
    purposes: inOrder,
    fields: fields.data?.fields.toSorted((one, other) => one.texts[language].name.localeCompare(other.texts[language].name, language)) ?? [],
    nameOf: (purpose: string) => purposes.data?.purposes.find(({ key }) => key === purpose)?.texts[language].name ?? purpose,
    fieldNameOf: (field: string) => fields.data?.fields.find(({ key }) => key === field)?.texts[language].name ?? field,
  }
}

export function usePurpose(key: string) {
  return useQuery({ queryKey: ['purposes', key], queryFn: () => get<{ key: string; people: number; versions: PurposeVersion[] }>(`/purposes/${key}`) })
}

export const rehearseChange = (change: CatalogueChange) => post<CatalogueRehearsal>('/catalogue/rehearsals', { change })
export const publishChange = (change: CatalogueChange, note: string) => post<{ version: number }>('/catalogue/versions', { change, note })

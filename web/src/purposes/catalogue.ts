import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
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
  const [held, known] = [purposes.data, fields.data]
  const isReady = purposes.isSuccess && fields.isSuccess
  const error = purposes.error ?? fields.error
  // Put in order once for each answer: a page asks for it in many places, and each time it is drawn.
  return useMemo(() => {
    const { compare } = new Intl.Collator(language)
    return {
      error,
      isReady,
      version: held?.version ?? 0,
      purposes: held?.purposes.toSorted((one, other) => GROUPS.indexOf(one.group) - GROUPS.indexOf(other.group) || compare(one.texts[language].name, other.texts[language].name)) ?? [],
      fields: known?.fields.toSorted((one, other) => compare(one.texts[language].name, other.texts[language].name)) ?? [],
      nameOf: (purpose: string) => held?.purposes.find(({ key }) => key === purpose)?.texts[language].name ?? purpose,
      fieldNameOf: (field: string) => known?.fields.find(({ key }) => key === field)?.texts[language].name ?? field,
    }
  }, [held, known, isReady, error, language])
}

export function usePurpose(key: string) {
  return useQuery({ queryKey: ['purposes', key], queryFn: () => get<{ key: string; people: number; versions: PurposeVersion[] }>(`/purposes/${key}`) })
}

export const rehearseChange = (change: CatalogueChange) => post<CatalogueRehearsal>('/catalogue/rehearsals', { change })
export const publishChange = (change: CatalogueChange, note: string) => post<{ version: number }>('/catalogue/versions', { change, note })

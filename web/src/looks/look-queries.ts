import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { LookNotice, LooksPage } from '@api/looks-resource.ts'
import { get, post } from '../api.ts'
import { queries } from '../queries.ts'

export interface LookFilter {
  by: string
  person: string
  /** ISO 8601 days, or empty. */
  since: string
  until: string
}

export function useLooks({ by, person, since, until }: LookFilter) {
  return useInfiniteQuery({
    queryKey: ['looks', 'list', by, person, since, until],
    queryFn: ({ pageParam, signal }) => get<LooksPage>('/looks', { by, person, since: since && startOf(since, 0), until: until && startOf(until, 1), after: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
}

/** The newest looks at one person. */
export function usePersonLooks(id: string, enabled: boolean) {
  return useQuery({ queryKey: ['looks', 'person', id], queryFn: () => get<LooksPage>(`/people/${id}/looks`, { limit: 3 }), enabled })
}

export function useLookNotices() {
  return useQuery({ queryKey: ['looks', 'notices'], queryFn: () => get<{ notices: LookNotice[]; open: number }>('/look-notices') })
}

export function useAcknowledge() {
  return useMutation({
    mutationFn: ({ id, words }: { id: string; words: string }) => post(`/look-notices/${id}/acknowledgements`, { words }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['looks', 'notices'] }),
  })
}

/** The first moment of a day in the reader's zone, or of one some days later. */
function startOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + later).toISOString()
}

/** What a person may be opened for, as the server knows it. */
export type LookErrand = 'search' | 'mail' | 'import' | 'mailing'

/** Goes along with the way to a person. */
export const lookingFor = (errand: LookErrand) => ({ state: { lookingFor: errand } })

/** What came along, if it is one of ours. */
export function errandIn(state: unknown): LookErrand | undefined {
  const errand = (state as { lookingFor?: unknown } | null)?.lookingFor
  return (['search', 'mail', 'import', 'mailing'] as const).find((one) => one === errand)
}

import { useMutation, useQuery } from '@tanstack/react-query'
import type { FieldPage, FieldUsage } from '@api/fields-resource.ts'
import { get, post } from '../api.ts'
import { queries } from '../queries.ts'

const UNDER_WAY_MS = 1_500

/** All that shows fields, purposes or what is held in them. */
export const fieldsChanged = () => Promise.all(['purposes', 'fields', 'field', 'field-usage', 'retention', 'jobs', 'people', 'person'].map((key) => queries.invalidateQueries({ queryKey: [key] })))

export function useFieldUsage() {
  return useQuery({ queryKey: ['field-usage'], queryFn: async () => (await get<{ fields: FieldUsage[] }>('/field-usage')).fields })
}

export function isGoing({ endings }: FieldPage): boolean {
  return endings.some(({ state }) => state === 'waiting' || state === 'running')
}

export function useField(key: string) {
  return useQuery({
    queryKey: ['field', key], queryFn: () => get<FieldPage>(`/fields/${key}`),
    refetchInterval: (query) => (query.state.data && isGoing(query.state.data) ? UNDER_WAY_MS : false),
  })
}

export function useRemoveField(key: string) {
  return useMutation({ mutationFn: (wish: { start: 'now' | 'tomorrow'; note: string }) => post<{ id: string }>(`/fields/${key}/removals`, wish), onSuccess: fieldsChanged })
}

export function useCancelRemoval() {
  return useMutation({ mutationFn: (id: string) => post(`/field-removals/${id}/cancellations`), onSettled: fieldsChanged })
}

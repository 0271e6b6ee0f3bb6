import { useMutation, useQuery } from '@tanstack/react-query'
import type { MassChangeBody, MassTargets, NewMassChange } from '@api/mass-changes-resource.ts'
import { get, post } from '../api.ts'
import { queries } from '../queries.ts'

const UNDER_WAY_MS = 700
const AT_WORK: readonly MassChangeBody['state'][] = ['rehearsing', 'waiting', 'running', 'undoing']

export const isAtWork = ({ state }: MassChangeBody) => AT_WORK.includes(state)

export function useMassTargets() {
  return useQuery({ queryKey: ['mass-changes', 'targets'], queryFn: async () => (await get<MassTargets>('/mass-change-targets')).targets })
}

export function useMassChange(id: string) {
  return useQuery({
    queryKey: ['mass-changes', id],
    queryFn: () => get<MassChangeBody>(`/mass-changes/${id}`),
    refetchInterval: (query) => (query.state.data && isAtWork(query.state.data) ? UNDER_WAY_MS : false),
  })
}

export function useMassPeople(id: string, outcome: string | null) {
  return useQuery({
    queryKey: ['mass-changes', id, 'people', outcome],
    queryFn: async () => (await get<{ people: { id: string; name: string }[] }>(`/mass-changes/${id}/people`, { outcome })).people,
    enabled: outcome !== null,
  })
}

export function useAskForChange() {
  return useMutation({ mutationFn: (wish: NewMassChange) => post<{ id: string }>('/mass-changes', wish), onSuccess: () => queries.invalidateQueries({ queryKey: ['jobs'] }) })
}

export function useMoveChange(id: string, step: 'runs' | 'stops' | 'undoings') {
  return useMutation({
    mutationFn: () => post<MassChangeBody>(`/mass-changes/${id}/${step}`),
    onSuccess: (change) => queries.setQueryData(['mass-changes', id], change),
    onSettled: () => Promise.all(['jobs', 'mass-changes'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  })
}

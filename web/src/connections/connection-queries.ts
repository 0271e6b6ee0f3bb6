import { useMutation, useQuery } from '@tanstack/react-query'
import type { ConnectedSystemAnswer, Connections, NewlyConnectedSystem, NewSystem, Ping, SystemTaskAnswer } from '@api/connections-resource.ts'
import { get, post, put, remove } from '../api.ts'
import { queries } from '../queries.ts'

const ROOT = ['connections']
const askAgain = () => Promise.all([ROOT, ['erasures'], ['requests']].map((queryKey) => queries.invalidateQueries({ queryKey })))

export function useConnections() {
  return useQuery({ queryKey: ROOT, queryFn: () => get<Connections>('/connected-systems'), refetchInterval: 15_000 })
}

export function useSystemTasks(systemId: string) {
  return useQuery({ queryKey: [...ROOT, 'tasks', systemId], queryFn: async () => (await get<{ tasks: SystemTaskAnswer[] }>(`/connected-systems/${systemId}/tasks`, { unsettled: 'true' })).tasks })
}

/** What other systems were told of a person. */
export function usePersonTasks(person: string) {
  return useQuery({ queryKey: [...ROOT, 'person', person], queryFn: async () => (await get<{ tasks: SystemTaskAnswer[] }>(`/people/${person}/system-tasks`)).tasks })
}

export function useConnect() {
  return useMutation({ mutationFn: (wish: NewSystem) => post<NewlyConnectedSystem>('/connected-systems', wish), onSuccess: askAgain })
}

export function useChangeSystem() {
  return useMutation({ mutationFn: ({ id, wish: { way: _way, ...wish } }: { id: string; wish: NewSystem }) => put<ConnectedSystemAnswer>(`/connected-systems/${id}`, wish), onSuccess: askAgain })
}

export function useRenewSecret() {
  return useMutation({ mutationFn: (id: string) => post<{ secret: string }>(`/connected-systems/${id}/secrets`) })
}

export function usePing() {
  return useMutation({ mutationFn: (id: string) => post<Ping>(`/connected-systems/${id}/pings`), onSuccess: askAgain })
}

export function useSwitch() {
  return useMutation({ mutationFn: ({ id, paused }: { id: string; paused: boolean }) => post<ConnectedSystemAnswer>(`/connected-systems/${id}/${paused ? 'pauses' : 'resumptions'}`), onSuccess: askAgain })
}

export function useDisconnect() {
  return useMutation({ mutationFn: (id: string) => remove(`/connected-systems/${id}`), onSuccess: askAgain })
}

export function useAnswerTask() {
  return useMutation({ mutationFn: ({ id, status, words }: { id: string; status: string; words: string }) => post<SystemTaskAnswer>(`/system-tasks/${id}/answers`, { status, words }), onSuccess: askAgain })
}

export function useCallTask() {
  return useMutation({ mutationFn: (id: string) => post<SystemTaskAnswer>(`/system-tasks/${id}/calls`), onSuccess: askAgain })
}

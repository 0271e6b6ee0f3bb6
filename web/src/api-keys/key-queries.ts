import { useMutation, useQuery } from '@tanstack/react-query'
import type { ApiKey, IssuedApiKey, NewApiKey } from '@api/session-resource.ts'
import { get, post, remove } from '../api.ts'
import { queries } from '../queries.ts'

const KEYS = ['api-keys']

export function useKeys() {
  return useQuery({ queryKey: KEYS, queryFn: () => get<{ apiKeys: ApiKey[] }>('/api-keys') })
}

export function useIssueKey() {
  return useMutation({ mutationFn: (wish: NewApiKey) => post<IssuedApiKey>('/api-keys', wish), onSuccess: askAgain })
}

export function useEndKey() {
  return useMutation({ mutationFn: (id: string) => remove(`/api-keys/${id}`), onSuccess: askAgain })
}

const askAgain = () => queries.invalidateQueries({ queryKey: KEYS })

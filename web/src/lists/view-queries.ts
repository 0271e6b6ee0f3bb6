import { useMutation, useQuery } from '@tanstack/react-query'
import type { SavedView, ViewDraft } from '@api/lists-resource.ts'
import { get, post, put, remove } from '../api.ts'
import { queries } from '../queries.ts'

export function useSavedViews() {
  return useQuery({ queryKey: ['saved-views'], queryFn: async () => (await get<{ views: SavedView[] }>('/saved-views')).views })
}

/** Keeps a view, new or in the place of one's own; its id. */
export function useSaveView() {
  return useMutation({
    mutationFn: async ({ id, draft }: { id: string | null; draft: ViewDraft }) => (id === null ? post<{ id: string }>('/saved-views', draft) : put<{ id: string }>(`/saved-views/${id}`, draft)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['saved-views'] }),
  })
}

export function useRemoveView() {
  return useMutation({
    mutationFn: (id: string) => remove<undefined>(`/saved-views/${id}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['saved-views'] }),
  })
}

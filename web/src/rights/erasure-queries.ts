import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { ErasureAnswer, ErasureRehearsal, KeptProofEntry } from '@api/erasures-resource.ts'
import { get, post } from '../api.ts'
import { queries } from '../queries.ts'

/** What forgetting would take and leave, as things stand now. */
export function useRehearseErasure(person: string) {
  return useMutation({ mutationFn: () => post<ErasureRehearsal>(`/people/${person}/erasure-rehearsals`) })
}

/** Forgets the person. It cannot be taken back. */
export function useErase(person: string) {
  return useMutation({
    mutationFn: (requestId: string | undefined) => post<ErasureAnswer>(`/people/${person}/erasures`, requestId === undefined ? {} : { requestId }),
    onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: ['people'] }), queries.invalidateQueries({ queryKey: ['requests'] })]),
  })
}

/** How far an erasure is; asked again until it is gone from everywhere it can go from now. */
export function useErasure(first: ErasureAnswer) {
  return useQuery({ queryKey: ['erasure', first.id], queryFn: () => get<ErasureAnswer>(`/erasures/${first.id}`), initialData: first, staleTime: 5_000 })
}

/** Everybody who was forgotten, the newest first. */
export function useErasures() {
  return useInfiniteQuery({
    queryKey: ['erasures'], initialPageParam: '', queryFn: ({ pageParam }) => get<{ erasures: ErasureAnswer[]; next: string | null }>('/erasures', { after: pageParam }), getNextPageParam: (page) => page.next,
  })
}

/** The proof that was kept apart of whoever had this address; that one looked is kept with the reason. */
export function useFindProof() {
  return useMutation({ mutationFn: async (wanted: { kind: 'email' | 'phone'; value: string; reason: string }) => (await post<{ entries: KeptProofEntry[] }>('/kept-proof-searches', wanted)).entries })
}

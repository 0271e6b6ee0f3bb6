import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { PossibleDuplicateBody, PossibleDuplicatesBody } from '@api/duplicates-resource.ts'
import type { MergeRehearsalsBody } from '@api/merges-resource.ts'
import { get, post } from '../api.ts'
import { queries } from '../queries.ts'

export type Pair = PossibleDuplicateBody
export type Grade = Pair['grade']
export type Decision = 'different' | 'later' | 'open'

const ROOT = ['duplicates']

export function useDuplicates(grade: Grade) {
  return useInfiniteQuery({
    queryKey: [...ROOT, grade],
    queryFn: ({ pageParam }) => get<PossibleDuplicatesBody>('/duplicates', { grade, after: pageParam || undefined }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
}

export function useDecide() {
  return useMutation({
    mutationFn: ({ pairs, decision }: { pairs: readonly Pair[]; decision: Decision }) =>
      post<{ decided: number; sentence: string }>('/duplicates/decisions', { pairs: pairs.map((pair) => pair.people.map((one) => one.id)), decision }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ROOT }),
  })
}

/** The record that leads, and the other. */
export type Merge = readonly [leading: string, other: string]
export type Rehearsal = MergeRehearsalsBody['pairs'][number]

/** What would change; of all that are nearly certain where no pair is named. */
export function useMergeRehearsal(pair: Merge | 'sure') {
  return useQuery({
    queryKey: [...ROOT, 'rehearsal', pair], gcTime: 0, placeholderData: (before) => before,
    queryFn: () => post<MergeRehearsalsBody>('/merges/rehearsals', pair === 'sure' ? { grade: 'sure' } : { pairs: [pair] }),
  })
}

export function useMerge() {
  return useMutation({
    mutationFn: (pairs: readonly Merge[]) => post<{ merged: { leading: string; other: string }[]; refused: { sentence: string }[]; sentence: string }>('/merges', { pairs }),
    onSuccess: askAgain,
  })
}

/** Takes it back: they are two people, or somebody is to look again. */
export function useSeparate() {
  return useMutation({
    mutationFn: ({ id, decision }: { id: string; decision: 'different' | 'open' }) => post<{ sentence: string }>(`/people/${id}/separations`, { decision }),
    onSuccess: askAgain,
  })
}

function askAgain() {
  void queries.invalidateQueries({ queryKey: ['person'] })
  void queries.invalidateQueries({ queryKey: ['people'] })
  return queries.invalidateQueries({ queryKey: ROOT })
}

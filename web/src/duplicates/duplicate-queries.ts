import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import type { PossibleDuplicateBody, PossibleDuplicatesBody } from '@api/duplicates-resource.ts'
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

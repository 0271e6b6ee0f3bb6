import { useQuery } from '@tanstack/react-query'
import type { SearchAnswer, SearchQuestion } from '@api/search-resource.ts'
import { post } from '../api.ts'

/** What some words find. They go in the body: no log of addresses holds them. */
export function useFound(question: SearchQuestion, isOn: boolean) {
  return useQuery({
    queryKey: ['search', question],
    queryFn: ({ signal }) => post<SearchAnswer>('/searches', question, { signal }),
    enabled: isOn,
    placeholderData: (before) => before,
  })
}

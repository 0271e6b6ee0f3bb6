import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { DecoratingState, DecorationBody } from '@api/decorating-resource.ts'
import { get, post } from '../api.ts'
import { queries } from '../queries.ts'
import { base64Of } from '../save-file.ts'

const ROOT = ['decorations']
/** Somebody who lays a file in the folder looks here for what becomes of it. */
const FOLLOWED_EVERY_MS = 3_000

export interface Finished {
  customer: string
  pdf: File | undefined
  ubl: File | undefined
}

/** What came back, each file whole: in base64. */
export interface Decorated {
  person: string
  pdf: string | null
  ubl: string | null
  sheet: string | null
}

export function useDecorations() {
  return useInfiniteQuery({
    queryKey: [...ROOT, 'list'], queryFn: ({ pageParam }) => get<{ decorations: DecorationBody[]; next: string | null }>('/decorations', { after: pageParam }),
    initialPageParam: '', getNextPageParam: (page) => page.next,
  })
}

export function useDecoratingState() {
  return useQuery({ queryKey: [...ROOT, 'state'], queryFn: () => get<DecoratingState>('/decorations/state'), refetchInterval: FOLLOWED_EVERY_MS })
}

export function useDecorate() {
  return useMutation({
    mutationFn: async ({ customer, pdf, ubl }: Finished) => post<Decorated>('/decorations', {
      ...(customer && { customer }), name: (pdf ?? ubl)?.name, ...(pdf && { pdf: await base64Of(pdf) }), ...(ubl && { ubl: await base64Of(ubl) }),
    }),
    onSettled: () => queries.invalidateQueries({ queryKey: ROOT }),
  })
}

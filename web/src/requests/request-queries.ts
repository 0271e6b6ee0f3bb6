import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { RegisterSearchedAnswer } from '@api/strangers-resource.ts'
import type { RequestsPage, RequestSummary, RightsRequestAnswer } from '@api/requests-resource.ts'
import { get, post } from '../api.ts'
import { queries } from '../queries.ts'
import { base64Of } from '../save-file.ts'

export type RequestKind = RequestSummary['kind']
export type RequestState = RequestSummary['state']

export interface RequestFilter {
  state?: RequestState | undefined
  kind?: RequestKind | undefined
  /** Only what is not answered. */
  open?: 'true' | undefined
}

const ROOT = ['requests']
const oneKey = (person: string, id: string) => [...ROOT, person, id]

export function useRequests(filter: RequestFilter) {
  return useInfiniteQuery({
    queryKey: [...ROOT, 'list', filter],
    queryFn: ({ pageParam }) => get<RequestsPage>('/requests', { ...filter, after: pageParam }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
}

export function usePersonRequests(person: string, may: boolean) {
  return useQuery({ queryKey: [...ROOT, 'of', person], queryFn: async () => (await get<{ requests: RequestSummary[] }>(`/people/${person}/requests`)).requests, enabled: may })
}

export function useRequest(person: string, id: string) {
  return useQuery({ queryKey: oneKey(person, id), queryFn: () => get<RightsRequestAnswer>(`/people/${person}/requests/${id}`) })
}

/** What can be sent about a request; each comes back with the request as it stands then. */
export type Deed =
  | { to: 'steps'; body: { kind: string } & Record<string, unknown> }
  | { to: 'extensions'; body: { reason: string; words: string } }
  | { to: 'answers'; body: { outcome: string; reason?: string; letter: string } }
  | { to: 'documents'; body: { mediaType: string; content: string } }

export function useDeed({ id, person }: Pick<RequestSummary, 'id' | 'person'>) {
  return useMutation({
    mutationFn: ({ to, body }: Deed) => post<RightsRequestAnswer>(`/people/${person.id}/requests/${id}/${to}`, body),
    onSuccess: (now) => {
      queries.setQueryData(oneKey(person.id, id), now)
      void queries.invalidateQueries({ queryKey: [...ROOT, 'list'] })
      void queries.invalidateQueries({ queryKey: [...ROOT, 'of', person.id] })
      void queries.invalidateQueries({ queryKey: ['person', person.id] })
    },
  })
}

interface Taken { id: string; person: string; strictOn: string }

export interface NewRequest {
  kind: RequestKind
  how: string
  receivedAt?: string
  language?: string
  sender?: string
  doubts?: string[]
  name?: string
  contact?: { kind: string; value: string }
  wish: Record<string, unknown>
}

/** Takes in a request and what came with it: of this person, or of somebody in no register. */
export function useTakeIn(person: string | undefined) {
  /** It is taken in once, also when what came with it is refused and chosen again. */
  const before = useRef<{ asked: string; taken: Taken } | null>(null)
  return useMutation({
    mutationFn: async ({ request, document }: { request: NewRequest; document: File | null }) => {
      const asked = JSON.stringify(request)
      const taken = before.current?.asked === asked ? before.current.taken : person === undefined ? await post<Taken>('/requests', request) : { ...await post<Omit<Taken, 'person'>>(`/people/${person}/requests`, request), person }
      before.current = { asked, taken }
      const mediaType = document && mediaTypeOf(document)
      if (document && mediaType) await post(`/people/${taken.person}/requests/${taken.id}/documents`, { mediaType, content: await base64Of(document) })
      return taken
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ROOT }),
  })
}

/** Looks for whoever asks, who is in no register, in all that is held. */
export function useSearchFor({ id, person }: Pick<RequestSummary, 'id' | 'person'>) {
  return useMutation({
    mutationFn: (number: string) => post<RegisterSearchedAnswer>(`/people/${person.id}/requests/${id}/searches`, number === '' ? {} : { number }),
    onSuccess: () => queries.invalidateQueries({ queryKey: oneKey(person.id, id) }),
  })
}

/** It is of this person after all. */
export function useLink({ id, person }: Pick<RequestSummary, 'id' | 'person'>) {
  return useMutation({
    mutationFn: (to: string) => post<RightsRequestAnswer>(`/people/${person.id}/requests/${id}/links`, { person: to }),
    onSuccess: (now) => {
      queries.setQueryData(oneKey(now.person.id, id), now)
      void queries.invalidateQueries({ queryKey: [...ROOT, 'list'] })
    },
  })
}

const MEDIA: Readonly<Record<string, string>> = { pdf: 'application/pdf', jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', txt: 'text/plain', eml: 'message/rfc822' }
/** The endings of files that can lie with a request. */
export const DOCUMENT_ENDINGS = Object.keys(MEDIA).map((ending) => `.${ending}`).join(',')
export const DOCUMENT_BYTES = 5 * 1024 * 1024

export function mediaTypeOf(file: File): string | undefined {
  return MEDIA[/\.(\w+)$/.exec(file.name.toLowerCase())?.[1] ?? '']
}

import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { CannedAnswerBody, NewTicketBody, ServiceLevelBody, TicketBody, TicketChangeBody, TicketFiguresBody, TicketItem, TicketQueueBody, TicketReadersBody, TicketReplyBody, TicketRequestBody } from '@api/tickets-resource.ts'
import type { PeoplePage } from '@api/people-resource.ts'
import { get, patch, post, put, remove } from '../api.ts'
import { queries } from '../queries.ts'

const ROOT = ['tickets']
const changed = () => queries.invalidateQueries({ queryKey: ROOT })

export type TicketAddress = Pick<TicketItem, 'owner' | 'id'>
export interface QueueFilter { whose: 'mine' | 'unassigned' | 'all'; show: 'open' | 'waiting' | 'solved' | 'closed'; order: 'due' | 'newest' | 'oldest'; source?: TicketItem['source'] | undefined; team?: string | undefined }

const pathOf = ({ owner, id }: TicketAddress) => `/tickets/${owner}/${id}`
const keyOf = ({ id }: Pick<TicketAddress, 'id'>) => [...ROOT, 'ticket', id]

export function useQueue(filter: QueueFilter) {
  return useInfiniteQuery({
    queryKey: [...ROOT, 'queue', filter], initialPageParam: undefined as string | undefined, refetchInterval: 30_000, placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) => get<TicketQueueBody>('/tickets', { ...filter, after: pageParam }), getNextPageParam: (page) => page.next ?? undefined,
  })
}

export function useTicketsOf(person: string) {
  return useQuery({ queryKey: [...ROOT, 'of', person], queryFn: async () => (await get<{ tickets: TicketItem[] }>(`/people/${person}/tickets`)).tickets })
}

export function useTicket(address: TicketAddress) {
  return useQuery({ queryKey: keyOf(address), queryFn: () => get<TicketBody>(pathOf(address)) })
}

const keep = (now: TicketBody) => {
  queries.setQueryData(keyOf(now), now)
  void queries.invalidateQueries({ queryKey: ROOT, predicate: ({ queryKey }) => queryKey[1] !== 'ticket' })
}
/** What came meanwhile is shown, whatever became of the answer. */
const again = (address: TicketAddress) => queries.invalidateQueries({ queryKey: keyOf(address) })

/** `once` makes sure that pressing twice, or a lost answer, begins one. */
export function useBeginTicket(person: string, once: string) {
  return useMutation({ mutationFn: (body: NewTicketBody) => post<TicketBody>(`/people/${person}/tickets`, body, { headers: { 'content-type': 'application/json', 'idempotency-key': once } }), onSuccess: changed })
}

export function useChangeTicket(address: TicketAddress) {
  return useMutation({ mutationFn: (change: TicketChangeBody) => patch<TicketBody>(pathOf(address), change), onSuccess: keep })
}

export function useReply(address: TicketAddress) {
  return useMutation({ mutationFn: (body: TicketReplyBody) => post<TicketBody>(`${pathOf(address)}/replies`, body), onSuccess: keep, onError: () => void again(address) })
}

export function useNoteInTicket(address: TicketAddress) {
  return useMutation({ mutationFn: (body: { words: string; reason?: string }) => post<TicketBody>(`${pathOf(address)}/notes`, body), onSuccess: keep })
}

export function useRequestByTicket(address: TicketAddress) {
  return useMutation({ mutationFn: (body: TicketRequestBody) => post<{ person: string; request: string }>(`${pathOf(address)}/requests`, body), onSuccess: () => void again(address) })
}

export function useSettlePerson(address: TicketAddress) {
  return useMutation({ mutationFn: (person: string | null) => put<TicketBody>(`${pathOf(address)}/person`, { person }), onSuccess: changed })
}

export async function sayReading(address: TicketAddress, isWriting: boolean): Promise<TicketReadersBody> {
  return post<TicketReadersBody>(`${pathOf(address)}/readers`, { isWriting })
}

/** Whom it may be. */
export function useFound(search: string) {
  return useQuery({ queryKey: [...ROOT, 'found', search], queryFn: ({ signal }) => get<PeoplePage>('/people', { search, limit: 8 }, signal), enabled: search.length > 1, placeholderData: (before) => before })
}

export const seeAgain = again

export function useFigures() {
  return useQuery({ queryKey: [...ROOT, 'figures'], queryFn: async () => (await get<TicketFiguresBody>('/ticket-figures')).months })
}

export function useServiceLevel() {
  return useQuery({ queryKey: ['service-level'], queryFn: () => get<ServiceLevelBody>('/service-level') })
}

export function useSetServiceLevel() {
  return useMutation({ mutationFn: (level: ServiceLevelBody) => put<ServiceLevelBody>('/service-level', level), onSuccess: (now) => queries.setQueryData(['service-level'], now) })
}

const CANNED = ['canned-answers']

export function useCannedAnswers() {
  return useQuery({ queryKey: CANNED, queryFn: async () => (await get<{ answers: CannedAnswerBody[] }>('/canned-answers')).answers })
}

export function useSetCanned() {
  return useMutation({ mutationFn: ({ id, ...body }: CannedAnswerBody) => put<void>(`/canned-answers/${id}`, body), onSuccess: () => queries.invalidateQueries({ queryKey: CANNED }) })
}

export function useRemoveCanned() {
  return useMutation({ mutationFn: (id: string) => remove<void>(`/canned-answers/${id}`), onSuccess: () => queries.invalidateQueries({ queryKey: CANNED }) })
}

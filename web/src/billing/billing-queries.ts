import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { InvoiceRun, RunItemBody } from '@api/invoice-runs-resource.ts'
import type { NewSubscriptionBody, SubscriptionBody, SubscriptionChangeBody, SubscriptionItem } from '@api/subscriptions-resource.ts'
import { get, post, upload } from '../api.ts'
import { queries } from '../queries.ts'

const ROOT = ['billing']
/** While a run is under way it is looked at often. */
const UNDER_WAY_MS = 1_000

export const isAtWork = ({ state }: InvoiceRun): boolean => state === 'rehearsing' || state === 'waiting' || state === 'running'

export function useSubscriptions() {
  return useInfiniteQuery({
    queryKey: [...ROOT, 'subscriptions'],
    queryFn: ({ pageParam }) => get<{ subscriptions: SubscriptionItem[]; next: string | null }>('/subscriptions', { after: pageParam }),
    initialPageParam: '', getNextPageParam: (page) => page.next,
  })
}

export function useSubscriptionsOf(person: string) {
  return useQuery({ queryKey: [...ROOT, 'of', person], queryFn: async () => (await get<{ subscriptions: SubscriptionItem[] }>(`/people/${person}/subscriptions`)).subscriptions })
}

export function useSubscription(person: string, id: string) {
  return useQuery({ queryKey: [...ROOT, 'subscription', id], queryFn: () => get<SubscriptionBody>(`/people/${person}/subscriptions/${id}`) })
}

/** `once` makes sure that pressing twice, or a lost answer, begins one. */
export function useStartSubscription(person: string, once: string) {
  return useMutation({ mutationFn: (body: NewSubscriptionBody) => post<SubscriptionBody>(`/people/${person}/subscriptions`, body, { headers: { 'content-type': 'application/json', 'idempotency-key': once } }), onSuccess: changed })
}

export function useChangeSubscription(person: string, id: string) {
  return useMutation({ mutationFn: (body: SubscriptionChangeBody) => post<SubscriptionBody>(`/people/${person}/subscriptions/${id}/changes`, body), onSuccess: changed })
}

export function useRuns() {
  return useInfiniteQuery({
    queryKey: [...ROOT, 'runs'],
    queryFn: ({ pageParam }) => get<{ runs: InvoiceRun[]; next: string | null }>('/invoice-runs', { after: pageParam }),
    initialPageParam: '', getNextPageParam: (page) => page.next,
    refetchInterval: (query) => (query.state.data?.pages.some((page) => page.runs.some(isAtWork)) ? UNDER_WAY_MS : false),
  })
}

export function useRun(id: string) {
  return useQuery({ queryKey: [...ROOT, 'run', id], queryFn: () => get<InvoiceRun>(`/invoice-runs/${id}`), refetchInterval: (query) => (query.state.data && isAtWork(query.state.data) ? UNDER_WAY_MS : false) })
}

/** What a run issued, or left out. `state` is part of the key: when it has gone on there are others. */
export function useRunItems(id: string, leftOut: boolean, state: string) {
  return useInfiniteQuery({
    queryKey: [...ROOT, 'items', id, leftOut, state],
    queryFn: ({ pageParam }) => get<{ items: RunItemBody[]; next: string | null }>(`/invoice-runs/${id}/items`, { leftOut: String(leftOut), after: pageParam }),
    initialPageParam: '', getNextPageParam: (page) => page.next,
  })
}

export function useCreateRun() {
  return useMutation({ mutationFn: (upTo: string) => post<InvoiceRun>('/invoice-runs', { upTo }), onSuccess: changed })
}

/** `again`: it is meant, though the same list was brought before. */
export function useBringList() {
  return useMutation({ mutationFn: ({ file, again }: { file: File; again: boolean }) => upload<InvoiceRun>(`/invoice-runs/files${again ? '?again=true' : ''}`, file), onSuccess: changed })
}

export function useRunAct(id: string) {
  return useMutation({ mutationFn: (act: 'cancellations' | 'undos') => post<InvoiceRun>(`/invoice-runs/${id}/${act}`), onSuccess: changed })
}

export function useStartRun(id: string) {
  return useMutation({ mutationFn: (deliver: boolean) => post<InvoiceRun>(`/invoice-runs/${id}/starts`, { deliver }), onSuccess: changed })
}

function changed() {
  void queries.invalidateQueries({ queryKey: ROOT })
  void queries.invalidateQueries({ queryKey: ['jobs'] })
}

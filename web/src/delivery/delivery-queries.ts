import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { DeliveriesBody, DeliveryBody, DeliverySettingsBody, ListedDeliveryBody, WaysBody } from '@api/deliveries-resource.ts'
import { download, get, post, put } from '../api.ts'
import { queries } from '../queries.ts'
import { saveFile } from '../save-file.ts'

export type Way = DeliveryBody['way']
export type DeliveryState = DeliveryBody['state']
export const WAYS: readonly Way[] = ['email', 'peppol', 'letter', 'page']

const ROOT = ['deliveries']
/** Mails go within seconds: while one waits it is looked at again. */
const SOON_MS = 1_500

const pathOf = (person: string, invoice: string) => `/people/${person}/invoices/${invoice}/deliveries`

export function useDeliveriesOf(person: string, invoice: string) {
  return useQuery({
    queryKey: [...ROOT, person, invoice], queryFn: () => get<DeliveriesBody>(pathOf(person, invoice)),
    refetchInterval: (query) => (query.state.data?.deliveries.some((one) => one.way === 'email' && one.state === 'waiting') ? SOON_MS : false),
  })
}

export function useDeliver(person: string, invoice: string) {
  return useMutation({ mutationFn: (body: { way?: Way; again?: boolean; reminder?: string }) => post<DeliveriesBody>(pathOf(person, invoice), body), onSuccess: changed })
}

export function useEnd(person: string, invoice: string) {
  return useMutation({ mutationFn: ({ id, how }: { id: string; how: 'cancelled' | 'returned' | 'arrived' }) => post<DeliveriesBody>(`${pathOf(person, invoice)}/${id}/ends`, { how }), onSuccess: changed })
}

/** One letter, to print here. */
export function usePrint(person: string, invoice: string) {
  return useMutation({
    mutationFn: async (id: string) => {
      const { file, name } = await download(`${pathOf(person, invoice)}/${id}/prints`, {}, new AbortController().signal, () => {})
      saveFile(file, name)
    },
  })
}

export function useChooseDelivery(person: string) {
  return useMutation({ mutationFn: (body: { way: Way | null; participant?: { scheme: string; id: string } | null; withUbl?: boolean }) => put<WaysBody>(`/people/${person}/delivery-choice`, body), onSuccess: changed })
}

export interface DeliveryFilter { way?: Way; state?: DeliveryState; troubled?: 'yes' }

export function useDeliveries(filter: DeliveryFilter) {
  return useInfiniteQuery({
    queryKey: [...ROOT, 'list', filter],
    queryFn: ({ pageParam }) => get<{ deliveries: ListedDeliveryBody[]; counts: { way: Way; state: DeliveryState; count: number }[]; next: string | null }>('/deliveries', { ...filter, after: pageParam }),
    initialPageParam: '', getNextPageParam: (page) => page.next, placeholderData: (before) => before,
  })
}

export function useDeliverySettings() {
  return useQuery({ queryKey: ['delivery-settings'], queryFn: () => get<DeliverySettingsBody>('/delivery-settings') })
}

export function useSetDelivery() {
  return useMutation({ mutationFn: (settings: DeliverySettingsBody) => put<DeliverySettingsBody>('/delivery-settings', settings), onSuccess: (settings) => { queries.setQueryData(['delivery-settings'], settings); changed() } })
}

export function changed() {
  void queries.invalidateQueries({ queryKey: ROOT })
}

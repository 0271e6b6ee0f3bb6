import { useMutation, useQuery } from '@tanstack/react-query'
import type { IncomingAddresses, IncomingMailDetail, IncomingMails, NewlyMadeAddress } from '@api/incoming-resource.ts'
import { get, post, remove } from '../api.ts'
import { queries } from '../queries.ts'

const [MAILS, ADDRESSES] = [['incoming-mails'], ['incoming-addresses']]
const again = (queryKey: string[]) => () => queries.invalidateQueries({ queryKey })

export function useIncomingMails(isPermitted: boolean) {
  return useQuery({ queryKey: MAILS, queryFn: () => get<IncomingMails>('/incoming-mails'), refetchInterval: 15_000, enabled: isPermitted })
}

export function useIncomingMail(id: string) {
  return useQuery({ queryKey: [...MAILS, id], queryFn: () => get<IncomingMailDetail>(`/incoming-mails/${id}`) })
}

export function useRemoveMail() {
  return useMutation({ mutationFn: (id: string) => remove(`/incoming-mails/${id}`), onSuccess: again(MAILS) })
}

export function useIncomingAddresses() {
  return useQuery({ queryKey: ADDRESSES, queryFn: () => get<IncomingAddresses>('/incoming-addresses') })
}

export function useMakeAddress() {
  return useMutation({ mutationFn: (wish: { taker: 'decorating' | 'tickets'; name: string; answerTo?: string; openAddress?: string; language: 'sv' | 'nb' | 'en' }) => post<NewlyMadeAddress>('/incoming-addresses', wish), onSuccess: again(ADDRESSES) })
}

export function useRevokeAddress() {
  return useMutation({ mutationFn: (id: string) => remove(`/incoming-addresses/${id}`), onSuccess: again(ADDRESSES) })
}

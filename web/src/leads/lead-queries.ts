import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { CardReading, LeadBody, LeadItem, LeadList, NewLeadBody, StartedLeadBody } from '@api/leads-resource.ts'
import type { NewDealBody } from '@api/deals-resource.ts'
import { get, patch, post } from '../api.ts'
import { queries } from '../queries.ts'

const ROOT = ['leads']
export const LEAD_SOURCES: readonly LeadItem['source'][] = ['card', 'fair', 'referral', 'phone', 'mail', 'form', 'list', 'other']
/** What a colleague says of one they enter; the others come by themselves. */
export const ENTERED_SOURCES = LEAD_SOURCES.filter((source) => source !== 'form')
export const WORDS_MAX = 500
export const PLACE_MAX = 120

const changed = () => queries.invalidateQueries({ queryKey: ROOT })

export interface LeadFilter { mine: boolean; source: string | null; soon: boolean }

export function useLeads({ mine, source, soon }: LeadFilter) {
  return useInfiniteQuery({
    queryKey: [...ROOT, 'list', mine, source, soon],
    queryFn: ({ pageParam }) => get<LeadList>('/leads', { owner: mine ? 'me' : undefined, source: source ?? undefined, ends: soon ? 'soon' : undefined, after: pageParam ?? undefined }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  })
}

export function useLeadsOf(person: string) {
  return useQuery({ queryKey: [...ROOT, 'of', person], queryFn: async () => (await get<{ leads: LeadItem[] }>(`/people/${person}/leads`)).leads })
}

const pathOf = (lead: Pick<LeadItem, 'id' | 'person'>) => `/people/${lead.person.id}/leads/${lead.id}`

export function useLead(person: string, id: string) {
  return useQuery({ queryKey: [...ROOT, 'lead', id], queryFn: () => get<LeadBody>(`/people/${person}/leads/${id}`) })
}

export function useReadCard() {
  return useMutation({ mutationFn: (text: string) => post<CardReading>('/business-cards', { text }) })
}

/** `once` makes sure that pressing twice, or a lost answer, makes one. */
export function useStartLead(once: string) {
  return useMutation({ mutationFn: (body: NewLeadBody) => post<StartedLeadBody>('/leads', body, { headers: { 'content-type': 'application/json', 'idempotency-key': once } }), onSuccess: changed })
}

export function useContactLead() {
  return useMutation({ mutationFn: ({ lead, ...body }: { lead: LeadItem; surface: 'phone' | 'mail' | 'counter' | 'letter'; told: boolean }) => post<LeadBody>(`${pathOf(lead)}/contacts`, body), onSuccess: changed })
}

export function useRenewLead() {
  return useMutation({ mutationFn: ({ lead, ...body }: { lead: LeadItem; words: string; reason?: string }) => post<LeadBody>(`${pathOf(lead)}/renewals`, body), onSuccess: changed })
}

export function useEndLead() {
  return useMutation({ mutationFn: ({ lead, why }: { lead: LeadItem; why: 'said-no' | 'not-for-us' }) => post<LeadBody>(`${pathOf(lead)}/endings`, { why }), onSuccess: changed })
}

export function useHandLead() {
  return useMutation({ mutationFn: ({ lead, owner }: { lead: LeadItem; owner: string | null }) => patch<LeadBody>(pathOf(lead), { owner }), onSuccess: changed })
}

export function useQualifyLead(once: string) {
  return useMutation({ mutationFn: ({ lead, deal }: { lead: LeadItem; deal: NewDealBody }) => post<{ id: string }>(`${pathOf(lead)}/deals`, deal, { headers: { 'content-type': 'application/json', 'idempotency-key': once } }), onSuccess: () => queries.invalidateQueries() })
}

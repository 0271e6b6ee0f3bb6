import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { ConsentRates } from '@api/choices-resource.ts'
import type { Audience, AudienceQuestion } from '@api/decisions-resource.ts'
import type { Mailing, MailingDraft, MailingRehearsal, MailingSummary, MailPreview, Recipient } from '@api/mailings-resource.ts'
import { get, post, put } from '../api.ts'
import { queries } from '../queries.ts'
import type { Language } from '../texts.ts'

/** Answers arrive by themselves: often while it goes out, now and then afterwards. */
const WHILE_SENDING_MS = 1_000
const AFTERWARDS_MS = 5_000

export type MessageState = Recipient['state']
export const isDraft = (state: Mailing['state']) => state === 'draft' || state === 'rehearsed'

export function useMailings() {
  return useInfiniteQuery({
    queryKey: ['mailings', 'list'],
    queryFn: ({ pageParam }) => get<{ mailings: MailingSummary[]; next: string | null }>('/mailings', { after: pageParam }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}

export function useMailing(id: string) {
  return useQuery({
    queryKey: ['mailings', id],
    queryFn: () => get<Mailing>(`/mailings/${id}`),
    refetchInterval: (query) => {
      const state = query.state.data?.state
      if (state === undefined || isDraft(state)) return false
      return state === 'sending' ? WHILE_SENDING_MS : AFTERWARDS_MS
    },
  })
}

/** Which recipients to list: all of them, those in one state, or those one rule left out. */
export interface RecipientFilter {
  state?: MessageState
  rule?: string
}

export function useRecipients(id: string, filter: RecipientFilter, isSending: boolean) {
  return useInfiniteQuery({
    queryKey: ['mailings', id, 'recipients', filter],
    queryFn: ({ pageParam }) => get<{ recipients: Recipient[]; next: string | null }>(`/mailings/${id}/recipients`, { ...filter, after: pageParam }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: isSending ? 2 * WHILE_SENDING_MS : AFTERWARDS_MS,
  })
}

export function usePreview(id: string, language: Language, version: number) {
  return useQuery({ queryKey: ['mailings', id, 'preview', language, version], queryFn: () => get<MailPreview>(`/mailings/${id}/preview`, { language }), placeholderData: (before) => before })
}

/** How many the filters find, and how many of them may be reached. */
export function useAudience(question: AudienceQuestion) {
  return useQuery({
    queryKey: ['audience', question],
    queryFn: () => post<Audience>('/audiences', question),
    placeholderData: (before) => before,
  })
}

export const createMailing = (draft: MailingDraft) => post<{ id: string }>('/mailings', draft)

export function useSaveMailing(id: string) {
  return useMutation({ mutationFn: (draft: MailingDraft) => put<Mailing>(`/mailings/${id}`, draft), onSuccess: (saved) => queries.setQueryData(['mailings', id], saved) })
}

export function useRehearseMailing(id: string) {
  return useMutation({ mutationFn: () => post<MailingRehearsal>(`/mailings/${id}/rehearsals`) })
}

export function useMailingAct(id: string) {
  return useMutation({
    mutationFn: (act: 'sendings' | 'pauses' | 'resumptions' | 'stops') => post(`/mailings/${id}/${act}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['mailings'] }),
  })
}

export function useConsentRates() {
  return useQuery({ queryKey: ['consent-rates'], queryFn: () => get<ConsentRates>('/consent-rates') })
}

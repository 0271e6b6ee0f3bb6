import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { CreditDraftBody, InvoiceBody, NewCreditBody, InvoiceDraftBody, InvoiceItem, InvoicingBody, NewInvoiceBody } from '@api/invoices-resource.ts'
import { get, post, put } from '../api.ts'
import { queries } from '../queries.ts'

export type InvoiceState = InvoiceItem['state']
export const INVOICE_STATES: readonly InvoiceState[] = ['open', 'overdue', 'part-paid', 'paid', 'credited', 'credit']

const ROOT = ['invoices']

export function useInvoices({ state, search }: { state: InvoiceState | undefined; search: string }) {
  return useInfiniteQuery({
    queryKey: [...ROOT, 'list', state, search],
    queryFn: ({ pageParam }) => get<{ invoices: InvoiceItem[]; next: string | null }>('/invoices', { state, search: search || undefined, after: pageParam }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
}

export function useInvoice(person: string, id: string) {
  return useQuery({ queryKey: [...ROOT, person, id], queryFn: () => get<InvoiceBody>(`/people/${person}/invoices/${id}`) })
}

export function useInvoicing() {
  return useQuery({ queryKey: ['invoicing'], queryFn: async () => (await get<{ invoicing: InvoicingBody | null }>('/invoicing')).invoicing })
}

export function useSetInvoicing() {
  return useMutation({ mutationFn: (settings: InvoicingBody) => put<{ invoicing: InvoicingBody }>('/invoicing', settings), onSuccess: ({ invoicing }) => queries.setQueryData(['invoicing'], invoicing) })
}

/** What it would come to, asked anew whenever a line has changed and can be read. */
export function useRehearsal(person: string, body: NewInvoiceBody | undefined) {
  return useQuery({ queryKey: [...ROOT, 'rehearsal', person, body], queryFn: () => post<InvoiceDraftBody>(`/people/${person}/invoices/rehearsal`, body), enabled: body !== undefined, placeholderData: (before) => before, retry: false })
}

/** `once` makes sure that pressing twice, or a lost answer, issues one invoice. */
export function useIssue(person: string, once: string) {
  return useMutation({ mutationFn: (body: NewInvoiceBody) => post<InvoiceBody>(`/people/${person}/invoices`, body, { headers: { 'content-type': 'application/json', 'idempotency-key': once } }), onSuccess: changed })
}

export function useCredit(person: string, id: string) {
  return useMutation({ mutationFn: (body: NewCreditBody) => post<InvoiceBody>(`/people/${person}/invoices/${id}/credit`, body), onSuccess: changed })
}

/** What a credit note would come to; asked anew whenever a part has changed. `body` is a NewCredit as JSON. */
export function useCreditRehearsal(person: string, id: string, body: string | undefined) {
  return useQuery({ queryKey: [...ROOT, 'credit-rehearsal', person, id, body], queryFn: () => post<CreditDraftBody>(`/people/${person}/invoices/${id}/credit/rehearsal`, JSON.parse(body ?? '{}')), enabled: body !== undefined, placeholderData: (before) => before, retry: false })
}

export function useNotePayment(person: string, id: string) {
  return useMutation({ mutationFn: (body: { paidOn: string; amount: string; how: string }) => post<InvoiceBody>(`/people/${person}/invoices/${id}/payments`, body), onSuccess: changed })
}

function changed() {
  void queries.invalidateQueries({ queryKey: ROOT })
}

import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { BankPaymentBody, BankPaymentDetailBody, FoundInvoiceBody, PaymentFileBody, PaymentFileRehearsalBody } from '@api/payments-resource.ts'
import { get, post, upload } from '../api.ts'
import { queries } from '../queries.ts'

export type Counts = PaymentFileBody['counts']
export type Share = { person: string; invoice: string; amount: string }

const ROOT = ['payments']

export function usePaymentFiles() {
  return useQuery({ queryKey: [...ROOT, 'files'], queryFn: () => get<{ files: PaymentFileBody[]; open: number }>('/payment-files') })
}

export function useRehearseFile() {
  return useMutation({ mutationFn: (file: File) => upload<PaymentFileRehearsalBody>('/payment-files/rehearsals', file) })
}

export function useTakeFile() {
  return useMutation({ mutationFn: ({ file, ours }: { file: File; ours: boolean }) => upload<PaymentFileBody>(`/payment-files${ours ? '?accounts=ours' : ''}`, file), onSuccess: changed })
}

export function useBankPayments(open: boolean) {
  return useInfiniteQuery({
    queryKey: [...ROOT, 'list', open],
    queryFn: ({ pageParam }) => get<{ payments: BankPaymentBody[]; next: string | null }>('/bank-payments', { open: String(open), after: pageParam }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
}

export function useBankPayment(id: string) {
  return useQuery({ queryKey: [...ROOT, id], queryFn: () => get<BankPaymentDetailBody>(`/bank-payments/${id}`) })
}

/** What is searched for stands in the body: an address would be kept by many. */
export function useInvoiceSearch(text: string) {
  return useQuery({ queryKey: [...ROOT, 'search', text], queryFn: async () => (await post<{ invoices: FoundInvoiceBody[] }>('/invoice-searches', { text })).invoices, enabled: text.trim().length > 1, placeholderData: (before) => before })
}

export function useMatch(id: string) {
  return useMutation({ mutationFn: (shares: Share[]) => post<BankPaymentDetailBody>(`/bank-payments/${id}/matches`, { shares }), onSuccess: changed })
}

export function useEnd(id: string) {
  return useMutation({ mutationFn: (body: { kind: 'returned' | 'set-aside'; reason: string }) => post<BankPaymentDetailBody>(`/bank-payments/${id}/endings`, body), onSuccess: changed })
}

export function useUndo(id: string) {
  return useMutation({ mutationFn: (step: string) => post<BankPaymentDetailBody>(`/bank-payments/${id}/steps/${step}/undoings`), onSuccess: changed })
}

function changed() {
  void queries.invalidateQueries({ queryKey: ROOT })
  void queries.invalidateQueries({ queryKey: ['invoices'] })
}

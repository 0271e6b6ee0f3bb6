import { useMutation, useQuery } from '@tanstack/react-query'
import type { NewQuoteBody, QuoteAnswerBody, QuoteBody, QuoteDraftBody, QuoteItem } from '@api/quotes-resource.ts'
import { get, post } from '../api.ts'
import { queries } from '../queries.ts'

const ROOT = ['quotes']

/** What is done with a quote is done with its deal, and may make an invoice. */
function changed() {
  for (const queryKey of [ROOT, ['deals'], ['invoices']]) void queries.invalidateQueries({ queryKey })
}

export function useQuotes(person: string, deal: string) {
  return useQuery({ queryKey: [...ROOT, 'of', deal], queryFn: async () => (await get<{ quotes: QuoteItem[] }>(`/people/${person}/deals/${deal}/quotes`)).quotes })
}

export function useQuote(person: string, id: string) {
  return useQuery({ queryKey: [...ROOT, 'quote', id], queryFn: () => get<QuoteBody>(`/people/${person}/quotes/${id}`), enabled: id !== '' })
}

/** What it would come to, asked anew whenever a line has changed and can be read. */
export function useQuoteRehearsal(person: string, deal: string, body: Omit<NewQuoteBody, 'instead'> | undefined) {
  return useQuery({ queryKey: [...ROOT, 'rehearsal', deal, body], queryFn: () => post<QuoteDraftBody>(`/people/${person}/deals/${deal}/quotes/rehearsal`, body), enabled: body !== undefined, placeholderData: (before) => before, retry: false })
}

/** `once` makes sure that pressing twice, or a lost answer, makes one. */
export function useMakeQuote(person: string, deal: string, once: string) {
  return useMutation({ mutationFn: (body: NewQuoteBody) => post<QuoteBody>(`/people/${person}/deals/${deal}/quotes`, body, { headers: { 'content-type': 'application/json', 'idempotency-key': once } }), onSuccess: changed })
}

/** Something that is done with a quote. */
export function useQuoteAct(quote: QuoteBody) {
  return useMutation({ mutationFn: (verb: 'mails' | 'withdrawals' | 'undos' | 'invoices') => post<QuoteBody>(`/people/${quote.person.id}/quotes/${quote.id}/${verb}`), onSettled: changed })
}

export function useAnswerQuote(quote: QuoteBody) {
  return useMutation({ mutationFn: (body: QuoteAnswerBody) => post<QuoteBody>(`/people/${quote.person.id}/quotes/${quote.id}/answers`, body), onSuccess: changed })
}

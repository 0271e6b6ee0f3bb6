import { useMutation, useQuery } from '@tanstack/react-query'
import type { LetterBatchesBody } from '@api/letters-resource.ts'
import type { RemindersBody } from '@api/reminders-resource.ts'
import { get, post } from '../api.ts'
import { queries } from '../queries.ts'
import { changed } from './delivery-queries.ts'

const SOON_MS = 1_500

export function useBatches() {
  return useQuery({
    queryKey: ['letter-batches'], queryFn: async () => (await get<LetterBatchesBody>('/letter-batches')).batches,
    refetchInterval: (query) => (query.state.data?.some((one) => one.state === 'waiting' || one.state === 'running') ? SOON_MS : false),
  })
}

const told = ({ batches }: LetterBatchesBody) => {
  queries.setQueryData(['letter-batches'], batches)
  changed()
}

export function useStartBatch() {
  return useMutation({ mutationFn: () => post<LetterBatchesBody>('/letter-batches'), onSuccess: told })
}

export function useEndBatch() {
  return useMutation({ mutationFn: ({ id, how }: { id: string; how: 'handed-over' | 'cancelled' }) => post<LetterBatchesBody>(`/letter-batches/${id}/ends`, { how }), onSuccess: told })
}

export function useReminders() {
  return useQuery({ queryKey: ['invoice-reminders'], queryFn: () => get<RemindersBody>('/invoice-reminders/rehearsal') })
}

export function useRemind() {
  return useMutation({
    mutationFn: (invoices: { person: string; invoice: string }[]) => post<{ reminded: number; leftOut: { invoice: string; sentence: string }[] }>('/invoice-reminders', { invoices }),
    onSuccess: () => { void queries.invalidateQueries({ queryKey: ['invoice-reminders'] }); changed() },
  })
}

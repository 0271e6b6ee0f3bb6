import { useMutation, useQuery } from '@tanstack/react-query'
import type { FoundSlip, PrintedSlip, ReadSlipBody, SlipRecorded } from '@api/slips-resource.ts'
import { get, post } from '../api.ts'
import { queries } from '../queries.ts'

/** Whose slip a code or a number is. */
export const findSlip = (code: string) => post<FoundSlip>('/slip-searches', { code })

export function useSlips(person: string) {
  return useQuery({ queryKey: ['slips', person], queryFn: async () => (await get<{ slips: PrintedSlip[] }>(`/people/${person}/slips`)).slips })
}

/** `once` makes sure that pressing twice, or a lost answer, makes one sheet. */
export function useOrderSheet(person: string, once: string) {
  return useMutation({
    mutationFn: () => post<{ id: string }>(`/people/${person}/slips`, {}, { body: '', headers: { 'idempotency-key': once } }),
    onSuccess: () => changed(person),
  })
}

export function useRecordSlip(person: string, slip: string) {
  return useMutation({ mutationFn: (read: ReadSlipBody) => post<SlipRecorded>(`/people/${person}/slips/${slip}/answers`, read), onSuccess: () => changed(person) })
}

function changed(person: string) {
  void queries.invalidateQueries({ queryKey: ['slips', person] })
  void queries.invalidateQueries({ queryKey: ['person', person] })
}

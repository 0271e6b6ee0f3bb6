import { useMutation, useQuery } from '@tanstack/react-query'
import type { RenewalRehearsal, Renewals } from '@api/renewals-resource.ts'
import { get, post } from '../api.ts'
import { queries } from '../queries.ts'

export interface RenewalWish {
  purposes: string[]
  /** The first day that does not belong to the round, ISO 8601. */
  before: string
}

export function useRenewals() {
  return useQuery({ queryKey: ['renewals'], queryFn: () => get<Renewals>('/renewals') })
}

export function useRehearseRenewal() {
  return useMutation({ mutationFn: (wish: RenewalWish) => post<RenewalRehearsal>('/renewals/rehearsals', wish) })
}

export function useCreateRenewal() {
  return useMutation({
    mutationFn: (wish: RenewalWish) => post<{ id: string }>('/renewals', wish),
    onSuccess: () => Promise.all([['renewals'], ['mailings', 'list']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  })
}

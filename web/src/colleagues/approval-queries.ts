import { useMutation, useQuery } from '@tanstack/react-query'
import type { Approval } from '@api/approvals-resource.ts'
import { get, post } from '../api.ts'
import { queries } from '../queries.ts'

const APPROVALS = ['approvals']

export function useApprovals() {
  return useQuery({ queryKey: APPROVALS, queryFn: () => get<{ approvals: Approval[] }>('/approvals') })
}

export function useAskApproval() {
  return useMutation({ mutationFn: (asked: { wish: object; reason: string }) => post<{ id: string }>('/approvals', { kind: 'mass-export', ...asked }), onSuccess: askAgain })
}

export function useDecideApproval() {
  return useMutation({ mutationFn: ({ id, approved }: { id: string; approved: boolean }) => post(`/approvals/${id}/decisions`, { approved }), onSuccess: askAgain })
}

/** Makes the file of what was allowed, as a job. */
export function useAllowedExport() {
  return useMutation({
    mutationFn: ({ id, wish }: Pick<Approval, 'id' | 'wish'>) => post('/export-jobs', { ...wish, approval: id }),
    onSuccess: () => Promise.all([askAgain(), queries.invalidateQueries({ queryKey: ['jobs'] })]),
  })
}

/** Forgets the people that a second colleague has allowed. */
export function useAllowedErasure() {
  return useMutation({
    mutationFn: ({ id, people }: { id: string; people: readonly string[] }) => post('/erasures', { people, approval: id }),
    onSuccess: () => Promise.all([askAgain(), queries.invalidateQueries({ queryKey: ['people'] })]),
  })
}

const askAgain = () => queries.invalidateQueries({ queryKey: APPROVALS })

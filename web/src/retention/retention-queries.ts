import { useMutation, useQuery } from '@tanstack/react-query'
import type { MinimisationFinding, RetentionOverview, RetentionRehearsal } from '@api/retention-resource.ts'
import { get, post } from '../api.ts'
import { queries } from '../queries.ts'

export type RetentionRule = RetentionOverview['rules'][number]
export type Retention = RetentionRule['retention']
export interface RetentionChange {
  purpose: string
  retention: Retention
}

const ROOT = ['retention']

export function useRetention() {
  return useQuery({ queryKey: ROOT, queryFn: () => get<RetentionOverview>('/retention') })
}

export function useMinimisation() {
  return useQuery({ queryKey: [...ROOT, 'minimisation'], queryFn: async () => (await get<{ findings: MinimisationFinding[] }>('/minimisation')).findings })
}

export function useRehearseRetention() {
  return useMutation({ mutationFn: (changes: RetentionChange[]) => post<RetentionRehearsal>('/retention/rehearsals', { changes }) })
}

/** Asks a second colleague to allow exactly these changes. */
export function useAskRetention() {
  return useMutation({
    mutationFn: ({ changes, reason }: { changes: RetentionChange[]; reason: string }) => post<{ id: string }>('/approvals', { kind: 'retention-change', wish: { changes }, reason }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['approvals'] }),
  })
}

/** Puts in force what was allowed. */
export function usePublishRetention() {
  return useMutation({
    mutationFn: (wish: { changes: readonly RetentionChange[]; note: string; approval: string }) => post<{ version: number; grounds: number }>('/retention/changes', wish),
    onSuccess: () => Promise.all([ROOT, ['purposes'], ['approvals']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  })
}

export function useConfirmClock() {
  return useMutation({ mutationFn: () => post('/retention/clock-confirmations'), onSuccess: () => queries.invalidateQueries({ queryKey: ROOT }) })
}

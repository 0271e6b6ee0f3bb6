import { useQuery } from '@tanstack/react-query'
import type { Audience } from '@api/decisions-resource.ts'
import type { AnswersByWeek } from '@api/overview-resource.ts'
import { get, post } from '../api.ts'
import { useCatalogue } from '../purposes/catalogue.ts'

export interface ReachedPurpose {
  purpose: string
  kind: string
  channels: { channel: string; permitted: number; notPermitted: number }[]
}

const REACH_AGAIN_MS = 60_000

/** For each purpose and channel, how many may be met today. */
export function useReach() {
  const { isReady, purposes } = useCatalogue()
  return useQuery({
    queryKey: ['audience', 'reach'],
    enabled: isReady,
    staleTime: REACH_AGAIN_MS,
    queryFn: async () => ({
      purposes: await Promise.all(purposes.filter(({ kind }) => kind === 'marketing').map(async ({ key, kind, channels }): Promise<ReachedPurpose> => ({
        purpose: key, kind,
        channels: await Promise.all(channels.filter((channel) => channel !== 'none').map(async (channel) => {
          const { permitted, notPermitted } = await post<Audience>('/audiences', { purpose: key, channel, limit: 1 })
          return { channel, permitted, notPermitted }
        })),
      }))),
    }),
  })
}

export function useAnswersByWeek() {
  return useQuery({ queryKey: ['answers-by-week'], queryFn: () => get<AnswersByWeek>('/answers-by-week') })
}

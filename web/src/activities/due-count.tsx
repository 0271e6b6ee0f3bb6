import { useQuery } from '@tanstack/react-query'
import { get } from '../api.ts'
import { ACTIVITIES } from './activity-queries.ts'

const AGAIN_MS = 5 * 60_000

/** How much one has overdue and for today, beside the name of the room. */
export function DueCount() {
  const { data } = useQuery({ queryKey: [...ACTIVITIES, 'count'], queryFn: () => get<{ due: number }>('/my-day/count'), staleTime: AGAIN_MS, refetchInterval: AGAIN_MS })
  return data && data.due > 0 ? <span className="numbers ml-auto rounded-full bg-accent px-2 text-fine text-on-accent">{data.due}</span> : null
}

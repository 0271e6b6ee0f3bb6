import type { Demo } from '@api/demo-resource.ts'
import type { Session } from '@api/session-resource.ts'
import { useQuery } from '@tanstack/react-query'
import { get } from '../api.ts'

const WHILE_FILLING_MS = 2_000

/** Who is signed in, and on what installation. */
export function useSession() {
  return useQuery({ queryKey: ['session'], queryFn: () => get<Session>('/session'), staleTime: 60_000 })
}

/** How far the fictional company has come; asked again only while it fills. */
export function useDemo(isDemo: boolean) {
  return useQuery({
    queryKey: ['demo'],
    queryFn: () => get<Demo>('/demo'),
    enabled: isDemo,
    refetchInterval: (query) => (query.state.data?.state === 'filling' ? WHILE_FILLING_MS : false),
  })
}

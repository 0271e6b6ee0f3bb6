import type { Demo } from '@api/demo-resource.ts'
import type { Session } from '@api/session-resource.ts'
import { useQuery } from '@tanstack/react-query'
import { get } from '../api.ts'
import { useTexts } from '../language.tsx'

const WHILE_FILLING_MS = 2_000

/** Who is signed in, and on what installation. */
export function useSession() {
  return useQuery({ queryKey: ['session'], queryFn: () => get<Session>('/session'), staleTime: 60_000 })
}

/** Whether one may do this now, and if not, why, for the control that would do it. The server holds it in any case. */
export function useMay(permission: Session['permissions'][number]): { may: boolean; whyNot: string | undefined } {
  const { t } = useTexts()
  const held = useSession().data?.permissions
  const may = held === undefined || held.includes(permission)
  return { may, whyNot: may ? undefined : t('shell.not-permitted') }
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

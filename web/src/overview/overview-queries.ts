import { useQuery } from '@tanstack/react-query'
import type { Connections } from '@api/connections-resource.ts'
import type { AnswersByWeek, Reach } from '@api/overview-resource.ts'
import { ApiProblem, get } from '../api.ts'
import type { OpenInvoiceQuestionBody } from '@api/questions-resource.ts'
import { useSession } from '../shell/session.ts'

const AGAIN_MS = 60_000
const SOON_AGAIN_MS = 2_000

/** True while the server is still working out what it is asked for. */
export function isBeingCounted(error: Error | null): boolean {
  return error instanceof ApiProblem && error.status === 503
}

/** For each purpose and channel, how many may be met today; asked again while it is being worked out. */
export function useReach() {
  return useQuery({
    queryKey: ['reach'],
    queryFn: () => get<Reach>('/reach'),
    retry: false,
    refetchInterval: ({ state }) => (isBeingCounted(state.error) || state.data?.complete === false ? SOON_AGAIN_MS : AGAIN_MS),
  })
}

/** Names of connected systems whose last day is over, or that refused: for those who may see Connections. */
export function useLateSystems(): string[] {
  const may = useSession().data?.permissions.includes('catalogue.read') ?? false
  const connections = useQuery({ queryKey: ['connections'], queryFn: () => get<Connections>('/connected-systems'), enabled: may })
  return connections.data?.systems.filter(({ tasks }) => tasks.overdue + tasks.unsettled > 0).map(({ name }) => name) ?? []
}

/** Questions of customers about invoices that wait, the oldest first: for those who may see invoices. */
export function useOpenQuestions(): OpenInvoiceQuestionBody[] {
  const may = useSession().data?.permissions.includes('invoices.read') ?? false
  const asked = useQuery({ queryKey: ['invoice-questions', 'open'], queryFn: () => get<{ questions: OpenInvoiceQuestionBody[] }>('/invoice-questions'), enabled: may, retry: false })
  return asked.data?.questions ?? []
}

export function useAnswersByWeek() {
  return useQuery({ queryKey: ['answers-by-week'], queryFn: () => get<AnswersByWeek>('/answers-by-week') })
}

import type { RequestSummary } from '@api/requests-resource.ts'
import { useTexts } from '../language.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import type { RequestState } from './request-queries.ts'

export const STATE_TONE: Record<RequestState, Tone> = { open: 'wait', 'waiting-for-proof': 'wait', answered: 'good', refused: 'bad', withdrawn: 'plain' }
const URGENCY_TONE: Record<NonNullable<RequestSummary['urgency']>, Tone> = { 'in-time': 'plain', soon: 'wait', today: 'bad', overdue: 'bad' }

/** How long there is until the strict day, or since when it is over. Nothing once it is answered. */
export function DaysLeft({ request: { urgency, daysLeft } }: { request: Pick<RequestSummary, 'urgency' | 'daysLeft'> }) {
  const { t } = useTexts()
  if (urgency === null) return null
  return <Tag tone={URGENCY_TONE[urgency]}>{urgency === 'overdue' ? t('requests.days-over', { count: -daysLeft }) : urgency === 'today' ? t('requests.today') : t('requests.days-left', { count: daysLeft })}</Tag>
}

import type { TicketItem } from '@api/tickets-resource.ts'
import { useTexts } from '../language.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'

const TONE: Record<TicketItem['state'], Tone> = { new: 'wait', open: 'plain', waiting: 'plain', solved: 'good', closed: 'plain' }

/** How a ticket stands. */
export function StateTag({ state }: Pick<TicketItem, 'state'>) {
  const { t } = useTexts()
  return <Tag tone={TONE[state]}>{t(`ticket-state.${state}`)}</Tag>
}

/** By when somebody here has to act. */
export function DueTag({ ticket: { dueAt, isLate } }: { ticket: Pick<TicketItem, 'dueAt' | 'isLate'> }) {
  const { t, moment } = useTexts()
  if (dueAt === null) return null
  return isLate ? <Tag tone="bad">{t('tickets.late', { moment: moment(dueAt) })}</Tag> : <span className="numbers">{moment(dueAt)}</span>
}

/** Who wrote, as far as anybody knows. */
export function useWho(): (ticket: Pick<TicketItem, 'who' | 'person' | 'sender'>) => string {
  const { t } = useTexts()
  return ({ who, person, sender }) => (who === 'unknown' || !person ? (sender ?? t('tickets.unknown-person')) : person.name || t('tickets.unknown-person'))
}

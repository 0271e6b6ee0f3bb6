import type { LeadItem } from '@api/leads-resource.ts'
import { useTexts } from '../language.tsx'
import { Tag } from '../ui/tag.tsx'

const TONE = { new: 'plain', contacted: 'plain', answered: 'good', qualified: 'good', declined: 'bad', over: 'bad' } as const

/** How a lead stands. */
export function LeadTag({ lead: { state } }: { lead: Pick<LeadItem, 'state'> }) {
  const { t } = useTexts()
  return <Tag tone={TONE[state]}>{t(`lead-state.${state}`)}</Tag>
}

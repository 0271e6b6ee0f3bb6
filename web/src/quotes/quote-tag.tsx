import type { QuoteItem } from '@api/quotes-resource.ts'
import { useTexts } from '../language.tsx'
import { Tag } from '../ui/tag.tsx'

const TONE = { open: 'wait', accepted: 'good', declined: 'bad', withdrawn: 'plain', replaced: 'plain', expired: 'plain' } as const

/** How a version of a quote stands. */
export function QuoteTag({ quote: { state, sentAt } }: { quote: Pick<QuoteItem, 'state' | 'sentAt'> }) {
  const { t } = useTexts()
  return <Tag tone={TONE[state]}>{t(state === 'open' && sentAt === null ? 'quote-state.unsent' : `quote-state.${state}`)}</Tag>
}

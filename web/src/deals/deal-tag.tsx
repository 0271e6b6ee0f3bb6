import type { DealItem } from '@api/deals-resource.ts'
import { useTexts } from '../language.tsx'
import { Tag } from '../ui/tag.tsx'

const TONE = { open: 'plain', won: 'good', lost: 'bad' } as const

/** How a deal stands. */
export function DealTag({ deal: { state } }: { deal: Pick<DealItem, 'state'> }) {
  const { t } = useTexts()
  return <Tag tone={TONE[state]}>{t(`deal-state.${state}`)}</Tag>
}

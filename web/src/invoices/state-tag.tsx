import { useTexts } from '../language.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import type { InvoiceState } from './invoice-queries.ts'

const TONES: Record<InvoiceState, Tone> = { open: 'plain', overdue: 'bad', 'part-paid': 'wait', paid: 'good', credited: 'plain', credit: 'plain' }

export function StateTag({ state }: { state: InvoiceState }) {
  const { t } = useTexts()
  return <Tag tone={TONES[state]}>{t(`invoice-state.${state}`)}</Tag>
}

import type { InvoiceRun } from '@api/invoice-runs-resource.ts'
import type { SubscriptionItem } from '@api/subscriptions-resource.ts'
import { useTexts } from '../language.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'

const SUBSCRIPTION: Record<SubscriptionItem['state'], Tone> = { coming: 'wait', running: 'good', paused: 'wait', ended: 'plain' }
const RUN: Record<InvoiceRun['state'], Tone> = { rehearsing: 'wait', rehearsed: 'plain', waiting: 'wait', running: 'wait', done: 'good', failed: 'bad', cancelled: 'plain' }

export function SubscriptionTag({ state }: { state: SubscriptionItem['state'] }) {
  const { t } = useTexts()
  return <Tag tone={SUBSCRIPTION[state]}>{t(`subscription-state.${state}`)}</Tag>
}

export function RunTag({ state }: { state: InvoiceRun['state'] }) {
  const { t } = useTexts()
  return <Tag tone={RUN[state]}>{t(`run-state.${state}`)}</Tag>
}

import type { DeliveryBody } from '@api/deliveries-resource.ts'
import { useTexts } from '../language.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'

const TONES: Record<DeliveryBody['state'], Tone> = { waiting: 'plain', 'handing-over': 'plain', 'handed-over': 'wait', sent: 'good', unknown: 'wait', failed: 'bad', refused: 'bad', cancelled: 'plain' }

export function DeliveryTag({ state }: { state: DeliveryBody['state'] }) {
  const { t } = useTexts()
  return <Tag tone={TONES[state]}>{t(`delivery-state.${state}`)}</Tag>
}

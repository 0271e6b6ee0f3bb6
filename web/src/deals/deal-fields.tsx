import type { ReactNode } from 'react'
import { useTexts } from '../language.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { TextBox } from '../ui/field.tsx'

export interface DealDraft {
  name: string
  value: string
  expectedOn: string
}

/** What is said of a deal when it is begun, and may be changed while it is open. */
export function DealFields({ draft, onChange, errorOf, children }: { draft: DealDraft; onChange: (draft: DealDraft) => void; errorOf: (field: string) => string | undefined; children?: ReactNode }) {
  const { t } = useTexts()
  const change = (part: Partial<DealDraft>) => onChange({ ...draft, ...part })
  return (
    <div className="grid max-w-[42rem] gap-5">
      <TextBox label={t('deals.name')} hint={t('deals.name-hint')} value={draft.name} onChange={(name) => change({ name })} error={errorOf('name')} maxLength={120} />
      <div className="grid gap-4 narrow:grid-cols-2">
        <TextBox label={t('deals.value')} value={draft.value} onChange={(value) => change({ value })} error={errorOf('value')} inputMode="decimal" maxLength={20} />
        <DateBox label={t('deals.expected')} hint={t('deals.expected-hint')} value={draft.expectedOn} onChange={(expectedOn) => change({ expectedOn })} error={errorOf('expectedOn')} />
      </div>
      {children}
    </div>
  )
}

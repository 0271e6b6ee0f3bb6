import { useState } from 'react'
import type { DealBody } from '@api/deals-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { RadioList } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { LOST_WHYS, useEndDeal } from './deal-queries.ts'

/** Why a deal was lost, and what ends with it. */
export function LoseDialog({ deal, onClose }: { deal: DealBody; onClose: (lost: boolean) => void }) {
  const { t, day } = useTexts()
  const end = useEndDeal()
  const [why, setWhy] = useState<(typeof LOST_WHYS)[number] | null>(null)
  const lose = () => end.mutate({ deal, end: { state: 'lost', why: why! } }, { onSuccess: () => onClose(true) })
  return (
    <TaskDialog
      title={t('deals.lose-title', { name: deal.name })} isOpen onClose={() => onClose(false)}
      footer={<div className="flex flex-wrap gap-2"><Button kind="danger" onPress={lose} isPending={end.isPending} disabledReason={why === null ? t('deals.why-first') : undefined} reasonInSight>{t('deals.lose-now')}</Button><Button kind="plain" onPress={() => onClose(false)}>{t('ui.cancel')}</Button></div>}
    >
      <div className="flex flex-col gap-5">
        <RadioList label={t('deals.lost-why')} value={why ?? ''} onChange={(key) => setWhy(LOST_WHYS.find((one) => one === key) ?? null)} options={LOST_WHYS.map((key) => ({ key, label: t(`lost-why.${key}`) }))} />
        {deal.endsWith.map((one) => <p key={one.purpose} className="text-soft">{one.heldUntil ? t('deals.ends-until', { name: deal.person.name, purpose: one.name, day: day(one.heldUntil) }) : t('deals.ends', { name: deal.person.name, purpose: one.name })}</p>)}
        {end.error && <Problem error={end.error} />}
      </div>
    </TaskDialog>
  )
}

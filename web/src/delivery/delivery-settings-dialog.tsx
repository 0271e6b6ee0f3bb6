import { useState } from 'react'
import type { DeliverySettingsBody } from '@api/deliveries-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { CheckBox, RadioList, TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { announce } from '../ui/toast.tsx'
import { useSetDelivery, WAYS, type Way } from './delivery-queries.ts'

/** How the company delivers, from now on. */
export function DeliverySettingsDialog({ settings, onClose }: { settings: DeliverySettingsBody; onClose: () => void }) {
  const { t } = useTexts()
  const set = useSetDelivery()
  const [said, setSaid] = useState(settings)
  const change = (part: Partial<DeliverySettingsBody>) => setSaid((before) => ({ ...before, ...part }))
  const save = () => set.mutate(said, { onSuccess: () => { announce({ text: t('sending.saved') }); onClose() } })
  // The way that is put first; the others follow in their order.
  const first = (way: Way) => change({ order: [way, ...said.order.filter((one) => one !== way)] })
  return (
    <TaskDialog
      title={t('sending.settings')}
      isOpen
      onClose={onClose}
      footer={<div className="flex flex-wrap gap-2"><Button kind="primary" onPress={save} isPending={set.isPending}>{t('ui.save')}</Button><Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button></div>}
    >
      <div className="flex flex-col gap-5">
        <SelectBox label={t('sending.first-way')} hint={t('sending.first-way-hint')} value={said.order[0] ?? 'email'} onChange={(key) => first(WAYS.find((one) => one === key) ?? 'email')} options={WAYS.map((key) => ({ key, label: t(`delivery-way.${key}`) }))} />
        <CheckBox isSelected={said.peppol} onChange={(peppol) => change({ peppol })} hint={t('sending.peppol-hint')}>{t('sending.peppol')}</CheckBox>
        <RadioList label={t('sending.fallback')} value={said.fallback} onChange={(key) => change({ fallback: key === 'letter' ? 'letter' : 'ask' })} options={(['ask', 'letter'] as const).map((key) => ({ key, label: t(`fallback.${key}`) }))} />
        <RadioList label={t('sending.window')} row value={said.window} onChange={(key) => change({ window: key === 'left' ? 'left' : 'right' })} options={(['right', 'left'] as const).map((key) => ({ key, label: t(`window.${key}`) }))} />
        <CheckBox isSelected={said.reminderFeeAgreed} onChange={(reminderFeeAgreed) => change({ reminderFeeAgreed })} hint={t('sending.fee-hint')}>{t('sending.fee')}</CheckBox>
        <CheckBox isSelected={said.lateInterest} onChange={(lateInterest) => change({ lateInterest })} hint={t('sending.interest-hint')}>{t('sending.interest')}</CheckBox>
        <TextBox label={t('sending.days')} value={String(said.reminderDays)} onChange={(days) => change({ reminderDays: Number(days.replaceAll(/\D/g, '').slice(0, 2)) })} inputMode="numeric" />
        {set.error && <Problem error={set.error} />}
      </div>
    </TaskDialog>
  )
}

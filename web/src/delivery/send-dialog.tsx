import { useState } from 'react'
import type { WaysBody } from '@api/deliveries-resource.ts'
import { ApiProblem } from '../api.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { CheckBox, RadioList, TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { useChooseDelivery, useDeliver, WAYS, type Way } from './delivery-queries.ts'

/** Another way for this invoice, or for all of this customer's; ways that do not reach them say so. */
export function SendDialog({ person, invoice, ways, again, onClose }: { person: string; invoice: string; ways: WaysBody; again: boolean; onClose: () => void }) {
  const { t } = useTexts()
  const deliver = useDeliver(person, invoice)
  const choose = useChooseDelivery(person)
  const [way, setWay] = useState<Way | null>(ways.way)
  const [always, setAlways] = useState(false)
  const [withUbl, setWithUbl] = useState(ways.choice?.withUbl ?? false)
  const [participant, setParticipant] = useState(ways.choice?.participant ? `${ways.choice.participant.scheme}:${ways.choice.participant.id}` : '')
  const wrong = [choose.error, deliver.error].find((error) => error instanceof ApiProblem)
  const unseen = [choose.error, deliver.error].find((error) => error && !(error instanceof ApiProblem && error.field?.startsWith('participant')))
  const [scheme = '', ...rest] = participant.split(':')
  const given = participant.trim() === '' ? null : { scheme: scheme.trim(), id: rest.join(':').trim() }
  const changes = always || withUbl !== (ways.choice?.withUbl ?? false) || JSON.stringify(given) !== JSON.stringify(ways.choice?.participant ?? null)
  const press = async () => {
    if (!way) return
    // What is noted of the customer first: the way may rest on it.
    if (changes) await choose.mutateAsync({ way: always ? way : (ways.choice?.way ?? null), participant: given, withUbl })
    await deliver.mutateAsync({ way, ...(again && { again: true }) })
    announce({ text: t('delivery.on-its-way') })
    onClose()
  }
  return (
    <TaskDialog
      title={again ? t('delivery.send-again') : t('delivery.send')}
      isOpen
      onClose={onClose}
      footer={<div className="flex flex-wrap gap-2"><Button kind="primary" onPress={() => void press().catch(() => undefined)} isPending={choose.isPending || deliver.isPending} disabledReason={way ? undefined : t('delivery.no-way')}>{again ? t('delivery.send-again') : t('delivery.send')}</Button><Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button></div>}
    >
      <div className="flex flex-col gap-4">
        <RadioList label={t('delivery.way')} value={way ?? ''} onChange={(key) => setWay(WAYS.find((one) => one === key) ?? null)} options={WAYS.map((key) => ({ key, label: t(`delivery-way.${key}`), ...(!ways.possible.includes(key) && { hint: t(`delivery-lacks.${key}`) }) }))} />
        {way === 'peppol' && <TextBox label={t('delivery.participant')} hint={t('delivery.participant-hint')} value={participant} onChange={setParticipant} error={wrong instanceof ApiProblem && wrong.field?.startsWith('participant') ? wrong.message : undefined} />}
        {way === 'email' && <CheckBox isSelected={withUbl} onChange={setWithUbl}>{t('delivery.with-ubl')}</CheckBox>}
        <CheckBox isSelected={always} onChange={setAlways} hint={t('delivery.always-hint')}>{t('delivery.always')}</CheckBox>
        {unseen && <Problem error={unseen} />}
      </div>
    </TaskDialog>
  )
}

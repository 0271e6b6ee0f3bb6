import { useState } from 'react'
import type { SubscriptionBody, SubscriptionChangeBody } from '@api/subscriptions-resource.ts'
import { ApiProblem } from '../api.ts'
import { LineFields, lineOf, linesToSend, type Line } from '../invoices/line-fields.tsx'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { useChangeSubscription } from './billing-queries.ts'

export type ChangeKind = SubscriptionChangeBody['kind']

/** Says something about a subscription from a day on; what has been invoiced stays. */
export function ChangeDialog({ subscription, kind, onClose }: { subscription: SubscriptionBody; kind: ChangeKind; onClose: () => void }) {
  const { t, day } = useTexts()
  const change = useChangeSubscription(subscription.person.id, subscription.id)
  const [on, setOn] = useState(() => (kind === 'ended' ? subscription.endsOn : subscription.next?.from) ?? new Date().toLocaleDateString('sv-SE'))
  const [lines, setLines] = useState<readonly Line[]>(() => subscription.lines.map(lineOf))
  const ready = linesToSend(lines)
  const wrong = change.error instanceof ApiProblem ? change.error : undefined
  const errorOf = (field: string) => (wrong?.field === field ? wrong.message : undefined)
  const save = (body: SubscriptionChangeBody) => change.mutate(body, { onSuccess: () => { announce({ text: t('subscriptions.noted') }); onClose() } })
  const missing = on === '' ? t('subscriptions.day-first') : kind === 'terms' && !ready ? t('invoices.lines-first') : undefined
  const press = () => save(kind === 'terms' ? { kind, day: on, lines: ready! } : { kind, day: on })
  return (
    <TaskDialog
      title={t(`subscription-change.${kind}`)}
      isOpen
      onClose={onClose}
      wide={kind === 'terms'}
      footer={
        <div className="flex flex-wrap gap-2">
          <Button kind={kind === 'ended' ? 'danger' : 'primary'} onPress={press} isPending={change.isPending} disabledReason={missing}>{t('ui.save')}</Button>
          {kind === 'ended' && subscription.changes.some((one) => one.kind === 'ended' && one.day !== null) && <Button onPress={() => save({ kind: 'ended', day: null })} isPending={change.isPending}>{t('subscriptions.go-on')}</Button>}
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      }
    >
      <div className="flex flex-col gap-4">
        <p>{t(`subscription-change-what.${kind}`)}</p>
        {subscription.invoicedUntil && <p className="text-soft">{t('subscriptions.invoiced-until', { day: day(subscription.invoicedUntil) })}</p>}
        <div className="max-w-[16rem]"><DateBox label={t(`subscription-change-day.${kind}`)} value={on} onChange={setOn} error={errorOf('day')} /></div>
        {kind === 'terms' && <div><LineFields lines={lines} onChange={setLines} errorOf={errorOf} /></div>}
        {change.error && wrong?.field === undefined && <Problem error={change.error} />}
      </div>
    </TaskDialog>
  )
}

import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { NewSubscriptionBody } from '@api/subscriptions-resource.ts'
import { ApiProblem } from '../api.ts'
import { useInvoicing } from '../invoices/invoice-queries.ts'
import { emptyLine, LineFields, linesToSend, type Line } from '../invoices/line-fields.tsx'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { usePerson } from '../people/people-queries.ts'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, Button } from '../ui/button.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { RadioList, TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { announce } from '../ui/toast.tsx'
import { useStartSubscription } from './billing-queries.ts'

const PERIODS = [1, 3, 12] as const

/** Begins a subscription. Nothing is invoiced by it: that is what a run does. */
export function NewSubscription() {
  const { t } = useTexts()
  const { id = '' } = useParams()
  const person = usePerson(id)
  const invoicing = useInvoicing()
  const whyNot = useWhyNot()('invoices.write')
  const navigate = useNavigate()
  const [once] = useState(() => crypto.randomUUID())
  const start = useStartSubscription(id, once)
  const [name, setName] = useState('')
  const [months, setMonths] = useState<NewSubscriptionBody['months']>(1)
  const [startsOn, setStartsOn] = useState(() => new Date().toLocaleDateString('sv-SE'))
  const [endsOn, setEndsOn] = useState('')
  const [billingDay, setBillingDay] = useState('')
  const [lines, setLines] = useState<readonly Line[]>(() => [emptyLine()])
  const ready = linesToSend(lines)
  const wrong = start.error instanceof ApiProblem ? start.error : undefined
  const errorOf = (field: string) => (wrong?.field === field ? wrong.message : undefined)
  const missing = whyNot ?? (invoicing.data === null ? t('invoices.set-up-first') : name.trim() === '' || startsOn === '' ? t('subscriptions.name-first') : ready ? undefined : t('invoices.lines-first'))
  const press = () => ready && start.mutate({ name: name.trim(), months, startsOn, lines: ready, ...(endsOn && { endsOn }), ...(billingDay.trim() && { billingDay: Number(billingDay) }) }, {
    onSuccess: (begun) => {
      announce({ text: t('subscriptions.begun', { name: begun.name }) })
      void navigate(links.subscription(id, begun.id), { replace: true })
    },
  })
  return (
    <Page title={t('subscriptions.new')} lead={person.data?.name} above={<BackLink href={links.subscriptionsOf(id)}>{t('subscriptions.title')}</BackLink>}>
      {invoicing.data === null && <Notice tone="wait" title={t('invoices.set-up-first')}>{t('invoices.set-up-what')}</Notice>}
      <div className="mb-8 grid max-w-[42rem] gap-5">
        <TextBox label={t('subscriptions.name')} hint={t('subscriptions.name-hint')} value={name} onChange={setName} error={errorOf('name')} maxLength={200} />
        <RadioList label={t('subscriptions.period')} row value={String(months)} onChange={(key) => setMonths(PERIODS.find((one) => String(one) === key) ?? 1)} options={PERIODS.map((key) => ({ key: String(key), label: t(`period.${key}`) }))} />
        <div className="grid gap-4 narrow:grid-cols-3">
          <DateBox label={t('subscriptions.starts')} value={startsOn} onChange={setStartsOn} error={errorOf('startsOn')} />
          <DateBox label={t('subscriptions.ends')} hint={t('subscriptions.ends-hint')} value={endsOn} onChange={setEndsOn} error={errorOf('endsOn')} />
          <TextBox label={t('subscriptions.day')} hint={t('subscriptions.day-hint')} value={billingDay} onChange={setBillingDay} error={errorOf('billingDay')} inputMode="numeric" maxLength={2} />
        </div>
      </div>
      <Section title={t('invoices.lines')} lead={t('subscriptions.lines-lead')}>
        <LineFields lines={lines} onChange={setLines} errorOf={errorOf} />
      </Section>
      {wrong && wrong.field === undefined && <Problem error={wrong} />}
      <div className="border-t border-line bg-ground py-3 mid:sticky mid:bottom-0">
        <Button kind="primary" onPress={press} isPending={start.isPending} disabledReason={missing} reasonInSight>{t('subscriptions.begin')}</Button>
      </div>
    </Page>
  )
}

import { useState } from 'react'
import { useParams } from 'react-router'
import type { SubscriptionBody } from '@api/subscriptions-resource.ts'
import { useMoney } from '../invoices/use-money.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, Button, TextLink } from '../ui/button.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { WaitingPage } from '../ui/skeleton.tsx'
import { useSubscription } from './billing-queries.ts'
import { ChangeDialog, type ChangeKind } from './change-dialog.tsx'
import { SubscriptionTag } from './state-tags.tsx'

/** One subscription: the next invoice, what it is made of, and what was said about it. */
export function SubscriptionPage() {
  const { t } = useTexts()
  const { person = '', id = '' } = useParams()
  const subscription = useSubscription(person, id)
  const above = <BackLink href={links.subscriptions}>{t('subscriptions.title')}</BackLink>
  if (subscription.error && !subscription.data) return <Page title={t('subscriptions.title')} above={above}><Problem error={subscription.error} onRetry={() => void subscription.refetch()} /></Page>
  if (!subscription.data) return <Page title="" above={above}><WaitingPage label={t('ui.loading')} /></Page>
  return <Loaded subscription={subscription.data} above={above} />
}

function Loaded({ subscription, above }: { subscription: SubscriptionBody; above: React.ReactNode }) {
  const { t, day } = useTexts()
  const whyNot = useWhyNot()('invoices.write')
  const [open, setOpen] = useState<ChangeKind | null>(null)
  const { person, state } = subscription
  const over = whyNot ?? (state === 'ended' ? t('subscriptions.is-over') : undefined)
  return (
    <Page
      title={subscription.name}
      above={above}
      lead={<><TextLink href={links.person(person.id)}>{person.name}</TextLink> · {t(`period.${subscription.months}`)} · {subscription.endsOn ? t('subscriptions.from-to', { from: day(subscription.startsOn), to: day(subscription.endsOn) }) : t('subscriptions.from', { from: day(subscription.startsOn) })} <span className="ml-1"><SubscriptionTag state={state} /></span></>}
      actions={
        <>
          <Button onPress={() => setOpen('terms')} disabledReason={over}>{t('subscriptions.change')}</Button>
          <Button onPress={() => setOpen(state === 'paused' ? 'resumed' : 'paused')} disabledReason={over}>{t(state === 'paused' ? 'subscriptions.resume' : 'subscriptions.pause')}</Button>
          <Button onPress={() => setOpen('ended')} disabledReason={whyNot}>{t('subscriptions.end')}</Button>
        </>
      }
    >
      {open && <ChangeDialog subscription={subscription} kind={open} onClose={() => setOpen(null)} />}
      <NextInvoice subscription={subscription} />
      <History subscription={subscription} />
      <Section title={t('subscriptions.invoiced')}>
        {subscription.invoices.length === 0 ? <p className="text-soft">{t('subscriptions.invoiced-none')}</p> : (
          <ul className="divide-y divide-line border-y border-line">
            {subscription.invoices.toReversed().map((one) => <li key={one.from} className="py-2"><TextLink href={links.invoice(person.id, one.invoice)}>{t('subscriptions.days', { from: day(one.from), to: day(one.to) })}</TextLink></li>)}
          </ul>
        )}
      </Section>
    </Page>
  )
}

function NextInvoice({ subscription: { next, nextLines } }: { subscription: SubscriptionBody }) {
  const { t, day } = useTexts()
  const money = useMoney()
  if (!next) return <Section title={t('subscriptions.next-title')}><p className="text-soft">{t('subscriptions.next-none')}</p></Section>
  return (
    <Section title={t('subscriptions.next-title')} lead={t('subscriptions.next-lead', { day: day(next.from) })}>
      {next.problem !== null && <Notice tone="bad" title={t('subscriptions.next-cannot')}>{next.problem}</Notice>}
      {next.payable !== null && next.currency !== null && (
        <>
          <PlainTable label={t('subscriptions.next-title')} stacks head={[t('invoices.what'), t('invoices.amount')]}>
            {nextLines.map((line, place) => <PlainRow key={place} cells={[line.description, <span key="amount" className="numbers">{money(line.amount, next.currency!)}</span>]} />)}
          </PlainTable>
          <p className="mt-3 font-medium">{t('subscriptions.next-sum', { amount: money(next.payable, next.currency) })}</p>
        </>
      )}
    </Section>
  )
}

function History({ subscription: { changes } }: { subscription: SubscriptionBody }) {
  const { t, day, moment } = useTexts()
  return (
    <Section title={t('subscriptions.history')}>
      <ol className="divide-y divide-line border-y border-line">
        {changes.toReversed().map((one) => (
          <li key={one.id} className="py-2.5">
            <p>{one.day === null ? t('subscription-said.goes-on') : t(`subscription-said.${one.kind}`, { day: day(one.day) })}</p>
            {one.lines && <p className="text-fine text-soft">{one.lines.map((line) => t(line.priceHasVat ? 'subscriptions.line-with-vat' : 'subscriptions.line', { what: line.description, quantity: line.quantity, price: line.price })).join(' · ')}</p>}
            <p className="text-fine text-soft">{moment(one.notedAt)}{one.by && ` · ${one.by}`}</p>
          </li>
        ))}
      </ol>
    </Section>
  )
}

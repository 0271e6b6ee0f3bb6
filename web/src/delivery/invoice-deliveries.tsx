import { useState } from 'react'
import type { DeliveriesBody, DeliveryBody } from '@api/deliveries-resource.ts'
import { useTexts } from '../language.tsx'
import { useWhyNot } from '../shell/may.ts'
import { Button } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { announce } from '../ui/toast.tsx'
import { DeliveryTag } from './delivery-tag.tsx'
import { useDeliver, useDeliveriesOf, useEnd, usePrint } from './delivery-queries.ts'
import { SendDialog } from './send-dialog.tsx'

/** How an invoice reached the customer, or will: the way is named and said why, and another can be taken. */
export function InvoiceDeliveries({ person, invoice }: { person: string; invoice: string }) {
  const { t } = useTexts()
  const found = useDeliveriesOf(person, invoice)
  if (found.error && !found.data) return <Section title={t('delivery.title')}><Problem error={found.error} onRetry={() => void found.refetch()} /></Section>
  if (!found.data) return <Section title={t('delivery.title')}><Waiting lines={2} label={t('ui.loading')} /></Section>
  return <Loaded person={person} invoice={invoice} found={found.data} />
}

const GOES: readonly DeliveryBody['state'][] = ['waiting', 'handing-over', 'handed-over', 'sent', 'unknown']

function Loaded({ person, invoice, found: { deliveries, ways } }: { person: string; invoice: string; found: DeliveriesBody }) {
  const { t } = useTexts()
  const whyNot = useWhyNot()('invoices.write')
  const [isChoosing, setChoosing] = useState(false)
  const deliver = useDeliver(person, invoice)
  const own = deliveries.filter((one) => one.reminder === null)
  const stands = own.some((one) => GOES.includes(one.state))
  const way = ways.way
  const lead = way ? t(`delivery-why.${ways.why ?? 'order'}`, { way: t(`delivery-way.${way}`) }) : t('delivery.no-way')
  const press = () => deliver.mutate({}, { onSuccess: () => announce({ text: t('delivery.on-its-way') }) })
  return (
    <Section
      title={t('delivery.title')}
      lead={lead}
      actions={
        <>
          <Button onPress={() => setChoosing(true)} disabledReason={whyNot}>{t('delivery.another-way')}</Button>
          {!stands && <Button kind="primary" onPress={press} isPending={deliver.isPending} disabledReason={whyNot ?? (way ? undefined : t('delivery.no-way'))}>{t('delivery.send')}</Button>}
        </>
      }
    >
      {isChoosing && <SendDialog person={person} invoice={invoice} ways={ways} again={stands} onClose={() => setChoosing(false)} />}
      {deliver.error && <Problem error={deliver.error} />}
      {deliveries.length === 0 ? <p className="text-soft">{t('delivery.none')}</p> : (
        <PlainTable label={t('delivery.title')} stacks head={[t('delivery.way'), t('delivery.state'), t('delivery.changed'), t('delivery.what-now')]}>
          {deliveries.map((one) => <PlainRow key={one.id} cells={cellsOf(one, person, invoice)} />)}
        </PlainTable>
      )}
    </Section>
  )
}

const cellsOf = (one: DeliveryBody, person: string, invoice: string) => [<WayCell key="way" one={one} />, <StateCell key="state" one={one} />, <ChangedCell key="changed" one={one} />, <Endings key="ends" one={one} person={person} invoice={invoice} />]

function WayCell({ one }: { one: DeliveryBody }) {
  const { t } = useTexts()
  return <>{t(`delivery-way.${one.way}`)}{one.reminder && <span className="block text-fine text-soft">{t('delivery.of-reminder')}</span>}{one.standsIn && <span className="block text-fine text-soft">{t('delivery.stands-in')}</span>}</>
}

function StateCell({ one }: { one: DeliveryBody }) {
  return <><DeliveryTag state={one.state} />{(one.sentence ?? (one.state === 'failed' ? one.reason : null)) && <span className="mt-1 block text-fine text-soft">{one.sentence ?? one.reason}</span>}</>
}

function ChangedCell({ one }: { one: DeliveryBody }) {
  const { moment } = useTexts()
  return <span className="numbers">{moment(one.changedAt)}</span>
}

/** What a colleague may know of it that the program cannot. */
function Endings({ one, person, invoice }: { one: DeliveryBody; person: string; invoice: string }) {
  const { t } = useTexts()
  const whyNot = useWhyNot()('invoices.write')
  const end = useEnd(person, invoice)
  const print = usePrint(person, invoice)
  const offered = one.state === 'waiting' && one.batch === null ? ['cancelled'] as const
    : one.way === 'page' || one.state === 'cancelled' ? []
    : one.state === 'sent' ? ['returned'] as const
    : ['handed-over', 'unknown'].includes(one.state) ? ['arrived', 'returned'] as const
    : ['failed', 'refused'].includes(one.state) ? ['arrived'] as const : []
  return (
    <>
      <span className="flex flex-wrap gap-2">{offered.map((how) => <Button key={how} kind="plain" onPress={() => end.mutate({ id: one.id, how })} isPending={end.isPending} disabledReason={whyNot}>{t(`delivery-end.${how}`)}</Button>)}
        {one.way === 'letter' && one.state !== 'cancelled' && <Button kind="plain" onPress={() => print.mutate(one.id)} isPending={print.isPending} disabledReason={whyNot}>{t('delivery.print')}</Button>}</span>
      {(end.error ?? print.error) && <Problem error={end.error ?? print.error} />}
    </>
  )
}

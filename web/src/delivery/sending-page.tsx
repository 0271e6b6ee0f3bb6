import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { ListedDeliveryBody } from '@api/deliveries-resource.ts'
import { InvoiceParts } from '../invoices/invoice-parts.tsx'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { WaitingTable } from '../ui/skeleton.tsx'
import { LinkTable, type TableColumn } from '../ui/table.tsx'
import { TabView } from '../ui/tabs.tsx'
import { DeliverySettingsDialog } from './delivery-settings-dialog.tsx'
import { DeliveryTag } from './delivery-tag.tsx'
import { useDeliveries, useDeliverySettings, WAYS, type DeliveryFilter } from './delivery-queries.ts'
import { LetterBatches } from './letter-batches.tsx'
import { Reminders } from './reminders.tsx'

const ALL = 'all'
const TABS = ['trouble', 'waiting', 'letters', 'reminders'] as const

/** What is on its way, what went wrong and waits for somebody, letters for the print house, and late invoices to remind of. */
export function SendingPage() {
  const { t } = useTexts()
  const whyNot = useWhyNot()('invoices.write')
  const [parameters, setParameters] = useSearchParams()
  const [isSetting, setSetting] = useState(false)
  const settings = useDeliverySettings()
  const tab = TABS.find((one) => one === parameters.get('part')) ?? 'trouble'
  return (
    <Page title={t('sending.title')} lead={t('sending.lead')} wide above={<InvoiceParts />} actions={<Button onPress={() => setSetting(true)} disabledReason={whyNot}>{t('sending.settings')}</Button>}>
      {isSetting && settings.data && <DeliverySettingsDialog settings={settings.data} onClose={() => setSetting(false)} />}
      <TabView
        label={t('sending.title')}
        value={tab}
        onChange={(key) => setParameters({ part: key }, { replace: true })}
        tabs={[
          { key: 'trouble', label: t('sending.trouble'), content: <DeliveryList filter={{ troubled: 'yes' }} none={t('sending.no-trouble')} noneWhat={t('sending.no-trouble-what')} /> },
          { key: 'waiting', label: t('sending.waiting'), content: <WaitingList /> },
          { key: 'letters', label: t('sending.letters'), content: <LetterBatches /> },
          { key: 'reminders', label: t('sending.reminders'), content: <Reminders /> },
        ]}
      />
    </Page>
  )
}

function WaitingList() {
  const { t } = useTexts()
  const [way, setWay] = useState<string>(ALL)
  const chosen = WAYS.find((one) => one === way)
  return (
    <>
      <div className="mb-4 w-56"><SelectBox label={t('delivery.way')} value={way} onChange={setWay} options={[{ key: ALL, label: t('sending.all-ways') }, ...WAYS.map((key) => ({ key, label: t(`delivery-way.${key}`) }))]} /></div>
      <DeliveryList filter={{ state: 'waiting', ...(chosen && { way: chosen }) }} none={t('sending.none-waiting')} noneWhat={t('sending.none-waiting-what')} />
    </>
  )
}

function DeliveryList({ filter, none, noneWhat }: { filter: DeliveryFilter; none: string; noneWhat: string }) {
  const { t } = useTexts()
  const list = useDeliveries(filter)
  const columns = useColumns()
  if (list.error) return <Problem error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <WaitingTable rows={4} columns={4} label={t('ui.loading')} />
  return (
    <LinkTable
      label={t('sending.title')}
      columns={columns}
      rows={list.data.pages.flatMap((page) => page.deliveries)}
      rowLink={(one) => links.invoice(one.person.id, one.invoice)}
      more={list.hasNextPage ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage } : undefined}
      empty={<Empty title={none}>{noneWhat}</Empty>}
    />
  )
}

function useColumns(): TableColumn<ListedDeliveryBody>[] {
  const { t, moment } = useTexts()
  return [
    {
      key: 'number', label: t('sending.invoice'),
      render: (one) => (
        <>
          <span className="block truncate font-semibold">{one.reminder ? t('sending.reminder-of', { number: one.number }) : one.number}</span>
          <span className="block truncate text-fine text-soft">{one.person.name}</span>
          <span className="mid:hidden"><DeliveryTag state={one.state} /></span>
        </>
      ),
    },
    { key: 'way', label: t('delivery.way'), fit: true, render: (one) => t(`delivery-way.${one.way}`) },
    { key: 'state', label: t('delivery.state'), fit: true, room: 'mid', render: (one) => <DeliveryTag state={one.state} /> },
    { key: 'why', label: t('sending.why'), room: 'mid', render: (one) => <span className="text-soft">{one.sentence ?? (one.state === 'failed' ? one.reason : null)}</span> },
    { key: 'at', label: t('delivery.changed'), fit: true, room: 'wide', render: (one) => <span className="numbers text-soft">{moment(one.changedAt)}</span> },
  ]
}

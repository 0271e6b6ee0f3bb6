import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { InvoiceRun } from '@api/invoice-runs-resource.ts'
import { ApiProblem } from '../api.ts'
import { useMoney } from '../invoices/use-money.ts'
import { InvoiceParts } from '../invoices/invoice-parts.tsx'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button } from '../ui/button.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Empty } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { WaitingTable } from '../ui/skeleton.tsx'
import { LinkTable, type TableColumn } from '../ui/table.tsx'
import { useCreateRun, useRuns } from './billing-queries.ts'
import { NewList } from './new-list.tsx'
import { RunTag } from './state-tags.tsx'

/** Runs of invoices, the newest first. */
export function RunList() {
  const { t } = useTexts()
  const list = useRuns()
  const whyNot = useWhyNot()('invoices.write')
  const [isOpen, setOpen] = useState<'due' | 'list' | null>(null)
  const start = <Button kind="primary" onPress={() => setOpen('due')} disabledReason={whyNot}>{t('runs.new')}</Button>
  const bring = <Button onPress={() => setOpen('list')} disabledReason={whyNot}>{t('run-list.new')}</Button>
  const columns = useColumns()
  return (
    <Page title={t('runs.title')} lead={t('runs.lead')} wide above={<InvoiceParts />} actions={<>{bring}{start}</>}>
      {isOpen === 'due' && <NewRun onClose={() => setOpen(null)} />}
      {isOpen === 'list' && <NewList onClose={() => setOpen(null)} />}
      {list.error ? <Problem error={list.error} onRetry={() => void list.refetch()} />
        : list.isPending ? <WaitingTable rows={4} columns={4} label={t('ui.loading')} />
        : (
          <LinkTable
            label={t('runs.title')}
            columns={columns}
            rows={list.data.pages.flatMap((page) => page.runs)}
            rowLink={(one) => links.invoiceRun(one.id)}
            more={list.hasNextPage ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage } : undefined}
            empty={<Empty title={t('runs.none')} actions={start}>{t('runs.none-what')}</Empty>}
          />
        )}
    </Page>
  )
}

/** What a run is called. */
export function useRunTitle(): (run: Pick<InvoiceRun, 'upTo' | 'list'>) => string {
  const { t, day } = useTexts()
  return ({ upTo, list }) => (upTo ? t('runs.up-to', { day: day(upTo) }) : (list?.name ?? t('runs.crediting')))
}

function useColumns(): TableColumn<InvoiceRun>[] {
  const { t, moment, number } = useTexts()
  const money = useMoney()
  const title = useRunTitle()
  return [
    {
      key: 'name', label: t('runs.run'),
      render: (one) => (
        <>
          <span className="block truncate font-semibold">{title(one)}</span>
          <span className="block truncate text-fine text-soft">{moment(one.createdAt)} · {one.by}</span>
          <span className="mid:hidden"><RunTag state={one.state} /></span>
        </>
      ),
    },
    { key: 'state', label: t('subscriptions.state'), fit: true, room: 'mid', render: (one) => <RunTag state={one.state} /> },
    { key: 'count', label: t('runs.count'), fit: true, align: 'right', render: (one) => number(one.invoices) },
    { key: 'amount', label: t('invoices.amount'), fit: true, room: 'mid', align: 'right', render: (one) => (one.currency ? money(one.amount, one.currency) : '') },
  ]
}

function NewRun({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const create = useCreateRun()
  const [upTo, setUpTo] = useState(() => new Date().toLocaleDateString('sv-SE'))
  const wrong = create.error instanceof ApiProblem ? create.error : undefined
  const press = () => create.mutate(upTo, { onSuccess: (run) => void navigate(links.invoiceRun(run.id)) })
  return (
    <TaskDialog
      title={t('runs.new')}
      isOpen
      onClose={onClose}
      footer={<div className="flex flex-wrap gap-2"><Button kind="primary" onPress={press} isPending={create.isPending} disabledReason={upTo === '' ? t('subscriptions.day-first') : undefined}>{t('runs.rehearse')}</Button><Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button></div>}
    >
      <p className="mb-4">{t('runs.new-what')}</p>
      <div className="max-w-[16rem]"><DateBox label={t('runs.day')} value={upTo} onChange={setUpTo} error={wrong?.field === 'upTo' ? wrong.message : undefined} /></div>
      {create.error && wrong?.field === undefined && <div className="mt-4"><Problem error={create.error} /></div>}
    </TaskDialog>
  )
}

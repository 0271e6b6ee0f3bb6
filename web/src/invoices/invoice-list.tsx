import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { InvoiceItem } from '@api/invoices-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { ListSearch } from '../lists/list-search.tsx'
import { useWhyNot } from '../shell/may.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { WaitingTable } from '../ui/skeleton.tsx'
import { LinkTable, type TableColumn } from '../ui/table.tsx'
import { InvoiceParts } from './invoice-parts.tsx'
import { InvoicingDialog } from './invoicing-dialog.tsx'
import { INVOICE_STATES, useInvoices, useInvoicing } from './invoice-queries.ts'
import { StateTag } from './state-tag.tsx'
import { inAll } from './in-all.ts'
import { useMoney } from './use-money.ts'

const ALL = 'all'

/** Invoices and credit notes, the newest first, with how each stands today. */
export function InvoiceList() {
  const { t } = useTexts()
  const whyNot = useWhyNot()('invoices.write')
  const [parameters, setParameters] = useSearchParams()
  const state = INVOICE_STATES.find((one) => one === parameters.get('state'))
  const [isSetting, setSetting] = useState(false)
  const invoicing = useInvoicing()
  const search = parameters.get('search') ?? ''
  const list = useInvoices({ state, search })
  const show = (next: { state?: string | undefined; search?: string }) => setParameters(Object.entries({ state, search, ...next }).filter((one): one is [string, string] => Boolean(one[1])), { replace: true })
  const rows = list.data?.pages.flatMap((page) => page.invoices) ?? []
  const columns = useColumns()
  const notSetUp = invoicing.data === null
  return (
    <Page
      title={t('invoices.title')}
      lead={t('invoices.lead')}
      wide
      above={<InvoiceParts />}
      actions={
        <>
          <Button onPress={() => setSetting(true)} disabledReason={whyNot}>{t('invoices.settings')}</Button>
          <LinkButton kind="primary" href={links.people()} disabledReason={whyNot ?? (notSetUp ? t('invoices.set-up-first') : undefined)}>{t('invoices.new')}</LinkButton>
        </>
      }
    >
      {isSetting && invoicing.data !== undefined && <InvoicingDialog invoicing={invoicing.data} onClose={() => setSetting(false)} />}
      <div className="mb-4 flex flex-wrap items-end gap-3">
        <ListSearch label={t('invoices.search')} search={search} onChange={(text) => show({ search: text })} />
        <div className="w-56"><SelectBox label={t('invoices.state')} value={state ?? ALL} onChange={(key) => show({ state: key === ALL ? undefined : key })} options={[{ key: ALL, label: t('invoices.all') }, ...INVOICE_STATES.map((key) => ({ key, label: t(`invoice-state.${key}`) }))]} /></div>
      </div>
      {list.error ? <Problem error={list.error} onRetry={() => void list.refetch()} />
        : list.isPending ? <WaitingTable rows={6} columns={5} label={t('ui.loading')} />
        : (
          <LinkTable
            label={t('invoices.title')}
            columns={columns}
            rows={rows}
            rowLink={(one) => links.invoice(one.person.id, one.id)}
            more={list.hasNextPage ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage } : undefined}
            empty={state || search ? <Empty title={t('invoices.none-so')} />
              : notSetUp ? <Empty title={t('invoices.none')} actions={<Button kind="primary" onPress={() => setSetting(true)} disabledReason={whyNot}>{t('invoices.set-up')}</Button>}>{t('invoices.set-up-what')}</Empty>
              : <Empty title={t('invoices.none')} actions={<LinkButton href={links.people()}>{t('invoices.find-person')}</LinkButton>}>{t('invoices.none-what')}</Empty>}
          />
        )}
    </Page>
  )
}

function useColumns(): TableColumn<InvoiceItem>[] {
  const { t, day } = useTexts()
  const money = useMoney()
  return [
    {
      key: 'number', label: t('invoices.number'),
      render: (one) => (
        <>
          <span className="block truncate font-semibold">{t(`invoice-kind.${one.kind}`, { number: one.number })}</span>
          <span className="block truncate text-fine text-soft">{one.person.name}</span>
          <span className="mid:hidden"><StateTag state={one.state} /></span>
        </>
      ),
    },
    { key: 'state', label: t('invoices.state'), fit: true, room: 'mid', render: (one) => <StateTag state={one.state} /> },
    { key: 'left', label: t('invoices.outstanding'), fit: true, align: 'right', render: (one) => (one.kind === 'credit-note' || Number(one.outstanding) === 0 ? '' : money(inAll(one), one.currency)) },
    { key: 'amount', label: t('invoices.amount'), fit: true, room: 'mid', align: 'right', render: (one) => money(one.payable, one.currency) },
    { key: 'issued', label: t('invoices.issued'), fit: true, room: 'mid', render: (one) => <span className="numbers">{day(one.issuedOn)}</span> },
    { key: 'due', label: t('invoices.due'), fit: true, room: 'wide', render: (one) => <span className="numbers text-soft">{one.kind === 'invoice' && day(one.dueOn)}</span> },
  ]
}

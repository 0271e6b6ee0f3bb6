import type { SubscriptionItem } from '@api/subscriptions-resource.ts'
import { InvoiceParts } from '../invoices/invoice-parts.tsx'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useMoney } from '../invoices/use-money.ts'
import { LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { WaitingTable } from '../ui/skeleton.tsx'
import { LinkTable, type TableColumn } from '../ui/table.tsx'
import { useSubscriptions } from './billing-queries.ts'
import { SubscriptionTag } from './state-tags.tsx'

/** Everybody's subscriptions, the newest first, each with its next invoice. */
export function SubscriptionList() {
  const { t } = useTexts()
  const list = useSubscriptions()
  return (
    <Page title={t('subscriptions.title')} lead={t('subscriptions.lead')} wide above={<InvoiceParts />}>
      {list.error ? <Problem error={list.error} onRetry={() => void list.refetch()} />
        : list.isPending ? <WaitingTable rows={6} columns={4} label={t('ui.loading')} />
        : (
          <SubscriptionTable
            rows={list.data.pages.flatMap((page) => page.subscriptions)}
            more={list.hasNextPage ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage } : undefined}
            empty={<Empty title={t('subscriptions.none')} actions={<LinkButton href={links.people()}>{t('invoices.find-person')}</LinkButton>}>{t('subscriptions.none-what')}</Empty>}
          />
        )}
    </Page>
  )
}

export function SubscriptionTable({ rows, more, empty }: { rows: readonly SubscriptionItem[]; more?: { load: () => void; loading: boolean } | undefined; empty: React.ReactNode }) {
  const { t, day } = useTexts()
  const money = useMoney()
  const columns: TableColumn<SubscriptionItem>[] = [
    {
      key: 'name', label: t('subscriptions.name'),
      render: (one) => (
        <>
          <span className="block truncate font-semibold">{one.name}</span>
          <span className="block truncate text-fine text-soft">{one.person.name}</span>
          <span className="mid:hidden"><SubscriptionTag state={one.state} /></span>
        </>
      ),
    },
    { key: 'state', label: t('subscriptions.state'), fit: true, room: 'mid', render: (one) => <SubscriptionTag state={one.state} /> },
    { key: 'period', label: t('subscriptions.period'), fit: true, room: 'mid', render: (one) => t(`period.${one.months}`) },
    { key: 'next', label: t('subscriptions.next'), fit: true, render: (one) => <span className="numbers">{one.next ? day(one.next.from) : '–'}</span> },
    { key: 'amount', label: t('invoices.amount'), fit: true, room: 'mid', align: 'right', render: (one) => one.next?.payable && one.next.currency ? money(one.next.payable, one.next.currency) : one.next?.problem ? <span className="text-brick">{t('subscriptions.cannot')}</span> : '' },
  ]
  return <LinkTable label={t('subscriptions.title')} columns={columns} rows={rows} rowLink={(one) => links.subscription(one.person.id, one.id)} more={more} empty={empty} />
}

import { useParams } from 'react-router'
import type { DealItem } from '@api/deals-resource.ts'
import { useMoney } from '../invoices/use-money.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { usePerson } from '../people/people-queries.ts'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { WaitingTable } from '../ui/skeleton.tsx'
import { LinkTable, type TableColumn } from '../ui/table.tsx'
import { useDealsOf } from './deal-queries.ts'
import { DealTag } from './deal-tag.tsx'

/** The deals with one person. */
export function PersonDeals() {
  const { t } = useTexts()
  const { id = '' } = useParams()
  const person = usePerson(id)
  const deals = useDealsOf(id)
  const columns = useColumns()
  const start = <LinkButton kind="primary" href={links.newDeal(id)} disabledReason={useWhyNot()('deals.write')}>{t('deals.new')}</LinkButton>
  return (
    <Page title={t('deals.title')} lead={person.data?.name} above={<BackLink href={links.person(id)}>{person.data?.name ?? t('room.people')}</BackLink>} actions={start}>
      {deals.error ? <Problem error={deals.error} onRetry={() => void deals.refetch()} />
        : deals.isPending ? <WaitingTable rows={2} columns={4} label={t('ui.loading')} />
        : <LinkTable label={t('deals.title')} columns={columns} rows={deals.data.deals} rowLink={(deal) => links.deal(id, deal.id)} empty={<Empty title={t('deals.none-here')} actions={start}>{t('deals.none-here-what')}</Empty>} />}
    </Page>
  )
}

function useColumns(): TableColumn<DealItem>[] {
  const { t, day } = useTexts()
  const money = useMoney(true)
  return [
    { key: 'name', label: t('deals.name'), render: (deal) => <><span className="block truncate font-semibold">{deal.name}</span><span className="mid:hidden"><DealTag deal={deal} /></span></> },
    { key: 'state', label: t('deals.state'), fit: true, room: 'mid', render: (deal) => <DealTag deal={deal} /> },
    { key: 'value', label: t('deals.value'), fit: true, align: 'right', render: (deal) => money(deal.value, deal.currency) },
    { key: 'expected', label: t('deals.expected'), fit: true, room: 'mid', render: (deal) => <span className="numbers">{deal.expectedOn && day(deal.expectedOn)}</span> },
  ]
}

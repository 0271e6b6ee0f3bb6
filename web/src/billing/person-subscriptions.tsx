import { useParams } from 'react-router'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { usePerson } from '../people/people-queries.ts'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { WaitingTable } from '../ui/skeleton.tsx'
import { useSubscriptionsOf } from './billing-queries.ts'
import { SubscriptionTable } from './subscription-list.tsx'

/** What one person subscribes to. */
export function PersonSubscriptions() {
  const { t } = useTexts()
  const { id = '' } = useParams()
  const person = usePerson(id)
  const list = useSubscriptionsOf(id)
  const whyNot = useWhyNot()('invoices.write')
  const start = <LinkButton kind="primary" href={links.newSubscription(id)} disabledReason={whyNot}>{t('subscriptions.new')}</LinkButton>
  return (
    <Page title={t('subscriptions.title')} lead={person.data?.name} above={<BackLink href={links.person(id)}>{person.data?.name ?? t('room.people')}</BackLink>} actions={start}>
      {list.error ? <Problem error={list.error} onRetry={() => void list.refetch()} />
        : list.isPending ? <WaitingTable rows={2} columns={4} label={t('ui.loading')} />
        : <SubscriptionTable rows={list.data} empty={<Empty title={t('subscriptions.none-here')} actions={start}>{t('subscriptions.what')}</Empty>} />}
    </Page>
  )
}

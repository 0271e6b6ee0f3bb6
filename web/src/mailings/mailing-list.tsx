import type { MailingSummary } from '@api/mailings-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useCatalogue } from '../purposes/catalogue.ts'
import { ActionButton } from '../shell/action-button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { WaitingTable } from '../ui/skeleton.tsx'
import { LinkTable, type TableColumn } from '../ui/table.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { useMailings } from './mailing-queries.ts'

export const STATE_TONE: Record<MailingSummary['state'], Tone> = { draft: 'plain', rehearsed: 'plain', sending: 'wait', paused: 'wait', stopped: 'bad', done: 'good' }

export function MailingList() {
  const { t, number, day } = useTexts()
  const { nameOf } = useCatalogue()
  const list = useMailings()
  const mailings = list.data?.pages.flatMap((page) => page.mailings) ?? []
  const columns: TableColumn<MailingSummary>[] = [
    {
      key: 'name', label: t('mailings.name'),
      render: (one) => (
        <>
          <span className="block truncate font-semibold">{one.name}</span>
          <span className="block truncate text-fine text-soft">{t(`mailing-kind.${one.kind}`)} · {one.purposes.map(nameOf).join(', ')}</span>
        </>
      ),
    },
    { key: 'state', label: t('imports.state'), fit: true, render: (one) => <Tag tone={STATE_TONE[one.state]}>{t(`mailing-state.${one.state}`)}</Tag> },
    { key: 'sent', label: t('message-state.sent'), align: 'right', fit: true, room: 'mid', render: (one) => number(one.counts.sent) },
    { key: 'left', label: t('message-state.left-out'), align: 'right', fit: true, room: 'mid', render: (one) => number(one.counts.leftOut) },
    { key: 'yes', label: t('answer.yes'), align: 'right', fit: true, room: 'mid', render: (one) => (one.kind === 'ask' ? number(one.answers.yes) : '') },
    { key: 'no', label: t('answer.no'), align: 'right', fit: true, room: 'mid', render: (one) => number(one.answers.no + one.answers.stopAsking) },
    { key: 'at', label: t('imports.when'), fit: true, room: 'wide', render: (one) => <span className="text-soft">{day(one.startedAt ?? one.createdAt)}</span> },
  ]
  const actions = (
    <>
      <ActionButton action="new.ask" kind="primary" />
      <ActionButton action="new.mailing" />
    </>
  )
  return (
    <Page title={t('room.mailings')} lead={t('mailings.lead')} actions={actions} wide>
      {list.error ? (
        <Problem error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <WaitingTable rows={6} label={t('ui.loading')} />
      ) : (
        <LinkTable
          label={t('room.mailings')}
          columns={columns}
          rows={mailings}
          rowLink={(one) => links.mailing(one.id)}
          more={list.hasNextPage ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage } : undefined}
          empty={<Empty title={t('mailings.none')} actions={actions}>{t('mailings.none-what')}</Empty>}
        />
      )}
    </Page>
  )
}

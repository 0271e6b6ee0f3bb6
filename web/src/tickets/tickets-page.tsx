import { useSearchParams } from 'react-router'
import type { TicketItem } from '@api/tickets-resource.ts'
import { useTeams } from '../companies/company-queries.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Figure, Figures } from '../ui/figure.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { WaitingFigures, WaitingTable } from '../ui/skeleton.tsx'
import { LinkTable, type TableColumn } from '../ui/table.tsx'
import { useQueue, type QueueFilter } from './ticket-queries.ts'
import { DueTag, StateTag, useWho } from './ticket-tags.tsx'

const ALL = 'all'
const WHOSE = ['all', 'mine', 'unassigned'] as const
const SHOWS = ['open', 'waiting', 'solved', 'closed'] as const
const ORDERS = ['due', 'newest', 'oldest'] as const
const SOURCES: readonly TicketItem['source'][] = ['mail', 'form', 'phone', 'page', 'invoice']

/** The queue: what has to be done first comes first. */
export function TicketsPage() {
  const { t, number } = useTexts()
  const [parameters, setParameters] = useSearchParams()
  const filter = filterOf(parameters)
  const queue = useQueue(filter)
  const teams = useTeams().data?.teams ?? []
  const counts = queue.data?.pages[0]?.counts
  const columns = useColumns()
  const change = (part: Record<string, string>) => setParameters({ ...Object.fromEntries(parameters), ...part }, { replace: true })
  const isFiltered = filter.whose !== 'all' || filter.show !== 'open' || filter.source !== undefined || filter.team !== undefined
  const box = (name: string, value: string, options: readonly { key: string; label: string }[], label: string) => <SelectBox label={label} value={value} onChange={(key) => change({ [name]: key })} className="w-44" options={options} />
  return (
    <Page title={t('room.tickets')} lead={t('tickets.lead')} wide actions={<><LinkButton href={links.ticketPromises}>{t('tickets.promises')}</LinkButton><LinkButton kind="primary" href={links.people()}>{t('tickets.new')}</LinkButton></>}>
      {counts ? (
        <Figures>
          <Figure label={t('tickets.mine')} value={number(counts.mine)} />
          <Figure label={t('tickets.unassigned')} value={number(counts.unassigned)} tone={counts.unassigned > 0 ? 'wait' : 'plain'} />
          <Figure label={t('tickets.all-open')} value={number(counts.open)} />
          <Figure label={t('ticket-show.waiting')} value={number(counts.waiting)} />
          <Figure label={t('tickets.overdue')} value={number(counts.overdue)} tone={counts.overdue > 0 ? 'bad' : 'plain'} />
        </Figures>
      ) : !queue.error && <WaitingFigures count={5} label={t('ui.loading')} />}
      <div className="mt-6 mb-4 flex flex-wrap gap-3">
        {box('whose', filter.whose, WHOSE.map((key) => ({ key, label: t(`ticket-whose.${key}`) })), t('tickets.whose'))}
        {box('show', filter.show, SHOWS.map((key) => ({ key, label: t(`ticket-show.${key}`) })), t('tickets.state'))}
        {box('source', filter.source ?? ALL, [{ key: ALL, label: t('tickets.any-source') }, ...SOURCES.map((key) => ({ key, label: t(`ticket-source.${key}`) }))], t('tickets.source'))}
        {teams.length > 0 && box('team', filter.team ?? ALL, [{ key: ALL, label: t('tickets.any-team') }, ...teams.map(({ id, name }) => ({ key: id, label: name }))], t('tickets.team'))}
        {box('order', filter.order, ORDERS.map((key) => ({ key, label: t(`ticket-order.${key}`) })), t('tickets.order'))}
      </div>
      {queue.error ? <Problem error={queue.error} onRetry={() => void queue.refetch()} />
        : queue.isPending ? <WaitingTable rows={6} columns={5} label={t('ui.loading')} />
        : (
          <LinkTable
            label={t('room.tickets')}
            columns={columns}
            rows={queue.data.pages.flatMap((page) => page.tickets)}
            rowLink={(one) => links.ticket(one.owner, one.id)}
            more={queue.hasNextPage ? { load: () => void queue.fetchNextPage(), loading: queue.isFetchingNextPage } : undefined}
            empty={isFiltered ? <Empty title={t('tickets.none-found')}>{t('tickets.none-found-what')}</Empty> : <Empty title={t('tickets.none')} actions={<LinkButton href={links.incoming}>{t('tickets.to-addresses')}</LinkButton>}>{t('tickets.none-what')}</Empty>}
          />
        )}
    </Page>
  )
}

function filterOf(parameters: URLSearchParams): QueueFilter {
  const one = <Key extends string>(keys: readonly Key[], name: string): Key | undefined => keys.find((key) => key === parameters.get(name))
  const team = parameters.get('team')
  return { whose: one(WHOSE, 'whose') ?? 'all', show: one(SHOWS, 'show') ?? 'open', order: one(ORDERS, 'order') ?? 'due', source: one(SOURCES, 'source'), team: team === null || team === ALL ? undefined : team }
}

export function useColumns(): TableColumn<TicketItem>[] {
  const { t, moment } = useTexts()
  const whoOf = useWho()
  return [
    {
      key: 'subject', label: t('tickets.about'),
      render: (one) => (
        <>
          <span className="block truncate font-semibold">{one.subject}</span>
          <span className="block truncate text-fine text-soft">{whoOf(one)}{one.who === 'proposed' && ` ${t('tickets.proposed-short')}`} · {t('tickets.number', { number: String(one.number) })}</span>
          <span className="mid:hidden"><StateTag state={one.state} /> <DueTag ticket={one} /></span>
        </>
      ),
    },
    { key: 'state', label: t('tickets.state'), fit: true, room: 'mid', render: (one) => <StateTag state={one.state} /> },
    { key: 'due', label: t('tickets.due'), fit: true, room: 'mid', render: (one) => <DueTag ticket={one} /> },
    { key: 'assignee', label: t('tickets.assignee'), fit: true, room: 'mid', render: (one) => one.assignee?.name ?? <span className="text-soft">{one.team?.name ?? t('tickets.nobody')}</span> },
    { key: 'source', label: t('tickets.source'), fit: true, room: 'wide', render: (one) => t(`ticket-source.${one.source}`) },
    { key: 'last', label: t('tickets.last'), fit: true, room: 'wide', render: (one) => <span className="numbers text-soft">{moment(one.lastAt)}</span> },
  ]
}

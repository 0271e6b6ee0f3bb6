import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { RequestsPage, RequestSummary } from '@api/requests-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { Figure, Figures } from '../ui/figure.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { WaitingFigures, WaitingTable } from '../ui/skeleton.tsx'
import { LinkTable, type TableColumn } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { FourEyes } from './four-eyes.tsx'
import { TakeIn } from './take-in.tsx'
import { REQUEST_KINDS, REQUEST_STATES } from './kinds.ts'
import { useRequests, type RequestFilter } from './request-queries.ts'
import { DaysLeft, STATE_TONE } from './urgency.tsx'

const OPEN = 'open-all'
const ALL = 'all'

/** What people ask by their rights: what is due first comes first, and what is overdue stands above whatever is filtered. */
export function RequestList() {
  const { t } = useTexts()
  const [parameters, setParameters] = useSearchParams()
  const state = parameters.get('state') ?? OPEN
  const kind = parameters.get('kind') ?? ALL
  const list = useRequests(filterOf(state, kind))
  const first = list.data?.pages[0]
  const requests = list.data?.pages.flatMap((page) => page.requests) ?? []
  const columns = useColumns()
  const [isSetting, setSetting] = useState(false)
  const [isTaking, setTaking] = useState(false)
  const change = (part: Record<string, string>) => setParameters({ state, kind, ...part }, { replace: true })
  const isFiltered = state !== OPEN || kind !== ALL
  return (
    <Page title={t('requests.title')} lead={t('requests.lead')} wide actions={<>{first && <Button onPress={() => setSetting(true)}>{t('second.rules')}</Button>}<LinkButton href={links.forgotten()}>{t('forgotten.title')}</LinkButton><Button onPress={() => setTaking(true)}>{t('strangers.take')}</Button><LinkButton kind="primary" href={links.people()}>{t('requests.new')}</LinkButton></>}>
      {first ? <Counts counts={first.counts} /> : !list.error && <WaitingFigures count={5} label={t('ui.loading')} />}
      {first && first.overdue.length > 0 && (
        <div className="mt-6 rounded-part border-l-4 border-brick bg-brick-wash px-5 pt-4">
          <Section title={t('requests.overdue-title', { count: first.overdue.length })} lead={t('requests.overdue-lead')}>
            <LinkTable label={t('requests.overdue-title', { count: first.overdue.length })} columns={columns} rows={first.overdue} rowLink={linkOf} />
          </Section>
        </div>
      )}
      <div className="mt-6 mb-4 flex flex-wrap gap-3">
        <SelectBox label={t('requests.state')} value={state} onChange={(key) => change({ state: key })} className="w-56" options={[{ key: OPEN, label: t('requests.all-open') }, ...REQUEST_STATES.map((key) => ({ key, label: t(`request-state.${key}`) })), { key: ALL, label: t('requests.all') }]} />
        <SelectBox label={t('requests.kind')} value={kind} onChange={(key) => change({ kind: key })} className="w-56" options={[{ key: ALL, label: t('requests.all-kinds') }, ...REQUEST_KINDS.map((key) => ({ key, label: t(`request-kind.${key}`) }))]} />
      </div>
      {list.error ? <Problem error={list.error} onRetry={() => void list.refetch()} />
        : list.isPending ? <WaitingTable rows={6} columns={5} label={t('ui.loading')} />
        : (
          <LinkTable
            label={t('requests.title')}
            columns={columns}
            rows={requests}
            rowLink={linkOf}
            more={list.hasNextPage ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage } : undefined}
            empty={isFiltered
              ? <Empty title={t('requests.none-found')}>{t('requests.none-found-what')}</Empty>
              : <Empty title={t('requests.none')} actions={<LinkButton href={links.people()}>{t('requests.find-person')}</LinkButton>}>{t('requests.none-what')}</Empty>}
          />
        )}
      {isTaking && <TakeIn onClose={() => setTaking(false)} />}
      {isSetting && first && <FourEyes set={first.fourEyes} onClose={() => setSetting(false)} />}
    </Page>
  )
}

const linkOf = (one: RequestSummary) => links.request(one.person.id, one.id)

function filterOf(state: string, kind: string): RequestFilter {
  return {
    ...(state === OPEN ? { open: 'true' as const } : { state: REQUEST_STATES.find((one) => one === state) }),
    kind: REQUEST_KINDS.find((one) => one === kind),
  }
}

function Counts({ counts }: Pick<RequestsPage, 'counts'>) {
  const { t, number } = useTexts()
  return (
    <Figures>
      <Figure label={t('requests.open')} value={number(counts.open)} />
      <Figure label={t('requests.waiting')} value={number(counts.waiting)} />
      <Figure label={t('requests.soon')} value={number(counts.soon)} tone={counts.soon > 0 ? 'wait' : 'plain'} />
      <Figure label={t('requests.due-today')} value={number(counts.today)} tone={counts.today > 0 ? 'bad' : 'plain'} />
      <Figure label={t('requests.overdue')} value={number(counts.overdue)} tone={counts.overdue > 0 ? 'bad' : 'plain'} />
    </Figures>
  )
}

function useColumns(): TableColumn<RequestSummary>[] {
  const { t, day } = useTexts()
  return [
    {
      key: 'who', label: t('requests.who'),
      render: (one) => (
        <>
          <span className="block truncate font-semibold">{one.person.name}</span>
          <span className="block truncate text-fine text-soft">{one.title}{one.stranger && ` · ${t('strangers.in-no-register')}`}</span>
        </>
      ),
    },
    { key: 'left', label: t('requests.left'), fit: true, render: (one) => (one.urgency === null ? <Tag tone={STATE_TONE[one.state]}>{one.stateInWords}</Tag> : <DaysLeft request={one} />) },
    { key: 'due', label: t('requests.due'), fit: true, room: 'mid', render: (one) => <span className="numbers">{day(one.strictOn)}{one.extended && <span className="text-soft"> {t('requests.extended')}</span>}</span> },
    { key: 'state', label: t('requests.state'), fit: true, room: 'mid', render: (one) => <Tag tone={STATE_TONE[one.state]}>{one.stateInWords}</Tag> },
    { key: 'received', label: t('requests.received'), fit: true, room: 'wide', render: (one) => <span className="text-soft">{day(one.receivedAt)}</span> },
  ]
}

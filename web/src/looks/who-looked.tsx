import { useSearchParams } from 'react-router'
import type { Look } from '@api/looks-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { Empty, Waiting } from '../ui/empty.tsx'
import { MoreInSight } from '../ui/more-in-sight.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { type LookFilter, useLooks } from './look-queries.ts'
import { LookNotices } from './look-notices.tsx'

const FILTERS = ['by', 'person', 'since', 'until'] as const

/** Who looked at whose data: what was unusual first, then every look, newest first. */
export function WhoLooked() {
  const { t } = useTexts()
  const [parameters, setParameters] = useSearchParams()
  const filter: LookFilter = { by: parameters.get('by') ?? '', person: parameters.get('person') ?? '', since: parameters.get('since') ?? '', until: parameters.get('until') ?? '' }
  const set = (change: Partial<LookFilter>) => setParameters(Object.fromEntries(Object.entries({ ...filter, ...change }).filter(([, value]) => value !== '')), { replace: true, preventScrollReset: true })
  const isFiltered = FILTERS.some((name) => filter[name] !== '')
  return (
    <Page title={t('looks.title')} lead={t('looks.lead')} wide>
      <LookNotices />
      <Section title={t('looks.all')} actions={isFiltered && <Button kind="plain" onPress={() => setParameters({}, { replace: true })}>{t('looks.show-all')}</Button>}>
        <div className="mb-4 grid max-w-[30rem] grid-cols-2 gap-4">
          <DateBox label={t('looks.since')} value={filter.since} onChange={(since) => set({ since })} />
          <DateBox label={t('looks.until')} value={filter.until} onChange={(until) => set({ until })} />
        </div>
        <Looks filter={filter} onFilter={set} />
      </Section>
    </Page>
  )
}

function Looks({ filter, onFilter }: { filter: LookFilter; onFilter: (change: Partial<LookFilter>) => void }) {
  const { t } = useTexts()
  const list = useLooks(filter)
  if (list.error) return <Problem error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <Waiting lines={8} label={t('ui.loading')} />
  const looks = list.data.pages.flatMap((page) => page.looks)
  if (looks.length === 0) return <Empty title={t('looks.none')}>{t('looks.none-what')}</Empty>
  return (
    <>
      <PlainTable stacks label={t('looks.all')} head={[t('looks.when'), t('looks.who'), t('looks.why'), t('looks.fields'), t('looks.person')]}>
        {looks.map((look) => <LookRow key={look.id} look={look} onFilter={onFilter} />)}
      </PlainTable>
      {list.hasNextPage && <MoreInSight load={() => void list.fetchNextPage()} loading={list.isFetchingNextPage} />}
    </>
  )
}

function LookRow({ look, onFilter }: { look: Look; onFilter: (change: Partial<LookFilter>) => void }) {
  const { t, moment } = useTexts()
  const { at, by, inWords, fields, person } = look
  return (
    <PlainRow
      cells={[
        <span key="at" className="numbers whitespace-nowrap text-soft">{moment(at)}</span>,
        <span key="by" className="mid:whitespace-nowrap">
          <button type="button" className="min-h-6 text-left font-semibold text-accent underline-offset-3 hover:underline" onClick={() => onFilter({ by: by.id })} aria-label={t('looks.only-of', { name: by.name })}>{by.name}</button>
          <span className="block text-fine text-soft">{by.roles.join(', ')}</span>
        </span>,
        inWords,
        <span key="fields" className="text-soft">{fields.map((one) => one.label).join(', ')}</span>,
        <TextLink key="person" href={links.person(person)}>{t('looks.open-person')}</TextLink>,
      ]}
    />
  )
}

import { useMemo, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { CompanyItem } from '@api/companies-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { NONE, type Chosen } from '../lists/chosen.ts'
import { FilterBar } from '../lists/filter-bar.tsx'
import { isWhole } from '../lists/list-fields.ts'
import type { ShownColumn } from '../lists/list-row.tsx'
import { ListSearch } from '../lists/list-search.tsx'
import { ListTable } from '../lists/list-table.tsx'
import { addressOf, viewOf, type ListView } from '../lists/list-view.ts'
import { useListWindow } from '../lists/list-window.ts'
import { useNarrow } from '../lists/use-narrow.ts'
import { SelectionBar } from '../lists/selection-bar.tsx'
import { useWhyNot } from '../shell/may.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { WaitingTable } from '../ui/skeleton.tsx'
import { useAlike } from '../ui/use-alike.ts'
import { useStable } from '../ui/use-stable.ts'
import { CompanyDialog } from './company-dialog.tsx'
import { useCompanyFields } from './company-fields.ts'
import { askCompanies, useCompanyCount } from './company-queries.ts'

const ALL: ListView = { columns: [], where: [], search: '', sort: { by: 'name', direction: 'up' } }
const MINE = [{ field: 'owner', op: 'is' as const, value: 'me' }]
const OUR_TEAMS = [{ field: 'team', op: 'is' as const, value: 'me' }]
const PAGE_ROWS = 100

/** Companies: filters and order as one likes, and all of it in the address. */
export function CompanyList() {
  const { t, number } = useTexts()
  const whyNot = useWhyNot()('companies.write')
  const [parameters, setParameters] = useSearchParams()
  const fields = useCompanyFields()
  const view = useAlike(viewOf(parameters, ALL))
  const change = useStable((part: Partial<ListView>) => setParameters(addressOf({ ...view, ...part }, ALL, null), { replace: true }))
  const where = useAlike(view.where.filter((condition) => isWhole(condition) && fields.some(({ key }) => key === condition.field)))
  const whom = { where, search: view.search }
  const question = JSON.stringify({ ...whom, sort: view.sort, limit: PAGE_ROWS })
  const window = useListWindow<CompanyItem>(question, (turn, signal) => askCompanies({ ...(JSON.parse(question) as object), ...turn }, signal))
  const count = useCompanyCount(whom).data?.count ?? null
  const rows = useMemo(() => window.loaded?.pages.flatMap((page) => page.rows) ?? [], [window.loaded])
  const isNarrow = useNarrow()
  const columns = useColumns(isNarrow)
  const [ticked, setTicked] = useState<{ in: string; rows: Chosen }>({ in: '', rows: NONE })
  const chosen = ticked.in === question ? ticked.rows : NONE
  const setChosen = useStable((rowsOf: Chosen) => setTicked({ in: question, rows: rowsOf }))
  const isNew = parameters.has('new')
  const shown = count === null ? '…' : number(count)
  const isEmpty = window.loaded !== null && !window.isStale && rows.length === 0
  const add = <Button kind="primary" onPress={() => setParameters({ new: '1' })} disabledReason={whyNot}>{t('companies.new')}</Button>
  const of = (conditions: typeof MINE) => JSON.stringify(view.where) === JSON.stringify(conditions)
  return (
    <Page
      title={t('room.companies')}
      lead={count === null ? ' ' : t('companies.count', { count, shown })}
      wide
      actions={
        <>
          <LinkButton href={links.teams}>{t('teams.title')}</LinkButton>
          <LinkButton href={links.companiesFile(JSON.stringify(where), view.search, view.sort)} download="companies.csv">{t('companies.file')}</LinkButton>
          {add}
        </>
      }
    >
      {isNew && <CompanyDialog onClose={() => setParameters({}, { replace: true })} />}
      <div className="mb-3 flex flex-wrap gap-2">
        <Quick isOn={view.where.length === 0} onPress={() => change({ where: [] })}>{t('companies.all')}</Quick>
        <Quick isOn={of(MINE)} onPress={() => change({ where: MINE })}>{t('companies.mine')}</Quick>
        <Quick isOn={of(OUR_TEAMS)} onPress={() => change({ where: OUR_TEAMS })}>{t('companies.my-teams')}</Quick>
      </div>
      <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2">
        <ListSearch label={t('companies.search')} search={view.search} onChange={(search) => change({ search })} />
        <FilterBar fields={fields} where={view.where} onChange={(conditions) => change({ where: conditions })} />
      </div>
      {window.error !== null && <Problem error={window.error} onRetry={() => void window.jump(0, rows.length)} />}
      {window.loaded === null && window.error === null && <WaitingTable rows={14} columns={isNarrow ? 1 : 5} label={t('ui.loading')} />}
      {isEmpty && (view.where.length === 0 && view.search === ''
        ? <Empty title={t('companies.none')} actions={add}>{t('companies.none-what')}</Empty>
        : <Empty title={t('companies.none-found')}>{t('companies.none-found-what')}</Empty>)}
      {window.loaded && rows.length > 0 && (
        <div aria-busy={window.isStale} className={`flex transition-opacity duration-150 ${window.isStale ? 'opacity-60' : ''}`}>
          <ListTable
            label={t('room.companies')} columns={columns} rows={rows} shifted={window.loaded.shifted} rowLink={linkOf} rowName={nameOf} sort={view.sort} onSort={(sort) => change({ sort })}
            chosen={chosen} onChoose={setChosen} onNearEnd={window.more} onNearStart={window.earlier} onTop={noTop} lines={isNarrow ? 2 : 1}
          />
        </div>
      )}
      <SelectionBar chosen={chosen} counted={shown} onAll={() => setChosen('all')} onClear={() => setChosen(NONE)}>
        <MergeButton chosen={chosen} whyNot={whyNot} />
      </SelectionBar>
    </Page>
  )
}

const linkOf = (company: CompanyItem) => links.company(company.id)
const nameOf = (company: CompanyItem) => company.name
const noTop = () => {}

function Quick({ isOn, onPress, children }: { isOn: boolean; onPress: () => void; children: string }) {
  return <Button kind={isOn ? 'quiet' : 'plain'} onPress={onPress} aria-pressed={isOn}>{children}</Button>
}

/** Two that are one: the page of the first asks which stays. */
function MergeButton({ chosen, whyNot }: { chosen: Chosen; whyNot: string | undefined }) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const [first, second] = chosen === 'all' ? [] : [...chosen]
  const isTwo = chosen !== 'all' && chosen.size === 2
  return <Button disabledReason={whyNot ?? (isTwo ? undefined : t('companies.merge-two'))} onPress={() => void navigate(links.company(first ?? '', second))}>{t('companies.merge-open')}</Button>
}

function useColumns(isNarrow: boolean): ShownColumn<CompanyItem>[] {
  const { t } = useTexts()
  return useMemo(() => {
    const beside = (one: CompanyItem) => [one.writtenNumber, one.city].filter(Boolean).join(' · ')
    if (isNarrow) return [{ key: 'name', label: t('companies.name'), sorts: true, render: (one) => <><span className="font-semibold">{one.name}</span><span className="block truncate text-fine text-soft">{beside(one)}</span></> }]
    return [
      { key: 'name', label: t('companies.name'), parts: 2, least: 200, sorts: true, render: (one) => <span className="font-semibold">{one.name}</span> },
      { key: 'number', label: t('companies.number'), sorts: false, render: (one) => <span className="numbers">{one.writtenNumber}</span> },
      { key: 'city', label: t('companies.city'), sorts: true, render: (one) => one.city },
      { key: 'country', label: t('companies.country'), least: 90, parts: 0.5, sorts: true, render: (one) => one.country },
      { key: 'owner', label: t('companies.owner'), sorts: false, render: (one) => [one.owner?.name, one.team?.name].filter(Boolean).join(' · ') },
      { key: 'tags', label: t('companies.tags'), sorts: false, render: (one) => one.tags.join(', ') },
    ]
  }, [isNarrow, t])
}

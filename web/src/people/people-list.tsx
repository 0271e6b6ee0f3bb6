import { useQuery } from '@tanstack/react-query'
import { lazy, memo, Suspense, useCallback, useMemo, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { Condition } from '@api/decisions-resource.ts'
import type { ListCount, ListPage, ListRow } from '@api/lists-resource.ts'
import { post } from '../api.ts'
import { useTexts, withTexts } from '../language.tsx'
import { links } from '../links.ts'
import { NONE, type Chosen } from '../lists/chosen.ts'
import { ColumnsButton } from '../lists/columns-button.tsx'
import { FilterBar } from '../lists/filter-bar.tsx'
import { isWhole, type ListField } from '../lists/list-fields.ts'
import type { ShownColumn } from '../lists/list-row.tsx'
import { ListTable } from '../lists/list-table.tsx'
import { addressOf, isSame, viewOf, whereText, type ListView } from '../lists/list-view.ts'
import { useListWindow } from '../lists/list-window.ts'
import { useNarrow } from '../lists/use-narrow.ts'
import { SelectionBar } from '../lists/selection-bar.tsx'
import { ViewBar } from '../lists/view-bar.tsx'
import { useSavedViews } from '../lists/view-queries.ts'
import { ListSearch } from '../lists/list-search.tsx'
import { useWhyNot } from '../shell/may.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { WaitingTable } from '../ui/skeleton.tsx'
import { useAlike } from '../ui/use-alike.ts'
import { useFetched } from '../ui/use-fetched.ts'
import { useStable } from '../ui/use-stable.ts'
import { FlagTags } from './flag-tags.tsx'
import { PersonCell } from './person-cell.tsx'
import { usePeopleFields } from './people-fields.ts'

const PositionRail = lazy(async () => ({ default: (await import('../lists/position-rail.tsx')).PositionRail }))
const loadExport = () => import('./export-dialog.tsx')
const loadChange = async () => (await Promise.all([import('../mass-changes/change-dialog.tsx'), withTexts('mass-changes')]))[0]

const EVERYBODY: ListView = { columns: ['email', 'city', 'purpose'], where: [], search: '', sort: { by: 'name', direction: 'up' } }
const PAGE_ROWS = 100
/** A list of more pages than the window holds gets a rail beside it. */
const RAIL_FROM = 400

/** Everybody, or those who match: columns, filters and order as one likes, kept as views, and all of it in the address. */
export function PeopleList() {
  const { t, number } = useTexts()
  const [parameters, setParameters] = useSearchParams()
  const { fields, isReady } = usePeopleFields()
  const views = useSavedViews()
  const viewId = parameters.get('view')
  const saved = views.data?.find(({ id }) => id === viewId)
  const kept = useAlike<ListView>(saved ? { columns: saved.columns, where: saved.where, search: saved.search ?? '', sort: saved.sort } : EVERYBODY)
  const view = useAlike(viewOf(parameters, kept))
  const change = useStable((part: Partial<ListView>) => setParameters(addressOf({ ...view, ...part }, kept, saved ? viewId : null), { replace: true }))
  const changeSearch = useCallback((search: string) => change({ search }), [change])
  const changeWhere = useCallback((where: Condition[]) => change({ where }), [change])
  const changeColumns = useCallback((columns: string[]) => change({ columns }), [change])
  const changeSort = useCallback((sort: ListView['sort']) => change({ sort }), [change])
  const openView = useStable((id: string | null) => setParameters(id === null ? {} : { view: id }))

  const isNarrow = useNarrow()
  // What one may not see, or what is no more, is not asked for: the list would be refused as a whole.
  const columns = useAlike(view.columns.filter((key) => fields.some((field) => field.key === key && field.column)))
  const where = useAlike(view.where.filter((condition) => isWhole(condition) && fields.some(({ key }) => key === condition.field)))
  const allWhere = useAlike(view.where)
  const whom = { where, search: view.search }
  const question = JSON.stringify({ ...whom, columns, sort: view.sort, limit: PAGE_ROWS })
  const isKnown = isReady && (viewId === null || views.isSuccess)
  const window = useListWindow<ListRow>(isKnown ? question : '', async (turn, signal) => {
    if (!isKnown) return new Promise<ListPage>(() => {})
    return askPage({ ...(JSON.parse(question) as object), ...turn }, signal)
  })
  const count = useCount(whom, isKnown)
  const rows = useMemo(() => window.loaded?.pages.flatMap((page) => page.rows) ?? [], [window.loaded])
  const shownColumns = useShownColumns(columns, fields, isNarrow)
  const [top, setTop] = useState(0)
  // What was ticked belongs to the list it was ticked in: with another question nothing is.
  const [ticked, setTicked] = useState<{ in: string; rows: Chosen }>({ in: '', rows: NONE })
  const chosen = ticked.in === question ? ticked.rows : NONE
  const setChosen = useStable((rowsOf: Chosen) => setTicked({ in: question, rows: rowsOf }))

  const shown = count.count === null ? '…' : `${count.exact ? '' : '≈ '}${number(count.count)}`
  const isEmpty = window.loaded !== null && !window.isStale && rows.length === 0
  const many = Math.max(count.count ?? 0, rows.length)
  return (
    <Page title={t('room.people')} lead={count.count === null ? ' ' : t('people.count', { count: count.count, shown })} wide actions={<PeopleActions where={where} hasSearch={view.search !== ''} />}>
      <ViewBar view={view} current={saved} isChanged={!isSame(view, kept)} linkOf={links.peopleView} onView={openView} />
      <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2">
        <ListSearch label={t('people.search')} search={view.search} onChange={changeSearch} />
        <FilterBar fields={fields} where={allWhere} onChange={changeWhere} />
        <div className="ml-auto max-mid:hidden"><ColumnsButton fields={fields} columns={columns} onChange={changeColumns} /></div>
      </div>
      {window.error !== null && <Problem error={window.error} onRetry={() => void window.jump(0, many)} />}
      {window.loaded === null && window.error === null && <WaitingTable rows={14} columns={isNarrow ? 1 : columns.length + 1} label={t('ui.loading')} />}
      {isEmpty && (view.where.length === 0 && view.search === ''
        ? <Empty title={t('people.none')} actions={<LinkButton kind="primary" href={links.newImport}>{t('imports.new')}</LinkButton>}>{t('people.none-what')}</Empty>
        : <Empty title={t('people.none-found')}>{t('people.none-found-what')}</Empty>)}
      {window.loaded && rows.length > 0 && (
        <div aria-busy={window.isStale} className={`flex gap-2 transition-opacity duration-150 ${window.isStale ? 'opacity-60' : ''}`}>
          <ListTable
            label={t('room.people')}
            columns={shownColumns}
            rows={rows}
            shifted={window.loaded.shifted}
            rowLink={linkOf}
            rowName={nameOf}
            sort={view.sort}
            onSort={changeSort}
            chosen={chosen}
            onChoose={setChosen}
            onNearEnd={window.more}
            onNearStart={window.earlier}
            onTop={setTop}
            lines={isNarrow ? 2 : 1}
          />
          {many > RAIL_FROM && <Suspense fallback={<div className="hidden w-6 mid:block" />}><PositionRail share={Math.min(1, (window.loaded.before + top) / many)} count={many} onJump={(share) => void window.jump(share, many)} /></Suspense>}
        </div>
      )}
      <SelectionBar chosen={chosen} counted={shown} onAll={() => setChosen('all')} onClear={() => setChosen(NONE)}>
        <SelectionActions chosen={chosen} where={where} search={view.search} />
      </SelectionBar>
    </Page>
  )
}

const linkOf = (person: ListRow) => links.person(person.id)
const nameOf = (person: ListRow) => person.name
const askPage = (body: object, signal: AbortSignal) => post<ListPage>('/lists/people', body, { signal })

/** About how many, at once, and then exactly. */
function useCount(whom: { where: Condition[]; search: string }, isKnown: boolean): ListCount {
  const ask = (exact: boolean) => ({ queryKey: ['people', 'count', whom, exact], queryFn: () => post<ListCount>('/lists/people/counts', { ...whom, exact }), enabled: isKnown })
  const about = useQuery({ ...ask(false), placeholderData: (before) => before })
  const exact = useQuery({ ...ask(true), enabled: isKnown && about.data?.exact === false })
  return exact.data ?? about.data ?? { count: null, exact: false }
}

function useShownColumns(columns: readonly string[], fields: readonly ListField[], isNarrow: boolean): ShownColumn<ListRow>[] {
  const { t } = useTexts()
  return useMemo(() => {
    const name = (person: ListRow) => <><span className="font-semibold">{person.name}</span> <FlagTags flags={person.flags} short /></>
    if (isNarrow) return [{ key: 'name', label: t('people.name'), sorts: true, render: (person) => <>{name(person)}<BesideName person={person} columns={columns} fields={fields} /></> }]
    return [
      { key: 'name', label: t('people.name'), parts: 2, least: 200, sorts: true, render: name },
      ...columns.flatMap((key): ShownColumn<ListRow>[] => {
        const field = fields.find((one) => one.key === key)
        return field ? [{ key, label: field.label, sorts: field.sorts, ...(field.kind === 'contact' && { parts: 1.5 }), ...(field.kind === 'amount' && { align: 'right' as const }), render: (person) => <PersonCell field={field} value={person.cells[key]} /> }] : []
      }),
    ]
  }, [columns, fields, isNarrow, t])
}

/** What tells people of one name apart where there is room for one thing: the first column that holds something. */
function BesideName({ person, columns, fields }: { person: ListRow; columns: readonly string[]; fields: readonly ListField[] }) {
  const field = fields.find(({ key }) => key === columns.find((column) => person.cells[column] !== undefined))
  return <span className="block truncate text-fine">{field && <PersonCell field={field} value={person.cells[field.key]} />}</span>
}

interface ActionsProps {
  where: Condition[]
  hasSearch: boolean
}

/** What can be done with all of a list: it is handed on as filters, which say the same of whoever matches then. */
const PeopleActions = memo(function PeopleActions({ where, hasSearch }: ActionsProps) {
  const { t } = useTexts()
  const whyNot = useWhyNot()
  return (
    <>
      <ExportButton where={where} disabledReason={whyNot('people.export') ?? (hasSearch ? t('lists.not-by-words') : undefined)} />
      <LinkButton href={links.duplicates} disabledReason={whyNot('people.write')}>{t('people.duplicates')}</LinkButton>
      <LinkButton href={links.newImport} disabledReason={whyNot('imports.run')}>{t('imports.new')}</LinkButton>
    </>
  )
})

function SelectionActions({ chosen, where, search }: { chosen: Chosen; where: Condition[]; search: string }) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const whyNot = useWhyNot()
  const not = (permission: Parameters<typeof whyNot>[0]) => whyNot(permission) ?? (chosen !== 'all' ? t('lists.all-first') : search !== '' ? t('lists.not-by-words') : undefined)
  const { where: filters, purpose } = handedOn(where)
  return (
    <>
      <Button onPress={() => void navigate(links.newMailing('ask', whereText(filters), purpose))} disabledReason={not('mailings.write')}>{t('mailings.new-ask')}</Button>
      <Button onPress={() => void navigate(links.newMailing('mailing', whereText(filters), purpose))} disabledReason={not('mailings.write')}>{t('mailings.new-mailing')}</Button>
      <ExportButton where={where} disabledReason={not('people.export')} />
      <ChangeButton chosen={chosen} where={where} search={search} disabledReason={whyNot('imports.run') ?? whyNot('people.write')} />
    </>
  )
}

/** Opens what is changed of those chosen, in the same way. */
function ChangeButton({ chosen, where, search, disabledReason }: { chosen: Chosen; where: Condition[]; search: string; disabledReason: string | undefined }) {
  const { t } = useTexts()
  const [isOpen, setOpen] = useState(false)
  const { part, fetch, isFetching } = useFetched(loadChange)
  return (
    <>
      {isOpen && part && <part.ChangeDialog where={where} search={search} people={chosen === 'all' ? undefined : [...chosen]} onClose={() => setOpen(false)} />}
      <Button onPress={() => (part ? setOpen(true) : void fetch(() => setOpen(true)))} isPending={isFetching} disabledReason={disabledReason}>{t('people.change-many')}</Button>
    </>
  )
}

/** Opens the export, which is fetched when the page is at rest, or now. */
function ExportButton({ where, disabledReason }: { where: Condition[]; disabledReason: string | undefined }) {
  const { t } = useTexts()
  const [isOpen, setOpen] = useState(false)
  const { part, fetch, isFetching } = useFetched(loadExport)
  return (
    <>
      {isOpen && part && <part.ExportDialog {...handedOn(where)} onClose={() => setOpen(false)} />}
      <Button onPress={() => (part ? setOpen(true) : void fetch(() => setOpen(true)))} isPending={isFetching} disabledReason={disabledReason}>{t('export.button')}</Button>
    </>
  )
}

/** Whom the gate permits is asked anew by an export and a mailing, for their own purpose: the filter becomes that. */
function handedOn(where: readonly Condition[]): { where: Condition[]; purpose: string } {
  const reachable = where.find(({ field, op }) => field === 'reachable' && op === 'is')
  const held = where.find(({ field, op }) => field === 'purpose' && op === 'is')
  return { where: where.filter(({ field }) => field !== 'reachable'), purpose: String(reachable?.value ?? '').split(' ')[0] || String(held?.value ?? '') }
}

import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { PersonSummary } from '@api/people-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useCatalogue } from '../purposes/catalogue.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Empty, Waiting } from '../ui/empty.tsx'
import { SelectBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { LinkTable, type TableColumn } from '../ui/table.tsx'
import { useSettled } from '../ui/use-settled.ts'
import { ExportDialog } from './export-dialog.tsx'
import { FlagTags } from './flag-tags.tsx'
import { usePeople } from './people-queries.ts'

const ALL = 'all'

export function PeopleList() {
  const texts = useTexts()
  const { t, number } = texts
  const catalogue = useCatalogue()
  const [parameters, setParameters] = useSearchParams()
  const purpose = parameters.get('purpose') ?? ''
  const [search, setSearch] = useState(parameters.get('search') ?? '')
  const [exporting, setExporting] = useState(false)
  const settled = useSettled(search.trim())
  const list = usePeople(settled, purpose)
  const people = list.data?.pages.flatMap((page) => page.people) ?? []
  const [first] = list.data?.pages ?? []
  const total = first?.total

  useEffect(() => {
    setParameters((before) => changed(before, 'search', settled), { replace: true })
  }, [settled, setParameters])

  const columns: TableColumn<PersonSummary>[] = [
    {
      key: 'name', label: t('people.name'),
      render: (person) => (
        <>
          <span className="font-semibold">{person.name}</span> <FlagTags flags={person.flags} short />
          <span className="block truncate text-fine text-soft mid:hidden">{person.contactPoints[0]?.value ?? person.city}</span>
        </>
      ),
    },
    { key: 'contact', label: t('people.contact'), room: 'mid', render: (person) => <span className="block truncate text-soft">{person.contactPoints[0]?.value}</span> },
    { key: 'city', label: t('people.city'), room: 'mid', render: (person) => <span className="block truncate text-soft">{[person.city, person.country].filter(Boolean).join(', ')}</span> },
    { key: 'purposes', label: t('people.held-for'), room: 'wide', render: (person) => <span className="block truncate text-soft">{unique(person.purposes.map(({ purpose: key }) => catalogue.nameOf(key))).join(', ')}</span> },
  ]

  return (
    <Page title={t('room.people')} lead={total === undefined ? ' ' : t('people.count', { count: total, shown: `${number(total)}${first?.totalIsLowerBound ? '+' : ''}` })} wide actions={<><Button onPress={() => setExporting(true)}>{t('export.button')}</Button><LinkButton href={links.newImport}>{t('imports.new')}</LinkButton></>}>
      {exporting && <ExportDialog purpose={purpose} onClose={() => setExporting(false)} />}
      <div className="mb-4 flex flex-wrap gap-3">
        <SearchBox label={t('people.search')} value={search} onChange={setSearch} className="w-full narrow:w-80" />
        <SelectBox
          label={t('people.held-for')}
          hideLabel
          className="w-full narrow:w-60"
          value={purpose || ALL}
          options={[{ key: ALL, label: t('people.any-purpose') }, ...catalogue.purposes.map(({ key }) => ({ key, label: catalogue.nameOf(key) }))]}
          onChange={(key) => setParameters((before) => changed(before, 'purpose', key === ALL ? '' : key))}
        />
      </div>
      {list.error ? (
        <Problem error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Waiting lines={12} label={t('ui.loading')} />
      ) : (
        <LinkTable
          label={t('room.people')}
          columns={columns}
          rows={people}
          rowLink={(person) => links.person(person.id)}
          more={list.hasNextPage ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage } : undefined}
          empty={
            settled || purpose ? (
              <Empty title={t('people.none-found')}>{t('people.none-found-what')}</Empty>
            ) : (
              <Empty title={t('people.none')} actions={<LinkButton kind="primary" href={links.newImport}>{t('imports.new')}</LinkButton>}>{t('people.none-what')}</Empty>
            )
          }
        />
      )}
    </Page>
  )
}

function changed(before: URLSearchParams, name: string, value: string) {
  const after = new URLSearchParams(before)
  if (value) after.set(name, value)
  else after.delete(name)
  return after
}

const unique = (names: string[]) => [...new Set(names)]

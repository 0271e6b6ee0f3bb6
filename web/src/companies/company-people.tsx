import { useState } from 'react'
import type { CompanyBody, CompanyPerson } from '@api/companies-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { ListSearch } from '../lists/list-search.tsx'
import { useWhyNot } from '../shell/may.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { Waiting } from '../ui/empty.tsx'
import { AddPerson } from './add-person.tsx'
import { useCompanyPeople } from './company-queries.ts'
import { RoleDialog } from './role-dialog.tsx'

/** So many are looked through sooner than searched. */
const SEARCHED_FROM = 10

/** Who has a role at the company, as far as one may see them. */
export function CompanyPeople({ company }: { company: CompanyBody }) {
  const { t, number } = useTexts()
  const mayRead = useWhyNot()('people.read')
  const mayWrite = useWhyNot()('people.write') ?? (company.mergedInto ? t('companies.is-another') : undefined)
  const [search, setSearch] = useState('')
  const [isFormer, setFormer] = useState(false)
  const [isAdding, setAdding] = useState(false)
  const [changing, setChanging] = useState<CompanyPerson | null>(null)
  if (mayRead !== undefined) return null
  return (
    <Section
      title={t('companies.people')}
      actions={<><Button kind="plain" aria-pressed={isFormer} onPress={() => setFormer(!isFormer)}>{t(isFormer ? 'companies.now-there' : 'companies.were-there')}</Button><Button onPress={() => setAdding(true)} disabledReason={mayWrite}>{t('companies.add-person')}</Button></>}
    >
      {isAdding && <AddPerson company={company} onClose={() => setAdding(false)} />}
      {changing && <RoleDialog person={changing.person} role={{ ...changing, company }} onClose={() => setChanging(null)} />}
      <People company={company.id} search={search} isFormer={isFormer} number={number} onSearch={setSearch} onChange={mayWrite === undefined ? setChanging : undefined} />
    </Section>
  )
}

function People({ company, search, isFormer, number, onSearch, onChange }: { company: string; search: string; isFormer: boolean; number: (value: number) => string; onSearch: (search: string) => void; onChange: ((person: CompanyPerson) => void) | undefined }) {
  const { t } = useTexts()
  const list = useCompanyPeople(company, search, isFormer)
  const total = list.data?.pages[0]?.total ?? 0
  const rows = list.data?.pages.flatMap((page) => page.people) ?? []
  if (list.error && !list.data) return <Problem error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <Waiting lines={4} label={t('ui.loading')} />
  return (
    <>
      {(total > SEARCHED_FROM || search !== '') && <div className="mb-3 flex flex-wrap items-center gap-3"><ListSearch label={t('companies.search-people')} search={search} onChange={onSearch} /><span className="text-soft">{t('companies.people-count', { count: total, shown: number(total) })}</span></div>}
      {rows.length === 0 && <p className="text-soft">{t(search !== '' ? 'people.none-found' : isFormer ? 'companies.nobody-was' : 'companies.nobody-there')}</p>}
      <ul className="divide-y divide-line border-y border-line empty:border-0">
        {rows.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
            <span className="min-w-0">
              <TextLink href={links.person(one.person.id)}>{one.person.name || t('companies.unnamed')}</TextLink>
              <span className="block text-fine break-words text-soft">{[one.title, ...one.contactPoints.map(({ value }) => value)].filter(Boolean).join(' · ')}</span>
              <RoleDays since={one.since} until={one.until} />
            </span>
            {onChange && <Button kind="plain" onPress={() => onChange(one)} aria-label={t('companies.change-role-of', { name: one.person.name })}>{t('companies.change-role')}</Button>}
          </li>
        ))}
      </ul>
      {list.hasNextPage && <div className="mt-3"><Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage}>{t('ui.more')}</Button></div>}
    </>
  )
}

export function RoleDays({ since, until }: { since: string | null; until: string | null }) {
  const { t, day } = useTexts()
  if (since === null && until === null) return null
  return <span className="block text-fine text-soft">{since !== null && until !== null ? t('companies.from-until', { from: day(since), until: day(until) }) : since !== null ? t('companies.since', { day: day(since) }) : t('companies.until', { day: day(until!) })}</span>
}

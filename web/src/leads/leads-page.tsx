import { useSearchParams } from 'react-router'
import type { LeadItem } from '@api/leads-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { WaitingTable } from '../ui/skeleton.tsx'
import { LinkTable, type TableColumn } from '../ui/table.tsx'
import { LEAD_SOURCES, useLeads } from './lead-queries.ts'
import { LeadTag } from './lead-tag.tsx'

const ALL = 'all'

/** Whose details came to us and who is asked whether they want to hear more, whoever is let go soonest first. */
export function LeadsPage() {
  const { t } = useTexts()
  const whyNot = useWhyNot()('leads.write')
  const [parameters, setParameters] = useSearchParams()
  const filter = { mine: parameters.get('whose') === 'mine', source: LEAD_SOURCES.find((one) => one === parameters.get('source')) ?? null, soon: parameters.get('ends') === 'soon' }
  const leads = useLeads(filter)
  const columns = useColumns()
  const show = (key: string, value: string) => setParameters({ ...Object.fromEntries([...parameters].filter(([name]) => name !== key)), ...(value !== ALL && { [key]: value }) }, { replace: true })
  const rows = leads.data?.pages.flatMap((page) => page.leads) ?? []
  const first = leads.data?.pages[0]
  const isFiltered = filter.mine || filter.source !== null || filter.soon
  const add = <LinkButton kind="primary" href={links.newLead} disabledReason={whyNot}>{t('room.new-lead')}</LinkButton>
  return (
    <Page title={t('room.leads')} lead={first?.months ? t('leads.lead', { months: first.months }) : t('leads.lead-short')} wide actions={add}>
      {first?.months === null && <div className="mb-6"><Notice tone="wait" title={t('leads.no-purpose')} actions={<LinkButton href={links.purposes}>{t('room.purposes')}</LinkButton>}>{t('leads.no-purpose-what')}</Notice></div>}
      <div className="mb-4 flex flex-wrap items-end gap-3">
        <SelectBox className="w-44" label={t('leads.whose')} value={filter.mine ? 'mine' : ALL} onChange={(key) => show('whose', key)} options={[{ key: ALL, label: t('leads.all') }, { key: 'mine', label: t('leads.mine') }]} />
        <SelectBox className="w-52" label={t('leads.source')} value={filter.source ?? ALL} onChange={(key) => show('source', key)} options={[{ key: ALL, label: t('leads.any-source') }, ...LEAD_SOURCES.map((key) => ({ key, label: t(`lead-source.${key}`) }))]} />
        <SelectBox className="w-44" label={t('leads.ends')} value={filter.soon ? 'soon' : ALL} onChange={(key) => show('ends', key)} options={[{ key: ALL, label: t('leads.any-time') }, { key: 'soon', label: t('leads.soon') }]} />
        {first && <output className="ml-auto py-2 text-soft">{t('leads.count', { count: first.count })}</output>}
      </div>
      {leads.error ? <Problem error={leads.error} onRetry={() => void leads.refetch()} />
        : !leads.data ? <WaitingTable rows={6} columns={5} label={t('ui.loading')} />
        : <LinkTable
            label={t('room.leads')} columns={columns} rows={rows} rowLink={(lead) => links.lead(lead.person.id, lead.id)}
            more={leads.hasNextPage ? { load: () => void leads.fetchNextPage(), loading: leads.isFetchingNextPage } : undefined}
            empty={isFiltered ? <Empty title={t('leads.none-such')}>{t('leads.none-such-what')}</Empty> : <Empty title={t('leads.none')} actions={add}>{t('leads.none-what')}</Empty>}
          />}
    </Page>
  )
}

function useColumns(): TableColumn<LeadItem>[] {
  const { t, day } = useTexts()
  return [
    { key: 'person', label: t('leads.person'), render: (lead) => <><span className="block truncate font-semibold">{lead.person.name}</span><span className="block truncate text-soft mid:hidden">{lead.place}</span><span className="mid:hidden"><LeadTag lead={lead} /></span></> },
    { key: 'place', label: t('leads.where'), room: 'mid', render: (lead) => <span className="block truncate">{t(`lead-source.${lead.source}`)} · {lead.place}</span> },
    { key: 'state', label: t('leads.state'), room: 'mid', fit: true, render: (lead) => <LeadTag lead={lead} /> },
    { key: 'owner', label: t('leads.owner'), room: 'wide', render: (lead) => <span className="block truncate">{lead.owner?.name}</span> },
    { key: 'tell', label: t('leads.told'), room: 'wide', fit: true, render: (lead) => (lead.tellBy === null ? t('leads.told-yes') : lead.mailed ? t('leads.told-mailed') : t('leads.told-by', { day: day(lead.tellBy) })) },
    { key: 'until', label: t('leads.until'), fit: true, render: (lead) => <span className="numbers">{lead.until && day(lead.until)}</span> },
  ]
}

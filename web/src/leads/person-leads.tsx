import { useParams } from 'react-router'
import type { LeadItem } from '@api/leads-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { usePerson } from '../people/people-queries.ts'
import { BackLink } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { WaitingTable } from '../ui/skeleton.tsx'
import { LinkTable, type TableColumn } from '../ui/table.tsx'
import { useLeadsOf } from './lead-queries.ts'
import { LeadTag } from './lead-tag.tsx'

/** The leads of one person. */
export function PersonLeads() {
  const { t } = useTexts()
  const { id = '' } = useParams()
  const person = usePerson(id)
  const leads = useLeadsOf(id)
  const columns = useColumns()
  return (
    <Page title={t('room.leads')} lead={person.data?.name} above={<BackLink href={links.person(id)}>{person.data?.name ?? t('room.people')}</BackLink>}>
      {leads.error ? <Problem error={leads.error} onRetry={() => void leads.refetch()} />
        : leads.isPending ? <WaitingTable rows={2} columns={4} label={t('ui.loading')} />
        : <LinkTable label={t('room.leads')} columns={columns} rows={leads.data} rowLink={(lead) => links.lead(id, lead.id)} empty={<Empty title={t('leads.none-here')}>{t('leads.none-here-what')}</Empty>} />}
    </Page>
  )
}

function useColumns(): TableColumn<LeadItem>[] {
  const { t, day } = useTexts()
  return [
    { key: 'place', label: t('leads.where'), render: (lead) => <span className="block truncate font-semibold">{t(`lead-source.${lead.source}`)} · {lead.place}</span> },
    { key: 'state', label: t('leads.state'), fit: true, render: (lead) => <LeadTag lead={lead} /> },
    { key: 'owner', label: t('leads.owner'), room: 'mid', render: (lead) => <span className="block truncate">{lead.owner?.name}</span> },
    { key: 'until', label: t('leads.until'), room: 'mid', fit: true, render: (lead) => <span className="numbers">{lead.until && day(lead.until)}</span> },
  ]
}

import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { CompanyBody } from '@api/companies-resource.ts'
import { CompanyActivities } from '../activities/activities-about.tsx'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, Button, TextLink } from '../ui/button.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { WaitingPage } from '../ui/skeleton.tsx'
import { Tag } from '../ui/tag.tsx'
import { announce } from '../ui/toast.tsx'
import { CompanyDialog } from './company-dialog.tsx'
import { CompanyHistory } from './company-history.tsx'
import { CompanyPeople } from './company-people.tsx'
import { CompanyRelations } from './company-relations.tsx'
import { CompanySales } from './company-sales.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { undoCompany, useCompany, useRemoveCompany } from './company-queries.ts'

/** One company: what it is at the left, who is there in the middle, how it hangs together and what was done to it below. */
export function CompanyPage() {
  const { t } = useTexts()
  const { id = '' } = useParams()
  const company = useCompany(id)
  const above = <BackLink href={links.companies}>{t('room.companies')}</BackLink>
  if (company.error && !company.data) return <Page title={t('room.companies')} above={above}><Problem error={company.error} onRetry={() => void company.refetch()} /></Page>
  if (!company.data) return <Page title="" wide above={above}><WaitingPage columns={2} label={t('ui.loading')} /></Page>
  return <Loaded key={id} company={company.data} above={above} />
}

function Loaded({ company, above }: { company: CompanyBody; above: React.ReactNode }) {
  const { t, locale } = useTexts()
  const navigate = useNavigate()
  const [parameters, setParameters] = useSearchParams()
  const missing = useWhyNot()('companies.write')
  const whyNot = missing ?? (company.mergedInto ? t('companies.is-another') : undefined)
  const mayPlan = useWhyNot()('activities.read') === undefined
  const [isChanging, setChanging] = useState(false)
  const remove = useRemoveCompany(company.id)
  const other = parameters.get('merge')
  const onRemove = () => remove.mutate(company.version, {
    onSuccess: () => {
      void navigate(links.companies)
      announce({ text: t('companies.removed', { name: company.name }), isUndo: true, action: { label: t('ui.undo'), run: () => void undoCompany(company.id, company.version + 1).then(() => navigate(links.company(company.id))).catch(() => announce({ text: t('companies.not-undone') })) } })
    },
  })
  const country = new Intl.DisplayNames(locale, { type: 'region' }).of(company.country)
  return (
    <Page
      wide title={company.name} above={above}
      lead={<>{[t(`company-form.${company.form}`), company.writtenNumber, country].filter(Boolean).join(' · ')}{company.tags.length > 0 && <span className="mt-2 flex flex-wrap gap-1.5">{company.tags.map((tag) => <Tag key={tag}>{tag}</Tag>)}</span>}</>}
      actions={
        <>
          <Button onPress={onRemove} isPending={remove.isPending} disabledReason={whyNot}>{t('companies.remove')}</Button>
          <Button onPress={() => setParameters({ merge: '' })} disabledReason={whyNot}>{t('companies.merge')}</Button>
          <Button kind="primary" onPress={() => setChanging(true)} disabledReason={whyNot}>{t('companies.change')}</Button>
        </>
      }
    >
      {isChanging && <CompanyDialog company={company} onClose={() => setChanging(false)} />}
      {other !== null && <MergeDialog company={company} other={other} onClose={() => setParameters({}, { replace: true })} />}
      {remove.error && <Problem error={remove.error} />}
      {company.mergedInto && <Notice tone="wait" title={t('companies.is-another')}><TextLink href={links.company(company.mergedInto.id)}>{company.mergedInto.name}</TextLink></Notice>}
      <div className="grid grid-cols-1 gap-x-12 mid:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]">
        <div className="min-w-0">
          <Facts company={company} />
          <CompanyRelations company={company} whyNot={whyNot} />
        </div>
        <div className="min-w-0">
          <CompanyPeople company={company} />
          {mayPlan && <CompanyActivities company={company} />}
          <CompanySales company={company} />
          <CompanyHistory company={company} whyNot={whyNot} />
        </div>
      </div>
    </Page>
  )
}

/** What is known of it; nothing of this is about a person. */
function Facts({ company }: { company: CompanyBody }) {
  const { t } = useTexts()
  const town = [company.postalCode, company.city].filter(Boolean).join(' ')
  const facts: [string, string | null][] = [
    [t('companies.address'), [company.street, town].filter(Boolean).join(', ')],
    [t('companies.email'), company.email], [t('companies.phone'), company.phone],
    [t('companies.website'), company.website],
    [t('companies.participant'), company.eInvoice ? `${company.eInvoice.scheme}:${company.eInvoice.id}` : null],
    [t('companies.vat-number'), company.vatNumber], [t('companies.invoice-email'), company.invoiceEmail], [t('companies.invoice-reference'), company.invoiceReference],
    [t('companies.owner'), [company.owner?.name, company.team?.name].filter(Boolean).join(' · ')],
  ]
  return (
    <Section title={t('companies.facts')}>
      <dl className="divide-y divide-line border-y border-line">
        {facts.map(([label, value]) => (
          <div key={label} className="py-2">
            <dt className="text-fine text-soft">{label}</dt>
            <dd className="break-words">{value || <span className="text-soft">{t('companies.not-said')}</span>}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { CompanyBody } from '@api/companies-resource.ts'
import type { CompanySales as Sales, CompanyTimeline as Told } from '@api/company-sales-resource.ts'
import type { InvoiceItem } from '@api/invoices-resource.ts'
import { get } from '../api.ts'
import { DealTag } from '../deals/deal-tag.tsx'
import { StateTag } from '../invoices/state-tag.tsx'
import { useMoney } from '../invoices/use-money.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { QuoteTag } from '../quotes/quote-tag.tsx'
import { useWhyNot } from '../shell/may.ts'
import { LinkButton, TextLink } from '../ui/button.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { useCompanyPeople } from './company-queries.ts'

const ROW = 'flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2'

/** What may be sold to a company, what it was offered, and what it owes; each as far as one may see it. */
export function CompanySales({ company }: { company: CompanyBody }) {
  const { t, day } = useTexts()
  const money = useMoney(true)
  const why = useWhyNot()
  const [seesDeals, seesInvoices] = [why('deals.read') === undefined, why('invoices.read') === undefined]
  const sales = useQuery({ queryKey: ['deals', 'of-company', company.id], queryFn: () => get<Sales>(`/companies/${company.id}/deals`), enabled: seesDeals })
  const invoices = useQuery({ queryKey: ['invoices', 'of-company', company.id], queryFn: async () => (await get<{ invoices: InvoiceItem[] }>(`/companies/${company.id}/invoices`)).invoices, enabled: seesInvoices })
  return (
    <>
      {seesDeals && (
        <Section title={t('companies.deals')} actions={<NewDeal company={company} />}>
          {sales.error && <Problem error={sales.error} onRetry={() => void sales.refetch()} />}
          {sales.data?.deals.length === 0 && <p className="text-soft">{t('companies.deals-none')}</p>}
          <ul className="divide-y divide-line border-y border-line empty:border-0">
            {sales.data?.deals.map((one) => (
              <li key={one.id} className={ROW}>
                <span className="min-w-0"><TextLink href={links.deal(one.person.id, one.id)}>{one.name}</TextLink><span className="block text-fine text-soft">{one.person.name}</span></span>
                <span className="flex items-center gap-3"><span className="numbers">{money(one.value, one.currency)}</span><DealTag deal={one} /></span>
                {sales.data.quotes.filter((quote) => quote.deal === one.id && quote.state !== 'replaced').map((quote) => (
                  <span key={quote.id} className="flex basis-full items-center justify-between gap-3 pl-4 text-fine"><TextLink href={links.quote(quote.person.id, quote.id)}>{t('quotes.name', { number: quote.name })}</TextLink><span className="flex items-center gap-3"><span className="numbers">{money(quote.payable, quote.currency)}</span><QuoteTag quote={quote} /></span></span>
                ))}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {seesInvoices && invoices.data && invoices.data.length > 0 && (
        <Section title={t('companies.invoices')}>
          <ul className="divide-y divide-line border-y border-line">
            {invoices.data.map((one) => (
              <li key={one.id} className={ROW}>
                <span className="min-w-0"><TextLink href={links.invoice(one.person.id, one.id)}>{t(`invoice-kind.${one.kind}`, { number: one.number })}</TextLink><span className="block text-fine text-soft">{day(one.issuedOn)}</span></span>
                <span className="flex items-center gap-3"><span className="numbers">{money(one.payable, one.currency)}</span><StateTag state={one.state} /></span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Timeline company={company} />
    </>
  )
}

/** A deal is begun with somebody who speaks for the company. */
function NewDeal({ company }: { company: CompanyBody }) {
  const { t } = useTexts()
  const why = useWhyNot()
  const people = useCompanyPeople(company.id, '', false).data?.pages.flatMap((page) => page.people) ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const person = people.find((one) => one.person.id === chosen) ?? people[0]
  const missing = why('deals.write') ?? (person ? undefined : t('companies.deal-needs-person'))
  return (
    <span className="flex flex-wrap items-center gap-2">
      {people.length > 1 && person && <SelectBox hideLabel label={t('companies.deal-with')} value={person.person.id} onChange={setChosen} options={people.map((one) => ({ key: one.person.id, label: one.person.name || t('companies.unnamed') }))} />}
      <LinkButton href={person ? links.newDeal(person.person.id, company.id) : links.deals} disabledReason={missing}>{t('companies.new-deal')}</LinkButton>
    </span>
  )
}

/** Everything that happened with the company, each line with what it was done for. */
function Timeline({ company }: { company: CompanyBody }) {
  const { t, moment } = useTexts()
  const told = useQuery({ queryKey: ['companies', 'timeline', company.id, company.version], queryFn: async () => (await get<Told>(`/companies/${company.id}/timeline`)).events })
  if (told.error) return <Problem error={told.error} onRetry={() => void told.refetch()} />
  return (
    <Section title={t('companies.timeline')} lead={t('companies.timeline-lead')}>
      <ol className="divide-y divide-line border-y border-line">
        {told.data?.map((one, place) => {
          const href = one.person === null ? undefined : one.deal ? links.deal(one.person.id, one.deal) : one.invoice ? links.invoice(one.person.id, one.invoice) : undefined
          return (
            <li key={`${one.at} ${place}`} className="py-2">
              <p>{href ? <TextLink href={href}>{one.title}</TextLink> : one.title}{one.detail && <span className="numbers text-soft"> · {one.detail}</span>}</p>
              <p className="text-fine text-soft"><span className="numbers">{moment(one.at)}</span> · {[one.purpose ?? t('companies.about-nobody'), one.person?.name, one.actor].filter(Boolean).join(' · ')}</p>
            </li>
          )
        })}
      </ol>
    </Section>
  )
}

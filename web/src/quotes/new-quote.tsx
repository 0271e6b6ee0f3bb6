import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { NewQuoteBody, QuoteBody } from '@api/quotes-resource.ts'
import { ApiProblem } from '../api.ts'
import { useDeal } from '../deals/deal-queries.ts'
import { useInvoicing } from '../invoices/invoice-queries.ts'
import { emptyLine, LineFields, lineOf, linesToSend, type Line } from '../invoices/line-fields.tsx'
import { TotalsTable } from '../invoices/totals-table.tsx'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, Button, LinkButton } from '../ui/button.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { WaitingPage } from '../ui/skeleton.tsx'
import { announce } from '../ui/toast.tsx'
import { useSettled } from '../ui/use-settled.ts'
import { useMakeQuote, useQuote, useQuoteRehearsal } from './quote-queries.ts'

/** Days that a quote holds unless somebody says otherwise. */
const USUAL_DAYS = 30

/** A quote to be, or a new version of one: lines, and under them what they come to. Nothing is sent from here. */
export function NewQuote() {
  const { t } = useTexts()
  const [query] = useSearchParams()
  const { person = '' } = useParams()
  const instead = query.get('instead') ?? ''
  const before = useQuote(person, instead)
  if (before.error) return <Page title={t('quotes.new')}><Problem error={before.error} onRetry={() => void before.refetch()} /></Page>
  if (instead !== '' && !before.data) return <Page title={t('quotes.new')}><WaitingPage columns={1} label={t('ui.loading')} /></Page>
  return <QuoteForm before={before.data} />
}

function QuoteForm({ before }: { before: QuoteBody | undefined }) {
  const { t } = useTexts()
  const { person = '', id = '' } = useParams()
  const deal = useDeal(person, id)
  const invoicing = useInvoicing()
  const whyNot = useWhyNot()('deals.write')
  const navigate = useNavigate()
  const [once] = useState(() => crypto.randomUUID())
  const [lines, setLines] = useState<readonly Line[]>(() => before?.lines.map(lineOf) ?? [emptyLine()])
  const [validUntil, setValidUntil] = useState(() => new Date(Date.now() + USUAL_DAYS * 86_400_000).toLocaleDateString('sv-SE'))
  const [terms, setTerms] = useState(before?.terms ?? '')
  const ready = linesToSend(lines)
  const body: Omit<NewQuoteBody, 'instead'> | undefined = ready && validUntil ? { lines: ready, validUntil, terms } : undefined
  const settled = useSettled(body && JSON.stringify(body))
  const rehearsal = useQuoteRehearsal(person, id, invoicing.data && settled ? (JSON.parse(settled) as NewQuoteBody) : undefined)
  const make = useMakeQuote(person, id, once)
  const wrong = [make.error, rehearsal.error].find((error) => error instanceof ApiProblem)
  const errorOf = (field: string) => (wrong instanceof ApiProblem && wrong.field === field ? wrong.message : undefined)
  const press = () => body && make.mutate({ ...body, ...(before && { instead: before.id }) }, {
    onSuccess: (quote) => {
      announce({ text: t('quotes.made', { number: quote.name }) })
      void navigate(links.quote(person, quote.id), { replace: true })
    },
  })
  const missing = whyNot ?? (invoicing.data === null ? t('invoices.set-up-first') : body === undefined ? t('invoices.lines-first') : rehearsal.error ? t('invoices.mend-first') : undefined)
  return (
    <Page title={before ? t('quotes.new-version', { number: before.name }) : t('quotes.new')} lead={deal.data && `${deal.data.person.name} · ${deal.data.name}`} above={<BackLink href={links.deal(person, id)}>{deal.data?.name ?? t('deals.title')}</BackLink>}>
      {invoicing.data === null && <div className="mb-6"><Notice tone="wait" title={t('invoices.set-up-first')}>{t('invoices.set-up-what')} <LinkButton href={links.invoices}>{t('invoices.title')}</LinkButton></Notice></div>}
      {before?.sentAt && before.state === 'open' && <div className="mb-6"><Notice>{t('quotes.replaces', { number: before.name })}</Notice></div>}
      <Section title={t('invoices.lines')}><LineFields lines={lines} onChange={setLines} errorOf={errorOf} /></Section>
      <div className="mb-10 grid max-w-[42rem] gap-5">
        <DateBox label={t('quotes.valid-until')} hint={t('quotes.valid-hint')} value={validUntil} onChange={setValidUntil} error={errorOf('validUntil')} />
        <TextBox label={t('quotes.terms')} hint={t('quotes.terms-hint')} value={terms} onChange={setTerms} rows={4} maxLength={4000} error={errorOf('terms')} />
      </div>
      {rehearsal.data && body && !rehearsal.error && (
        <Section title={t('invoices.comes-to')} lead={t('invoices.to', { buyer: [rehearsal.data.buyer.name, ...rehearsal.data.buyer.address].join(', ') })}>
          <TotalsTable totals={rehearsal.data.totals} currency={rehearsal.data.currency} />
        </Section>
      )}
      {wrong instanceof ApiProblem && (wrong.field === undefined || wrong.field === 'lines') && <Problem error={wrong} />}
      <div className="border-t border-line bg-ground py-3 mid:sticky mid:bottom-0">
        <Button kind="primary" onPress={press} isPending={make.isPending} disabledReason={missing} reasonInSight>{t('quotes.make')}</Button>
      </div>
    </Page>
  )
}

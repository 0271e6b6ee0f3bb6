import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { NewInvoiceBody } from '@api/invoices-resource.ts'
import { ApiProblem } from '../api.ts'
import { BuyerBox } from '../companies/buyer-box.tsx'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { usePerson } from '../people/people-queries.ts'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, Button } from '../ui/button.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { announce } from '../ui/toast.tsx'
import { useSettled } from '../ui/use-settled.ts'
import { useInvoicing, useIssue, useRehearsal } from './invoice-queries.ts'
import { emptyLine, LineFields, linesToSend, type Line } from './line-fields.tsx'
import { TotalsTable } from './totals-table.tsx'

/** Lines at the left, what it comes to under them at once; nothing is issued before it has been seen. */
export function NewInvoice() {
  const { t } = useTexts()
  const { id = '' } = useParams()
  const person = usePerson(id)
  const invoicing = useInvoicing()
  const whyNot = useWhyNot()('invoices.write')
  const navigate = useNavigate()
  const [once] = useState(() => crypto.randomUUID())
  const [lines, setLines] = useState<readonly Line[]>(() => [emptyLine()])
  const [dueOn, setDueOn] = useState('')
  const [buyerReference, setBuyerReference] = useState('')
  const [company, setCompany] = useState<string | null>(null)
  const body = bodyOf(lines, dueOn, buyerReference, company)
  const settled = useSettled(body && JSON.stringify(body))
  const rehearsal = useRehearsal(id, invoicing.data && settled ? (JSON.parse(settled) as NewInvoiceBody) : undefined)
  const issue = useIssue(id, once)
  const wrong = [issue.error, rehearsal.error].find((error) => error instanceof ApiProblem)
  const errorOf = (field: string) => (wrong instanceof ApiProblem && wrong.field === field ? wrong.message : undefined)
  const press = () => body && issue.mutate(body, {
    onSuccess: (invoice) => {
      announce({ text: t('invoices.issued-now', { number: invoice.number }) })
      void navigate(links.invoice(id, invoice.id))
    },
  })
  const missing = whyNot ?? (invoicing.data === null ? t('invoices.set-up-first') : body === undefined ? t('invoices.lines-first') : rehearsal.error ? t('invoices.mend-first') : undefined)
  return (
    <Page title={t('invoices.new')} lead={person.data?.name} above={<BackLink href={links.person(id)}>{person.data?.name ?? t('room.people')}</BackLink>}>
      {invoicing.data === null && <Notice tone="wait" title={t('invoices.set-up-first')}>{t('invoices.set-up-what')}</Notice>}
      {person.data && <div className="mb-6"><BuyerBox person={person.data} company={company} onChange={setCompany} /></div>}
      <Section title={t('invoices.lines')}>
        <LineFields lines={lines} onChange={setLines} errorOf={errorOf} />
      </Section>
      <div className="mb-10 grid gap-4 narrow:grid-cols-2">
        <DateBox label={t('invoices.due')} hint={t('invoices.due-hint', { days: invoicing.data?.dueDays ?? 30 })} value={dueOn} onChange={setDueOn} error={errorOf('dueOn')} />
        <TextBox label={t('invoices.buyer-reference')} hint={t('invoices.buyer-reference-hint')} value={buyerReference} onChange={setBuyerReference} maxLength={100} />
      </div>
      {rehearsal.data && body && !rehearsal.error && (
        <Section title={t('invoices.comes-to')} lead={t('invoices.to', { buyer: [rehearsal.data.buyer.name, ...rehearsal.data.buyer.address].join(', ') })}>
          <TotalsTable totals={rehearsal.data.totals} currency={rehearsal.data.currency} />
        </Section>
      )}
      {wrong instanceof ApiProblem && wrong.field === undefined && <Problem error={wrong} />}
      <div className="border-t border-line bg-ground py-3 mid:sticky mid:bottom-0">
        <Button kind="primary" onPress={press} isPending={issue.isPending} disabledReason={missing} reasonInSight>{t('invoices.issue')}</Button>
      </div>
    </Page>
  )
}

/** Undefined while something is missing that only a person can say. */
function bodyOf(lines: readonly Line[], dueOn: string, buyerReference: string, company: string | null): NewInvoiceBody | undefined {
  const ready = linesToSend(lines)
  return ready && { lines: ready, ...(dueOn && { dueOn }), ...(buyerReference.trim() && { buyerReference: buyerReference.trim() }), ...(company && { company }) }
}

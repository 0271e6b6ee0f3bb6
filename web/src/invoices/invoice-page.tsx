import { useState } from 'react'
import { useParams } from 'react-router'
import type { InvoiceBody } from '@api/invoices-resource.ts'
import { InvoiceDeliveries } from '../delivery/invoice-deliveries.tsx'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, Button, LinkButton, TextLink } from '../ui/button.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { WaitingPage } from '../ui/skeleton.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { CreditDialog } from './credit-dialog.tsx'
import { CustomerCode } from './customer-code.tsx'
import { useInvoice } from './invoice-queries.ts'
import { InvoiceQuestions } from '../payments/invoice-questions.tsx'
import { NotePayment } from './note-payment.tsx'
import { StateTag } from './state-tag.tsx'
import { TotalsTable } from './totals-table.tsx'
import { inAll } from './in-all.ts'
import { useMoney } from './use-money.ts'

/** One invoice as it was issued, and what has become of it. */
export function InvoicePage() {
  const { t } = useTexts()
  const { person = '', id = '' } = useParams()
  const invoice = useInvoice(person, id)
  const above = <BackLink href={links.invoices}>{t('invoices.title')}</BackLink>
  if (invoice.error && !invoice.data) return <Page title={t('invoices.title')} above={above}><Problem error={invoice.error} onRetry={() => void invoice.refetch()} /></Page>
  if (!invoice.data) return <Page title="" above={above}><WaitingPage label={t('ui.loading')} /></Page>
  return <Loaded invoice={invoice.data} above={above} />
}

function Loaded({ invoice, above }: { invoice: InvoiceBody; above: React.ReactNode }) {
  const { t, day, word } = useTexts()
  const money = useMoney()
  const whyNot = useWhyNot()('invoices.write')
  const [open, setOpen] = useState<'payment' | 'credit' | null>(null)
  const { person, currency } = invoice
  const isInvoice = invoice.kind === 'invoice'
  return (
    <Page
      title={t(`invoice-kind.${invoice.kind}`, { number: invoice.number })}
      above={above}
      lead={<><TextLink href={links.person(person.id)}>{person.name}</TextLink> · {t('invoices.dated', { day: day(invoice.issuedOn) })}{isInvoice && <> · {t('invoices.due-by', { day: day(invoice.dueOn) })}</>} <span className="ml-1"><StateTag state={invoice.state} /></span></>}
      actions={
        <>
          <LinkButton href={links.documentFile(person.id, invoice.documentId)} download>{t('invoices.pdf')}</LinkButton>
          <LinkButton href={links.electronicInvoice(person.id, invoice.id)} download>{t('invoices.ubl')}</LinkButton>
          {isInvoice && <Button onPress={() => setOpen('credit')} disabledReason={whyNot ?? (invoice.creditable.every((line) => Number(line.amount) === 0 && Number(line.quantity) === 0) ? t('invoices.credited-already') : undefined)}>{t('invoices.credit')}</Button>}
          {isInvoice && <Button kind="primary" onPress={() => setOpen('payment')} disabledReason={whyNot}>{t('invoices.note-payment')}</Button>}
        </>
      }
    >
      {open === 'payment' && <NotePayment invoice={invoice} onClose={() => setOpen(null)} />}
      {open === 'credit' && <CreditDialog invoice={invoice} onClose={() => setOpen(null)} />}
      <p className="mb-6">{invoice.buyer.name}{invoice.buyer.address.map((line) => <span key={line} className="block text-soft">{line}</span>)}</p>
      <Section title={t('invoices.lines')}><TotalsTable totals={invoice.totals} currency={currency} /></Section>
      {invoice.credits && <p className="mb-6"><TextLink href={links.invoice(person.id, invoice.credits)}>{t('invoices.credits-that')}</TextLink></p>}
      {invoice.creditNotes.map((note) => <p key={note.id} className="mb-3"><TextLink href={links.invoice(person.id, note.id)}>{t('invoices.credited-by', { number: note.number, amount: money(note.payable, currency), day: day(note.issuedOn) })}</TextLink></p>)}
      <InvoiceDeliveries person={person.id} invoice={invoice.id} />
      {isInvoice && (
        <Section title={t('invoices.payments')} lead={t('invoices.reference-of', { reference: invoice.reference })}>
          {invoice.payments.length === 0 ? <p className="text-soft">{t('invoices.payments-none')}</p> : (
            <PlainTable label={t('invoices.payments')} stacks head={[t('invoices.paid-on'), t('invoices.how'), t('invoices.amount')]}>
              {invoice.payments.map((one) => <PlainRow key={one.id} cells={[day(one.paidOn), word('paid-how', one.how), <span key="amount" className="numbers">{money(one.amount, currency)}</span>]} />)}
            </PlainTable>
          )}
          <p className="mt-3">{t('invoices.left', { amount: money(invoice.outstanding, currency) })}</p>
          {Number(invoice.fee) > 0 && <p>{t('invoices.fee-left', { amount: money(invoice.fee, currency) })} {Number(invoice.outstanding) > 0 && t('invoices.left-in-all', { amount: money(inAll(invoice), currency) })}</p>}
        </Section>
      )}
      <InvoiceQuestions person={person.id} name={person.name} invoice={invoice.id} />
      {isInvoice && <CustomerCode invoice={invoice} />}
    </Page>
  )
}

import { useState } from 'react'
import { useParams } from 'react-router'
import type { BankPaymentDetailBody, FoundInvoiceBody } from '@api/payments-resource.ts'
import { useMoney } from '../invoices/use-money.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, Button, TextLink } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { WaitingPage } from '../ui/skeleton.tsx'
import { announce } from '../ui/toast.tsx'
import { useSettled } from '../ui/use-settled.ts'
import { useBankPayment, useEnd, useInvoiceSearch, useMatch, useUndo } from './payment-queries.ts'

const MATCHED = 'matched'

/** One payment that a bank told of: what it says, which invoice it is for, and what was done about it. */
export function PaymentPage() {
  const { t } = useTexts()
  const { id = '' } = useParams()
  const payment = useBankPayment(id)
  const above = <BackLink href={links.payments}>{t('payments.title')}</BackLink>
  if (payment.error && !payment.data) return <Page title={t('payments.title')} above={above}><Problem error={payment.error} onRetry={() => void payment.refetch()} /></Page>
  if (!payment.data) return <Page title="" above={above}><WaitingPage label={t('ui.loading')} /></Page>
  return <Loaded payment={payment.data} above={above} />
}

function Loaded({ payment, above }: { payment: BankPaymentDetailBody; above: React.ReactNode }) {
  const { t, day, word } = useTexts()
  const money = useMoney()
  const whyNot = useWhyNot()('invoices.write')
  const [ending, setEnding] = useState<'returned' | 'set-aside' | null>(null)
  const isOpen = Number(payment.leftOver) !== 0
  const settled = isOpen ? whyNot : t('payments.settled')
  const facts: [string, string][] = [
    [t('payments.payer'), payment.payer ?? t('payments.payer-unknown')], [t('payments.account'), payment.payerAccount ?? ''], [t('payments.reference'), payment.reference], [t('payments.message'), payment.message],
    [t('payments.booked'), day(payment.bookedOn)], [t('payments.kind'), word('bank-kind', payment.kind)], [t('payments.format'), word('bank-format', payment.format)],
  ]
  return (
    <Page
      title={money(payment.amount, payment.currency)}
      above={above}
      lead={<>{isOpen ? t('payments.left-of', { amount: money(payment.leftOver, payment.currency) }) : t('payments.settled')}{isOpen && payment.reason && <> · {word('unmatched', payment.reason)}</>}</>}
      actions={
        <>
          <Button onPress={() => setEnding('set-aside')} disabledReason={settled}>{t('payments.set-aside')}</Button>
          <Button onPress={() => setEnding('returned')} disabledReason={settled}>{t('payments.returned')}</Button>
        </>
      }
    >
      {ending && <EndDialog id={payment.id} kind={ending} onClose={() => setEnding(null)} />}
      <dl className="mb-6 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
        {facts.filter(([, value]) => value !== '').map(([label, value]) => <div key={label} className="contents"><dt className="text-soft">{label}</dt><dd className="break-words">{value}</dd></div>)}
      </dl>
      {isOpen && whyNot === undefined && <FindInvoice payment={payment} />}
      {payment.steps.length > 0 && <Steps payment={payment} whyNot={whyNot} />}
    </Page>
  )
}

/** Invoices that it could be for, and a search for others. */
function FindInvoice({ payment }: { payment: BankPaymentDetailBody }) {
  const { t } = useTexts()
  const [text, setText] = useState('')
  const search = useInvoiceSearch(useSettled(text))
  const [chosen, setChosen] = useState<FoundInvoiceBody | null>(null)
  const shown = text.trim().length > 1 ? (search.data ?? []) : payment.suggestions
  return (
    <Section title={t('payments.match')} lead={t('payments.match-what')}>
      {chosen && <MatchDialog payment={payment} invoice={chosen} onClose={() => setChosen(null)} />}
      <SearchBox label={t('payments.search')} value={text} onChange={setText} className="mb-4 max-w-[30rem]" />
      {search.error && <Problem error={search.error} />}
      {shown.length === 0 ? <p className="text-soft">{t(text.trim().length > 1 ? 'payments.search-none' : 'payments.suggestions-none')}</p> : <Found invoices={shown} onChoose={setChosen} />}
    </Section>
  )
}

function Found({ invoices, onChoose }: { invoices: readonly FoundInvoiceBody[]; onChoose: (one: FoundInvoiceBody) => void }) {
  const { t, day } = useTexts()
  const money = useMoney()
  return (
    <PlainTable label={t('payments.match')} stacks head={[t('payments.invoice'), t('invoices.outstanding'), t('invoices.due'), '']}>
      {invoices.map((one) => (
        <PlainRow
          key={one.id}
          cells={[
            <span key="invoice"><TextLink href={links.invoice(one.person.id, one.id)}>{one.number}</TextLink> {one.person.name}</span>, <span key="left" className="numbers whitespace-nowrap">{money(one.outstanding, one.currency)}</span>,
            <span key="due" className="numbers whitespace-nowrap">{day(one.dueOn)}</span>, <Button key="choose" onPress={() => onChoose(one)} aria-label={t('payments.choose-of', { number: one.number })}>{t('payments.choose')}</Button>,
          ]}
        />
      ))}
    </PlainTable>
  )
}

/** How much of it goes on the invoice: all that is left, or what the invoice still asks for. */
function MatchDialog({ payment, invoice, onClose }: { payment: BankPaymentDetailBody; invoice: FoundInvoiceBody; onClose: () => void }) {
  const { t, locale } = useTexts()
  const money = useMoney()
  const match = useMatch(payment.id)
  const [left, owed] = [Number(payment.leftOver), Number(invoice.outstanding)]
  const [amount, setAmount] = useState(() => new Intl.NumberFormat(locale, { minimumFractionDigits: 2, useGrouping: false }).format(left > 0 && owed > 0 && owed < left ? owed : left))
  const press = () => match.mutate([{ person: invoice.person.id, invoice: invoice.id, amount: amount.replace('−', '-') }], { onSuccess: () => { announce({ text: t('payments.matched-now', { number: invoice.number }) }); onClose() } })
  return (
    <TaskDialog
      title={t('payments.choose-of', { number: invoice.number })}
      isOpen
      onClose={onClose}
      footer={<div className="flex flex-wrap gap-2"><Button kind="primary" onPress={press} isPending={match.isPending}>{t('payments.choose')}</Button><Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button></div>}
    >
      <p className="mb-4">{t('payments.match-left', { left: money(payment.leftOver, payment.currency), owed: money(invoice.outstanding, invoice.currency), name: invoice.person.name })}</p>
      <TextBox label={`${t('payments.amount')} (${payment.currency})`} hint={t('payments.split-hint')} value={amount} onChange={setAmount} inputMode="decimal" />
      {match.error && <div className="mt-4"><Problem error={match.error} /></div>}
    </TaskDialog>
  )
}

function EndDialog({ id, kind, onClose }: { id: string; kind: 'returned' | 'set-aside'; onClose: () => void }) {
  const { t } = useTexts()
  const end = useEnd(id)
  const [reason, setReason] = useState('')
  const name = t(kind === 'returned' ? 'payments.returned' : 'payments.set-aside')
  const press = () => end.mutate({ kind, reason }, { onSuccess: () => { announce({ text: t('payments.settled') }); onClose() } })
  return (
    <TaskDialog
      title={name}
      isOpen
      onClose={onClose}
      footer={<div className="flex flex-wrap gap-2"><Button kind="primary" onPress={press} isPending={end.isPending} disabledReason={reason.trim() === '' ? t('payments.reason-first') : undefined} reasonInSight>{name}</Button><Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button></div>}
    >
      <p className="mb-4">{t(kind === 'returned' ? 'payments.returned-what' : 'payments.set-aside-what')}</p>
      <TextBox label={t('payments.reason')} value={reason} onChange={setReason} maxLength={500} rows={3} />
      {end.error && <div className="mt-4"><Problem error={end.error} /></div>}
    </TaskDialog>
  )
}

function Steps({ payment, whyNot }: { payment: BankPaymentDetailBody; whyNot: string | undefined }) {
  const { t, moment, word } = useTexts()
  const money = useMoney()
  const undo = useUndo(payment.id)
  return (
    <Section title={t('payments.steps')}>
      {undo.error && <Problem error={undo.error} />}
      <PlainTable label={t('payments.steps')} stacks head={[t('payments.what'), t('payments.amount'), t('payments.by'), '']}>
        {payment.steps.map((one) => (
          <PlainRow
            key={one.id}
            cells={[
              <span key="what" className={one.isUndone ? 'text-soft line-through' : ''}>{one.kind === MATCHED && one.invoice ? <TextLink href={links.invoice(one.invoice.person.id, one.invoice.id)}>{t('payments.on-invoice', { number: one.invoice.number })}</TextLink> : word('bank-step', one.kind)}{one.reason && <span className="block text-fine text-soft">{one.reason}</span>}</span>,
              <span key="amount" className="numbers whitespace-nowrap">{money(one.amount, payment.currency)}</span>,
              <span key="by">{one.by}<span className="block text-fine text-soft">{moment(one.at)}</span></span>,
              one.isUndone ? t('payments.undone') : <Button key="undo" onPress={() => undo.mutate(one.id, { onSuccess: () => announce({ text: t('payments.undone-now') }) })} disabledReason={whyNot}>{t('payments.undo')}</Button>,
            ]}
          />
        ))}
      </PlainTable>
    </Section>
  )
}

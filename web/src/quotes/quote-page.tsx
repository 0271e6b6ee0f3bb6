import { useState } from 'react'
import { useParams } from 'react-router'
import type { QuoteBody } from '@api/quotes-resource.ts'
import { useMoney } from '../invoices/use-money.ts'
import { TotalsTable } from '../invoices/totals-table.tsx'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, Button, LinkButton, TextLink } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { WaitingPage } from '../ui/skeleton.tsx'
import { announce } from '../ui/toast.tsx'
import { AnswerDialog } from './answer-dialog.tsx'
import { useQuote, useQuoteAct } from './quote-queries.ts'
import { QuoteTag } from './quote-tag.tsx'

/** One version of a quote: what stands on it, and what has become of it. */
export function QuotePage() {
  const { t } = useTexts()
  const { person = '', id = '' } = useParams()
  const quote = useQuote(person, id)
  if (quote.error && !quote.data) return <Page title={t('quotes.title')}><Problem error={quote.error} onRetry={() => void quote.refetch()} /></Page>
  if (!quote.data) return <Page title=""><WaitingPage columns={1} label={t('ui.loading')} /></Page>
  return <Loaded key={quote.data.id} quote={quote.data} />
}

function Loaded({ quote }: { quote: QuoteBody }) {
  const { t, day } = useTexts()
  const money = useMoney()
  const act = useQuoteAct(quote)
  const [open, setOpen] = useState<'answer' | 'withdraw' | null>(null)
  const { person, currency } = quote
  const undo = { label: t('ui.undo'), run: () => act.mutate('undos') }
  const noted = (now?: QuoteBody) => {
    setOpen(null)
    if (now) announce({ text: t(now.state === 'accepted' ? 'quotes.noted-yes' : 'quotes.noted-no', { number: quote.name }), action: undo, isUndo: true })
  }
  return (
    <Page
      title={t('quotes.name', { number: quote.name })}
      above={<BackLink href={links.deal(person.id, quote.deal)}>{t('quotes.to-deal')}</BackLink>}
      lead={<><TextLink href={links.person(person.id)}>{person.name}</TextLink> · {money(quote.payable, currency)} · {t('quotes.until', { day: day(quote.validUntil) })} <span className="ml-1"><QuoteTag quote={quote} /></span></>}
      actions={<Actions quote={quote} act={act} onOpen={setOpen} />}
    >
      {open === 'answer' && <AnswerDialog quote={quote} onClose={noted} />}
      {open === 'withdraw' && <Withdraw quote={quote} act={act} onClose={(done) => { setOpen(null); if (done) announce({ text: t('quotes.withdrawn', { number: quote.name }), action: undo, isUndo: true }) }} />}
      {act.error && open === null && <div className="mb-6"><Problem error={act.error} /></div>}
      <Standing quote={quote} />
      <p className="mb-6">{quote.buyer.name}{quote.buyer.address.map((line) => <span key={line} className="block text-soft">{line}</span>)}</p>
      <Section title={t('invoices.lines')}><TotalsTable totals={quote.totals} currency={currency} /></Section>
      {quote.terms && <Section title={t('quotes.terms')}><p className="max-w-[42rem] whitespace-pre-line">{quote.terms}</p></Section>}
      <Mails quote={quote} />
    </Page>
  )
}

type Act = ReturnType<typeof useQuoteAct>

function Actions({ quote, act, onOpen }: { quote: QuoteBody; act: Act; onOpen: (what: 'answer' | 'withdraw') => void }) {
  const { t } = useTexts()
  const may = useWhyNot()
  const [whyNot, mayInvoice] = [may('deals.write'), may('invoices.write')]
  const { person } = quote
  const isWaiting = quote.mails.some((one) => one.what === 'offer' && one.state === 'waiting')
  const send = () => act.mutate('mails', { onSuccess: () => announce({ text: t('quotes.sending', { number: quote.name }) }) })
  const invoice = () => act.mutate('invoices', { onSuccess: () => announce({ text: t('quotes.invoiced', { number: quote.name }) }) })
  const another = quote.newest && quote.state !== 'accepted' && <LinkButton kind={quote.state === 'open' ? 'quiet' : 'primary'} href={links.newQuote(person.id, quote.deal, quote.id)} disabledReason={whyNot}>{t('quotes.change')}</LinkButton>
  return (
    <>
      <LinkButton href={links.quoteFile(person.id, quote.id)} download>{t('invoices.pdf')}</LinkButton>
      {quote.canUndo && <Button onPress={() => act.mutate('undos')} isPending={act.isPending && act.variables === 'undos'} disabledReason={whyNot}>{t('ui.undo')}</Button>}
      {another}
      {quote.state === 'open' && (
        <>
          <Button onPress={() => onOpen('withdraw')} disabledReason={whyNot}>{t('quotes.withdraw')}</Button>
          <Button onPress={() => onOpen('answer')} disabledReason={whyNot}>{t('quotes.note-answer')}</Button>
          <Button kind="primary" onPress={send} isPending={act.isPending && act.variables === 'mails'} disabledReason={whyNot ?? (isWaiting ? t('quotes.under-way') : undefined)}>{t(quote.sentAt ? 'quotes.send-again' : 'quotes.send')}</Button>
        </>
      )}
      {quote.state === 'expired' && <Button onPress={() => onOpen('answer')} disabledReason={whyNot}>{t('quotes.note-answer')}</Button>}
      {quote.state === 'accepted' && (quote.invoice ? <LinkButton kind="primary" href={links.invoice(person.id, quote.invoice)} disabledReason={may('invoices.read')}>{t('quotes.to-invoice')}</LinkButton> : <Button kind="primary" onPress={invoice} isPending={act.isPending && act.variables === 'invoices'} disabledReason={mayInvoice}>{t('quotes.invoice')}</Button>)}
    </>
  )
}

function Standing({ quote: { state, answer, validUntil } }: { quote: QuoteBody }) {
  const { t, day } = useTexts()
  if (state === 'open') return null
  const tone = state === 'accepted' ? 'good' : state === 'declined' ? 'bad' : 'plain'
  const parameters = { day: day(answer?.on ?? validUntil), by: answer?.by ?? '', name: answer?.name ?? '', how: answer && answer.how !== 'taken-back' ? t(`quote-how.${answer.how}`) : '' }
  return (
    <div className="mb-6">
      <Notice tone={tone} title={t(`quote-standing.${state}`, parameters)}>
        {answer?.words && <p>“{answer.words}”</p>}
        {answer?.name && <p>{t('quotes.signed', { name: answer.name })}</p>}
        {answer?.page && <p className="text-fine break-all">{t('quotes.page-mark', { mark: answer.page.slice(0, 16) })}</p>}
      </Notice>
    </div>
  )
}

function Withdraw({ quote, act, onClose }: { quote: QuoteBody; act: Act; onClose: (done: boolean) => void }) {
  const { t } = useTexts()
  return (
    <TaskDialog
      title={t('quotes.withdraw-title', { number: quote.name })} isOpen onClose={() => onClose(false)}
      footer={<div className="flex flex-wrap gap-2"><Button kind="danger" onPress={() => act.mutate('withdrawals', { onSuccess: () => onClose(true) })} isPending={act.isPending}>{t('quotes.withdraw-now')}</Button><Button kind="plain" onPress={() => onClose(false)}>{t('ui.cancel')}</Button></div>}
    >
      <p>{t(quote.sentAt ? 'quotes.withdraw-sent' : 'quotes.withdraw-unsent')}</p>
      {act.error && <Problem error={act.error} />}
    </TaskDialog>
  )
}

function Mails({ quote }: { quote: QuoteBody }) {
  const { t, moment } = useTexts()
  if (quote.mails.length === 0) return null
  return (
    <Section title={t('quotes.mails')}>
      <ol>
        {quote.mails.map((one) => (
          <li key={one.id} className="border-t border-line py-2">
            {t(`quote-mail.${one.what}`)}: {t(`quote-mail-state.${one.state}`)}{one.state === 'left-out' && one.rule && ` (${one.rule})`}
            <span className="block text-fine text-soft"><span className="numbers">{moment(one.at)}</span></span>
          </li>
        ))}
      </ol>
    </Section>
  )
}

import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { InvoiceRun } from '@api/invoice-runs-resource.ts'
import { useMoney } from '../invoices/use-money.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useCatalogue } from '../purposes/catalogue.ts'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, Button, TextLink } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { CheckBox } from '../ui/field.tsx'
import { Figure, Figures } from '../ui/figure.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { Progress } from '../ui/progress.tsx'
import { WaitingPage } from '../ui/skeleton.tsx'
import { isAtWork, useRun, useRunAct, useRunItems, useStartRun } from './billing-queries.ts'
import { useRunTitle } from './run-list.tsx'
import { RunTag } from './state-tags.tsx'

/** One run: what it would do, how far it is, what came of it. */
export function RunPage() {
  const { t } = useTexts()
  const { id = '' } = useParams()
  const run = useRun(id)
  const above = <BackLink href={links.invoiceRuns}>{t('runs.title')}</BackLink>
  if (run.error && !run.data) return <Page title={t('runs.title')} above={above}><Problem error={run.error} onRetry={() => void run.refetch()} /></Page>
  if (!run.data) return <Page title="" above={above}><WaitingPage label={t('ui.loading')} /></Page>
  return <Loaded run={run.data} above={above} />
}

function Loaded({ run, above }: { run: InvoiceRun; above: React.ReactNode }) {
  const { t, moment, number, list } = useTexts()
  const money = useMoney()
  const { nameOf } = useCatalogue()
  const title = useRunTitle()(run)
  const isTried = run.state === 'rehearsing' || run.state === 'rehearsed'
  return (
    <Page title={title} above={above} lead={<>{moment(run.createdAt)} · {run.by} <span className="ml-1"><RunTag state={run.state} /></span></>} actions={<RunActions run={run} />}>
      {run.failure && <div className="mb-6"><Notice tone="bad" title={t('runs.stopped')}>{run.failure}</Notice></div>}
      {run.undoes && <p className="mb-6"><TextLink href={links.invoiceRun(run.undoes)}>{t('runs.undoes')}</TextLink></p>}
      {run.undoneBy && <p className="mb-6"><TextLink href={links.invoiceRun(run.undoneBy)}>{t('runs.undone-by')}</TextLink></p>}
      {isAtWork(run) && <div className="mb-8"><Progress label={t(`run-doing.${run.state === 'rehearsing' ? 'rehearsing' : run.kind}`)} done={run.done} total={run.of ?? run.done} /></div>}
      {run.state === 'rehearsed' && <p className="mb-4">{t('runs.rehearsed-what')}</p>}
      <div className="mb-10">
        <Figures>
          <Figure label={t(`run-count.${run.kind}${isTried ? '-tried' : ''}`)} value={number(run.invoices)} />
          <Figure label={t(isTried ? 'runs.sum-tried' : 'runs.sum')} value={run.currency ? money(run.amount, run.currency) : '–'} />
          <Figure label={t(isTried ? 'runs.left-out-tried' : 'runs.left-out')} value={number(run.leftOut)} tone={run.leftOut > 0 ? 'wait' : 'plain'} />
        </Figures>
      </div>
      {run.questions.length > 0 && (
        <Section title={t('runs.questions')} lead={t('runs.questions-lead')}>
          <PlainTable label={t('runs.questions')} head={[t('runs.question'), t('runs.count')]}>{run.questions.map((one) => <PlainRow key={one.purpose} cells={[nameOf(one.purpose), <span key="count" className="numbers">{number(one.count)}</span>]} />)}</PlainTable>
        </Section>
      )}
      {run.list && run.list.unread.length > 0 && <p className="mb-6 text-soft">{t('run-list.unread', { columns: list(run.list.unread) })}</p>}
      {run.leftOut > 0 && (
        <Section title={t('runs.left-out')} lead={run.reasons.map((one) => `${one.sentence} (${number(one.count)})`).join(' ')}>
          {run.list && run.list.wrong > 0 && <Faults list={run.list} />}
          {run.leftOut > (run.list?.wrong ?? 0) && <Items run={run} leftOut />}
        </Section>
      )}
      {!isTried && run.invoices > 0 && <Section title={t(`run-issued.${run.kind}`)}><Items run={run} /></Section>}
    </Page>
  )
}

/** Rows of a list that came to nothing when it was read. */
function Faults({ list }: { list: NonNullable<InvoiceRun['list']> }) {
  const { t, number } = useTexts()
  return (
    <div className="mb-6">
      <PlainTable label={t('run-list.faults')} stacks head={[t('run-list.row'), t('run-list.column'), t('runs.why')]}>
        {list.faults.map((one) => <PlainRow key={`${one.row} ${one.column}`} cells={[<span key="row" className="numbers">{number(one.row)}</span>, one.column ?? '–', one.sentence]} />)}
      </PlainTable>
      {list.wrong > list.faults.length && <p className="mt-2 text-soft">{t('run-list.more', { count: list.wrong - list.faults.length })}</p>}
    </div>
  )
}

function Items({ run, leftOut = false }: { run: InvoiceRun; leftOut?: boolean }) {
  const { t, day, number } = useTexts()
  const money = useMoney()
  const list = useRunItems(run.id, leftOut, isAtWork(run) ? `${run.state} ${run.done}` : run.state)
  if (list.error) return <Problem error={list.error} onRetry={() => void list.refetch()} />
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PlainTable label={t(leftOut ? 'runs.left-out' : 'runs.invoices')} stacks head={[t('runs.person'), t(run.list ? 'run-list.row' : 'subscriptions.period'), t(leftOut ? 'runs.why' : 'invoices.number'), ...(leftOut ? [] : [t('invoices.amount')])]}>
        {items.map((one) => (
          <PlainRow
            key={one.id}
            cells={[
              one.subscription ? <TextLink key="person" href={links.subscription(one.person.id, one.subscription)}>{one.person.name}</TextLink> : <TextLink key="person" href={links.person(one.person.id)}>{one.person.name}</TextLink>,
              one.from ? day(one.from) : one.row !== null ? <span key="row" className="numbers">{number(one.row)}</span> : '–',
              leftOut ? `${one.reason}${one.rule ? ` (${one.rule})` : ''}` : one.invoice && <TextLink key="number" href={links.invoice(one.person.id, one.invoice)}>{one.number}</TextLink>,
              ...(leftOut ? [] : [<span key="amount" className="numbers">{one.amount && run.currency ? money(one.amount, run.currency) : one.amount}</span>]),
            ]}
          />
        ))}
      </PlainTable>
      {list.hasNextPage && <Button className="mt-3" onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage}>{t('ui.more')}</Button>}
    </>
  )
}

function RunActions({ run }: { run: InvoiceRun }) {
  const { t, number } = useTexts()
  const whyNot = useWhyNot()('invoices.write')
  const navigate = useNavigate()
  const act = useRunAct(run.id)
  const begin = useStartRun(run.id)
  const [isStarting, setStarting] = useState(false)
  const [deliver, setDeliver] = useState(run.kind !== 'undo')
  const none = whyNot ?? (run.invoices === 0 ? t('runs.nothing') : undefined)
  const start = t(`run-start.${run.kind}`, { count: number(run.invoices) })
  return (
    <>
      {(isAtWork(run) || run.state === 'rehearsed') && <Button onPress={() => act.mutate('cancellations')} isPending={act.isPending} disabledReason={whyNot}>{t('runs.cancel')}</Button>}
      {run.state === 'rehearsed' && <Button kind="primary" onPress={() => setStarting(true)} disabledReason={none}>{start}</Button>}
      {run.kind !== 'undo' && (run.state === 'done' || run.state === 'failed' || run.state === 'cancelled') && run.invoices > 0 && !run.undoneBy && (
        <Button onPress={() => act.mutate('undos', { onSuccess: ({ id }) => void navigate(links.invoiceRun(id)) })} isPending={act.isPending} disabledReason={whyNot}>{t('runs.undo')}</Button>
      )}
      {act.error && <Problem error={act.error} />}
      <TaskDialog
        title={start}
        isOpen={isStarting}
        onClose={() => setStarting(false)}
        footer={<div className="flex flex-wrap gap-2"><Button kind="primary" isPending={begin.isPending} onPress={() => begin.mutate(deliver, { onSuccess: () => setStarting(false) })}>{start}</Button><Button kind="plain" onPress={() => setStarting(false)}>{t('ui.cancel')}</Button></div>}
      >
        <p>{t(`run-start-what.${run.kind}`)}</p>
        {run.kind !== 'undo' && <div className="mt-4"><CheckBox isSelected={deliver} onChange={setDeliver} hint={t('runs.deliver-hint')}>{t('runs.deliver')}</CheckBox></div>}
        {begin.error && <div className="mt-4"><Problem error={begin.error} /></div>}
      </TaskDialog>
    </>
  )
}

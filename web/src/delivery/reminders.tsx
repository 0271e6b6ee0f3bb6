import { useState } from 'react'
import type { FoundReminderBody } from '@api/reminders-resource.ts'
import { useMoney } from '../invoices/use-money.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { Empty, Waiting } from '../ui/empty.tsx'
import { CheckBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { announce } from '../ui/toast.tsx'
import { useRemind, useReminders } from './letter-queries.ts'

/** Late invoices with what a reminder would ask for; those that may be reminded of are chosen, and what is left out says why. */
export function Reminders() {
  const { t, number } = useTexts()
  const whyNot = useWhyNot()('invoices.write')
  const found = useReminders()
  const remind = useRemind()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  if (found.error) return <Problem error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <Waiting lines={4} label={t('ui.loading')} />
  const { invoices, more, unknown } = found.data
  if (invoices.length === 0) return <Empty title={t('reminders.none')}>{t('reminders.none-what')}</Empty>
  const chosen = invoices.filter((one) => one.reminder && !left.has(one.invoice))
  const choose = (id: string, isChosen: boolean) => setLeft((before) => { const after = new Set(before); if (isChosen) after.delete(id); else after.add(id); return after })
  const press = () => remind.mutate(chosen.map((one) => ({ person: one.person.id, invoice: one.invoice })), { onSuccess: ({ reminded }) => announce({ text: t('reminders.sent', { count: reminded, shown: number(reminded) }) }) })
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-[42rem] text-soft">{t('reminders.lead')}</p>
        <Button kind="primary" onPress={press} isPending={remind.isPending} disabledReason={whyNot ?? (chosen.length === 0 ? t('reminders.choose') : undefined)}>{t('reminders.send', { count: chosen.length, shown: number(chosen.length) })}</Button>
      </div>
      {unknown.length > 0 && <Notice tone="wait" title={unknown.join(' ')} />}
      {remind.error && <Problem error={remind.error} />}
      {remind.data && remind.data.leftOut.length > 0 && <Notice tone="wait" title={t('reminders.left-out', { count: remind.data.leftOut.length, shown: number(remind.data.leftOut.length) })}>{[...new Set(remind.data.leftOut.map((one) => one.sentence))].join(' ')}</Notice>}
      <PlainTable label={t('sending.reminders')} stacks head={[t('sending.invoice'), t('reminders.due'), t('reminders.left'), t('reminders.fee'), t('reminders.to-pay'), t('reminders.pay-by')]}>
        {invoices.map((one) => <PlainRow key={one.invoice} cells={cellsOf(one, !left.has(one.invoice), (isChosen) => choose(one.invoice, isChosen))} />)}
      </PlainTable>
      {more && <p className="mt-3 text-soft">{t('reminders.more')}</p>}
    </>
  )
}

const cellsOf = (one: FoundReminderBody, isChosen: boolean, choose: (isChosen: boolean) => void) => [
  <Who key="who" one={one} isChosen={isChosen} choose={choose} />, <Due key="due" one={one} />, <Amount key="left" one={one} of="outstanding" />, <Fee key="fee" one={one} />, <Amount key="to-pay" one={one} of="toPay" />, <PayBy key="by" one={one} />,
]

function Who({ one, isChosen, choose }: { one: FoundReminderBody; isChosen: boolean; choose: (isChosen: boolean) => void }) {
  const words = <><TextLink href={links.invoice(one.person.id, one.invoice)}>{one.number}</TextLink> {one.person.name}</>
  return one.reminder ? <CheckBox isSelected={isChosen} onChange={choose} aria-label={`${one.number} ${one.person.name}`}>{words}</CheckBox> : <>{words}<span className="block text-fine text-soft">{one.sentence}</span></>
}

function Due({ one }: { one: FoundReminderBody }) {
  const { day } = useTexts()
  return <span className="numbers">{day(one.dueOn)}</span>
}

function Amount({ one, of }: { one: FoundReminderBody; of: 'outstanding' | 'toPay' }) {
  const money = useMoney()
  return <span className="numbers">{one.reminder && money(one.reminder[of], one.currency)}</span>
}

function Fee({ one: { reminder, currency } }: { one: FoundReminderBody }) {
  const { t } = useTexts()
  const money = useMoney()
  return <span className="numbers">{reminder && money(reminder.fee, currency)}{reminder && Number(reminder.feesBefore) > 0 && <span className="block text-fine text-soft">{t('reminders.fees-before', { amount: money(reminder.feesBefore, currency) })}</span>}</span>
}

function PayBy({ one }: { one: FoundReminderBody }) {
  const { t, day } = useTexts()
  return <>{one.reminder && <span className="numbers">{day(one.reminder.payBy)}<span className="block text-fine text-soft">{t('reminders.ordinal', { ordinal: one.reminder.ordinal })}</span></span>}</>
}

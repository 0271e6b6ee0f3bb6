import { useState } from 'react'
import type { InvoiceBody, NewCreditBody } from '@api/invoices-resource.ts'
import { ApiProblem } from '../api.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { RadioList, TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { useSettled } from '../ui/use-settled.ts'
import { useCredit, useCreditRehearsal } from './invoice-queries.ts'
import { TotalsTable } from './totals-table.tsx'
import { useMoney } from './use-money.ts'

type Typed = Record<number, { quantity?: string; amount?: string }>

/** Takes an invoice back, all of it or in parts. Cannot be undone, since a document that was issued stays; so it shows what it comes to first. */
export function CreditDialog({ invoice, onClose }: { invoice: InvoiceBody; onClose: () => void }) {
  const { t, number, word } = useTexts()
  const money = useMoney()
  const [how, setHow] = useState('all')
  const [typed, setTyped] = useState<Typed>({})
  const credit = useCredit(invoice.person.id, invoice.id)
  const body = how === 'all' ? {} : bodyOf(typed)
  const settled = useSettled(body && JSON.stringify(body))
  const rehearsal = useCreditRehearsal(invoice.person.id, invoice.id, settled)
  const wrong = [credit.error, rehearsal.error].find((one) => one instanceof ApiProblem)
  const open = invoice.creditable.filter((line) => Number(line.amount) !== 0 || Number(line.quantity) !== 0)
  const errorOf = (line: number, name: string) => (body?.lines ? wrong?.field === `lines.${body.lines.findIndex((one) => one.line === line)}.${name}` : false) ? wrong?.message : undefined
  const change = (line: number, part: Typed[number]) => setTyped((before) => ({ ...before, [line]: part }))
  const press = () => credit.mutate(body ?? {}, { onSuccess: (note) => { announce({ text: t('invoices.credited-now', { number: note.number }) }); onClose() } })
  const inLine = open.some((line) => errorOf(line.line, 'quantity') ?? errorOf(line.line, 'amount'))
  return (
    <TaskDialog
      title={t('invoices.credit-title', { number: invoice.number })}
      isOpen
      onClose={onClose}
      footer={<div className="flex flex-wrap gap-2"><Button kind="danger" onPress={press} isPending={credit.isPending} disabledReason={body && !rehearsal.error ? undefined : t('invoices.credit-say-part')}>{t('invoices.credit')}</Button><Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button></div>}
    >
      <div className="flex flex-col gap-4">
        <p>{t('invoices.credit-what')}</p>
        <RadioList label={t('invoices.credit-how')} row value={how} onChange={setHow} options={[{ key: 'all', label: t('invoices.credit-all') }, { key: 'parts', label: t('invoices.credit-parts') }]} />
        {how === 'parts' && open.map((line) => (
          <fieldset key={line.line} className="border-t border-line pt-3">
            <legend className="font-medium">{line.description}</legend>
            <div className="grid gap-3 narrow:grid-cols-2">
              <TextBox label={t('invoices.quantity')} hint={t('invoices.credit-most', { most: `${number(Number(line.quantity))} ${word('unit', line.unit)}` })} value={typed[line.line]?.quantity ?? ''} onChange={(quantity) => change(line.line, { quantity })} error={errorOf(line.line, 'quantity')} inputMode="decimal" />
              <TextBox label={t('invoices.credit-amount')} hint={t('invoices.credit-most', { most: money(line.amount, invoice.currency) })} value={typed[line.line]?.amount ?? ''} onChange={(amount) => change(line.line, { amount })} error={errorOf(line.line, 'amount')} inputMode="decimal" />
            </div>
          </fieldset>
        ))}
        {body && rehearsal.data && !rehearsal.error && (
          <div>
            <TotalsTable totals={rehearsal.data.totals} currency={rehearsal.data.currency} />
            <p className="mt-3">{t('invoices.left', { amount: money(rehearsal.data.outstanding, rehearsal.data.currency) })}</p>
          </div>
        )}
        {wrong && !inLine && <Problem error={wrong} />}
      </div>
    </TaskDialog>
  )
}

/** Undefined while no part is said. */
function bodyOf(typed: Typed): NewCreditBody | undefined {
  const lines = Object.entries(typed).flatMap(([line, { quantity = '', amount = '' }]): NonNullable<NewCreditBody['lines']> => (quantity.trim() ? [{ line: Number(line), quantity: quantity.trim() }] : amount.trim() ? [{ line: Number(line), amount: amount.trim() }] : []))
  return lines.length > 0 ? { lines } : undefined
}

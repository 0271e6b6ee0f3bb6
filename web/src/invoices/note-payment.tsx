import { useState } from 'react'
import type { InvoiceBody } from '@api/invoices-resource.ts'
import { ApiProblem } from '../api.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { RadioList, TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { inAll } from './in-all.ts'
import { useNotePayment } from './invoice-queries.ts'

const HOW = ['bank', 'swish', 'card', 'cash', 'other'] as const

/** What has come of an invoice; the whole of what is left stands there already, with the fees of reminders. */
export function NotePayment({ invoice, onClose }: { invoice: InvoiceBody; onClose: () => void }) {
  const { t, locale } = useTexts()
  const note = useNotePayment(invoice.person.id, invoice.id)
  const [amount, setAmount] = useState(() => new Intl.NumberFormat(locale, { minimumFractionDigits: 2, useGrouping: false }).format(Number(inAll(invoice))))
  const [paidOn, setPaidOn] = useState(() => new Date().toLocaleDateString('sv-SE'))
  const [how, setHow] = useState<string>('bank')
  const save = () => note.mutate({ paidOn, amount, how }, { onSuccess: () => { announce({ text: t('invoices.payment-noted') }); onClose() } })
  const wrong = note.error instanceof ApiProblem ? note.error : undefined
  const errorOf = (field: string) => (wrong?.field === field ? wrong.message : undefined)
  return (
    <TaskDialog
      title={t('invoices.note-payment')}
      isOpen
      onClose={onClose}
      footer={<div className="flex flex-wrap gap-2"><Button kind="primary" onPress={save} isPending={note.isPending}>{t('ui.save')}</Button><Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button></div>}
    >
      <div className="flex flex-col gap-4">
        <TextBox label={`${t('invoices.amount')} (${invoice.currency})`} hint={t('invoices.amount-hint')} value={amount} onChange={setAmount} error={errorOf('amount')} inputMode="decimal" />
        <DateBox label={t('invoices.paid-on')} value={paidOn} onChange={setPaidOn} error={errorOf('paidOn')} />
        <RadioList label={t('invoices.how')} row value={how} onChange={setHow} options={HOW.map((key) => ({ key, label: t(`paid-how.${key}`) }))} />
        {note.error && wrong?.field === undefined && <Problem error={note.error} />}
      </div>
    </TaskDialog>
  )
}

import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { NewInvoiceBody } from '@api/invoices-resource.ts'
import { ApiProblem } from '../api.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { usePerson } from '../people/people-queries.ts'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, Button, IconButton } from '../ui/button.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { CheckBox, TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { announce } from '../ui/toast.tsx'
import { useSettled } from '../ui/use-settled.ts'
import { useInvoicing, useIssue, useRehearsal } from './invoice-queries.ts'
import { TotalsTable } from './totals-table.tsx'

type Line = NewInvoiceBody['lines'][number] & { key: string }

const UNITS = ['C62', 'HUR', 'DAY', 'MON', 'ANN', 'KGM', 'LTR', 'MTR', 'MTK', 'KWH', 'LS'] as const
const SUPPLIES = ['standard', 'food', 'restaurant', 'lodging', 'passenger-transport', 'books', 'culture'] as const

let made = 0
const emptyLine = (): Line => ({ key: String(++made), description: '', quantity: '1', unit: 'C62', price: '', supply: 'standard', priceHasVat: true })

/** Lines at the left, what it comes to under them at once; nothing is issued before it has been seen. */
export function NewInvoice() {
  const { t } = useTexts()
  const { id = '' } = useParams()
  const person = usePerson(id)
  const invoicing = useInvoicing()
  const whyNot = useWhyNot()('invoices.write')
  const navigate = useNavigate()
  const [once] = useState(() => crypto.randomUUID())
  const [lines, setLines] = useState<Line[]>(() => [emptyLine()])
  const [dueOn, setDueOn] = useState('')
  const [buyerReference, setBuyerReference] = useState('')
  const body = bodyOf(lines, dueOn, buyerReference)
  const settled = useSettled(body && JSON.stringify(body))
  const rehearsal = useRehearsal(id, invoicing.data && settled ? (JSON.parse(settled) as NewInvoiceBody) : undefined)
  const issue = useIssue(id, once)
  const wrong = [issue.error, rehearsal.error].find((error) => error instanceof ApiProblem)
  const errorOf = (field: string) => (wrong instanceof ApiProblem && wrong.field === field ? wrong.message : undefined)
  const change = (key: string, part: Partial<Line>) => setLines((before) => before.map((line) => (line.key === key ? { ...line, ...part } : line)))
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
      <Section title={t('invoices.lines')}>
        <ol className="flex flex-col gap-4">
          {lines.map((line, place) => (
            <li key={line.key} className="rounded-part border border-line p-4">
              <div className="grid gap-3 mid:grid-cols-[minmax(0,1fr)_6rem_8rem_8rem]">
                <TextBox label={t('invoices.what')} value={line.description} onChange={(description) => change(line.key, { description })} error={errorOf(`lines.${place}.description`)} maxLength={500} />
                <TextBox label={t('invoices.quantity')} value={line.quantity} onChange={(quantity) => change(line.key, { quantity })} error={errorOf(`lines.${place}.quantity`)} inputMode="decimal" />
                <SelectBox label={t('invoices.unit')} value={line.unit ?? 'C62'} onChange={(key) => change(line.key, { unit: UNITS.find((one) => one === key) ?? 'C62' })} options={UNITS.map((key) => ({ key, label: t(`unit.${key}`) }))} />
                <TextBox label={t('invoices.price')} value={line.price} onChange={(price) => change(line.key, { price })} error={errorOf(`lines.${place}.price`)} inputMode="decimal" />
              </div>
              <div className="mt-2 flex flex-wrap items-end gap-x-6 gap-y-2">
                <SelectBox className="w-56" label={t('invoices.supply')} value={line.supply ?? 'standard'} onChange={(key) => change(line.key, { supply: SUPPLIES.find((one) => one === key) ?? 'standard' })} options={SUPPLIES.map((key) => ({ key, label: t(`supply.${key}`) }))} />
                <CheckBox isSelected={line.priceHasVat ?? false} onChange={(priceHasVat) => change(line.key, { priceHasVat })}>{t('invoices.has-vat')}</CheckBox>
                {lines.length > 1 && <IconButton className="ml-auto" label={t('invoices.remove-line')} onPress={() => setLines((before) => before.filter((one) => one.key !== line.key))}><Trash2 aria-hidden size={17} /></IconButton>}
              </div>
            </li>
          ))}
        </ol>
        <Button className="mt-3" onPress={() => setLines((before) => [...before, emptyLine()])}><Plus aria-hidden size={16} />{t('invoices.add-line')}</Button>
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

function withoutKey({ description, quantity, unit, price, supply, priceHasVat }: Line): NewInvoiceBody['lines'][number] {
  return { description, quantity, unit, price, supply, priceHasVat }
}

/** Undefined while something is missing that only a person can say. */
function bodyOf(lines: readonly Line[], dueOn: string, buyerReference: string): NewInvoiceBody | undefined {
  const ready = lines.filter((line) => line.description.trim() !== '' || line.price.trim() !== '')
  if (ready.length === 0 || ready.some((line) => line.description.trim() === '' || line.price.trim() === '' || line.quantity.trim() === '')) return undefined
  return { lines: ready.map(withoutKey), ...(dueOn && { dueOn }), ...(buyerReference.trim() && { buyerReference: buyerReference.trim() }) }
}

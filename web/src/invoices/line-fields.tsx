import { Plus, Trash2 } from 'lucide-react'
import type { NewInvoiceBody } from '@api/invoices-resource.ts'
import { useTexts } from '../language.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { CheckBox, TextBox } from '../ui/field.tsx'
import { SelectBox } from '../ui/select-box.tsx'

export type Line = NewInvoiceBody['lines'][number] & { key: string }

const UNITS = ['C62', 'HUR', 'DAY', 'MON', 'ANN', 'KGM', 'LTR', 'MTR', 'MTK', 'KWH', 'LS'] as const
const SUPPLIES = ['standard', 'food', 'restaurant', 'lodging', 'passenger-transport', 'books', 'culture'] as const

let made = 0
export const emptyLine = (): Line => ({ key: String(++made), description: '', quantity: '1', unit: 'C62', price: '', supply: 'standard', priceHasVat: true })
export const lineOf = (line: NewInvoiceBody['lines'][number]): Line => ({ ...line, key: String(++made) })

/** What is sold, line by line. `errorOf` knows what the server said of a member such as `lines.0.price`. */
export function LineFields({ lines, onChange, errorOf }: { lines: readonly Line[]; onChange: (lines: readonly Line[]) => void; errorOf: (field: string) => string | undefined }) {
  const { t } = useTexts()
  const change = (key: string, part: Partial<Line>) => onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)))
  return (
    <>
      <ol className="flex flex-col gap-4">
        {lines.map((line, place) => (
          <li key={line.key} className="rounded-part border border-line p-4">
            <div className="grid gap-3 mid:grid-cols-[minmax(0,1fr)_6rem_8rem_8rem]">
              <TextBox label={t('invoices.what')} value={line.description} onChange={(description) => change(line.key, { description })} error={errorOf(`lines.${place}.description`)} maxLength={500} />
              <TextBox label={t('invoices.quantity')} value={line.quantity} onChange={(quantity) => change(line.key, { quantity })} error={errorOf(`lines.${place}.quantity`)} inputMode="decimal" />
              <SelectBox label={t('invoices.unit')} value={line.unit ?? 'C62'} onChange={(key) => change(line.key, { unit: UNITS.find((one) => one === key) ?? 'C62' })} options={UNITS.map((key) => ({ key, label: t(`unit.${key}`, { count: 2 }) }))} />
              <TextBox label={t('invoices.price')} value={line.price} onChange={(price) => change(line.key, { price })} error={errorOf(`lines.${place}.price`)} inputMode="decimal" />
            </div>
            <div className="mt-2 flex flex-wrap items-end gap-x-6 gap-y-2">
              <SelectBox className="w-56" label={t('invoices.supply')} value={line.supply ?? 'standard'} onChange={(key) => change(line.key, { supply: SUPPLIES.find((one) => one === key) ?? 'standard' })} options={SUPPLIES.map((key) => ({ key, label: t(`supply.${key}`) }))} />
              <CheckBox isSelected={line.priceHasVat ?? false} onChange={(priceHasVat) => change(line.key, { priceHasVat })}>{t('invoices.has-vat')}</CheckBox>
              {lines.length > 1 && <IconButton className="ml-auto" label={t('invoices.remove-line')} onPress={() => onChange(lines.filter((one) => one.key !== line.key))}><Trash2 aria-hidden size={17} /></IconButton>}
            </div>
          </li>
        ))}
      </ol>
      <Button className="mt-3" onPress={() => onChange([...lines, emptyLine()])}><Plus aria-hidden size={16} />{t('invoices.add-line')}</Button>
    </>
  )
}

/** The lines as the server takes them; undefined while something is missing that only a person can say. */
export function linesToSend(lines: readonly Line[]): NewInvoiceBody['lines'] | undefined {
  const ready = lines.filter((line) => line.description.trim() !== '' || line.price.trim() !== '')
  if (ready.length === 0 || ready.some((line) => line.description.trim() === '' || line.price.trim() === '' || line.quantity.trim() === '')) return undefined
  return ready.map(({ description, quantity, unit, price, supply, priceHasVat, vat }) => ({ description, quantity, unit, price, supply, priceHasVat, vat }))
}

import type { InvoiceBody } from '@api/invoices-resource.ts'
import { useTexts } from '../language.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { useMoney } from './use-money.ts'

/** The lines with what each comes to, and the sums under them. */
export function TotalsTable({ totals, currency }: { totals: InvoiceBody['totals']; currency: string }) {
  const { t, number, word } = useTexts()
  const money = useMoney()
  return (
    <>
      <PlainTable label={t('invoices.lines')} stacks numbers={[1, 2, 3, 4]} head={[t('invoices.what'), t('invoices.quantity'), t('invoices.price'), t('invoices.vat'), t('invoices.amount')]}>
        {totals.lines.map((line, place) => (
          <PlainRow key={place} cells={[line.description, `${number(Number(line.quantity))} ${word('unit', line.unit, { count: Number(line.quantity) })}`, money(line.price, currency), `${number(line.percent)} %`, money(line.amount, currency)]} />
        ))}
      </PlainTable>
      <dl className="mt-4 ml-auto grid max-w-[24rem] grid-cols-[1fr_auto] gap-y-1">
        <Sum term={t('invoices.net')} text={money(totals.net, currency)} />
        {totals.shares.map((share) => <Sum key={`${share.category} ${share.percent}`} term={t('invoices.vat-of', { percent: number(share.percent), taxable: money(share.taxable, currency) })} text={money(share.vat, currency)} />)}
        {Number(totals.rounding) !== 0 && <Sum term={t('invoices.rounding')} text={money(totals.rounding, currency)} />}
        <Sum term={t('invoices.payable')} text={money(totals.payable, currency)} strong />
      </dl>
    </>
  )
}

function Sum({ term, text, strong = false }: { term: string; text: string; strong?: boolean }) {
  return (
    <>
      <dt className={strong ? 'border-t border-line pt-1 pr-6 font-semibold' : 'pr-6 text-soft'}>{term}</dt>
      <dd className={`numbers text-right ${strong ? 'border-t border-line pt-1 font-semibold' : ''}`}>{text}</dd>
    </>
  )
}

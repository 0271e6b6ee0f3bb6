import { vatRate, type Supply, type VatCategory, type VatCountry, VAT_COUNTRIES } from '../law/vat.ts'
import type { LocalDate } from '../values/calendar.ts'
import { parseDecimal, type Decimal } from '../values/decimal.ts'
import { isFault } from '../values/fault.ts'
import type { Language } from '../values/text.ts'
import { Problem } from '../plumbing/errors.ts'
import { withoutVat, type InvoiceLine, type Vat } from './invoice.ts'

/** A line as somebody types it. */
export interface DraftLine {
  /** As it is, or in the language of whoever gets it. */
  description: string | Readonly<Record<Language, string>>
  /** Decimals with a comma or a point. */
  quantity: string
  unit: string
  price: string
  /** The price has VAT in it, as consumers are told prices. */
  priceHasVat?: boolean | undefined
  /** Taken off the line, before VAT. */
  allowance?: string | undefined
  /** What is sold decides the rate of the day; or the rate is said. */
  supply?: Supply | undefined
  vat?: { category: VatCategory; percent?: number; exemption?: string | undefined } | undefined
}

/** UN/ECE Recommendation 20, as far as the page has words for them. */
export const UNITS = ['C62', 'HUR', 'DAY', 'MON', 'ANN', 'KGM', 'LTR', 'MTR', 'MTK', 'KWH', 'LS'] as const

/** Categories in which nothing is taxed, and that must say why (BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10). */
const UNTAXED: readonly VatCategory[] = ['E', 'AE', 'K', 'G', 'O']

/** The lines as they are counted with. Throws `invalid`, naming the member, for what cannot be read. */
export function readLines(lines: readonly DraftLine[], country: string, on: LocalDate, language: Language): InvoiceLine[] {
  return lines.map((line, place) => {
    const field = (name: string) => `lines.${place}.${name}`
    const number = (name: 'quantity' | 'price' | 'allowance', decimals: number): Decimal => {
      const read = parseDecimal(line[name] ?? '0', decimals)
      if (isFault(read)) throw new Problem('invalid', { text: read.fault, field: field(name), ...(read.parameters && { parameters: read.parameters }) })
      return read
    }
    const vat = vatOf(line, country, on, field)
    const [quantity, price, allowance] = [number('quantity', 6), number('price', 6), number('allowance', 2)]
    if (quantity === 0n) throw new Problem('invalid', { text: 'invoices.no-quantity', field: field('quantity') })
    if (price < 0n) throw new Problem('invalid', { text: 'invoices.price-below-zero', field: field('price'), rule: 'BR-27' })
    return {
      description: typeof line.description === 'string' ? line.description : line.description[language], unit: line.unit, quantity, vat, unitPrice: line.priceHasVat ? withoutVat(price, vat.rate) : price,
      ...(allowance === 0n ? {} : { allowance: allowance / 10_000n }),
    }
  })
}

function vatOf({ supply = 'standard', vat }: DraftLine, country: string, on: LocalDate, field: (name: string) => string): Vat {
  if (!vat) {
    const known = VAT_COUNTRIES.find((each): each is VatCountry => each === country)
    if (!known) throw new Problem('invalid', { text: 'invoices.rate-unknown', field: field('vat') })
    const { percent } = vatRate(known, supply, on)
    return percent === 0 ? { category: 'Z', rate: 0 } : { category: 'S', rate: hundredfold(percent) }
  }
  const { category, percent = 0, exemption } = vat
  if (category === 'S' && percent <= 0) throw new Problem('invalid', { text: 'invoices.rate-needed', field: field('vat.percent'), rule: 'BR-S-05' })
  if (category !== 'S' && percent !== 0) throw new Problem('invalid', { text: 'invoices.rate-of-nothing', field: field('vat.percent') })
  if (UNTAXED.includes(category) && !exemption) throw new Problem('invalid', { text: 'invoices.exemption-needed', field: field('vat.exemption'), rule: `BR-${category === 'K' ? 'IC' : category}-10` })
  return { category, rate: hundredfold(percent), ...(exemption && { exemption }) }
}

/** Per cent in ten-thousandths: 25.5 is 2550. */
function hundredfold(percent: number): number {
  return Math.round(percent * 100)
}

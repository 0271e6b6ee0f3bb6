import type { VatCategory } from '../law/vat.ts'
import { divideRounded, productInHundredths, type Decimal } from '../values/decimal.ts'

/** What is sold, how much of it and at what price without VAT. Money is in hundredths of the currency (öre, øre, cents). */
export interface InvoiceLine {
  description: string
  quantity: Decimal
  /** UN/ECE Recommendation 20: C62 pieces, HUR hours, MON months, KWH … */
  unit: string
  unitPrice: Decimal
  /** Taken off the line (BT-136). */
  allowance?: bigint
  vat: Vat
  /** On a credit note: the line of the invoice, counted from 0, and how much of its quantity; none where money alone is taken back. */
  takesBack?: { line: number; quantity: Decimal }
}

export interface Vat {
  category: VatCategory
  /** In ten-thousandths of the whole: 25 % is 2500, 25.5 % is 2550. Zero for every category but S. */
  rate: number
  /** Why nothing is taxed, where that has to be said (BT-120): categories E, AE, K, G and O. */
  exemption?: string
}

/** One per rate and category (BG-23). */
export interface VatShare extends Vat {
  taxable: bigint
  vat: bigint
}

export interface InvoiceTotals {
  lines: bigint[]
  /** The sum of the lines (BT-106, BT-109). */
  net: bigint
  shares: VatShare[]
  vat: bigint
  /** With VAT (BT-112). */
  gross: bigint
  paidBefore: bigint
  rounding: bigint
  /** What is still to be paid (BT-115). */
  payable: bigint
}

/**
 * What an invoice comes to, counted as EN 16931 does: each line rounded for itself (BR-CO-10), VAT once per rate from the
 * sum of its lines (BR-CO-17), the rest by addition. `wholeUnits` rounds the payable amount to whole kronor, as Swedish
 * law lets a seller do (lag 1970:1029), and shows it (BT-114); `rounding` is one that was settled already.
 */
export function totalsOf(lines: readonly InvoiceLine[], { paidBefore = 0n, wholeUnits = false, rounding: settled }: { paidBefore?: bigint; wholeUnits?: boolean; rounding?: bigint } = {}): InvoiceTotals {
  const amounts = lines.map((line) => productInHundredths(line.quantity, line.unitPrice) - (line.allowance ?? 0n))
  const shares = new Map<string, VatShare>()
  for (const [place, { vat }] of lines.entries()) {
    const key = `${vat.category} ${vat.rate}`
    const share = shares.get(key) ?? { ...vat, taxable: 0n, vat: 0n }
    shares.set(key, { ...share, taxable: share.taxable + amounts[place]! })
  }
  const taxed = [...shares.values()].map((share) => ({ ...share, vat: divideRounded(share.taxable * BigInt(share.rate), 10_000n) }))
    .toSorted((one, other) => other.rate - one.rate || one.category.localeCompare(other.category))
  const net = sum(amounts)
  const vat = sum(taxed.map((share) => share.vat))
  const gross = net + vat
  const due = gross - paidBefore
  const rounding = settled !== undefined ? settled : wholeUnits ? divideRounded(due, 100n) * 100n - due : 0n
  return { lines: amounts, net, shares: taxed, vat, gross, paidBefore, rounding, payable: due + rounding }
}

/** The price without VAT of one that has it in it, in millionths: rounded once, where nobody sees it. */
export function withoutVat(price: Decimal, rate: number): Decimal {
  return divideRounded(price * 10_000n, 10_000n + BigInt(rate))
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}

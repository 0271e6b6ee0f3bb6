import { vatRates, VAT_COUNTRIES } from '../law/vat.ts'
import type { DraftLine, UNITS } from '../invoices/draft-line.ts'
import { dateOrderOf, parseDate, type DateOrder, type LocalDate } from '../values/calendar.ts'
import { decimalText, divideRounded, parseDecimal, productInHundredths, type Decimal } from '../values/decimal.ts'
import { isFault } from '../values/fault.ts'
import { columnsOf, type ListColumn } from './list-columns.ts'

/** More are brought in several lists. */
export const LIST_ROWS_MAX = 20_000
export const MAX_LIST_BYTES = 16 * 1024 * 1024
/** Of the rows that came to nothing, so many are told one by one. */
export const FAULTS_TOLD = 500
const ONE: Decimal = 1_000_000n
/** A price in millionths from an amount in hundredths. */
const IN_MILLIONTHS = 10_000n

/** One invoice of a list, before anybody knows whose it is. Amounts as text, with a point. */
export interface ListedDraft {
  lines: readonly DraftLine[]
  dueOn?: LocalDate | undefined
  /** The buyer's own reference, or that of what was ordered. */
  reference?: string | undefined
  /** What the list says it comes to with VAT, and in what: held against what it does. */
  total?: string | undefined
  currency?: string | undefined
}

export interface ListedInvoice extends ListedDraft {
  customer: string
  /** The first of its rows. */
  row: number
}

/** Why a row comes to nothing: where, never what stood there (rule H1). */
export interface ListFault {
  row: number
  column: string | null
  /** Without parameters: it is counted by it, too. */
  text: string
}

export interface ReadList {
  invoices: ListedInvoice[]
  /** An invoice of which one row is wrong is left out whole; told by that row. */
  faults: ListFault[]
  unread: readonly string[]
  /** What the column of customers is called there. */
  customerColumn: string | null
}

/** What a list is read against. */
export interface ListReading {
  header: readonly string[]
  rows: readonly { number: number; cells: readonly string[] }[]
  spreadsheet: boolean
  /** The seller's country, and the day. */
  country: string
  today: LocalDate
}

/**
 * The invoices of a list: each row is a line; rows of one customer with the same reference and due day are one invoice. A row that
 * stands there twice is none, and takes its invoice with it. Throws `invalid` for a list without the columns it needs.
 */
export function readList(list: ListReading): ReadList {
  const columns = columnsOf(list.header)
  const due = columns.at.get('due')?.place ?? -1
  const reading = { ...list, order: dateOrderOf(list.rows.map(({ cells }) => cells[due]?.trim() ?? '').filter((one) => NUMBERS_FIRST.test(one))) }
  const faults: ListFault[] = []
  const groups = new Map<string, { customer: string; rows: ReadRow[]; isWrong: boolean }>()
  const seen = new Set<string>()
  for (const { number, cells } of reading.rows) {
    const cell = (column: ListColumn) => cells[columns.at.get(column)?.place ?? -1]?.trim() ?? ''
    const customer = cell('customer')
    const name = JSON.stringify([customer, cell('invoice'), cell('due'), cell('currency').toUpperCase()])
    const group = groups.get(name) ?? { customer, rows: [], isWrong: false }
    groups.set(name, group)
    const same = JSON.stringify(LIST_COLUMNS_READ.map(cell))
    const read = seen.has(same) ? wrong('invoice', 'duplicate') : readRow(cell, reading)
    seen.add(same)
    if ('text' in read) {
      faults.push({ row: number, column: columns.at.get(read.column)?.name ?? null, text: read.text })
      group.isWrong = true
    } else group.rows.push({ ...read, row: number })
  }
  const invoices = [...groups.values()].filter((one) => !one.isWrong).flatMap(({ customer, rows }) => {
    const totals = [...new Set(rows.flatMap((one) => one.total ?? []))]
    const [first] = rows as [ReadRow]
    if (totals.length > 1) faults.push({ row: first.row, column: columns.at.get('total')!.name, text: 'billing.list.totals-differ' })
    return totals.length > 1 ? [] : [{
      customer, row: first.row, lines: rows.map((one) => one.line), dueOn: first.dueOn, reference: first.reference, currency: first.currency, total: totals[0],
    }]
  })
  return { invoices, faults: faults.toSorted((one, other) => one.row - other.row), unread: columns.unread, customerColumn: columns.at.get('customer')!.name }
}

const LIST_COLUMNS_READ: readonly ListColumn[] = ['customer', 'invoice', 'description', 'quantity', 'unit', 'price', 'amount', 'vat', 'exemption', 'due', 'currency']

interface ReadRow {
  row: number
  line: DraftLine
  dueOn: LocalDate | undefined
  reference: string | undefined
  currency: string | undefined
  total: string | undefined
}

interface Wrong { column: ListColumn; text: string }

const wrong = (column: ListColumn, what: string): Wrong => ({ column, text: `billing.list.${what}` })

/** Letters that a text may have. */
const TEXTS: readonly [ListColumn, number][] = [['customer', 100], ['invoice', 100], ['description', 500], ['exemption', 300]]

type Cell = (column: ListColumn) => string
/** How the due days of a list are written as a whole. */
type Reading = ListReading & { order: DateOrder | undefined }
/** A day that may be written in either order. */
const NUMBERS_FIRST = /^\d{1,2}[/-]/

function readRow(cell: Cell, reading: Reading): Omit<ReadRow, 'row'> | Wrong {
  if (cell('customer') === '') return wrong('customer', 'no-customer')
  if (cell('description') === '') return wrong('description', 'no-description')
  const long = TEXTS.find(([column, most]) => cell(column).length > most)
  if (long) return wrong(long[0], 'too-long-text')
  const vat = readVat(cell, reading)
  if ('text' in vat) return vat
  const priced = readPrice(cell)
  if ('text' in priced) return priced
  const due = cell('due') === '' ? undefined : parseDate(cell('due'), { order: reading.order, spreadsheet: reading.spreadsheet })
  if (due !== undefined && isFault(due)) return wrong('due', 'due-unclear')
  const total = cell('total') === '' ? undefined : parseDecimal(cell('total'), 2)
  if (total !== undefined && isFault(total)) return wrong('total', 'amount-unclear')
  const unit = unitOf(cell('unit'))
  if (unit === undefined) return wrong('unit', 'unit-unknown')
  return {
    line: { description: cell('description'), quantity: priced.quantity, unit, price: priced.price, vat }, dueOn: due, reference: cell('invoice') || undefined,
    currency: cell('currency').toUpperCase() || undefined, total: total === undefined ? undefined : decimalText(total),
  }
}

/** The rate is said on every row: one that is guessed is wrong for years. */
function readVat(cell: Cell, { country, today }: Reading): NonNullable<DraftLine['vat']> | Wrong {
  const rate = parseDecimal(cell('vat').replace(/\s*%$/, ''), 2)
  if (cell('vat') === '') return wrong('vat', 'vat-missing')
  if (isFault(rate) || rate < 0n) return wrong('vat', 'vat-unclear')
  const percent = Number(decimalText(rate))
  if (percent === 0) return cell('exemption') === '' ? wrong('vat', 'vat-zero') : { category: 'E', exemption: cell('exemption') }
  const known = VAT_COUNTRIES.find((one) => one === country)
  return known && !vatRates(known, today).includes(percent) ? wrong('vat', 'vat-unknown') : { category: 'S', percent }
}

/** A price and how many, an amount, or all of them, which then agree to the hundredth; without VAT. */
function readPrice(cell: Cell): { quantity: string; price: string } | Wrong {
  const read = (column: ListColumn, decimals: number, otherwise?: Decimal) => (cell(column) === '' ? otherwise : parseDecimal(cell(column), decimals))
  const [quantity, price, amount] = [read('quantity', 6, ONE), read('price', 6), read('amount', 2)]
  if (quantity === undefined || isFault(quantity) || quantity === 0n) return wrong('quantity', 'quantity-unclear')
  if (price !== undefined && isFault(price)) return wrong('price', 'amount-unclear')
  if (amount !== undefined && isFault(amount)) return wrong('amount', 'amount-unclear')
  if (price === undefined && amount === undefined) return wrong('amount', 'amount-missing')
  const each = price ?? divideRounded(amount! * ONE, quantity)
  if (each < 0n) return wrong(price === undefined ? 'amount' : 'price', 'price-below-zero')
  if (amount !== undefined && productInHundredths(quantity, each) * IN_MILLIONTHS !== amount) return wrong('amount', 'amount-wrong')
  return { quantity: decimalText(quantity), price: decimalText(each) }
}

/**
 * The same of invoices that another system sends as such; its rows are counted from 1. VAT has to be said here too: what is sold, or
 * the rate.
 */
export function listOf(invoices: readonly Omit<ListedInvoice, 'row'>[]): ReadList {
  const faults: ListFault[] = []
  const seen = new Set<string>()
  const read = invoices.flatMap((one, place): ListedInvoice[] => {
    const row = place + 1
    const same = JSON.stringify(one)
    const fault = seen.has(same) ? wrong('invoice', 'duplicate') : one.lines.some((line) => line.vat === undefined && line.supply === undefined) ? wrong('vat', 'vat-missing') : undefined
    seen.add(same)
    if (!fault) return [{ ...one, row }]
    faults.push({ row, column: null, text: fault.text })
    return []
  })
  return { invoices: read, faults, unread: [], customerColumn: null }
}

/** As people write units; codes as they are. */
const WRITTEN: Readonly<Record<string, (typeof UNITS)[number]>> = {
  '': 'C62', st: 'C62', stk: 'C62', pcs: 'C62', c62: 'C62', tim: 'HUR', timme: 'HUR', timmar: 'HUR', time: 'HUR', timer: 'HUR', h: 'HUR', hour: 'HUR', hours: 'HUR', hur: 'HUR', dag: 'DAY', dagar: 'DAY', dager: 'DAY', day: 'DAY', days: 'DAY',
  mån: 'MON', månad: 'MON', måned: 'MON', mnd: 'MON', month: 'MON', mon: 'MON', år: 'ANN', year: 'ANN', ann: 'ANN', kg: 'KGM', kgm: 'KGM', l: 'LTR', liter: 'LTR', ltr: 'LTR', m: 'MTR', meter: 'MTR', mtr: 'MTR', m2: 'MTK', 'm²': 'MTK', mtk: 'MTK', kwh: 'KWH', ls: 'LS',
}

function unitOf(text: string): string | undefined {
  return WRITTEN[text.toLowerCase().replace(/\.$/, '')]
}

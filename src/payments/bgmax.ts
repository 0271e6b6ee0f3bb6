import { badFile, badRow, BOUNDS, markOf, type BankLine } from './bank-line.ts'
import { parseDate, type LocalDate } from '../values/calendar.ts'
import { isFault } from '../values/fault.ts'

// Bankgirot's file of incoming payments (BgMax, version 1): lines of 80 characters that begin with a kind.
// 01 opening · 05 section · 20 payment, 21 deduction · 22, 23 further references · 25 message · 26-29 payer · 15 deposit · 70 end

const WIDTH = 80

interface Part { row: number; reference: string; amount: bigint }
interface Paid extends Part { isDeduction: boolean; payer: string; serial: string; parts: Part[]; message: string[]; name: string }
interface Section { account: string; currency: string; paid: Paid[] }
interface Counted { paid: number; deductions: number; parts: number; deposits: number }

/** True for a text that says of itself that it is such a file. */
export function isBgMax(start: string): boolean {
  return /^01BGMAX\b/.test(start)
}

/**
 * Reads what was paid, deposit by deposit. Throws a Problem (invalid) that names the line for what is no such file, or
 * whose sums and counts do not fit: a file that was cut or changed is not half read.
 */
export function* readBgMax(lines: Iterable<string>): Generator<BankLine, void> {
  const counted: Counted = { paid: 0, deductions: 0, parts: 0, deposits: 0 }
  let stage: 'start' | 'open' | 'end' = 'start'
  let section: Section | undefined
  let row = 0
  for (const line of lines) {
    row++
    if (line.trim() === '') continue
    const record = wholeRecord(line, row)
    const kind = record.slice(0, 2)
    if (stage === 'end') throw badRow('after-end', row)
    if (stage === 'start') {
      opening(record, row)
      stage = 'open'
    } else if (kind === '05') {
      if (section) throw badRow('deposit-missing', row)
      section = { account: digits(record, 3, 12, row), currency: currencyOf(record.slice(22, 25), row), paid: [] }
    } else if (kind === '15') {
      if (!section) throw badRow('out-of-order', row)
      yield* deposited(section, record, row)
      counted.deposits++
      section = undefined
    } else if (kind === '70') {
      if (section) throw badRow('deposit-missing', row)
      refuseOtherCounts(counted, record, row)
      stage = 'end'
    } else {
      if (!section) throw badRow('out-of-order', row)
      within(section.paid, kind, record, row, counted)
    }
  }
  if (stage !== 'end') throw badFile(stage === 'start' ? 'empty' : 'cut')
}

function wholeRecord(line: string, row: number): string {
  // Somebody opened and saved it as something else: letters are lost, and figures may be.
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  if (/[\0-\x08\x0b-\x1f\x7f\uFFFD]|ï¿½/.test(line)) throw badRow('letters-lost', row)
  const record = line.trimEnd()
  if (record.length > WIDTH) throw badRow('line-long', row)
  return record.padEnd(WIDTH)
}

function opening(record: string, row: number): void {
  if (!isBgMax(record)) throw badRow('no-opening', row)
  if (record.slice(22, 24) !== '01') throw badRow('other-version', row)
  if (record.slice(44, 45) !== 'P') throw badRow('test-file', row)
}

function within(paid: Paid[], kind: string, record: string, row: number, counted: Counted): void {
  if (kind === '20' || kind === '21') {
    paid.push({ ...partOf(record, row), isDeduction: kind === '21', payer: digits(record, 3, 12, row), serial: digits(record, 58, 69, row), parts: [], message: [], name: '' })
    counted[kind === '20' ? 'paid' : 'deductions']++
    return
  }
  const last = paid.at(-1)
  if (!last) throw badRow('out-of-order', row)
  if (kind === '22' || kind === '23') {
    const part = partOf(record, row)
    last.parts.push(kind === '23' ? { ...part, amount: -part.amount } : part)
    counted.parts++
  } else if (kind === '25') last.message.push(record.slice(2, 52).trim())
  else if (kind === '26') last.name = `${record.slice(2, 37).trim()} ${record.slice(37, 72).trim()}`.trim()
  // Address and organisation number of the payer: nobody needs them to know what was paid.
  else if (!['27', '28', '29'].includes(kind)) throw badRow('unknown-record', row)
}

function partOf(record: string, row: number): Part {
  return { row, reference: record.slice(12, 37).trim(), amount: BigInt(digits(record, 38, 55, row)) }
}

/** The deposit ends its section: its sum and count are what came before it. */
function* deposited(section: Section, record: string, row: number): Generator<BankLine, void> {
  const date = dayOf(digits(record, 38, 45, row), row)
  const serial = digits(record, 46, 50, row)
  const sum = section.paid.reduce((total, one) => total + (one.isDeduction ? -one.amount : one.amount), 0n)
  if (currencyOf(record.slice(68, 71), row) !== section.currency) throw badRow('deposit-currency', row)
  if (BigInt(digits(record, 51, 68, row)) !== sum) throw badRow('deposit-sum', row)
  if (Number(digits(record, 72, 79, row)) !== section.paid.length) throw badRow('deposit-count', row)
  const entryMark = markOf('bgmax deposit', section.account, section.currency, date, serial)
  for (const one of section.paid) yield* linesOf(one, section, date, entryMark)
}

function* linesOf(one: Paid, section: Section, bookedOn: LocalDate, entryMark: string): Generator<BankLine, void> {
  const base = {
    bookedOn, currency: section.currency, account: section.account.replace(/^0+/, ''), entryMark, isWhole: false, text: one.message.join(' ').trim().slice(0, BOUNDS.text),
    payerName: one.name.slice(0, BOUNDS.name) || null, payerAccount: /^0+$/.test(one.payer) ? null : one.payer.replace(/^0+/, ''),
  }
  const named = (parts: readonly Part[]) => parts.map((part) => part.reference).filter(Boolean)
  const mark = (place: number) => markOf('bgmax', entryMark, one.serial, one.isDeduction ? 'deduction' : 'payment', place)
  const isSplit = one.parts.some((part) => part.amount !== 0n)
  if (!isSplit) {
    const amount = one.isDeduction ? -one.amount : one.amount
    if (amount !== 0n) yield { ...base, row: one.row, kind: one.isDeduction ? 'deduction' : 'payment', amount, references: named([one, ...one.parts]).slice(0, BOUNDS.references), mark: mark(0) }
    return
  }
  const sum = one.parts.reduce((total, part) => total + part.amount, 0n)
  if (sum !== one.amount) throw badRow('parts-sum', one.row)
  for (const [place, part] of one.parts.entries()) {
    const amount = one.isDeduction ? -part.amount : part.amount
    if (amount !== 0n) yield { ...base, row: part.row, kind: amount < 0n ? 'deduction' : 'payment', amount, references: named([part]), mark: mark(place + 1) }
  }
}

function refuseOtherCounts({ paid, deductions, parts, deposits }: Counted, record: string, row: number): void {
  const said = [[3, 10], [11, 18], [19, 26], [27, 34]].map(([from, to]) => Number(digits(record, from!, to!, row)))
  if (said.join() !== [paid, deductions, parts, deposits].join()) throw badRow('counts', row)
}

/** The characters from the first to the last place, counted from 1 as in the specification. */
function digits(record: string, from: number, to: number, row: number): string {
  const text = record.slice(from - 1, to)
  if (!/^\d+$/.test(text)) throw badRow('no-number', row, { from, to })
  return text
}

function currencyOf(text: string, row: number): string {
  if (!/^[A-Z]{3}$/.test(text)) throw badRow('no-currency', row)
  return text
}

function dayOf(text: string, row: number): LocalDate {
  const day = parseDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`)
  if (isFault(day)) throw badRow('no-date', row)
  return day
}

import { badFile, badRow, BOUNDS, markOf, type BankFormat, type BankLine } from './bank-line.ts'
import { parseDate, type LocalDate } from '../values/calendar.ts'
import { isFault } from '../values/fault.ts'
import { all, first, textAt, xmlElements, type XmlElement } from './xml-elements.ts'

// Bank to customer: statement (camt.053) and notification (camt.054) of ISO 20022, from version 02 on.

const NAMESPACE = /^urn:iso:std:iso:20022:tech:xsd:camt\.(05[34])\.001\.(\d\d)$/
/** The message and its parts, by what the document holds. */
const BODIES: Record<string, { format: BankFormat; part: string }> = {
  BkToCstmrStmt: { format: 'camt.053', part: 'Stmt' }, BkToCstmrDbtCdtNtfctn: { format: 'camt.054', part: 'Ntfctn' },
}

/** One statement as far as it has been read. */
interface Statement { entries: number; credits: bigint; row: number; seen: Map<string, number> }

/** Says what passes by: each line, and how many entries say nothing of money that came in. */
export interface CamtReading { format?: BankFormat; passedOver: number }

/**
 * Reads what came in, and what of it went back. Passed over: what the company paid, what is not booked yet. Throws a
 * Problem (invalid) that names the entry for what is no such message, or lacks what says how much, when and where.
 */
export function* readCamt(pieces: Iterable<string>, reading: CamtReading): Generator<BankLine, void> {
  let entry: Entry | undefined
  const statement: Statement = { entries: 0, credits: 0n, row: 0, seen: new Map() }
  for (const { element, within } of xmlElements(pieces)) {
    const path = within.map((one) => one.name)
    const body = BODIES[path[1] ?? '']
    if (reading.format === undefined && path.length > 1) reading.format = formatOf(within[0]!, path[1]!)
    if (!body) continue
    const isEntry = path[2] === body.part && (path.length === 3 ? element.name === 'Ntry' : path[3] === 'Ntry')
    if (isEntry && path.length === 3) {
      entry ??= new Entry(within[2]!, element, ++statement.row, statement.seen, body.format)
      yield* entry.end(reading, statement)
      entry = undefined
      within[2]!.children.pop()
    } else if (isEntry && path[4] === 'NtryDtls' && path.length === 5 && element.name === 'TxDtls') {
      entry ??= new Entry(within[2]!, within[3]!, ++statement.row, statement.seen, body.format)
      yield* entry.transaction(element, reading)
      within[4]!.children.pop()
    } else if (path.length === 2 && element.name === body.part) {
      refuseOtherSum(element, statement)
      statement.entries = 0
      statement.credits = 0n
    }
  }
  if (reading.format === undefined) throw badFile('no-statement')
}

function formatOf(document: XmlElement, body: string): BankFormat {
  const said = Object.entries(document.attributes).filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:')).map(([, value]) => NAMESPACE.exec(value.trim())).find(Boolean)
  const known = BODIES[body]
  if (document.name !== 'Document' || !said || !known || known.format !== `camt.${said[1]}` || Number(said[2]) < 2) throw badFile('no-statement')
  return known.format
}

/** One entry of an account, which may stand for many transactions. */
class Entry {
  readonly #entry: XmlElement
  readonly #row: number
  readonly #account: string
  readonly #seen: Map<string, number>
  readonly #format: BankFormat
  #details = 0
  /** Transactions that do not say their amount: of a single one it is the entry's. */
  #silent: XmlElement[] = []

  constructor(statement: XmlElement, entry: XmlElement, row: number, seen: Map<string, number>, format: BankFormat) {
    this.#entry = entry
    this.#row = row
    this.#seen = seen
    this.#format = format
    const account = textAt(statement, 'Acct', 'Id', 'IBAN') ?? textAt(statement, 'Acct', 'Id', 'Othr', 'Id')
    if (!account) throw badRow('entry-account', row)
    this.#account = account.replaceAll(/\s/g, '').slice(0, BOUNDS.account)
  }

  *transaction(details: XmlElement, reading: CamtReading): Generator<BankLine, void> {
    this.#details++
    const written = first(details, 'Amt') ?? first(details, 'AmtDtls', 'TxAmt', 'Amt')
    if (!written) this.#silent.push(details)
    else yield* this.#lines(details, written, reading)
  }

  *end(reading: CamtReading, statement: Statement): Generator<BankLine, void> {
    const written = first(this.#entry, 'Amt')
    if (!written) throw badRow('entry-amount', this.#row)
    statement.entries++
    if (directionOf(this.#entry, this.#row) === 'CRDT') statement.credits += amountOf(written, this.#row)
    if (this.#details === 0) yield* this.#lines(undefined, written, reading)
    else if (this.#details === 1 && this.#silent[0]) yield* this.#lines(this.#silent[0], written, reading)
    else if (this.#silent.length > 0) throw badRow('entry-amount', this.#row)
  }

  *#lines(details: XmlElement | undefined, written: XmlElement, reading: CamtReading): Generator<BankLine, void> {
    const entry = this.#entry
    const amount = amountOf(written, this.#row)
    const direction = textAt(details, 'CdtDbtInd') ? directionOf(details!, this.#row) : directionOf(entry, this.#row)
    const comesBack = textAt(entry, 'RvslInd') === 'true' || textAt(entry, 'RvslInd') === '1' || (details !== undefined && first(details, 'RtrInf') !== undefined)
    const status = textAt(entry, 'Sts', 'Cd') ?? textAt(entry, 'Sts')
    // Money of others that came, and such money that went back; what comes back of our own payments is neither.
    if (status !== 'BOOK' || amount === 0n || (direction === 'DBIT') !== comesBack) {
      reading.passedOver++
      return
    }
    const kind = comesBack ? 'reversal' : 'payment'
    const bookedOn = this.#bookedOn()
    const currency = currencyOf(written, this.#row)
    const parts = partsOf(details, amount)
    const own = { text: textOf(details), ...payerOf(details) }
    const place = this.#placeOf(details, String(amount), [kind, bookedOn, String(amount), currency, own.payerAccount ?? '', own.text, ...parts.flatMap((part) => part.references)])
    const entryReference = textAt(entry, 'AcctSvcrRef')
    const entryMark = entryReference ? markOf('camt entry', this.#account, entryReference) : null
    for (const [index, part] of parts.entries()) {
      yield { row: this.#row, kind, bookedOn, currency, account: this.#account, entryMark, isWhole: details === undefined, ...own, amount: kind === 'reversal' ? -part.amount : part.amount, references: part.references, mark: markOf('camt', this.#account, kind, ...place, index) }
    }
  }

  #bookedOn(): LocalDate {
    const text = textAt(this.#entry, 'BookgDt', 'Dt') ?? textAt(this.#entry, 'BookgDt', 'DtTm')?.slice(0, 10) ?? textAt(this.#entry, 'ValDt', 'Dt') ?? textAt(this.#entry, 'ValDt', 'DtTm')?.slice(0, 10)
    const day = parseDate(text ?? '')
    if (text === undefined || !/^\d{4}-\d{2}-\d{2}/.test(text) || isFault(day)) throw badRow('entry-date', this.#row)
    return day
  }

  /**
   * What tells this transaction from every other, in whatever file: the bank's reference of it; else of the entry, and its
   * place there; else all that is said of it, and how many such came before. One reference that several carry is counted out.
   */
  #placeOf(details: XmlElement | undefined, amount: string, content: string[]): (string | number)[] {
    const [own, entry] = [textAt(details, 'Refs', 'AcctSvcrRef'), textAt(this.#entry, 'AcctSvcrRef')]
    const refs = ['EndToEndId', 'TxId', 'InstrId', 'ClrSysRef'].map((name) => textAt(details, 'Refs', name) ?? '')
    const place = own && own !== entry ? ['own', own] : entry ? ['entry', entry, amount] : ['content', this.#format, ...content, ...refs]
    const key = markOf(this.#account, ...place)
    const before = this.#seen.get(key) ?? 0
    this.#seen.set(key, before + 1)
    return [...place, before]
  }
}

interface Part { amount: bigint; references: string[] }

/** A payment of several invoices that says how much is for which is one part for each; else it is one. */
function partsOf(details: XmlElement | undefined, amount: bigint): Part[] {
  const structured = all(details, 'RmtInf', 'Strd').map((one) => {
    const written = textAt(one, 'RfrdDocAmt', 'RmtdAmt') ?? textAt(one, 'RfrdDocAmt', 'DuePyblAmt')
    return { reference: textAt(one, 'CdtrRefInf', 'Ref')?.slice(0, BOUNDS.reference), amount: written && hundredths(written) }
  }).filter((one): one is { reference: string; amount: bigint | undefined } => one.reference !== undefined).slice(0, BOUNDS.references)
  const said = structured.reduce((total, one) => total + (one.amount || 0n), 0n)
  if (structured.length > 1 && said === amount && structured.every((one) => one.amount)) return structured.map((one) => ({ amount: one.amount!, references: [one.reference] }))
  return [{ amount, references: [...new Set(structured.map((one) => one.reference))] }]
}

function payerOf(details: XmlElement | undefined): Pick<BankLine, 'payerName' | 'payerAccount'> {
  const parties = first(details, 'RltdPties')
  const name = ['Dbtr', 'UltmtDbtr'].map((who) => textAt(parties, who, 'Pty', 'Nm') ?? textAt(parties, who, 'Nm')).find(Boolean)
  const account = textAt(parties, 'DbtrAcct', 'Id', 'IBAN') ?? textAt(parties, 'DbtrAcct', 'Id', 'Othr', 'Id')
  return { payerName: name?.slice(0, BOUNDS.name) ?? null, payerAccount: account?.replaceAll(/\s/g, '').slice(0, BOUNDS.account) ?? null }
}

/** What the payer wrote; numbers of invoices too, which are no references. */
function textOf(details: XmlElement | undefined): string {
  const written = [...all(details, 'RmtInf', 'Ustrd'), ...all(details, 'RmtInf', 'Strd', 'RfrdDocInf', 'Nb'), ...all(details, 'RmtInf', 'Strd', 'AddtlRmtInf')]
  return written.map((one) => one.text.trim()).filter(Boolean).join(' ').replaceAll(/\s+/g, ' ').slice(0, BOUNDS.text)
}

function directionOf(element: XmlElement, row: number): 'CRDT' | 'DBIT' {
  const said = textAt(element, 'CdtDbtInd')
  if (said !== 'CRDT' && said !== 'DBIT') throw badRow('entry-direction', row)
  return said
}

function amountOf(written: XmlElement, row: number): bigint {
  const amount = hundredths(written.text.trim())
  if (amount === undefined) throw badRow('entry-amount', row)
  return amount
}

/** Amounts have at most five decimals; of our currencies two mean something. */
function hundredths(text: string): bigint | undefined {
  const [, whole, part = ''] = /^\+?(\d{1,15})(?:\.(\d{1,5}))?$/.exec(text) ?? []
  return whole !== undefined && /^\d{0,2}0*$/.test(part) ? BigInt(whole + part.slice(0, 2).padEnd(2, '0')) : undefined
}

function currencyOf(written: XmlElement, row: number): string {
  const currency = written.attributes['Ccy'] ?? ''
  if (!/^[A-Z]{3}$/.test(currency)) throw badRow('entry-currency', row)
  return currency
}

/** A statement that says how much came in all is held to it. */
function refuseOtherSum(statement: XmlElement, { entries, credits, row }: Statement): void {
  const [count, sum] = [textAt(statement, 'TxsSummry', 'TtlNtries', 'NbOfNtries'), textAt(statement, 'TxsSummry', 'TtlCdtNtries', 'Sum')]
  if ((count !== undefined && Number(count) !== entries) || (sum !== undefined && hundredths(sum) !== credits)) throw badRow('statement-sum', row)
}

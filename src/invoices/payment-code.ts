import { amountText } from '../values/money.ts'

/** What a payment code says. `amount` in hundredths of the currency. */
export interface Payment {
  amount: bigint
  currency: string
  /** What the payer's bank sends along. */
  reference: string
}

/** Swish's message takes no more (Swish QR specification). */
const SWISH_MESSAGE = 70

/**
 * A Swish code that pays a company a fixed amount: `C<payee>;<amount, comma>;<message, URL encoded>;<what may be edited>`
 * (Swish QR specification). Nothing may be edited. `payee` is a Swish number in digits.
 * Throws where Swish would refuse it: another currency, no amount, a message that is too long.
 */
export function swishCode(payee: string, { amount, currency, reference }: Payment): string {
  if (!/^\d{10,15}$/.test(payee)) throw new Error('a Swish number has ten digits or a country code before them')
  if (currency !== 'SEK' || amount <= 0n) throw new Error('Swish pays Swedish kronor, and more than nothing')
  if (reference.length > SWISH_MESSAGE) throw new Error(`a Swish message has at most ${SWISH_MESSAGE} letters`)
  return `C${payee};${amountText(amount).replace('.', ',')};${encodeURIComponent(reference)};0`
}

export interface CreditTransfer {
  name: string
  iban: string
  bic?: string
  /** In hundredths of a euro. */
  amount: bigint
  /** ISO 11649 (`RF…`), or words where the payee has no reference of that kind; one of the two. */
  structuredReference?: string
  text?: string
}

const EPC_BOUNDS = { name: 70, text: 140, bytes: 331 }
/** 999,999,999.99 euro (EPC069-12). */
const EPC_MOST = 99_999_999_999n

/** The text of a European payment code: lines of EPC069-12 version 2, in UTF-8. Throws where its bounds are not kept. */
export function epcCode({ name, iban, bic = '', amount, structuredReference = '', text = '' }: CreditTransfer): string {
  if (amount <= 0n || amount > EPC_MOST) throw new Error('a European code pays 0.01 to 999,999,999.99 euro')
  if (name.length === 0 || name.length > EPC_BOUNDS.name || text.length > EPC_BOUNDS.text) throw new Error('a name of 1 to 70 letters and a text of at most 140')
  if (structuredReference !== '' && text !== '') throw new Error('either a reference or a text')
  if (bic !== '' && !/^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(bic)) throw new Error('a BIC has 8 or 11 characters')
  if (!ibanHolds(iban)) throw new Error('the check digits of the IBAN do not fit')
  const lines = ['BCD', '002', '1', 'SCT', bic, name, iban.replaceAll(' ', ''), `EUR${shortest(amount)}`, '', structuredReference, text]
  const code = lines.join('\n').replace(/\n+$/, '')
  if (Buffer.byteLength(code) > EPC_BOUNDS.bytes) throw new Error('a European code has at most 331 bytes')
  return code
}

/** Whether an IBAN's check digits fit (ISO 13616: the number, turned round, leaves 1 when divided by 97). */
export function ibanHolds(iban: string): boolean {
  const plain = iban.replaceAll(' ', '').toUpperCase()
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(plain)) return false
  const digits = (plain.slice(4) + plain.slice(0, 4)).replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return BigInt(digits) % 97n === 1n
}

export interface InvoiceCode {
  kind: 'invoice' | 'credit-note' | 'cash'
  payee: string
  organisationNumber: string
  reference: string
  /** The invoice that a credit note takes back. */
  credits?: string
  /** ISO 8601 dates. */
  issuedOn: string
  dueOn: string
  /** In hundredths; below zero for what is paid back. */
  amount: bigint
  vat?: bigint
  currency?: string
  account: { type: 'IBAN' | 'BBAN' | 'BG' | 'PG'; number: string; bank?: string }
  address?: string
}

const CODE_KINDS = { invoice: 1, 'credit-note': 2, cash: 3 } as const

/** The invoice as a code that Swedish and Norwegian banks read: UsingQR version 1, in JSON. */
export function usingQrCode(one: InvoiceCode): string {
  if (one.amount < 0n && one.kind === 'invoice') throw new Error('an invoice asks for no less than nothing')
  return JSON.stringify({
    uqr: 1, tp: CODE_KINDS[one.kind], nme: one.payee, cid: one.organisationNumber, iref: one.reference,
    ...(one.credits && { cr: one.credits }),
    idt: one.issuedOn.replaceAll('-', ''), ddt: one.dueOn.replaceAll('-', ''), due: Number(shortest(one.amount)),
    ...(one.vat !== undefined && { vat: Number(shortest(one.vat)) }),
    ...(one.currency && { cur: one.currency }),
    pt: one.account.type, acc: one.account.number, ...(one.account.bank && { bc: one.account.bank }), ...(one.address && { adr: one.address }),
  })
}

/** Without zeros that say nothing: `12.3`, `20`. */
function shortest(amount: bigint): string {
  return amountText(amount).replace(/\.?0+$/, '')
}

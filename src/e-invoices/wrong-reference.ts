import { isFault } from '../values/fault.ts'
import { parseKid, parseOcr, type KidModulus, type OcrControl } from '../values/payment-reference.ts'
import type { JudgedInvoice } from './judge-invoice.ts'

/** Where this company is paid, and how its bank controls what is written beside a payment. */
export interface OwnAccounts {
  accounts: readonly { number: string }[]
  reference: { kind: 'ocr'; control: OcrControl } | { kind: 'kid'; modulus: KidModulus }
}

export interface WrongReference {
  rule: 'OCR' | 'KID'
  field: string
  text: string
  parameters: { reference: string }
  /** It is paid to an account of ours, whose bank would turn it away; of other accounts nobody here knows what was agreed. */
  isOurs: boolean
}

const GIROS = ['SE:BANKGIRO', 'SE:PLUSGIRO']

/** Payment references (BT-83) that the banks of the seller's country do not take: an OCR reference on a giro, a Norwegian KID. */
export function wrongReferences({ payments, seller }: Pick<JudgedInvoice, 'payments' | 'seller'>, own: OwnAccounts | undefined): WrongReference[] {
  return payments.flatMap(({ reference = '', account, branch = '' }, place) => {
    const isOurs = account !== undefined && own !== undefined && own.accounts.some(({ number }) => bare(number) === bare(account))
    const rule = isOurs ? (own.reference.kind === 'ocr' ? 'OCR' : 'KID') : GIROS.includes(branch) ? 'OCR' : seller.country === 'NO' ? 'KID' : undefined
    if (reference === '' || rule === undefined) return []
    // A giro without an agreement takes words too.
    if (rule === 'OCR' && !isOurs && !/^[\d\s-]+$/.test(reference)) return []
    const read = rule === 'OCR' ? parseOcr(reference, isOurs && own.reference.kind === 'ocr' ? own.reference.control : 'check-digit')
      : parseKid(reference, isOurs && own.reference.kind === 'kid' ? own.reference.modulus : undefined)
    if (!isFault(read)) return []
    return [{ rule, isOurs, field: `cac:PaymentMeans${place > 0 ? `[${place + 1}]` : ''}/cbc:PaymentID`, text: `e-invoices.${rule.toLowerCase()}-${read.fault.replace('values.reference-', '')}`, parameters: { reference: reference.slice(0, 60) } }]
  })
}

const bare = (account: string): string => account.replaceAll(/[\s-]/g, '').toUpperCase()

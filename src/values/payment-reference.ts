import { fault, type Fault } from './fault.ts'

export type ReferenceFault = Fault<'reference-form' | 'reference-check-digit' | 'reference-length-digit'>

/** The shortest and longest reference that Bankgiro (OCR) and Norwegian banks (KID) take, check digit included. */
export const REFERENCE_LENGTHS = { ocr: [2, 25], kid: [2, 25] } as const

/** How a bank controls a Bankgiro reference, by agreement: the check digit alone, or a digit for the length before it too. */
export type OcrControl = 'check-digit' | 'length-and-check-digit'

/**
 * The Bankgiro OCR reference of a running number: its digits, the last digit of the whole length where that is agreed, and
 * Luhn's check digit (Bankgirot, OCR reference check).
 */
export function ocrReference(number: string, control: OcrControl = 'length-and-check-digit'): string {
  const digits = wholeDigits(number, control === 'check-digit' ? 24 : 23)
  const body = control === 'check-digit' ? digits : digits + String((digits.length + 2) % 10)
  return body + luhn(body)
}

/** Why a text is no Bankgiro OCR reference, or the reference in digits. */
export function parseOcr(text: string, control: OcrControl = 'check-digit'): string | ReferenceFault {
  const digits = text.replaceAll(/[\s-]/g, '')
  if (!/^\d{2,25}$/.test(digits)) return fault('reference-form')
  if (luhn(digits.slice(0, -1)) !== digits.at(-1)) return fault('reference-check-digit')
  if (control === 'length-and-check-digit' && digits.at(-2) !== String(digits.length % 10)) return fault('reference-length-digit')
  return digits
}

export type KidModulus = 10 | 11

/** The Norwegian KID of a running number, with a check digit by modulus 10 (Luhn) or 11, which may be a dash. */
export function kidReference(number: string, modulus: KidModulus = 10): string {
  const digits = wholeDigits(number, 24)
  return digits + (modulus === 10 ? luhn(digits) : modulus11(digits))
}

/** Why a text is no KID, or the KID without blanks. A bank that was told no modulus takes either. */
export function parseKid(text: string, modulus?: KidModulus): string | ReferenceFault {
  const kid = text.replaceAll(/\s/g, '')
  if (!/^\d{1,24}[\d-]$/.test(kid)) return fault('reference-form')
  const body = kid.slice(0, -1)
  const right = [...(modulus === 11 ? [] : [luhn(body)]), ...(modulus === 10 ? [] : [modulus11(body)])]
  return right.includes(kid.at(-1)!) ? kid : fault('reference-check-digit')
}

function wholeDigits(number: string, longest: number): string {
  if (!/^\d+$/.test(number) || number.length > longest) throw new Error(`a reference is made of at most ${longest} digits`)
  return number
}

/** Every other digit from the right counts twice, of two digits their sum (ISO/IEC 7812-1 annex B). */
function luhn(digits: string): string {
  const sum = [...digits].toReversed().reduce((total, digit, place) => {
    const twice = Number(digit) * (place % 2 === 0 ? 2 : 1)
    return total + (twice > 9 ? twice - 9 : twice)
  }, 0)
  return String((10 - (sum % 10)) % 10)
}

/** Weights 2 to 7 from the right, again and again; ten has no digit and is written as a dash. */
function modulus11(digits: string): string {
  const sum = [...digits].toReversed().reduce((total, digit, place) => total + Number(digit) * (2 + (place % 6)), 0)
  const control = (11 - (sum % 11)) % 11
  return control === 10 ? '-' : String(control)
}

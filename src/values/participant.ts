import { fault, type Fault } from './fault.ts'

/** Where e-invoices go: scheme (ISO 6523) and number. */
export interface Participant {
  scheme: string
  id: string
}

/** Sums the digits by Luhn (ISO/IEC 7812-1 annex B); 0 for a number that holds. */
function luhn(digits: string): number {
  return [...digits].toReversed().reduce((sum, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1)
    return sum + (value > 9 ? value - 9 : value)
  }, 0) % 10
}

/** The weighted sum of the digits, modulo eleven; 0 for a number that holds. */
const modulo11 = (digits: string, weights: readonly number[]): number => [...digits].reduce((sum, digit, place) => sum + Number(digit) * weights[place]!, 0) % 11

/** GLN: weights 1 and 3 from the right (GS1 General Specifications 7.9). */
const gln = (digits: string): number => [...digits].toReversed().reduce((sum, digit, place) => sum + Number(digit) * (place % 2 === 0 ? 1 : 3), 0) % 10

/** Schemes of Peppol's list (EAS) with the form of their numbers, where it can be checked. */
const SCHEMES: Readonly<Record<string, (id: string) => boolean>> = {
  '0007': (id) => /^\d{10}$/.test(id) && luhn(id) === 0, // Sweden, organisation number
  '0088': (id) => /^\d{13}$/.test(id) && gln(id) === 0, // GS1, global location number
  '0184': (id) => /^(?:DK)?\d{8}$/.test(id) && modulo11(id.slice(-8), [2, 7, 6, 5, 4, 3, 2, 1]) === 0, // Denmark, CVR
  '0192': (id) => /^\d{9}$/.test(id) && modulo11(id, [3, 2, 7, 6, 5, 4, 3, 2, 1]) === 0, // Norway, organisation number
  '0212': (id) => /^\d{7}-?\d$/.test(id), // Finland, Y-tunnus
  '0216': (id) => /^0037\d{8}[\w-]{0,5}$/.test(id), // Finland, OVT
  '9930': (id) => /^DE\d{9}$/.test(id), // Germany, VAT number
}

/** `0007:5566778899`, or scheme and number apart, in its one form; a fault names what is wrong. A scheme that is not known here has letters and digits. */
export function parseParticipant(scheme: string, written: string): Participant | Fault {
  const id = written.replaceAll(/[\s.]/g, '').replace(/^(\d{6})-(\d{4})$/, '$1$2')
  if (!/^(?:0[0-2]\d{2}|99\d{2})$/.test(scheme)) return fault('participant-scheme')
  const holds = SCHEMES[scheme] ?? ((text: string) => /^[\w.:-]{2,50}$/.test(text))
  return holds(id) ? { scheme, id } : fault('participant-number')
}

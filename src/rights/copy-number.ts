import { createHmac, type KeyObject } from 'node:crypto'
import { letterNumber } from '../values/letter-number.ts'

/** The number that is printed on a copy sent by letter. Nothing of it is stored: it is worked out of which copy it is. */
export function copyNumber(key: KeyObject, copyId: string): string {
  return letterNumber(createHmac('sha256', key).update(`copy number\0${copyId}`).digest())
}

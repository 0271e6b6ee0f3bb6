import { createHmac, type KeyObject } from 'node:crypto'

/** What stands in the address under which the person sees how far an erasure is: made anew from its id when it is needed, stored nowhere. */
export function erasureToken(key: KeyObject, erasureId: string): string {
  return createHmac('sha256', key).update(`erasure\0${erasureId}`).digest('base64url')
}

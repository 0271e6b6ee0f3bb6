import { fault, type Fault } from './fault.ts'
import { searchKey } from './search-key.ts'

const YES = new Set(['ja', 'yes', 'y', 'j', 'true', 'sant', 'sann', '1', 'x', 'ok', 'on', 'pa', 'opt-in', 'optin', 'subscribed', 'granted'])
const NO = new Set(['nej', 'nei', 'no', 'n', 'false', 'falskt', 'usant', 'usann', '0', 'off', 'av', 'opt-out', 'optout', 'unsubscribed', 'denied', 'withdrawn'])

/** A clear yes or no as it stands in a cell; "implied", "maybe", blank and the like are neither. */
export function parseYesNo(text: string): 'yes' | 'no' | Fault<'yes-no-unclear'> {
  const key = searchKey(text)
  if (YES.has(key)) return 'yes'
  return NO.has(key) ? 'no' : fault('yes-no-unclear')
}

import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { monthsLater } from '../values/moment.ts'
import type { HeldValue } from './show-person.ts'

/** After so many months a person is asked whether a value is still right (art. 5(1)(d)). */
export const ASKED_AGAIN_MONTHS = 12

/** Whether nobody has said a value anew, or that it is right, for a year. Of one whose source nobody knows that cannot be told. */
export function isAged({ provenance }: Pick<HeldValue, 'provenance'>, now: Date): boolean {
  return provenance !== undefined && monthsLater(provenance.recordedAt, ASKED_AGAIN_MONTHS, RETENTION_ZONE) <= now
}

/** The values that a person is asked about: those they are asked for, that are used and have aged. */
export function agedValues(values: readonly HeldValue[], now: Date): HeldValue[] {
  return values.filter((one) => one.field.asked && !one.block && one.until.kind !== 'ended' && isAged(one, now))
}

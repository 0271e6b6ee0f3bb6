import type { Circumstances } from './facts-in-process.ts'
import type { GatePurpose } from './gate-purpose.ts'
import type { RawPerson } from './raw-person.ts'

/** Purposes beyond so many are not kept. */
export const MOST_PURPOSES = 32

/**
 * For which purposes the person has a living ground whose use is not restricted, one bit each in the order of the
 * layout: what a key bound to purposes may see the person by (as `groundsInScope` says).
 */
export function visiblePurposes(raw: RawPerson, purposes: readonly GatePurpose[], { now }: Pick<Circumstances, 'now'>): number {
  let bits = 0
  for (const ground of raw.grounds) {
    const place = purposes.findIndex((one) => one.key === ground.purpose)
    if (place < 0 || place >= MOST_PURPOSES) continue
    if (ground.since > now || (ground.until !== null && ground.until <= now) || (ground.endedAt !== null && ground.endedAt <= now)) continue
    if (raw.restrictions.some((one) => one.fieldKey === '*' && (one.purpose === '*' || one.purpose === ground.purpose))) continue
    bits |= 1 << place
  }
  return bits >>> 0
}

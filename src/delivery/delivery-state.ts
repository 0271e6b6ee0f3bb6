/**
 * How a delivery stands: `waiting` for its sender; `handing-over` claimed; `handed-over` given to somebody who has not said
 * what came of it (an access point, a print house); `sent`; `unknown` nobody can say; `failed` the other side refused or
 * it came back; `refused` the gate, or nothing that reaches the person; `cancelled` by a colleague.
 */
export const DELIVERY_STATES = ['waiting', 'handing-over', 'handed-over', 'sent', 'unknown', 'failed', 'refused', 'cancelled'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** It may still arrive, or has: a second press sends nothing. */
export function standsForItself(state: DeliveryState): boolean {
  return !['failed', 'refused', 'cancelled'].includes(state)
}

/** What went wrong, and waits for somebody to decide. */
export const TROUBLED: readonly DeliveryState[] = ['failed', 'refused', 'unknown']

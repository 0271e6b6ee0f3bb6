import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { localDateIn } from '../values/calendar.ts'
import { monthsLater } from '../values/moment.ts'
import { EVENT_MONTHS, eventFault, type Event, type EventFault } from './event.ts'
import { insertEvents, selectCarried } from './events.sql.ts'

/** What became of an event: taken now, known from before, or refused. */
export type Taken = 'taken' | 'known' | { fault: EventFault }

/** Takes in what people did, each for itself: only for a purpose that the person has a ground for, from its first day on (rule H1). Answers in the order of the list. */
export async function takeEvents(tx: Tx, events: readonly Event[], by: { kind: string; id: string }): Promise<Taken[]> {
  const bounds = { now: tx.now, oldest: monthsLater(tx.now, -EVENT_MONTHS, RETENTION_ZONE), today: localDateIn(RETENTION_ZONE, tx.now) }
  const carried = await selectCarried(tx, events)
  const faults = events.map((one, place) => eventFault(one, bounds) ?? (carried.has(place) ? undefined : 'no-ground'))
  const sound = events.filter((_, place) => faults[place] === undefined)
  const added = await insertEvents(tx, sound.map((one) => ({ ...one, until: monthsLater(one.at, EVENT_MONTHS, RETENTION_ZONE) })), by)
  return events.map((one, place): Taken => {
    const fault = faults[place]
    if (fault !== undefined) return { fault }
    return added.has(one.eventId) ? 'taken' : 'known'
  })
}

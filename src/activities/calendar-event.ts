import { localDateIn } from '../values/calendar.ts'
import { t, type Language } from '../values/text.ts'
import { NOBODY, type Activity } from './activity.ts'
import type { CalendarEvent } from './icalendar.ts'

/** How long something takes where nobody has said. */
const USUAL_MINUTES = 30
const MINUTE_MS = 60_000

/** When an activity is, as a calendar has it. */
export function whenIn(zone: string, { dueAt, wholeDay, minutes }: Pick<Activity, 'dueAt' | 'wholeDay' | 'minutes'>): CalendarEvent['when'] {
  return wholeDay ? { on: localDateIn(zone, dueAt!) } : { from: dueAt!, to: new Date(dueAt!.getTime() + (minutes ?? USUAL_MINUTES) * MINUTE_MS) }
}

/** The same event in every file and mail, as long as the house has its address. */
export function uidOf({ activityId }: Pick<Activity, 'activityId'>, publicUrl: string): string {
  return `${activityId}@${new URL(publicUrl).hostname}`
}

/**
 * An activity as it stands in the calendar of another program, which is another company's: about a person it says what kind
 * it is and leads to the workspace, where who it is with is shown to whoever may see it; about nobody it says its title.
 */
export function feedEvent(activity: Activity, language: Language, zone: string, publicUrl: string): CalendarEvent {
  return {
    uid: uidOf(activity, publicUrl), sequence: activity.sequence, stamp: activity.changedAt, when: whenIn(zone, activity), busy: activity.kind !== 'task',
    summary: activity.personId === NOBODY ? activity.title : t(language, `activities.kind.${activity.kind}`), url: `${publicUrl}/activities?open=${activity.personId}.${activity.activityId}`,
  }
}

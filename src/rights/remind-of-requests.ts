import { dayOn, daysLeft, nextReminder } from '../law/deadline.ts'
import { zoneOf } from '../law/holidays.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { noteStep } from './note-step.ts'
import { strictDay, type RightsRequest } from './request.ts'
import { selectRemindable, updateReminder } from './requests-list.sql.ts'

/** Requests at a time, so that no transaction grows long. */
const AT_A_TIME = 200

/** A request somebody must be reminded of, with the days that are left. */
export interface Reminder extends Pick<RightsRequest, 'requestId' | 'kind'> {
  dueOn: string
  daysLeft: number
}

/**
 * Reminds of what is due in ten days, in three, and today: a step in the journal of each request, once, whatever number
 * of copies asks. Returns what is to be told to those who handle requests; a day that passed while nobody ran counts still.
 */
export async function remindOfRequests(tx: Tx): Promise<Reminder[]> {
  const installation = await selectInstallation(tx)
  if (!installation) return []
  const due = await selectRemindable(tx, dayOn(zoneOf(installation.controller.country), tx.now), AT_A_TIME)
  const reminders: Reminder[] = []
  for (const request of due) {
    const zone = zoneOf(request.country)
    const day = strictDay(request)
    // Another copy was quicker.
    if (!(await updateReminder(tx, request, nextReminder(day, dayOn(zone, tx.now))))) continue
    const left = daysLeft(day, tx.now, zone)
    await noteStep(tx, { ...request, kind: 'reminded', by: { kind: 'system', id: null }, detail: { dueOn: day, daysLeft: left } })
    reminders.push({ requestId: request.requestId, kind: request.kind, dueOn: day, daysLeft: left })
  }
  return reminders
}

import { selectWorkGrounds } from '../activities/activities.sql.ts'
import { completeActivity } from '../activities/complete-activity.ts'
import { planActivity } from '../activities/plan-activity.ts'
import { selectPeopleAfter } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectFirstAdministrator } from '../staff/staff.sql.ts'
import { addDays, localDateIn, momentAt, startOfDay } from '../values/calendar.ts'
import { daysLater } from '../values/moment.ts'
import { demoPersonId } from './cast.ts'
import { Chance } from './chance.ts'
import { FIRST_INVENTED } from './invent-people.ts'

const ZONE = 'Europe/Stockholm'
const ACTIVITIES = 22
const PURPOSES = ['contract', 'prospects']
const WHAT = [
  ['call', 'Ring om offerten'], ['task', 'Skicka prislistan'], ['meeting', 'Visning i butiken'], ['call', 'Hör hur leveransen gick'], ['task', 'Boka montering'], ['meeting', 'Gå igenom ritningen'], ['task', 'Ta fram nya mått'],
] as const
const OF_THE_HOUSE = ['Räkna av lagret', 'Byt skyltfönster till våren'] as const

/** Lets the colleagues of the demo company have calls, meetings and tasks before them, and some behind them. */
export async function planDays(tx: Tx, today: Date): Promise<void> {
  const colleague = await selectFirstAdministrator(tx)
  if (!colleague) return
  const by = { kind: 'staff', id: colleague.staffId }
  const chance = new Chance(69)
  const people = await selectPeopleAfter(tx, demoPersonId(FIRST_INVENTED - 1), ACTIVITIES * 4)
  const usual = { text: null, language: 'sv' as const, owner: colleague.staffId, dealId: null, companyId: null, purposes: PURPOSES, reason: undefined }
  let planned = 0
  for (const personId of people) {
    if (planned === ACTIVITIES) break
    const [kind, title] = chance.pick(WHAT)
    const on = addDays(localDateIn(ZONE, today), chance.whole(-9, 12))
    const wholeDay = kind === 'task'
    const dueAt = wholeDay ? startOfDay(on, ZONE) : momentAt(on, `${chance.whole(9, 16)}`.padStart(2, '0').concat(chance.pick([':00', ':30'])), ZONE)
    const then = { ...tx, now: daysLater(today, -14) }
    if (!(await selectWorkGrounds(then, personId, PURPOSES)).some((one) => !one.restricted)) continue
    const activity = await planActivity(then, { ...usual, personId, kind, title, dueAt, wholeDay, minutes: kind === 'meeting' ? 60 : null }, by)
    planned++
    if (dueAt < today && chance.happens(0.8)) await completeActivity({ ...tx, now: dueAt }, activity, by.id, kind === 'call' ? 'answered' : null)
  }
  for (const title of OF_THE_HOUSE) await planActivity({ ...tx, now: daysLater(today, -3) }, { ...usual, personId: null, kind: 'task', title, dueAt: null, wholeDay: true, minutes: null }, by)
}

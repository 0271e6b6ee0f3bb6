import { publicHolidays, zoneOf } from '../law/holidays.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import type { ServiceLevel, WorkingCalendar } from './service-level.ts'
import { selectServiceLevel } from './service-levels.sql.ts'

/** What the company promises, and its working days: by the clock and the public holidays of its country. */
export async function readCalendar(tx: Tx): Promise<{ level: ServiceLevel; calendar: WorkingCalendar }> {
  const level = await selectServiceLevel(tx)
  const { country } = (await selectInstallation(tx))!.controller
  return { level, calendar: { hours: level.hours, zone: zoneOf(country), isHoliday: await publicHolidays(country) } }
}

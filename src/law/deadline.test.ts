import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { daysLeft, deadlineOf, endOfDay, nextReminder, pausedDay, urgencyOf } from './deadline.ts'
import { publicHolidays, zoneOf, type IsHoliday } from './holidays.ts'

// The time of a request: Regulation 1182/71 by the calendar of the controller's country (TU-01, DS-03).

const COUNTRIES = ['SE', 'NO', 'DK', 'FI', 'DE'] as const
type Country = (typeof COUNTRIES)[number]
const RANDOM_DATES = 10_000
const holidays = {} as Record<Country, IsHoliday>

before(async () => {
  for (const country of COUNTRIES) holidays[country] = await publicHolidays(country)
})

const dueIn = (country: Country, receivedAt: Date) => deadlineOf(receivedAt, zoneOf(country), holidays[country])
const noon = (day: string) => new Date(`${day}T11:00:00Z`)

test('TU-01: the days of the table come out in Sweden and in Norway', () => {
  // received, due SE, due NO, latest SE, latest NO
  const table = `
    2025-09-03 2025-10-03 2025-10-03 2025-12-03 2025-12-03
    2026-01-30 2026-03-02 2026-03-02 2026-04-30 2026-04-30
    2026-01-31 2026-03-02 2026-03-02 2026-04-30 2026-04-30
    2026-03-05 2026-04-07 2026-04-07 2026-06-05 2026-06-05
    2026-04-01 2026-05-04 2026-05-04 2026-07-01 2026-07-01
    2026-05-06 2026-06-08 2026-06-08 2026-08-06 2026-08-06
    2026-08-31 2026-09-30 2026-09-30 2026-11-30 2026-11-30
    2026-10-31 2026-11-30 2026-11-30 2027-02-01 2027-02-01
    2026-11-30 2026-12-30 2026-12-30 2027-03-01 2027-03-01
    2026-12-06 2027-01-07 2027-01-06 2027-03-08 2027-03-08
    2027-02-25 2027-03-25 2027-03-30 2027-05-25 2027-05-25
    2027-04-17 2027-05-17 2027-05-18 2027-07-19 2027-07-19
    2028-01-31 2028-02-29 2028-02-29 2028-05-02 2028-05-02`
  const lines = table.trim().split('\n').map((line) => line.trim().split(' ') as [string, string, string, string, string])
  assert.equal(lines.length, 13)
  for (const [received, dueSE, dueNO, latestSE, latestNO] of lines) {
    const [se, no] = [dueIn('SE', noon(received)), dueIn('NO', noon(received))]
    assert.deepEqual([se.dueOn, no.dueOn, se.latestOn, no.latestOn], [dueSE, dueNO, latestSE, latestNO], received)
  }
})

test('TU-01: the vectors of the German calendar come out, the local date counts and the extension runs from receipt', () => {
  const vectors: [string, string][] = [
    ['2026-08-31', '2026-09-30'], ['2026-01-31', '2026-03-02'], ['2028-01-31', '2028-02-29'], ['2028-02-29', '2028-03-29'], ['2026-03-05', '2026-04-07'],
  ]
  for (const [received, due] of vectors) assert.equal(dueIn('DE', noon(received)).dueOn, due, received)
  assert.deepEqual(dueIn('DE', new Date('2026-03-31T22:30:00Z')), { receivedOn: '2026-04-01', aimOn: '2026-04-29', dueOn: '2026-05-04', latestOn: '2026-07-01' })
  assert.equal(dueIn('DE', noon('2025-11-30')).latestOn, '2026-03-02')
})

test('TU-01: 10,000 random moments in four countries are due when an independent calculator says', (t) => {
  let seed = 20261122
  const chance = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const [from, to] = [Date.UTC(2018, 4, 25), Date.UTC(2060, 0, 1)]
  const differences: string[] = []
  let rolled = 0
  for (let n = 0; n < RANDOM_DATES; n++) {
    const at = new Date(from + chance((to - from) / 60_000) * 60_000)
    for (const country of ['SE', 'NO', 'DK', 'FI'] as const) {
      const ours = dueIn(country, at)
      const theirs = byHand(country, at)
      if (theirs.rolled) rolled++
      if (ours.dueOn !== theirs.due || ours.latestOn !== theirs.latest) differences.push(`${country} ${at.toISOString()}: ${ours.dueOn} ${ours.latestOn}, by hand ${theirs.due} ${theirs.latest}`)
    }
  }
  t.diagnostic(`${RANDOM_DATES} moments × 4 countries (catalogue: 10,000; seed 20261122), ${rolled} of them moved by a weekend or holiday`)
  assert.deepEqual(differences, [])
  assert.ok(rolled > RANDOM_DATES)
})

test('DS-03: a day is due at 24:00 on the wall there, also where the clocks change', () => {
  assert.equal(endOfDay('2026-10-25', 'Europe/Stockholm').toISOString(), '2026-10-25T23:00:00.000Z')
  assert.equal(endOfDay('2027-03-27', 'Europe/Oslo').toISOString(), '2027-03-27T23:00:00.000Z')
  assert.equal(urgencyOf('2026-04-07', new Date('2026-04-07T21:59:00Z'), 'Europe/Stockholm'), 'today')
  assert.equal(urgencyOf('2026-04-07', new Date('2026-04-07T22:00:00Z'), 'Europe/Stockholm'), 'overdue')
  assert.deepEqual(['2026-04-08', '2026-04-17', '2026-04-18'].map((day) => urgencyOf(day, noon('2026-04-07'), 'Europe/Stockholm')), ['soon', 'soon', 'in-time'])
  assert.equal(daysLeft('2026-04-01', noon('2026-04-07'), 'Europe/Stockholm'), -6)
})

test('DS-03: reminders come ten and three days before and on the day, each once', () => {
  const days: (string | null)[] = []
  for (let day = nextReminder('2026-04-07', null); days.length < 5; day = nextReminder('2026-04-07', day)) {
    days.push(day)
    if (day === null) break
  }
  assert.deepEqual(days, ['2026-03-28', '2026-04-04', '2026-04-07', null])
})

test('a pause moves the day that is shown beside the strict one, by the days waited, to a working day', () => {
  const pause = (since: string, until: string | null) => ({ since: noon(since), until: until && noon(until) }) as { since: Date; until: Date | null }
  const shown = (...pauses: { since: Date; until: Date | null }[]) => pausedDay('2026-04-07', pauses, noon('2026-03-20'), 'Europe/Stockholm', holidays.SE)
  assert.equal(shown(), '2026-04-07')
  assert.equal(shown(pause('2026-03-06', '2026-03-09')), '2026-04-10')
  assert.equal(shown(pause('2026-03-06', '2026-03-10')), '2026-04-13', 'four days lead to a Saturday')
  assert.equal(shown(pause('2026-03-06', '2026-03-07'), pause('2026-03-18', null)), '2026-04-10', 'a pause that lasts counts until now')
})

test('a country without a table of holidays has its weekends at least, and its own or the Union’s clock', async () => {
  const none = await publicHolidays('ZZ')
  assert.equal(deadlineOf(noon('2026-01-31'), zoneOf('ZZ'), none).dueOn, '2026-03-02')
  assert.deepEqual([zoneOf('IS'), zoneOf('ZZ')], ['Atlantic/Reykjavik', 'Europe/Brussels'])
})

test('the eves of Midsummer, Christmas and New Year are working days, which is the earlier end', () => {
  assert.deepEqual(['2026-06-19', '2026-12-24', '2026-12-31'].map(holidays.SE), [false, false, false])
  assert.deepEqual(['2026-06-20', '2026-12-25', '2026-01-06'].map(holidays.SE), [true, true, true])
})

// ── The independent calculator: day numbers, Easter by Gauss as Meeus writes it, holidays and summer time by hand ──

interface Day { year: number; month: number; day: number }

/** Days since 1 March of the year 0, Gregorian. */
function numberOf({ year, month, day }: Day): number {
  const [y, m] = month > 2 ? [year, month - 3] : [year - 1, month + 9]
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + Math.floor((153 * m + 2) / 5) + day - 1
}

function dayOf(number: number): Day {
  let year = Math.floor((number + 0.5) / 365.2425)
  while (numberOf({ year, month: 3, day: 1 }) > number) year--
  while (numberOf({ year: year + 1, month: 3, day: 1 }) <= number) year++
  const rest = number - numberOf({ year, month: 3, day: 1 })
  const m = Math.floor((5 * rest + 2) / 153)
  return { year: m < 10 ? year : year + 1, month: m < 10 ? m + 3 : m - 9, day: rest - Math.floor((153 * m + 2) / 5) + 1 }
}

/** Monday is 0; 1 March 2000, number 730485, was a Wednesday. */
const weekday = (number: number) => (((number - numberOf({ year: 2000, month: 3, day: 1 }) + 2) % 7) + 7) % 7
const lengthOf = (year: number, month: number) => numberOf(month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 }) - numberOf({ year, month, day: 1 })
const text = ({ year, month, day }: Day) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/** Meeus, Astronomical Algorithms, chapter 8. */
function easter(year: number): number {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const [d, e, f] = [Math.floor(b / 4), b % 4, Math.floor((b + 8) / 25)]
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const [i, k] = [Math.floor(c / 4), c % 4]
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return numberOf({ year, month: Math.floor(n / 31), day: (n % 31) + 1 })
}

/** The Saturday from this day on. */
function saturdayFrom(year: number, month: number, day: number): number {
  let number = numberOf({ year, month, day })
  while (weekday(number) !== 5) number++
  return number
}

/** Fixed days as month/day, moving ones as days from Easter Sunday, others by rule. */
const BY_HAND: Record<'SE' | 'NO' | 'DK' | 'FI', { fixed: string; moving: number[]; others: (year: number) => number[] }> = {
  SE: { fixed: '1/1 1/6 5/1 6/6 12/25 12/26', moving: [-2, 0, 1, 39, 49], others: (year) => [saturdayFrom(year, 6, 20), saturdayFrom(year, 10, 31)] },
  NO: { fixed: '1/1 5/1 5/17 12/25 12/26', moving: [-3, -2, 0, 1, 39, 49, 50], others: () => [] },
  // The great prayer day was done away with from 2024 on.
  DK: { fixed: '1/1 12/25 12/26', moving: [-3, -2, 0, 1, 39, 49, 50], others: (year) => (year < 2024 ? [easter(year) + 26] : []) },
  FI: { fixed: '1/1 1/6 5/1 12/6 12/25 12/26', moving: [-2, 0, 1, 39, 49], others: (year) => [saturdayFrom(year, 6, 20), saturdayFrom(year, 10, 31)] },
}

function isFree(country: keyof typeof BY_HAND, number: number): boolean {
  if (weekday(number) >= 5) return true
  const { year, month, day } = dayOf(number)
  const { fixed, moving, others } = BY_HAND[country]
  return fixed.split(' ').includes(`${month}/${day}`) || moving.some((days) => easter(year) + days === number) || others(year).includes(number)
}

/** The date on the wall: an hour before Greenwich (two in Finland), one more from the last Sunday in March to that in October, 01:00 UTC. */
function localDay(country: keyof typeof BY_HAND, at: Date): number {
  const lastSunday = (month: number) => {
    let number = numberOf({ year: at.getUTCFullYear(), month, day: 31 })
    while (weekday(number) !== 6) number--
    return number
  }
  const epoch = numberOf({ year: 1970, month: 1, day: 1 })
  const hours = at.getTime() / 3_600_000
  const summer = hours >= (lastSunday(3) - epoch) * 24 + 1 && hours < (lastSunday(10) - epoch) * 24 + 1
  return epoch + Math.floor((hours + (country === 'FI' ? 2 : 1) + (summer ? 1 : 0)) / 24)
}

function byHand(country: keyof typeof BY_HAND, at: Date): { due: string; latest: string; rolled: boolean } {
  const received = dayOf(localDay(country, at))
  let moved = false
  const after = (months: number): string => {
    const index = received.month - 1 + months
    const [year, month] = [received.year + Math.floor(index / 12), (index % 12) + 1]
    let number = numberOf({ year, month, day: Math.min(received.day, lengthOf(year, month)) })
    while (isFree(country, number)) [number, moved] = [number + 1, true]
    return text(dayOf(number))
  }
  return { due: after(1), latest: after(3), rolled: moved }
}

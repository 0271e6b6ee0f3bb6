import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LocalDate } from '../values/calendar.ts'
import { calendarFile, type CalendarEvent } from './icalendar.ts'

const at = (text: string) => new Date(text)
const EVENT: CalendarEvent = { uid: '1@tillit.example', sequence: 2, stamp: at('2026-03-01T08:00:00Z'), when: { from: at('2026-03-28T09:00:00Z'), to: at('2026-03-28T10:00:00Z') }, summary: 'Visning', busy: true }

/** Content lines put together again (RFC 5545 3.1), each held to what the standard asks of a line. */
function linesOf(file: string): string[] {
  assert.ok(file.endsWith('\r\n'))
  const physical = file.slice(0, -2).split('\r\n')
  for (const line of physical) {
    assert.ok(Buffer.byteLength(line) <= 75, `${Buffer.byteLength(line)} bytes: ${line}`)
    assert.doesNotMatch(line, /[\r\n]/)
    assert.ok(!line.includes('\ufffd') && Buffer.from(line).toString() === line, 'no character is broken')
  }
  const lines: string[] = []
  for (const line of physical) if (line.startsWith(' ')) lines[lines.length - 1] += line.slice(1); else lines.push(line)
  // name *(";" param) ":" value
  for (const line of lines) assert.match(line, /^[A-Z][A-Z-]*(?:;[A-Z-]+=(?:"[^"\p{Cc}]*"|[^";:,\p{Cc}]*))*:[^\p{Cc}]*$/u)
  return lines
}
const valueOf = (file: string, name: string) => linesOf(file).find((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`))!.replace(/^(?:[^":]|"[^"]*")*:/, '')
/** As a program that follows the standard reads a text. */
const textOf = (value: string) => value.replaceAll(/\\([\\;,nN])/g, (_, one: string) => (one === 'n' || one === 'N' ? '\n' : one))

test('a calendar has what the standard asks for, once each, in an order that any program reads', () => {
  const lines = linesOf(calendarFile({ method: 'PUBLISH', name: 'Mina aktiviteter', events: [EVENT] }))
  assert.deepEqual(lines, [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Tillit//Activities//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH', 'X-WR-CALNAME:Mina aktiviteter',
    'BEGIN:VEVENT', 'UID:1@tillit.example', 'SEQUENCE:2', 'DTSTAMP:20260301T080000Z', 'DTSTART:20260328T090000Z', 'DTEND:20260328T100000Z', 'SUMMARY:Visning', 'STATUS:CONFIRMED', 'TRANSP:OPAQUE', 'CLASS:PRIVATE', 'END:VEVENT',
    'END:VCALENDAR',
  ])
})

test('a whole day ends where the next begins, also the longest and the shortest of the year and the last', () => {
  for (const [on, end] of [['2026-03-29', '20260330'], ['2026-10-25', '20261026'], ['2026-12-31', '20270101'], ['2028-02-28', '20280229']] as const) {
    const file = calendarFile({ method: 'PUBLISH', events: [{ ...EVENT, when: { on: on as LocalDate } }] })
    assert.deepEqual([valueOf(file, 'DTSTART'), valueOf(file, 'DTEND')], [on.replaceAll('-', ''), end])
    assert.match(file, /DTSTART;VALUE=DATE:/)
  }
})

test('whatever a title holds comes back as it was, on lines of at most 75 bytes that break no character', () => {
  const titles = ['a;b,c\\d', 'två\nrader', 'x'.repeat(400), 'å'.repeat(200), '👩‍👩‍👧‍👦'.repeat(40), `${'a'.repeat(66)}å${'b'.repeat(80)}`, 'BEGIN:VEVENT\r\nUID:2', '\\n är inget radbyte', 'kolon: och "citat"']
  for (const title of titles) {
    const file = calendarFile({ method: 'PUBLISH', events: [{ ...EVENT, summary: title }] })
    assert.equal(textOf(valueOf(file, 'SUMMARY')), title.replaceAll('\r\n', '\n'))
    assert.equal(linesOf(file).filter((line) => line === 'BEGIN:VEVENT').length, 1)
  }
  const control = calendarFile({ method: 'PUBLISH', events: [{ ...EVENT, summary: 'a\u0000\u0007b' }] })
  assert.equal(valueOf(control, 'SUMMARY'), 'ab')
})

test('an invitation names who invites and who is invited, and is called off by the same id and a higher number', () => {
  const invited = { ...EVENT, organizer: { name: 'Bolaget; "AB"', address: 'post@example.org' }, attendee: 'maria@example.org' }
  const [request, cancel] = [calendarFile({ method: 'REQUEST', events: [invited] }), calendarFile({ method: 'CANCEL', events: [{ ...invited, sequence: 3, cancelled: true }] })]
  assert.ok(linesOf(request).includes('ORGANIZER;CN="Bolaget; AB":mailto:post@example.org'))
  assert.equal(valueOf(request, 'ATTENDEE'), 'mailto:maria@example.org')
  assert.deepEqual([valueOf(request, 'METHOD'), valueOf(request, 'STATUS'), valueOf(cancel, 'METHOD'), valueOf(cancel, 'STATUS')], ['REQUEST', 'CONFIRMED', 'CANCEL', 'CANCELLED'])
  assert.ok(valueOf(request, 'UID') === valueOf(cancel, 'UID') && Number(valueOf(cancel, 'SEQUENCE')) > Number(valueOf(request, 'SEQUENCE')))
})

import { addDays, type LocalDate } from '../values/calendar.ts'

/** One event as it stands in a calendar (RFC 5545 3.6.1). */
export interface CalendarEvent {
  /** The same as long as it is the same event. */
  uid: string
  sequence: number
  /** When it was last changed. */
  stamp: Date
  /** From one moment to another, told in UTC, so that it needs no zone; or one whole day. */
  when: { from: Date; to: Date } | { on: LocalDate }
  summary: string
  url?: string
  cancelled?: boolean
  /** Time that is taken; a task only stands in the day. */
  busy: boolean
  organizer?: { name: string; address: string }
  attendee?: string
}

/** RFC 5545 3.1: no line is longer, in bytes and without its end. */
const LINE_BYTES = 75
const PRODUCT = '-//Tillit//Activities//EN'

/** A calendar as a file (RFC 5545); with a method as it is sent by mail (RFC 5546). */
export function calendarFile({ method, name, events }: { method: 'PUBLISH' | 'REQUEST' | 'CANCEL'; name?: string; events: readonly CalendarEvent[] }): string {
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:${PRODUCT}`, 'CALSCALE:GREGORIAN', `METHOD:${method}`, ...(name === undefined ? [] : [`X-WR-CALNAME:${textValue(name)}`]),
    ...events.flatMap(eventLines), 'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function eventLines({ uid, sequence, stamp, when, summary, url, cancelled, busy, organizer, attendee }: CalendarEvent): string[] {
  return [
    'BEGIN:VEVENT', `UID:${uid}`, `SEQUENCE:${sequence}`, `DTSTAMP:${utc(stamp)}`,
    ...('on' in when ? [`DTSTART;VALUE=DATE:${basic(when.on)}`, `DTEND;VALUE=DATE:${basic(addDays(when.on, 1))}`] : [`DTSTART:${utc(when.from)}`, `DTEND:${utc(when.to)}`]),
    `SUMMARY:${textValue(summary)}`, ...(url === undefined ? [] : [`URL:${url}`]), `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`, `TRANSP:${busy ? 'OPAQUE' : 'TRANSPARENT'}`, 'CLASS:PRIVATE',
    ...(organizer ? [`ORGANIZER;CN=${parameterValue(organizer.name)}:mailto:${organizer.address}`] : []),
    // No answer is asked for: none would be read.
    ...(attendee === undefined ? [] : [`ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:${attendee}`]),
    'END:VEVENT',
  ]
}

/** `20260302T090000Z` */
const utc = (at: Date) => `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
const basic = (day: LocalDate) => day.replaceAll('-', '')

/** RFC 5545 3.3.11; other control characters have no place in a line. */
function textValue(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll(';', '\\;').replaceAll(',', '\\,').replaceAll(/\r\n|\r|\n/g, '\\n').replaceAll(/\p{Cc}/gu, '')
}

/** RFC 5545 3.2: a quoted parameter knows no escapes. */
const parameterValue = (text: string) => `"${text.replaceAll(/["\p{Cc}]/gu, '')}"`

/** Broken between characters, so that each line is text by itself; what follows a break begins with a space. */
function folded(line: string): string {
  let [out, bytes] = ['', 0]
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (bytes + size > LINE_BYTES) [out, bytes] = [`${out}\r\n `, 1]
    out += character
    bytes += size
  }
  return out
}

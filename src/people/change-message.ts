import type { PersonId } from '../values/ids.ts'

/** Bytes a notification of PostgreSQL may have. */
const NOTIFY_BYTES = 8_000
const ID_BYTES = 16
/** Ids that fit in one message as base64url, the id of the change among them. */
const MOST_IDS = Math.floor((NOTIFY_BYTES * 3) / 4 / ID_BYTES) - 1

/** What is told of a change: who; without people when they are too many, and then the log says it. */
export interface ChangeMessage {
  changeId: string
  personIds: PersonId[]
  /** False when the people are to be looked up in the log. */
  complete: boolean
}

/** The change as one line of text that fits in a notification. */
export function writeChangeMessage(changeId: string, personIds: readonly PersonId[]): string {
  const told = personIds.length < MOST_IDS ? personIds : []
  const bytes = Buffer.from([changeId, ...told].join('').replaceAll('-', ''), 'hex')
  return `${told.length === personIds.length ? '' : '*'}${bytes.toString('base64url')}`
}

/** Undefined for a line that is none of ours. */
export function readChangeMessage(line: string): ChangeMessage | undefined {
  const complete = !line.startsWith('*')
  const hex = Buffer.from(complete ? line : line.slice(1), 'base64url').toString('hex')
  if (hex.length === 0 || hex.length % (2 * ID_BYTES) !== 0) return undefined
  const ids = hex.match(/.{32}/g)!.map((one) => `${one.slice(0, 8)}-${one.slice(8, 12)}-${one.slice(12, 16)}-${one.slice(16, 20)}-${one.slice(20)}`)
  return { changeId: ids[0]!, personIds: ids.slice(1) as PersonId[], complete }
}

import { holds, lives, type Ground } from './ground.ts'

/** Until when a value may be held: a day, an event it waits for, or now when nothing holds it any more. */
export type Until = { kind: 'date'; at: Date } | { kind: 'event'; waitsFor: string } | { kind: 'ended' }

/** Which fields each purpose needs, from the current catalogue. */
export type NeededFields = ReadonlyMap<string, readonly string[]>

export interface Holding {
  fieldKey: string
  /** Living grounds whose purpose needs the field: what it may be used for now. */
  grounds: readonly Ground[]
  until: Until
}

/** Why and until when each of these fields is held: the latest end among the grounds that need it (rules H2, H3). */
export function holdings(fields: readonly string[], grounds: readonly Ground[], needs: NeededFields, now: Date): Holding[] {
  return fields.map((fieldKey) => {
    const holding = grounds.filter((ground) => holds(ground, now) && needs.get(ground.purpose)?.includes(fieldKey))
    return { fieldKey, grounds: holding.filter((ground) => lives(ground, now)), until: latestEnd(holding) }
  })
}

/** The fields that nothing would hold any more once these grounds had ended: what is deleted, said before the click. */
export function wouldEnd(fields: readonly string[], grounds: readonly Ground[], ending: ReadonlySet<string>, needs: NeededFields, now: Date): string[] {
  const left = holdings(fields, grounds.filter((ground) => !ending.has(ground.groundId)), needs, now)
  return left.filter((one) => one.until.kind === 'ended').map((one) => one.fieldKey)
}

/** Of several events the one told is that which the person's own no does not bring about: after a no the value would still be there. */
const BEYOND_A_NO = ['obligation-end', 'contract-end', 'payment', 'need-end', 'task-end']

function latestEnd(grounds: readonly Ground[]): Until {
  const events = grounds.filter((ground) => !ground.holdUntil).map((ground) => ground.waitsFor ?? 'withdrawal')
  const [first] = events.toSorted()
  if (first) return { kind: 'event', waitsFor: BEYOND_A_NO.find((event) => events.includes(event)) ?? first }
  const ends = grounds.map((ground) => ground.holdUntil!.getTime())
  return ends.length === 0 ? { kind: 'ended' } : { kind: 'date', at: new Date(Math.max(...ends)) }
}

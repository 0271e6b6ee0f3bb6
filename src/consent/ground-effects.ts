import { lives, type Ground } from '../people/ground.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Purpose } from '../purposes/purpose.ts'
import { useUntil, WAITS_FOR_RETENTION } from '../purposes/retention.ts'
import { effectiveChoice, isNo, type ChoiceStanding, type Standing } from './standing.ts'
import { yesEnds, type YesEnd } from './yes-end.ts'

/** What a change of standing does to the grounds of one person. */
export interface GroundEffects {
  /** Purposes the person has now said yes to, with the entry that says so. */
  start: { purpose: string; entrySeq: number }[]
  end: Ground[]
  /** Grounds that last as long as another yes from now on: longer because it is new, or shorter because the newest was taken back. */
  last: GroundLasting[]
}

export interface GroundLasting {
  ground: Ground
  /** The entry of the yes that lasts longest. */
  entrySeq: number
  until: Date
}

export const ENDED_BY_UNPROVED_NO = 'unproved-no'

type AskedFor = Pick<Purpose, 'key' | 'kind' | 'channels' | 'retention'>

/**
 * Which grounds begin and end because the person now stands like this: a ground of consent lives while some channel
 * has a yes that has not had its time, and as long as the one that lasts longest; soft opt-in dies with the first objection
 * to an electronic channel (rule D4); a legitimate interest in direct marketing dies when every channel is refused
 * (art. 21(3)). Contracts and duties are not touched (rule D3).
 */
export function groundEffects(after: Standing, grounds: readonly Ground[], purposes: readonly AskedFor[], now: Date, endOf: YesEnd = yesEnds(purposes)): GroundEffects {
  const effects: GroundEffects = { start: [], end: [], last: [] }
  const answered = new Set([...after.choices.values()].map((choice) => choice.purpose))
  for (const purpose of purposes) {
    // Nothing begins without a word about it, and nothing ends that never was.
    if (!answered.has(purpose.key) && !grounds.some((ground) => ground.purpose === purpose.key)) continue
    const choices = purpose.channels.map((channel) => ({ channel, choice: effectiveChoice(after, purpose.key, channel, purpose.kind === 'marketing') }))
    const yes = newestYes(choices.flatMap(({ choice }) => choice ?? []), endOf, now)
    const refused = choices.filter(({ choice }) => choice !== undefined && isNo(choice.state)).map(({ channel }) => channel)
    const mine = grounds.filter((ground) => ground.purpose === purpose.key && (lives(ground, now) || ground.endedWhy === ENDED_BY_UNPROVED_NO))
    const living = mine.filter((ground) => ground.basis === 'consent' && lives(ground, now))
    if (yes && living.length === 0) effects.start.push({ purpose: purpose.key, entrySeq: yes.seq })
    if (yes) effects.last.push(...living.flatMap((ground) => lasting(ground, yes, purpose, endOf) ?? []))
    effects.end.push(...mine.filter((ground) => dies(ground, yes !== undefined, refused, purpose)))
  }
  return effects
}

/** Of the yeses that have not had their time the newest: it lasts longest, since one rule holds for them all. */
function newestYes(choices: readonly ChoiceStanding[], endOf: YesEnd, now: Date): ChoiceStanding | undefined {
  const standing = choices.filter((choice) => choice.state === 'given' && (endOf(choice) ?? END_OF_TIME) > now)
  return standing.toSorted((a, b) => b.since.getTime() - a.since.getTime())[0]
}

const END_OF_TIME = new Date(8.64e15)

/** Another day for a ground that its own rule ends. What the person does lets it last longer by another rule, and a no not shorter. */
function lasting(ground: Ground, yes: ChoiceStanding, { retention }: AskedFor, endOf: YesEnd): GroundLasting | undefined {
  if (ground.waitsFor !== WAITS_FOR_RETENTION || !ground.until) return undefined
  const until = endOf(yes) ?? latest(ground.until, useUntil(retention, { since: ground.since, end: null, lastSaleAt: null, lastActAt: yes.since }, RETENTION_ZONE))
  return until.getTime() === ground.until.getTime() ? undefined : { ground, entrySeq: yes.seq, until }
}

function latest(one: Date, other: Date | null): Date {
  return other && other > one ? other : one
}

const ELECTRONIC: readonly string[] = ['email', 'sms', 'push']

function dies(ground: Ground, saysYes: boolean, refused: readonly string[], purpose: Pick<Purpose, 'kind' | 'channels'>): boolean {
  switch (ground.basis) {
    case 'consent':
      return !saysYes
    case 'soft-opt-in':
      return refused.some((channel) => ELECTRONIC.includes(channel))
    case 'legitimate-interest':
      return purpose.channels.every((channel) => refused.includes(channel))
    default:
      return false
  }
}

import { lives, type Ground } from '../people/ground.ts'
import type { Purpose } from '../purposes/purpose.ts'
import { effectiveChoice, isNo, type Standing } from './standing.ts'

/** What a change of standing does to the grounds of one person. */
export interface GroundEffects {
  /** Purposes the person has now said yes to, with the entry that says so. */
  start: { purpose: string; entrySeq: number }[]
  end: Ground[]
}

export const ENDED_BY_UNPROVED_NO = 'unproved-no'

/**
 * Which grounds begin and end because the person now stands like this: a ground of consent lives while some channel
 * has a yes; soft opt-in dies with the first objection to an electronic channel (rule D4); a legitimate interest in
 * direct marketing dies when every channel is refused (art. 21(3)). Contracts and duties are not touched (rule D3).
 */
export function groundEffects(after: Standing, grounds: readonly Ground[], purposes: readonly Pick<Purpose, 'key' | 'kind' | 'channels'>[], now: Date): GroundEffects {
  const effects: GroundEffects = { start: [], end: [] }
  const answered = new Set([...after.choices.values()].map((choice) => choice.purpose))
  for (const purpose of purposes) {
    // Nothing begins without a word about it, and nothing ends that never was.
    if (!answered.has(purpose.key) && !grounds.some((ground) => ground.purpose === purpose.key)) continue
    const choices = purpose.channels.map((channel) => ({ channel, choice: effectiveChoice(after, purpose.key, channel, purpose.kind === 'marketing') }))
    const yes = choices.find(({ choice }) => choice?.state === 'given')?.choice
    const refused = choices.filter(({ choice }) => choice !== undefined && isNo(choice.state)).map(({ channel }) => channel)
    const mine = grounds.filter((ground) => ground.purpose === purpose.key && (lives(ground, now) || ground.endedWhy === ENDED_BY_UNPROVED_NO))
    if (yes && !mine.some((ground) => ground.basis === 'consent' && lives(ground, now))) effects.start.push({ purpose: purpose.key, entrySeq: yes.seq })
    effects.end.push(...mine.filter((ground) => dies(ground, yes !== undefined, refused, purpose)))
  }
  return effects
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

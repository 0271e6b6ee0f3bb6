import type { LedgerEntry } from '../ledger/entry.ts'
import type { ContactPointId } from '../values/ids.ts'
import { withCarried } from './carried.ts'

/** All marketing, or all channels: the widest reach of a no (rule D10). */
export const ALL = '*'

export const STANDING_STATES = ['given', 'unconfirmed', 'withdrawn', 'objected', 'expired', 'voided', 'asked', 'no-answer'] as const
export type StandingState = (typeof STANDING_STATES)[number]

/** What a person has said of one purpose through one channel, or of all of them. */
export interface ChoiceStanding {
  purpose: string
  channel: string
  state: StandingState
  contactPointId: ContactPointId | null
  frequency: string | null
  since: Date
  seq: number
  purposeVersion: number | null
  /** The no of the person's own that this yes lifted: it stands again when the yes is voided or runs out. */
  lifted: 'withdrawn' | 'objected' | null
  /** Said through a bare link that others may read: it stops use, it destroys nothing (rule H3). */
  unproved: boolean
}

export interface RestrictionStanding {
  purpose: string
  fieldKey: string
  since: Date
  seq: number
}

export interface Standing {
  lastSeq: number
  stopAskingSince: Date | null
  lastNoAt: Date | null
  lastAskedAt: Date | null
  choices: Map<string, ChoiceStanding>
  restrictions: Map<string, RestrictionStanding>
}

export type StandingEntry = Omit<LedgerEntry, 'personId' | 'wordingId' | 'language'>

export const NO_STANDING: Standing = {
  lastSeq: 0, stopAskingSince: null, lastNoAt: null, lastAskedAt: null, choices: new Map(), restrictions: new Map(),
}

/** Key of a choice in `Standing.choices`. */
export function choiceKey(purpose: string, channel: string): string {
  return `${purpose} ${channel}`
}

/** True for the states that say no. */
export function isNo(state: StandingState): boolean {
  return state === 'withdrawn' || state === 'objected'
}

/**
 * What a person's own sequence of entries amounts to (rule L1): a fold in the order of `seq`, times decide nothing.
 * The same function rebuilds the stored standing. What a merge brought counts no more once the merge was taken back, which is
 * seen where both lines are at hand: whoever adds that line folds the whole sequence.
 */
export function standingOf(entries: readonly StandingEntry[], from: Standing = NO_STANDING): Standing {
  const undone = new Set(entries.filter((entry) => entry.kind === 'unmerged').map((entry) => entry.evidence['merge']))
  if (undone.size === 0) return entries.reduce(withEntry, from)
  return entries.reduce((before, entry) => (undone.has(entry.evidence['merge']) ? { ...before, lastSeq: entry.seq } : withEntry(before, entry)), from)
}

function withEntry(before: Standing, entry: StandingEntry): Standing {
  const standing: Standing = { ...before, lastSeq: entry.seq }
  // Only a no reaches wide: a yes names its purpose and channel (art. 4(11), specific).
  if (answersWide(entry) && !isNo(entry.kind as StandingState)) return standing
  switch (entry.kind) {
    case 'given':
      // A yes for an address nobody has confirmed waits for the person's own confirmation (rule L3).
      return withChoice(standing, entry, entry.evidence['needsConfirmation'] === true ? 'unconfirmed' : 'given')
    case 'confirmed':
      return confirms(before, entry) ? withChoice(standing, entry, 'given') : standing
    case 'withdrawn':
    case 'objected':
      return { ...withChoice(standing, entry, entry.kind), lastNoAt: entry.at }
    case 'expired':
    case 'no-answer':
      return current(before, entry) ? withChoice(standing, entry, entry.kind) : standing
    case 'asked': {
      const asked = { ...standing, lastAskedAt: entry.at }
      // Asking again changes no answer that stands.
      const answered = before.choices.get(key(entry))
      return answered && answered.state !== 'no-answer' ? asked : withChoice(asked, entry, 'asked')
    }
    case 'voided':
      return voids(before, entry) ? withChoice(standing, entry, 'voided') : standing
    case 'stop-asking':
      return { ...standing, stopAskingSince: entry.at }
    case 'asking-allowed':
      return { ...standing, stopAskingSince: null }
    case 'restricted':
    case 'unrestricted':
      return withRestriction(standing, entry)
    case 'merged':
      return withCarried(standing, entry)
    default:
      return standing
  }
}

function answersWide(entry: StandingEntry): boolean {
  const wide = (entry.purpose ?? ALL) === ALL || (entry.channel ?? ALL) === ALL
  return wide && (STANDING_STATES as readonly string[]).includes(entry.kind === 'confirmed' ? 'given' : entry.kind)
}

function key(entry: StandingEntry): string {
  return choiceKey(entry.purpose ?? ALL, entry.channel ?? ALL)
}

function withChoice(standing: Standing, entry: StandingEntry, state: StandingState): Standing {
  const purpose = entry.purpose ?? ALL
  const channel = entry.channel ?? ALL
  const previous = standing.choices.get(choiceKey(purpose, channel))
  const lifted = previous && isNo(previous.state) ? (previous.state as ChoiceStanding['lifted']) : (previous?.lifted ?? null)
  const ends = state === 'expired' || state === 'voided'
  const choice: ChoiceStanding = {
    purpose,
    channel,
    state: ends && lifted ? lifted : state,
    lifted: isNo(state) || ends ? null : lifted,
    contactPointId: entry.contactPointId,
    frequency: entry.frequency ?? previous?.frequency ?? null,
    since: entry.at,
    seq: entry.seq,
    purposeVersion: entry.purposeVersion,
    unproved: entry.evidence['unproved'] === true,
  }
  return { ...standing, choices: new Map(standing.choices).set(choiceKey(purpose, channel), choice) }
}

/** Only the person confirms, only what waits, only for the address that was asked. */
function confirms(before: Standing, entry: StandingEntry): boolean {
  const waiting = before.choices.get(key(entry))
  return (
    waiting?.state === 'unconfirmed' &&
    (entry.actor.kind === 'person' || entry.actor.kind === 'guardian') &&
    waiting.contactPointId === entry.contactPointId &&
    !noAfter(before, entry.purpose ?? ALL, entry.channel ?? ALL, waiting.seq)
  )
}

/** An expiry or a lapsed question says something only of the answer or question it names. */
function current(before: Standing, entry: StandingEntry): boolean {
  const state = before.choices.get(key(entry))?.state
  return entry.kind === 'expired' ? state === 'given' || state === 'unconfirmed' : state === 'asked'
}

/** Voiding takes back a recorded yes; it brings back no older answer, and takes back no no. */
function voids(before: Standing, entry: StandingEntry): boolean {
  const choice = before.choices.get(key(entry))
  return choice !== undefined && choice.seq === entry.evidence['voids'] && !isNo(choice.state)
}

function withRestriction(standing: Standing, entry: StandingEntry): Standing {
  const purpose = entry.purpose ?? ALL
  const fieldKey = typeof entry.evidence['field'] === 'string' ? entry.evidence['field'] : ALL
  const restrictions = new Map(standing.restrictions)
  if (entry.kind === 'restricted') restrictions.set(choiceKey(purpose, fieldKey), { purpose, fieldKey, since: entry.at, seq: entry.seq })
  else restrictions.delete(choiceKey(purpose, fieldKey))
  return { ...standing, restrictions }
}

/** The wider no that came after `seq`, if any: for the purpose, for the channel, or for all. */
function noAfter(standing: Standing, purpose: string, channel: string, seq: number): ChoiceStanding | undefined {
  return [choiceKey(purpose, ALL), choiceKey(ALL, channel), choiceKey(ALL, ALL)]
    .map((wide) => standing.choices.get(wide))
    .find((choice) => choice !== undefined && isNo(choice.state) && choice.seq > seq)
}

/**
 * What stands for a purpose through a channel, wider noes counted: the newest no that reaches it, unless a yes came later.
 * `marketing` says whether "no to all marketing" reaches this purpose. In one place stand a yes and a no only where the no was
 * carried under what two records of one human say yes to.
 */
export function effectiveChoice(standing: Standing, purpose: string, channel: string, marketing: boolean): ChoiceStanding | undefined {
  const own = standing.choices.get(choiceKey(purpose, channel))
  const wide = marketing ? [choiceKey(purpose, ALL), choiceKey(ALL, channel), choiceKey(ALL, ALL)] : [choiceKey(purpose, ALL)]
  const noes = [choiceKey(purpose, channel), ...wide]
    .map((name) => standing.choices.get(name))
    .filter((choice) => choice !== undefined && isNo(choice.state))
  const newestNo = noes.toSorted((a, b) => b!.seq - a!.seq)[0]
  // Only a later yes lifts a no (rule D9); a question or an expiry after it does not.
  const lifts = own !== undefined && (own.state === 'given' || own.state === 'unconfirmed') && own.seq >= (newestNo?.seq ?? 0)
  return lifts ? own : (newestNo ?? own)
}

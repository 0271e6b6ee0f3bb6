import { carry } from '../consent/carry.ts'
import { mergeEvidence } from '../consent/carried.ts'
import { effectiveChoice, isNo, standingOf, type Standing } from '../consent/standing.ts'
import type { LedgerEntry } from '../ledger/entry.ts'
import type { Purpose } from '../purposes/purpose.ts'
import type { PersonId, StaffId } from '../values/ids.ts'
import { daysLater } from '../values/moment.ts'

/** So long colleagues may take a merge back. */
export const UNDO_DAYS = 30

/** Why two records cannot be made one now. */
export const MERGE_OBSTACLES = ['one-record', 'unknown', 'already', 'led', 'leads-others', 'not-compared', 'different', 'protected', 'deceased', 'young', 'request', 'erasure', 'no-waits'] as const
export type MergeObstacle = (typeof MERGE_OBSTACLES)[number]

/** A pair of records, of which the first is to lead. */
export interface Pair {
  leading: PersonId
  other: PersonId
}

/** What has to be known of a record before it is made one with another. */
export interface MergeState {
  personId: PersonId
  ledBy: PersonId | null
  protectedIdentity: boolean
  deceasedAt: string | null
  /** ISO 8601 date. */
  birthDate: string | null
  hasOpenRequest: boolean
  hasOpenErasure: boolean
  /** A no that could not get the lock is not recorded yet. */
  hasWaitingNo: boolean
}

/** What a pass and colleagues have said of the pair; undefined: a pass found nothing that they share beyond a name. */
export type PairDecision = 'different' | 'later' | 'merged' | null | undefined

/** Years below which a birth date may change what is allowed: no country asks for a guardian later. */
const YOUNG_YEARS = 21

/** Why these records cannot be made one, or undefined where they can. `otherLeads`: records that the other leads. */
export function obstacleTo(leading: MergeState | undefined, other: MergeState | undefined, pair: PairDecision, otherLeads: number, now: Date): MergeObstacle | undefined {
  if (!leading || !other) return 'unknown'
  const both = [leading, other]
  if (leading.personId === other.personId) return 'one-record'
  if (other.ledBy === leading.personId || (leading.ledBy !== null && leading.ledBy === other.ledBy)) return 'already'
  if (both.some((one) => one.ledBy !== null)) return 'led'
  if (otherLeads > 0) return 'leads-others'
  if (pair === undefined) return 'not-compared'
  if (pair === 'different') return 'different'
  if (both.some((one) => one.protectedIdentity)) return 'protected'
  if (both.some((one) => one.deceasedAt !== null)) return 'deceased'
  if (leading.birthDate !== other.birthDate && both.some((one) => isYoung(one.birthDate, now))) return 'young'
  if (both.some((one) => one.hasOpenErasure)) return 'erasure'
  if (both.some((one) => one.hasOpenRequest)) return 'request'
  return both.some((one) => one.hasWaitingNo) ? 'no-waits' : undefined
}

function isYoung(birthDate: string | null, now: Date): boolean {
  return birthDate !== null && Number(birthDate.slice(0, 4)) + YOUNG_YEARS >= now.getUTCFullYear()
}

/** Until when colleagues may take it back. */
export function undoableUntil(mergedAt: Date): Date {
  return daysLater(mergedAt, UNDO_DAYS)
}

type Purposes = readonly Pick<Purpose, 'key' | 'kind' | 'channels' | 'retention'>[]

/** Records that become one: those the first leads already among them. */
export interface Joining {
  leading: PersonId
  /** The leading record and those it leads. */
  group: readonly PersonId[]
  other: PersonId
}

/** The line for each record's own ledger, with what it takes over from those it was not one with before (rule L4). */
export function mergeLines({ leading, group, other }: Joining, standings: ReadonlyMap<PersonId, Standing>, purposes: Purposes, act: { mergeId: string; by: StaffId; now: Date }): LedgerEntry[] {
  return [...group, other].map((personId) => {
    const own = standings.get(personId)!
    const others = (personId === other ? group : [other]).map((one) => standings.get(one)!)
    return {
      ...lineOf(personId, own, act), kind: 'merged',
      evidence: mergeEvidence({ merge: act.mergeId, other: personId === other ? leading : other, leads: personId === leading, carried: carry(own, others, purposes, act.now) }),
    }
  })
}

/** The line that takes it back. */
export function unmergeLine(personId: PersonId, own: Standing, other: PersonId, act: { mergeId: string; by: StaffId; now: Date }): LedgerEntry {
  return { ...lineOf(personId, own, act), kind: 'unmerged', evidence: { merge: act.mergeId, other } }
}

function lineOf(personId: PersonId, { lastSeq }: Standing, { by, now }: { by: StaffId; now: Date }): Omit<LedgerEntry, 'kind' | 'evidence'> {
  return {
    personId, seq: lastSeq + 1, at: now, purpose: null, purposeVersion: null, channel: null, contactPointId: null, frequency: null, surface: 'system', language: null,
    actor: { kind: 'staff', id: by }, wordingId: null,
  }
}

/** What a merge would change of what the leading record stands at. */
export interface MergeEffect {
  /** Purposes and channels where a yes of the leading record gives way to a no of the other. */
  stops: { purpose: string; channel: string }[]
  /** Where nothing was said and a no of the other stands from now on. */
  noes: number
  restrictions: number
}

/** The same before the click (rule M1). */
export function effectOf(line: LedgerEntry, before: Standing, purposes: Purposes): MergeEffect {
  const after = standingOf([line], before)
  const effect: MergeEffect = { stops: [], noes: 0, restrictions: after.restrictions.size - before.restrictions.size }
  for (const { key, kind, channels } of purposes) {
    for (const channel of channels) {
      const [was, is] = [before, after].map((standing) => effectiveChoice(standing, key, channel, kind === 'marketing')?.state)
      if (is === undefined || !isNo(is) || (was !== undefined && isNo(was))) continue
      if (was === 'given') effect.stops.push({ purpose: key, channel })
      else effect.noes += 1
    }
  }
  return effect
}

import type { Evidence } from '../ledger/entry.ts'
import type { ChoiceStanding, Standing, StandingEntry } from './standing.ts'

/** What a record takes over from the others of one human when they are merged (rule L4): what says no or asks for less, never a yes. */
export interface Carried {
  noes: readonly CarriedNo[]
  restrictions: readonly { purpose: string; field: string }[]
  /** Wishes to hear more seldom than the record's own. */
  frequencies: readonly { purpose: string; channel: string; frequency: string }[]
  /** Times in ISO 8601; null: never. */
  stopAsking: string | null
  lastNo: string | null
  lastAsked: string | null
}

export interface CarriedNo {
  purpose: string
  channel: string
  state: 'withdrawn' | 'objected'
  /** A wide no that leaves be what both records said yes to: it reaches what nobody said anything of, and no yes. */
  under: boolean
}

/** The place of a no in the sequence that lies under every yes. */
const UNDER_EVERY_YES = 1

/** The evidence of the ledger's line that two records were made one. */
export function mergeEvidence(line: { merge: string; other: string; leads: boolean; carried: Carried }): Evidence {
  return line as unknown as Evidence
}

/** Takes over what a line in the record's own ledger carries: an answer of the others stands where it is the stricter one. */
export function withCarried(standing: Standing, entry: Pick<StandingEntry, 'seq' | 'at' | 'evidence'>): Standing {
  const carried = entry.evidence['carried'] as unknown as Carried
  const choices = new Map(standing.choices)
  for (const no of carried.noes) choices.set(keyOf(no), withNo(choices.get(keyOf(no)), no, entry))
  for (const wish of carried.frequencies) {
    const own = choices.get(keyOf(wish))
    if (own) choices.set(keyOf(wish), { ...own, frequency: wish.frequency })
  }
  const restrictions = new Map(standing.restrictions)
  for (const { purpose, field } of carried.restrictions) {
    const key = `${purpose} ${field}`
    if (!restrictions.has(key)) restrictions.set(key, { purpose, fieldKey: field, since: entry.at, seq: entry.seq })
  }
  return {
    ...standing, choices, restrictions, stopAskingSince: standing.stopAskingSince ?? date(carried.stopAsking),
    lastNoAt: later(standing.lastNoAt, date(carried.lastNo)), lastAskedAt: later(standing.lastAskedAt, date(carried.lastAsked)),
  }
}

const keyOf = ({ purpose, channel }: { purpose: string; channel: string }): string => `${purpose} ${channel}`

function withNo(own: ChoiceStanding | undefined, { purpose, channel, state, under }: CarriedNo, { seq, at }: Pick<StandingEntry, 'seq' | 'at'>): ChoiceStanding {
  const ownNo = own?.state === 'withdrawn' || own?.state === 'objected' ? own : undefined
  return {
    purpose, channel, state: ownNo?.state === 'objected' ? 'objected' : state, contactPointId: own?.contactPointId ?? null, frequency: own?.frequency ?? null, since: at,
    seq: under ? (ownNo?.seq ?? UNDER_EVERY_YES) : seq, purposeVersion: own?.purposeVersion ?? null, lifted: null, unproved: false,
  }
}

function date(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}

function later(one: Date | null, other: Date | null): Date | null {
  return one && other ? (one > other ? one : other) : (one ?? other)
}

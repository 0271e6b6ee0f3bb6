import type { LedgerEntry } from '../ledger/entry.ts'
import type { RecordAlias } from '../people/record-aliases.sql.ts'
import { NO_KINDS, type Choice } from './choice.ts'
import { choiceKey, isNo, type Standing } from './standing.ts'

/** Kinds that take back what asked for less: they count for the other records as long as they are one human's. */
const LIFTING_KINDS: readonly string[] = ['unrestricted', 'asking-allowed']

/**
 * What is said for the other records when a human with several says this of one (rule L4): every no and every restriction, and
 * the no that stands again when a yes was voided or has had its time. A yes is said for one record alone. `after`: what the
 * record stands at with the entry.
 */
export function sayForRecords(choice: Choice, entry: LedgerEntry, after: Standing, aliases: readonly RecordAlias[]): Choice[] {
  if (typeof choice.evidence['carriedFrom'] === 'string') return []
  const kind = carriedKind(entry, after)
  if (!kind) return []
  return aliases.map(({ otherPersonId, mergeId }) => ({
    ...choice, kind, personId: otherPersonId, contactPointId: null, frequency: null,
    // A lifting is forgotten with the merge: it was never said to this record.
    evidence: { ...choice.evidence, carriedFrom: choice.personId, ...(LIFTING_KINDS.includes(kind) && { merge: mergeId }) },
  }))
}

function carriedKind({ kind, purpose, channel }: LedgerEntry, after: Standing): Choice['kind'] | undefined {
  if (NO_KINDS.includes(kind) || LIFTING_KINDS.includes(kind)) return kind
  if (kind !== 'expired' && kind !== 'voided') return undefined
  const state = after.choices.get(choiceKey(purpose ?? '*', channel ?? '*'))?.state
  return state && isNo(state) ? (state as 'withdrawn' | 'objected') : undefined
}

import type { Choice } from '../consent/choice.ts'
import type { JournalEntry } from '../keeper/keeper.ts'
import type { EntryKind, LedgerEntry, Surface } from '../ledger/entry.ts'

export type JournaledNo = Extract<JournalEntry, { kind: 'withdrawal' }>

/** Kinds that speak of the same thing: the later of them counts. */
const SAME_MATTER: readonly (readonly EntryKind[])[] = [
  ['given', 'confirmed', 'withdrawn', 'objected'],
  ['restricted', 'unrestricted'],
  ['stop-asking', 'asking-allowed'],
]

/**
 * The noes of a journal that a restored ledger does not have: those of which it holds neither the entry nor anything
 * later on the same matter. What was said later than a no and is lost (a yes again) is not in the journal; the no stands then.
 */
export function missingNoes(journal: readonly JournaledNo[], entries: readonly LedgerEntry[]): JournaledNo[] {
  const byPerson = Map.groupBy(entries, (entry) => entry.personId)
  return journal
    .filter((line) => !(byPerson.get(line.person) ?? []).some((entry) => answers(entry, line)))
    .toSorted((a, b) => a.at.localeCompare(b.at))
}

/** Of a yes and a no of one moment the no counts. */
function answers(entry: LedgerEntry, line: JournaledNo): boolean {
  const [at, said] = [entry.at.getTime(), Date.parse(line.at)]
  const matter = SAME_MATTER.find((kinds) => kinds.includes(line.entry))!
  return entry.purpose === line.purpose && entry.channel === line.channel && (at === said ? entry.kind === line.entry : at > said && matter.includes(entry.kind))
}

/** The no as it is recorded again. Who said it and in which words was in the lost entry alone. */
export function saidAgain(line: JournaledNo): Choice {
  return {
    personId: line.person, kind: line.entry, purpose: line.purpose, channel: line.channel, contactPointId: null, frequency: null,
    surface: line.surface as Surface, language: null, actor: { kind: 'system', id: null }, wording: null,
    // A line of before, that does not say whether it was proved, destroys nothing.
    evidence: { kind: 'journal', saidAt: line.at, ...(line.unproved === false ? {} : { unproved: true }) },
  }
}

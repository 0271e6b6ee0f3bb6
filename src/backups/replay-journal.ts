import { recordChoices } from '../consent/record-choices.ts'
import { settleStops } from '../consent/settle-stops.ts'
import type { JournalEntry, Keeper } from '../keeper/keeper.ts'
import { selectEntries } from '../ledger/entries.sql.ts'
import { insertSuppressions } from '../people/suppressions.sql.ts'
import type { Database, Tx } from '../plumbing/database.ts'
import { replayDeparture } from '../staff/replay-departure.ts'
import type { PersonId } from '../values/ids.ts'
import { selectErased, selectKnown } from './after-restore.sql.ts'
import { missingNoes, saidAgain, type JournaledNo } from './missing-noes.ts'

/** How many lines of a kind the journal has, how many took effect again, and how many are of nobody who is here. */
export interface Replayed {
  journal: number
  again: number
  ofNobodyHere: number
}

export type ReplayedAll = Record<'erasures' | 'withdrawals' | 'offboardings', Replayed>

/** Erases people whom the journal says were erased. */
export type Erase = (database: Database, many: readonly { personId: PersonId; at: Date }[]) => Promise<unknown>

const PEOPLE_AT_A_TIME = 500
/** What is said again stands in the journal already. */
const JOURNALED = { journal: async () => {} }

/**
 * Lets everything take effect again that the keeper's journal holds and a restored database does not (rule E3): first the
 * marks of the erased and who left the staff, then every no since `since`, then every erasure. May be cut off and called again.
 */
export async function replayJournal(database: Database, keeper: Pick<Keeper, 'readJournal'>, since: Date, erase: Erase): Promise<ReplayedAll> {
  const journal = await keeper.readJournal()
  await replayMarks(database, journal)
  // Noes that were written beside a lock, so that they are not taken for missing.
  while ((await database.write((tx) => settleStops(tx, JOURNALED))) > 0);
  return {
    offboardings: await replayDepartures(database, journal),
    withdrawals: await replayNoes(database, journal, since),
    erasures: await replayErasures(database, journal, erase),
  }
}

/** The marks of everybody who was ever forgotten, of those too whom the backup never knew (rule E4). */
async function replayMarks(database: Database, journal: readonly JournalEntry[]): Promise<void> {
  for (const { marks, at } of journal.filter((line) => line.kind === 'suppression')) await database.write((tx) => insertSuppressions(tx, marks, new Date(at)))
}

async function replayDepartures(database: Database, journal: readonly JournalEntry[]): Promise<Replayed> {
  const lines = journal.filter((line) => line.kind === 'offboarding')
  let again = 0
  for (const { staff, at } of lines) if (await database.write((tx) => replayDeparture(tx, staff, new Date(at)))) again++
  return { journal: lines.length, again, ofNobodyHere: 0 }
}

async function replayNoes(database: Database, journal: readonly JournalEntry[], since: Date): Promise<Replayed> {
  const lines = journal.filter((line): line is JournaledNo => line.kind === 'withdrawal' && Date.parse(line.at) >= since.getTime())
  const found: Replayed = { journal: lines.length, again: 0, ofNobodyHere: 0 }
  for (const people of batches([...new Set(lines.map((line) => line.person))])) {
    const batch = new Set(people)
    const [again, strangers] = await database.write((tx) => replayBatch(tx, lines.filter((line) => batch.has(line.person))))
    found.again += again
    found.ofNobodyHere += strangers
  }
  return found
}

/** Of people who came after the backup, or were erased before it, there is nothing left that a no could protect. */
async function replayBatch(tx: Tx, lines: readonly JournaledNo[]): Promise<[again: number, strangers: number]> {
  const people = [...new Set(lines.map((line) => line.person))]
  const known = await selectKnown(tx, people)
  const theirs = lines.filter((line) => known.has(line.person))
  const missing = missingNoes(theirs, await selectEntries(tx, [...known]))
  const { outcomes } = await recordChoices(tx, JOURNALED, missing.map(saidAgain))
  const refused = outcomes.find((one) => 'refusal' in one)
  // A purpose that came after the backup: nobody is met for it any more.
  if (refused && refused.choice.purpose === null) throw new TypeError('a no of the journal could not be recorded')
  return [outcomes.filter((one) => 'entry' in one).length, lines.length - theirs.length]
}

/** However long ago: a line tells when the request came in, and that may be long before it was carried out. */
async function replayErasures(database: Database, journal: readonly JournalEntry[], erase: Erase): Promise<Replayed> {
  const lines = journal.filter((line) => line.kind === 'erasure')
  const found: Replayed = { journal: lines.length, again: 0, ofNobodyHere: 0 }
  const lastAt = new Map(lines.toSorted((a, b) => a.at.localeCompare(b.at)).map((line) => [line.person, new Date(line.at)]))
  for (const people of batches([...lastAt.keys()])) {
    const [known, erased] = await database.read(async (tx) => [await selectKnown(tx, people), await selectErased(tx, people)] as const)
    // Who was forgotten but for what a contract or a hold keeps is still here, and was forgotten.
    const many = [...known].map((personId) => ({ personId, at: lastAt.get(personId)! })).filter(({ personId, at }) => !(erased.get(personId)! >= at))
    if (many.length > 0) await erase(database, many)
    found.again += many.length
    found.ofNobodyHere += people.length - known.size
  }
  return found
}

function batches<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / PEOPLE_AT_A_TIME) }, (_, n) => items.slice(n * PEOPLE_AT_A_TIME, (n + 1) * PEOPLE_AT_A_TIME))
}

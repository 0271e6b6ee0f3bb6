import { takeLease } from '../ledger/take-lease.ts'
import { endUnfoundedValues } from '../people/end-unfounded-values.ts'
import { lockPeople } from '../people/people.sql.ts'
import type { Database, Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { markForScrub } from '../plumbing/mark-for-scrub.ts'
import { publishCatalogue } from '../purposes/publish-catalogue.ts'
import type { FieldEnding } from './field-ending.ts'
import { selectDueFieldEnding, selectNextHolders, updateBegun, updateFailed, updateWorked } from './field-endings.sql.ts'
import { HELD_IN } from './sweep-people.ts'

const BATCH = 500
/** One copy of the program works at a time; another takes over when it has been silent for so long. */
const LEASE = 'field-endings'
const LEASE_MS = 60_000

/**
 * One step of what is due: a removal begins by taking the field out of the catalogue, and from then on nobody sees or writes
 * it; then what is held in it is ended, batch by batch, where no ground and no hold keeps it (rule H3). True when there may be more; `holder` names this copy.
 */
export async function workFieldEnding(database: Database, holder: string, batch = BATCH): Promise<boolean> {
  try {
    return await database.write((tx) => step(tx, holder, batch))
  } catch (error) {
    if (!(error instanceof NotPublished)) throw error
    await database.write((tx) => updateFailed(tx, error.endingId, error.problem.detail.text))
    return true
  }
}

/** The catalogue has changed since so that the field cannot go. */
class NotPublished extends Error {
  readonly endingId: string
  readonly problem: Problem

  constructor(endingId: string, problem: Problem) {
    super(problem.message)
    this.endingId = endingId
    this.problem = problem
  }
}

async function step(tx: Tx, holder: string, batch: number): Promise<boolean> {
  const due = await selectDueFieldEnding(tx)
  if (!due || !(await takeLease(tx, LEASE, holder, LEASE_MS))) return false
  if (due.state === 'waiting') await begin(tx, due)
  const people = await selectNextHolders(tx, due.field, due.after, batch)
  const ended = await endUnfoundedValues(tx, await lockPeople(tx, people))
  if (ended.length > 0) await markForScrub(tx, HELD_IN)
  const after = people.length < batch ? null : people.at(-1)!
  await updateWorked(tx, due.endingId, { people: people.length, ended: ended.filter((one) => one.fieldKey === due.field).length, after })
  return true
}

async function begin(tx: Tx, { endingId, field, kind, note, askedBy }: FieldEnding): Promise<void> {
  if (kind === 'removal') {
    try {
      await publishCatalogue(tx, { purposes: [], fields: [], retirePurposes: [], retireFields: [field] }, askedBy, note)
    } catch (error) {
      if (error instanceof Problem) throw new NotPublished(endingId, error)
      throw error
    }
  }
  await updateBegun(tx, endingId, field)
}

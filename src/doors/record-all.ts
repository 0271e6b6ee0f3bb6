import { recordChoices, type Recording } from '../consent/record-choices.ts'
import { LOCK_WAIT_MS, sayNo } from '../consent/say-no.ts'
import { limitLockWait } from '../consent/stop-rows.sql.ts'
import { sqlState } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { House } from './house.ts'
import { ask, readAtDoor, recordTogether, tellAndAnswer, type Concluded } from './record-together.ts'
import type { Saying } from './saying.ts'

const LOCK_NOT_AVAILABLE = '55P03'

type Desk = Pick<House, 'database' | 'keeper'>

/**
 * Records what many people say in one request, each with an outcome of their own: all together, and then whoever was
 * held by somebody else, one by one. Everybody comes once. Within one whole transaction all of it is a part of that.
 */
export async function recordAll(desk: Desk, sayings: readonly Saying[]): Promise<Concluded[]> {
  const together = await desk.database.write((tx) => recordTogether(tx, desk.keeper, sayings))
  const outcomes: Concluded[] = []
  for (const [index, outcome] of together.entries()) outcomes.push(outcome === 'held' ? await recordHeld(desk, sayings[index]!) : outcome)
  return outcomes
}

/** A no waits two seconds for the lock and is then written beside it (rule D5); anything else is left to be sent again. */
async function recordHeld(desk: Desk, saying: Saying): Promise<Concluded> {
  const sayers = await desk.database.read((tx) => readAtDoor(tx, [saying.personId]))
  const { choices, problem } = ask(saying, sayers)
  const said = problem ? { outcomes: [], ended: [], blocked: [] } : await sayAlone(desk, saying, choices)
  if (said === 'held') return { problem: new Problem('unavailable', { text: 'api.busy' }) }
  const [outcome] = await desk.database.write((tx) => tellAndAnswer(tx, desk.keeper, [{ saying, choices, recording: said, ...(problem && { problem }) }], sayers))
  return outcome!
}

async function sayAlone({ database, keeper }: Desk, saying: Saying, choices: ReturnType<Saying['choices']>): Promise<Recording | 'held' | undefined> {
  if (saying.onlyNoes) return (await sayNo(database, keeper, choices)).recording
  try {
    return await database.write(async (tx) => {
      await limitLockWait(tx, LOCK_WAIT_MS)
      return recordChoices(tx, keeper, choices)
    })
  } catch (error) {
    if (sqlState(error) !== LOCK_NOT_AVAILABLE) throw error
    return 'held'
  }
}

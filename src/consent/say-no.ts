import type { Keeper } from '../keeper/keeper.ts'
import { selectAliases } from '../people/record-aliases.sql.ts'
import { sqlState, type Database, type Tx } from '../plumbing/database.ts'
import { newId } from '../values/ids.ts'
import { ALL } from './standing.ts'
import type { Choice } from './choice.ts'
import { recordChoices, type Recording } from './record-choices.ts'
import { limitLockWait, insertStopRow } from './stop-rows.sql.ts'

/** How long a no waits for a message that is being handed over before it takes the other way in. */
export const LOCK_WAIT_MS = 2_000
const LOCK_NOT_AVAILABLE = '55P03'

/**
 * Records choices of one person that say no, within two seconds whatever else holds the person (rule D5).
 * When a message is being handed over at this very moment, the no is written beside it where senders look, and
 * `inFlight` tells that one message may already be on its way. Takes the database, because it needs a second try.
 */
export async function sayNo(database: Database, keeper: Pick<Keeper, 'journal'>, choices: readonly Choice[]): Promise<{ recording?: Recording; inFlight: boolean }> {
  try {
    const recording = await database.write(async (tx) => {
      await limitLockWait(tx, LOCK_WAIT_MS)
      return recordChoices(tx, keeper, choices)
    })
    return { recording, inFlight: false }
  } catch (error) {
    if (sqlState(error) !== LOCK_NOT_AVAILABLE) throw error
    await database.write((tx) => writeStopRows(tx, keeper, choices))
    return { inFlight: true }
  }
}

async function writeStopRows(tx: Tx, keeper: Pick<Keeper, 'journal'>, said: readonly Choice[]): Promise<void> {
  const aliases = await selectAliases(tx, [...new Set(said.map((one) => one.personId))])
  const others = said.flatMap((choice) => aliases.filter(({ personId }) => personId === choice.personId)
    .map(({ otherPersonId }): Choice => ({ ...choice, personId: otherPersonId, contactPointId: null, evidence: { ...choice.evidence, carriedFrom: choice.personId } })))
  for (const choice of [...said, ...others]) {
    await keeper.journal({
      kind: 'withdrawal', at: tx.now.toISOString(), person: choice.personId, entry: choice.kind as 'withdrawn',
      purpose: choice.purpose, channel: choice.channel, surface: choice.surface, unproved: choice.evidence['unproved'] === true,
    })
    await insertStopRow(tx, { personId: choice.personId, stopId: newId(tx.now), purpose: choice.purpose ?? ALL, channel: choice.channel ?? ALL, choice })
  }
}

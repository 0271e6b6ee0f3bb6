import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { settleStops } from '../../consent/settle-stops.ts'
import { Sequencer } from '../../ledger/sequencer.ts'
import { fillDemo } from '../../demo/fill-demo.ts'
import { sweepEndedValues } from '../../people/sweep-ended-values.ts'
import type { Installation } from '../../plumbing/installation.sql.ts'
import type { House } from '../house.ts'

/** One thing the program does by itself. */
export interface Routine {
  name: string
  /** Pause between two runs; a run that had work to do is followed by the next at once. */
  everyMs: number
  /** Does a batch; true when there may be more. */
  act(): Promise<boolean>
}

/** Everything that runs by itself. Each routine claims its work in the database, so several copies may run it. */
export function timetable(house: House, installation: Pick<Installation, 'demo'>): Routine[] {
  const { database, keeper } = house
  const sequencer = new Sequencer({ database, keeper, tree: house.tree, holder: randomUUID() })
  return [
    { name: 'sequence the ledger', everyMs: 500, act: async () => (await sequencer.step(), false) },
    { name: 'settle stops', everyMs: 1_000, act: async () => (await database.write((tx) => settleStops(tx, keeper))) > 0 },
    { name: 'sweep ended values', everyMs: 60_000, act: async () => (await database.write(sweepEndedValues)).swept > 0 },
    ...(installation.demo ? [{ name: 'fill the demo company', everyMs: 60_000, act: () => fillDemo(database, keeper) }] : []),
  ]
}

/** Starts the routines; `stop` lets each finish its batch. A routine that fails is logged and tried again. */
export function startClock(house: House, routines: readonly Routine[]): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const runs = routines.map((routine) => repeat(house, routine, stopping.signal))
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all(runs)
    },
  }
}

async function repeat(house: House, routine: Routine, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    let more = false
    try {
      more = await routine.act()
    } catch (error) {
      house.log.error({ err: error, routine: routine.name }, 'a routine failed and is tried again')
    }
    if (!more) await sleep(routine.everyMs, undefined, { signal: stopping }).catch(() => {})
  }
}

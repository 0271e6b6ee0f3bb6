import { setImmediate } from 'node:timers/promises'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { Layout } from './cell.ts'
import { circumstancesAt, readyPerson } from './facts-in-process.ts'
import { lastsUntil } from './lasting.ts'
import { selectRawPeople } from './raw-facts.sql.ts'
import { answerCell, readyCells } from './ready-cells.ts'
import { visiblePurposes } from './visible-purposes.ts'

/** Every answer about one person, by the places of the layout. */
export interface PersonCells {
  personId: PersonId
  /** The stored ordinal, never reused. */
  personNo: number
  cells: Uint16Array
  /** For which purposes there is a living ground, by `visiblePurposes`. */
  visible: number
  /** The answers hold from the transaction's moment until before this one; null when time alone never changes them. */
  validUntil: Date | null
}

/** After so many people others get a turn: what is decided here for many must not hold up an answer to one. */
const PEOPLE_PER_TURN = 50

/**
 * Every cell for each of these people, from what the tables hold at one moment, by the one rule table. Somebody who is not
 * in the register is not in the answer. The layout must be that of the catalogue in force.
 */
export async function decideCells(tx: Tx, layout: Layout, personIds: readonly PersonId[]): Promise<PersonCells[]> {
  const around = circumstancesAt(tx.now, layout.purposes)
  const cells = readyCells(layout, around)
  const decided: PersonCells[] = []
  for (const raw of await selectRawPeople(tx, personIds)) {
    const person = readyPerson(raw, around)
    const until = lastsUntil(raw, around.now, around.law)
    const answers = new Uint16Array(cells.length)
    for (let place = 0; place < cells.length; place++) answers[place] = answerCell(person, cells[place]!, around)
    decided.push({ personId: raw.personId, personNo: raw.personNo, cells: answers, visible: visiblePurposes(raw, layout.purposes, around), validUntil: until === Infinity ? null : new Date(Math.floor(until)) })
    if (decided.length % PEOPLE_PER_TURN === 0) await setImmediate()
  }
  return decided
}

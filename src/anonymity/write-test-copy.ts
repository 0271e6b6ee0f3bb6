import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { localDateIn } from '../values/calendar.ts'
import { tellable, type Grouped, type Step } from './classes.ts'
import { drawPeople } from './draw-people.ts'
import { fairChance, SMALLEST_GROUP, type Chance } from './group.ts'
import { countPeople, selectHeld, selectLives, selectQuasiGroups } from './lives.sql.ts'
import { HELD_STEPS, LIFE_STEPS, QUASI_STEPS } from './quasi.ts'
import { replacements, unreplaced } from './replacement.ts'
import { COPY_FORMAT, COPY_VERSION, type CopyLine, type CopyReport } from './test-copy.ts'

export interface CopyWish {
  /** As many as there are, when left out. */
  people?: number | undefined
  chance?: Chance
}

/** What a copy is drawn from: groups, and never a row about one person. */
export interface CopyPlan {
  report: CopyReport
  lines(): Generator<CopyLine>
}

/** Fewer people than this are in no group of ten that would say anything. */
const FEWEST = 100

/**
 * Reads what an anonymous test copy of everybody is drawn from, and nothing else; the copy itself needs no database and
 * no more memory, however many people. Throws `refused` (naming the column) where the data map knows of something that
 * nobody has said how to replace, and where there are too few people to hide anybody among.
 */
export async function writeTestCopy(tx: Tx, { people: wanted, chance = fairChance }: CopyWish = {}): Promise<CopyPlan> {
  const { purposes, fields } = await selectCatalogue(tx)
  const unknown = unreplaced(fields)
  if (unknown.length > 0) throw new Problem('refused', { text: 'anonymity.refused.unreplaced', parameters: { columns: unknown.join(', ') } })
  const inRegister = await countPeople(tx)
  const people = wanted ?? inRegister
  if (Math.min(people, inRegister) < FEWEST) throw new Problem('refused', { text: 'anonymity.refused.too-few', parameters: { least: FEWEST } })
  const smallest = Math.ceil(SMALLEST_GROUP * Math.max(1, inRegister / people))
  const known = tellable(await selectQuasiGroups(tx), QUASI_STEPS, chance, smallest)
  const lives = told(await selectLives(tx), LIFE_STEPS, chance)
  const held = told(await selectHeld(tx), HELD_STEPS, chance)
  const day = localDateIn(RETENTION_ZONE, tx.now)
  const report: CopyReport = { people, inRegister, smallestGroup: SMALLEST_GROUP, known: known.coarsening, lives: lives.coarsening, held: held.coarsening, columns: replacements() }
  return {
    report,
    lines: function* () {
      yield { head: { format: COPY_FORMAT, version: COPY_VERSION, made: day, people, smallestGroup: SMALLEST_GROUP, catalogue: { purposes, fields } } }
      for (const person of drawPeople({ known: known.told, lives: lives.told, held: held.told, fields, people, day, chance })) yield { person }
      yield { report }
    },
  }
}

function told<Kind>({ groups, lost }: { groups: readonly Grouped<Kind>[]; lost: number }, steps: readonly Step<Kind>[], chance: Chance) {
  const found = tellable(groups, steps, chance)
  return { ...found, coarsening: { ...found.coarsening, lost: found.coarsening.lost + lost } }
}

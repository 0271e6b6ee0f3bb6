import type { Ground } from '../people/ground.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import { listHeldFields } from '../people/list-held-fields.ts'
import { holdings, wouldEnd, type Until } from '../people/holding.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { daysLater } from '../values/moment.ts'
import { refuseChoice, type Choice, type Refusal } from './choice.ts'
import { groundEffects } from './ground-effects.ts'
import { refuseOutOfOrder } from './order.ts'
import { UNPROVED_KEEP_DAYS } from './record-choices.ts'
import { standingOf, type StandingEntry } from './standing.ts'
import { selectStandings } from './standing.sql.ts'

/** What recording a person's choices would lead to, told before the click. */
export interface ChoiceRehearsal {
  refusals: Refusal[]
  /** Fields that would end, and when. */
  ends: { fieldKey: string; at: Date }[]
  /** Fields that stay, for which purposes, until when. */
  stays: { fieldKey: string; purposes: string[]; until: Until }[]
}

/** What these choices of ONE person would end and what would stay (rule H3, M1). Changes nothing. */
export async function rehearseChoices(tx: Tx, choices: readonly Choice[]): Promise<ChoiceRehearsal> {
  const personId = choices[0]!.personId
  const catalogue = await selectCatalogue(tx)
  let standing = (await selectStandings(tx, [personId])).get(personId)!
  const { lastSeq } = standing
  const refusals: Refusal[] = []
  for (const choice of choices) {
    const purpose = catalogue.purposes.find((one) => one.key === choice.purpose)
    const refusal = refuseChoice(choice, standing, true, purpose, catalogue.retired) ?? refuseOutOfOrder(choice, standing, purpose?.kind === 'marketing', lastSeq)
    if (refusal) refusals.push(refusal)
    else standing = standingOf([asEntry(choice, standing.lastSeq + 1, tx.now)], standing)
  }
  const grounds = await selectGrounds(tx, [personId])
  const effects = groundEffects(standing, grounds, catalogue.purposes, tx.now)
  const ending = new Set(effects.end.map((ground) => ground.groundId))
  const needs = new Map(catalogue.purposes.map((one) => [one.key, one.fields]))
  const fields = (await listHeldFields(tx, [personId])).get(personId)!
  const gone = wouldEnd(fields, grounds, ending, needs, tx.now)
  const unproved = choices.some((choice) => choice.evidence['unproved'] === true)
  const last = new Map(effects.last.map(({ ground, until }) => [ground.groundId, until]))
  const left = grounds.filter((ground) => !ending.has(ground.groundId)).map((ground) => withLast(ground, last.get(ground.groundId)))
  return {
    refusals,
    ends: gone.map((fieldKey) => ({ fieldKey, at: unproved ? daysLater(tx.now, UNPROVED_KEEP_DAYS) : tx.now })),
    stays: holdings(fields.filter((field) => !gone.includes(field)), left, needs, tx.now).map((one) => ({
      fieldKey: one.fieldKey, purposes: [...new Set(one.grounds.map((ground) => ground.purpose))], until: one.until,
    })),
  }
}

function withLast(ground: Ground, until: Date | undefined): Ground {
  return until ? { ...ground, until, holdUntil: until } : ground
}

function asEntry(choice: Choice, seq: number, at: Date): StandingEntry {
  return { ...choice, seq, at, purposeVersion: null }
}

import { newSayers } from '../consent/new-sayers.ts'
import { recordChoices } from '../consent/record-choices.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { admitNewcomers } from '../people/admit-newcomers.ts'
import { copyNoStanding } from '../people/newcomers.sql.ts'
import type { ContactPoint } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId, type ContactPointId } from '../values/ids.ts'
import type { HeldRow } from './hold-rows.ts'
import { originOfRun, refusedReason, type ImportPlan } from './import-plan.ts'
import type { RowContactPoint } from './import-row.ts'
import { POINT_FIELD, type PlannedRow } from './planned-row.ts'
import { noneRefused, pointOf, rowChoices, type ReadyRow } from './row-choices.ts'
import { plannedValues } from './row-values.ts'

/** Adds the people whom nobody knew, with what their grounds need and what they said (rules H1, H2, L3). One row a person. */
export async function admitRows(tx: Tx, keeper: Pick<Keeper, 'journal'>, plan: ImportPlan, rows: readonly ReadyRow[]): Promise<Map<PlannedRow, HeldRow>> {
  if (rows.length === 0) return new Map()
  const planned = rows.map((row) => {
    const { what, reasons } = plannedValues(row.one, plan)
    return { row, reasons, values: what.values, points: what.contactPoints.map((point) => newPoint(point, row, tx.now)) }
  })
  const refused = await admitNewcomers(tx, planned.map(({ row: { one, grounds }, values, points }) => ({
    person: { personId: one.personId, country: one.row.country, capacity: plan.settings.capacity ?? 'consumer' as const, protectedIdentity: false, deceasedAt: null },
    grounds, values, contactPoints: points, identifiers: one.row.identifiers,
  })), originOfRun(plan, tx.now))
  const not = Map.groupBy(refused, (each) => each.personId)
  const choices = planned.map(({ row, points }) => {
    const refusedFields = new Set(not.get(row.one.personId)?.map((each) => each.fieldKey))
    const held = points.filter((point) => !refusedFields.has(POINT_FIELD[point.kind]))
    return { sayer: { personId: row.one.personId, points: held, grounds: row.grounds }, said: rowChoices(row, held, plan) }
  })
  const saying = choices.filter(({ said }) => said.length > 0)
  await copyNoStanding(tx, choices.filter(({ said }) => said.length === 0).map(({ sayer }) => sayer.personId))
  noneRefused(plan, await recordChoices(tx, keeper, saying.flatMap(({ said }) => said), newSayers(saying.map(({ sayer }) => sayer), plan.catalogue)))
  return new Map(planned.map(({ row, reasons }) => {
    const fields = new Map((not.get(row.one.personId) ?? []).map((each) => [each.fieldKey, each]))
    return [row.one, { changed: true, reasons: [...reasons, ...[...fields.values()].map((each) => refusedReason(plan, each))] }]
  }))
}

function newPoint(point: RowContactPoint, { one, answers }: ReadyRow, now: Date): ContactPoint {
  // Who says when, where and how the person answered from this address vouches for the address too.
  const vouched = answers.some((answer) => pointOf(answer, [point]))
  return {
    ...point, personId: one.personId, contactPointId: newId<ContactPointId>(now), provenanceId: '', since: now,
    verifiedAt: vouched ? now : null, verifiedHow: vouched ? 'import' : null, endedAt: null,
  }
}

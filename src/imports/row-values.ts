import type { FieldValue } from '../people/values.sql.ts'
import { headerOf, type ImportPlan } from './import-plan.ts'
import type { RowContactPoint } from './import-row.ts'
import type { Reason } from './import.ts'
import { isOwnWord, originOf } from './known-person.ts'
import { pointsToHold, POINT_FIELD, type Planned, type PlannedRow } from './planned-row.ts'
import { sensitiveFields } from './sensitive-fields.ts'

/** What a row brings that is new or other than what we have. */
export interface RowValues {
  values: Record<string, FieldValue>
  contactPoints: RowContactPoint[]
}

const ADDRESS = ['street', 'postal_code', 'city', 'region'] as const

/** A blank cell changes nothing, and a word of the person's own stands against a file (rule L4). */
export function plannedValues(one: PlannedRow, plan: ImportPlan): Planned<RowValues> {
  const { known } = one
  const reasons: Reason[] = []
  const hold = (field: string, text: string) => void reasons.push({ column: headerOf(plan, field), field, rule: 'L4', text })
  const values: Record<string, FieldValue> = {}
  for (const [field, value] of one.row.values) {
    // What is sensitive is kept apart (seal-rows.ts).
    if (!plan.needed.has(field) || sensitiveFields(plan.catalogue).has(field) || same(known?.values.get(field), value)) continue
    if (known && isOwnWord(known, field)) hold(field, 'imports.held.own-word')
    else if (field === 'customer_number' && isOfOtherSource(one, plan)) hold(field, 'imports.held.other-number')
    else values[field] = value
  }
  const kept = pointsToHold(one)
  for (const point of one.row.contactPoints.filter((each) => !kept.includes(each))) hold(POINT_FIELD[point.kind], 'imports.held.own-word')
  const moved = known !== null && ADDRESS.some((field) => isOwnWord(known, field))
  return {
    reasons,
    what: {
      values,
      contactPoints: kept.filter((point) => plan.needed.has(POINT_FIELD[point.kind]) && !(point.kind === 'postal' && moved)
        && !known?.points.some((each) => each.kind === point.kind && each.canonical === point.canonical)),
    },
  }
}

/** The number that we have comes from another system: both may be right, and a person has one. */
function isOfOtherSource({ known }: PlannedRow, plan: ImportPlan): boolean {
  const origin = known?.values.has('customer_number') ? originOf(known, 'customer_number') : undefined
  return origin !== undefined && origin.source !== plan.settings.source
}

function same(a: FieldValue | undefined, b: FieldValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

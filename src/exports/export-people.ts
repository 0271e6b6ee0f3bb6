import type { Condition } from '../decisions/audience.ts'
import { decideAudience } from '../decisions/decide-audience.ts'
import type { PersonDecision } from '../decisions/decide-for.ts'
import { decideUnderLock } from '../decisions/decide-under-lock.ts'
import type { Question } from '../decisions/question.ts'
import type { Looker } from '../looks/look.ts'
import { insertLooks } from '../looks/looks.sql.ts'
import { selectDescribed, type PersonInScope } from '../people/people-in-scope.sql.ts'
import { scopeOf } from '../people/scope.ts'
import { insertUses } from '../people/use-records.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { newId, type PersonId } from '../values/ids.ts'
import type { ExportRow } from './export-form.ts'

export interface ExportWish {
  question: Question
  where: readonly Condition[]
  fields: readonly string[]
  actor: { kind: 'staff' | 'system'; id: string }
  looker: Looker
}

/** People looked at in one batch. */
const BATCH = 500

/**
 * One batch of an export, in the order of ids: whoever the gate permits, asked again under lock (rule D5), with what
 * their living ground for this purpose needs; each use is recorded (rule D6). Hand the rows out only after the commit,
 * so that nothing leaves unrecorded. `after` is null on the last batch.
 */
export async function exportPeople(tx: Tx, wish: ExportWish, after: PersonId | null): Promise<{ rows: ExportRow[]; looked: number; after: PersonId | null }> {
  const looked = await decideAudience(tx, wish.question, wish.where, { limit: BATCH, ...(after === null ? {} : { after }) })
  const next = looked.length < BATCH ? null : looked.at(-1)!.personId
  const permitted = (await decideUnderLock(tx, looked.filter((one) => one.allowed).map((one) => one.personId), [wish.question])).filter((one) => one.allowed)
  const scope = scopeOf([wish.question.purpose], await selectCatalogue(tx))
  const people = new Map((await selectDescribed(tx, scope, permitted.map((one) => one.personId))).map((one) => [one.personId, one]))
  const leaving = permitted.filter((one) => people.has(one.personId))
  if (leaving.length > 0) await insertUses(tx, leaving.map((one) => ({ ...restOn(one), useId: newId(tx.now), kind: 'exported' as const, mailingId: null, subject: null, actor: wish.actor })))
  await insertLooks(tx, [{ looker: wish.looker, why: 'export', people: leaving.map(({ personId }) => ({ personId, fields: wish.fields })) }])
  return { rows: leaving.map((one) => rowOf(people.get(one.personId)!, one, wish.fields)), looked: looked.length, after: next }
}

function restOn({ personId, question, rule, groundId, entrySeq, contactPointId }: PersonDecision) {
  return { personId, purpose: question.purpose, channel: question.channel, rule, groundId, entrySeq, contactPointId }
}

const POINT_KIND: Record<string, PersonInScope['contactPoints'][number]['kind']> = { email: 'email', phone: 'phone', postal_address: 'postal' }

function rowOf(person: PersonInScope, decision: PersonDecision, fields: readonly string[]): ExportRow {
  return { id: person.personId, values: new Map(fields.map((field) => [field, field in POINT_KIND ? pointOf(person, decision, POINT_KIND[field]!) : person.values.get(field)])) }
}

/** Of several the one the answer is about, else a proved one. */
function pointOf({ contactPoints }: PersonInScope, { contactPointId }: PersonDecision, kind: string): string | undefined {
  const points = contactPoints.filter((one) => one.kind === kind)
  return (points.find((one) => one.contactPointId === contactPointId) ?? points.find((one) => one.verifiedAt !== null) ?? points[0])?.value
}

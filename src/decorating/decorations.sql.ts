import { sql } from 'kysely'
import type { ProblemDetail } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId } from '../values/ids.ts'
import type { Decoration, DecorationWay } from './decoration.ts'

export async function insertDecoration(tx: Tx, one: Decoration): Promise<void> {
  await sql`
    insert into decoration (person_id, decoration_id, at, way, by_kind, by_id, name, language, words, with_pdf, with_ubl, with_sheet)
    values (${one.personId}, ${one.decorationId}, ${one.at}, ${one.way}, ${one.by.kind}, ${one.by.id}, ${one.name}, ${one.language}, ${one.words}, ${one.withPdf}, ${one.withUbl}, ${one.withSheet})`.execute(tx.db)
}

/** Of everybody, the newest first; those before `after`. */
export async function selectDecorations(tx: Tx, after: { at: Date; id: string } | undefined, limit: number): Promise<Decoration[]> {
  const { rows } = await sql<Decoration>`
    select person_id as "personId", decoration_id as "decorationId", at, way, jsonb_build_object('kind', by_kind, 'id', by_id) as by, name, language, words,
      with_pdf as "withPdf", with_ubl as "withUbl", with_sheet as "withSheet"
    from decoration
    where ${after === undefined} or (at, decoration_id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid)
    order by at desc, decoration_id desc limit ${limit}`.execute(tx.db)
  return rows
}

export interface DecorationRefusal {
  id: string
  at: Date
  way: DecorationWay
  name: string | null
  detail: ProblemDetail
}

export async function insertRefusal(tx: Tx, { way, name, detail }: Pick<DecorationRefusal, 'way' | 'name' | 'detail'>): Promise<void> {
  await sql`
    insert into decoration_refusal (refusal_id, at, way, name, text, parameters, rule, field)
    values (${newId(tx.now)}, ${tx.now}, ${way}, ${name}, ${detail.text}, ${JSON.stringify(detail.parameters ?? {})}::jsonb, ${detail.rule ?? null}, ${detail.field ?? null})`.execute(tx.db)
}

/** The newest first. */
export async function selectRefusals(tx: Tx, limit: number): Promise<DecorationRefusal[]> {
  const { rows } = await sql<DecorationRefusal>`
    select refusal_id as id, at, way, name, jsonb_strip_nulls(jsonb_build_object('text', text, 'parameters', parameters, 'rule', rule, 'field', field)) as detail
    from decoration_refusal order by at desc, refusal_id desc limit ${limit}`.execute(tx.db)
  return rows
}

/** Returns how many. */
export async function deleteOldRefusals(tx: Tx, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`delete from decoration_refusal where at < ${before}`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}

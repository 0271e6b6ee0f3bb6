import { sql } from 'kysely'
import type { PersonDecision } from '../src/decisions/decide-for.ts'
import { decisionOf, restsOn, type Foundation } from '../src/decisions/decide.ts'
import { factsAsked } from '../src/decisions/facts.sql.ts'
import { FACT_NAMES, factColumn, type Facts, type FoundFacts } from '../src/decisions/facts.ts'
import type { Question } from '../src/decisions/question.ts'
import type { Obligation } from '../src/decisions/rules.ts'
import { allows, obligationsCase, ruleCase } from '../src/decisions/rules.sql.ts'
import type { Tx } from '../src/plumbing/database.ts'
import type { ContactPointId, PersonId } from '../src/values/ids.ts'

/** What the SQL form finds out about one person and one question. */
export interface FoundInSql extends Foundation {
  personId: PersonId
  /** Place of the question in the list. */
  question: number
  contactPointId: ContactPointId | null
  facts: FoundFacts
}

const COLUMNS = FACT_NAMES.map(factColumn)

/** The facts themselves as the SQL form has them, which the program reads only through the rules. */
export async function factsInSql(tx: Tx, personIds: readonly PersonId[], questions: readonly Question[]): Promise<FoundInSql[]> {
  const { rows } = await sql<Omit<FoundInSql, 'facts'> & Record<string, unknown>>`
    ${factsAsked(tx.now, questions, { matching: sql<boolean>`p.person_id = any (${personIds}::uuid[])` })}
    select f.person_id as "personId", f.n as question, f.ground_id as "groundId", f.sale_ground_id as "saleGroundId", f.yes_seq as "yesSeq",
      f.no_seq as "noSeq", f.contact_point_id as "contactPointId", ${sql.join(COLUMNS.map((column) => sql.ref(`f.${column}`)))}
    from facts f order by f.person_id, f.n`.execute(tx.db)
  return rows.map(({ personId, question, groundId, saleGroundId, yesSeq, noSeq, contactPointId, ...columns }) => ({
    personId, question, groundId, saleGroundId, yesSeq, noSeq, contactPointId,
    facts: Object.fromEntries(FACT_NAMES.map((name) => [name, columns[factColumn(name)]])) as FoundFacts,
  }))
}

type DecidedRow = Foundation & { personId: PersonId, question: number, rule: string, basis: Facts['basis'], obligations: Obligation[], contactPointId: ContactPointId | null, language: string | null }

/** The answers of the SQL form for everybody, to several questions in one statement: planning takes longer than answering a few people. */
export async function decidedInSql(tx: Tx, questions: readonly Question[]): Promise<PersonDecision[]> {
  const { rows } = await sql<DecidedRow>`
    ${factsAsked(tx.now, questions, { matching: sql<boolean>`true` })}
    select f.person_id as "personId", f.n as question, r.rule, f.basis, f.ground_id as "groundId", f.sale_ground_id as "saleGroundId", f.yes_seq as "yesSeq",
      f.no_seq as "noSeq", f.contact_point_id as "contactPointId", f.language, case when ${allows(sql.ref('r.rule'))} then ${obligationsCase('f')} else '{}' end as obligations
    from facts f cross join lateral (select ${ruleCase('f')} as rule) r
    order by f.n, f.person_id`.execute(tx.db)
  return rows.map((row) => {
    const question = questions[row.question]!
    const decision = { ...decisionOf(row.rule, { channel: question.channel, use: question.use, basis: row.basis }), obligations: row.obligations }
    return { ...decision, personId: row.personId, question, ...restsOn(decision, row), contactPointId: row.contactPointId, language: row.language }
  })
}

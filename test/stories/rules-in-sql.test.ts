import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { CHOICE_VALUES, FACT_NAMES, factColumn, NOTHING_KNOWN, type Facts } from '../../src/decisions/facts.ts'
import { ruleCase } from '../../src/decisions/rules.sql.ts'
import { testDatabase } from '../database.ts'

/** Somebody who has said yes to news by e-mail, and everything is in order. */
const ALLOWED: Facts = {
  ...NOTHING_KNOWN, use: 'send', channel: 'email', purposeKnown: true, purposeKind: 'marketing', channelOffered: true, basis: 'consent', clockSane: true,
  personKnown: true, standing: 'given', yesForThisPoint: true, contactPoint: 'verified', groundLiving: true,
}

test('D1: in SQL too a fact that is missing, or that nobody knows, makes the answer no, whichever it is', async () => {
  const database = await testDatabase()
  const ruleFor = async (facts: Record<string, unknown>): Promise<string> => {
    const columns = FACT_NAMES.map((name) => sql`${facts[name]}::${sql.raw(name in CHOICE_VALUES ? 'text' : 'boolean')} as ${sql.ref(factColumn(name))}`)
    const { rows } = await database.read((tx) => sql<{ rule: string }>`select ${ruleCase('f')} as rule from (select ${sql.join(columns)}) f`.execute(tx.db))
    return rows[0]!.rule
  }
  assert.equal(await ruleFor(ALLOWED as unknown as Record<string, unknown>), 'D4a')
  for (const name of FACT_NAMES) assert.equal(await ruleFor({ ...ALLOWED, [name]: null }), 'D1a', name)
  for (const name of Object.keys(CHOICE_VALUES)) assert.equal(await ruleFor({ ...ALLOWED, [name]: 'perhaps' }), 'D1a', name)
})

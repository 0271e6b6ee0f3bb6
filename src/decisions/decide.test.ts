import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mayWe } from '../../test/decision-model.ts'
import { ALLOWED, FACT_VALUES, pick, randomFacts, randomNumbers } from '../../test/random-facts.ts'
import { LANGUAGES, t } from '../values/text.ts'
import { decide } from './decide.ts'
import { holds, type Expression } from './expression.ts'
import { FACT_NAMES, type Facts, type FoundFacts } from './facts.ts'
import { DEFAULT_DENY, OBLIGATIONS, RULES, type Rule } from './rules.ts'

const SEED = 20261122
const RANDOM_CASES = 200_000
/** The lines that turn the answer; those after them only say why it is no. */
const DECIDING = RULES.slice(0, RULES.findLastIndex((rule) => rule.outcome === 'allow') + 1)

test('each road to a yes is open, and says what it rests on', () => {
  assert.deepEqual(ALLOWED.map((facts) => decide(facts).rule), ['D4a', 'D4a', 'D4a', 'D4a', 'D4b', 'D4c', 'D4c', 'D3b', 'D3b', 'D3b', 'D3b', 'D4c', 'D7d', 'D7d', 'D7d', 'D7i'])
  assert.equal(decide(ALLOWED[0]!).basis, 'consent')
  assert.equal(decide(ALLOWED[4]!).basis, 'soft-opt-in')
  assert.equal(decide(ALLOWED[12]!).basis, null)
})

test('a fact that is missing, whichever it is, makes the answer no (CS-03)', () => {
  for (const facts of ALLOWED)
    for (const name of FACT_NAMES)
      for (const nothing of [null, undefined]) {
        const broken: FoundFacts = { ...facts, [name]: nothing }
        assert.equal(decide(broken).rule, 'D1a', name)
        assert.equal(decide(broken).allowed, false, name)
      }
  assert.equal(decide({}).allowed, false)
})

test('a value nobody knows makes the answer no (CS-03)', () => {
  for (const facts of ALLOWED)
    for (const name of ['purposeKind', 'basis', 'contactPoint', 'standing', 'use', 'channel', 'restricted'] as const)
      assert.equal(decide({ ...facts, [name]: 'nonsense' } as unknown as Facts).rule, 'D1a', name)
})

test(`CS-02: the rule table and an independent model agree on ${RANDOM_CASES} random cases (catalogue: 200,000; seed ${SEED})`, (context) => {
  const random = randomNumbers(SEED)
  const answers = new Map<string, number>()
  for (let n = 0; n < RANDOM_CASES; n++) {
    const facts: FoundFacts = randomFacts(random)
    if (random() < 0.01) facts[pick(FACT_NAMES, random)] = null
    const decision = decide(facts)
    answers.set(decision.rule, (answers.get(decision.rule) ?? 0) + 1)
    if (decision.allowed !== mayWe(facts)) assert.fail(`rule ${decision.rule} says ${decision.allowed}, the model says ${mayWe(facts)}: ${JSON.stringify(facts)}`)
  }
  const silent = RULES.filter((rule) => !answers.has(rule.number)).map((rule) => rule.number)
  assert.deepEqual(silent, [], 'every rule has answered at least once')
  const yes = RULES.filter((rule) => rule.outcome === 'allow').reduce((sum, rule) => sum + (answers.get(rule.number) ?? 0), 0)
  assert.ok(yes > RANDOM_CASES / 10 && yes < RANDOM_CASES / 2, 'the cases are neither all yes nor all no')
  context.diagnostic(`0 mismatches; ${yes} yes, ${RANDOM_CASES - yes} no, ${answers.size} rules heard`)
})

test('CS-02: every condition in the table flips the answer alone', (context) => {
  const conditions = RULES.flatMap((rule) => leavesOf(rule.when).map((leaf) => ({ rule, leaf, flipped: false })))
  const random = randomNumbers(SEED + 1)
  for (let n = 0; n < RANDOM_CASES && conditions.some((each) => !each.flipped); n++) {
    const facts = randomFacts(random)
    const before = decide(facts)
    for (const each of conditions) {
      if (each.flipped) continue
      const changed = { ...facts, ...flipOf(each.leaf, facts, random) }
      // The pair differs in this one fact; what the line says and what is answered must both turn with it.
      if (holds(each.rule.when, changed) === holds(each.rule.when, facts)) continue
      const after = decide(changed)
      const spoke = before.rule === each.rule.number || after.rule === each.rule.number
      each.flipped = spoke && (DECIDING.includes(each.rule) ? after.allowed !== before.allowed : after.rule !== before.rule)
    }
  }
  const stuck = conditions.filter((each) => !each.flipped).map((each) => `${each.rule.number} ${JSON.stringify(each.leaf)}`)
  assert.deepEqual(stuck, [])
  const flips = conditions.filter((each) => DECIDING.includes(each.rule)).length
  context.diagnostic(`${flips} conditions flip yes and no, ${conditions.length - flips} more flip the reason`)
})

test('every line of the table is needed: without it some case is answered otherwise', () => {
  const random = randomNumbers(SEED + 2)
  const cases = Array.from({ length: 20_000 }, () => {
    const facts: FoundFacts = randomFacts(random)
    if (random() < 0.01) facts[pick(FACT_NAMES, random)] = null
    return { facts, rule: decide(facts).rule }
  })
  for (const line of RULES) {
    const without = RULES.filter((each) => each !== line)
    assert.ok(cases.some(({ facts, rule }) => rule === line.number && decide(facts, without).rule !== rule), line.number)
  }
})

test('the model is no copy of the table: it notices each deciding line that is taken away', () => {
  const random = randomNumbers(SEED + 3)
  const cases: FoundFacts[] = Array.from({ length: 50_000 }, () => ({ ...randomFacts(random), ...(random() < 0.02 ? { [pick(FACT_NAMES, random)]: null } : {}) }))
  for (const line of DECIDING) {
    const without = RULES.filter((each) => each !== line)
    assert.ok(cases.some((facts) => decide(facts, without).allowed !== mayWe(facts)), line.number)
  }
})

test('with an empty table the answer is no', () => {
  for (const facts of ALLOWED) assert.equal(decide(facts, []).rule, DEFAULT_DENY.number)
})

test('rule numbers are unique, each stands in law, and each no says what would change it', () => {
  const numbers = [...RULES, DEFAULT_DENY].map((rule) => rule.number)
  assert.equal(new Set(numbers).size, numbers.length)
  for (const rule of [...RULES, DEFAULT_DENY]) {
    assert.match(rule.article, /GDPR|ePrivacy/, rule.number)
    assert.equal(rule.outcome === 'refuse', rule.change !== undefined, rule.number)
  }
})

test('every rule, change and obligation has its sentence in every language and for every channel', () => {
  const keys = [...RULES, DEFAULT_DENY].flatMap((rule: Rule) => [`decisions.${rule.number}`, ...(rule.change ? [`decisions.change.${rule.change}`] : [])])
  keys.push(...OBLIGATIONS.map((each) => `decisions.obligation.${each.obligation}`))
  for (const language of LANGUAGES)
    for (const key of keys)
      for (const channel of FACT_VALUES.channel) assert.match(t(language, key, { channel }), /\.$/, `${language} ${key}`)
})

test('what goes with a yes: the notice, the way to say no, the block register', () => {
  const [yes, , exported] = ALLOWED
  assert.deepEqual(decide(yes!).obligations, ['carry-opt-out'])
  assert.deepEqual(decide({ ...yes!, noticeDue: true }).obligations, ['carry-notice', 'carry-opt-out'])
  assert.deepEqual(decide(exported!).obligations, [])
  assert.deepEqual(decide(ALLOWED[6]!).obligations, ['carry-opt-out', 'check-register'])
  assert.deepEqual(decide({ ...yes!, objectedToDirectMarketing: true, noticeDue: true }).obligations, [])
})

/** The single conditions an expression is made of. */
function leavesOf(expression: Expression): Expression[] {
  if ('not' in expression) return leavesOf(expression.not)
  if ('all' in expression) return expression.all.flatMap(leavesOf)
  if ('any' in expression) return expression.any.flatMap(leavesOf)
  return [expression]
}

/** A change of the one fact a condition looks at. */
function flipOf(leaf: Expression, facts: Facts, random: () => number): FoundFacts {
  if ('fact' in leaf) return { [leaf.fact]: !facts[leaf.fact] }
  if ('choice' in leaf) return { [leaf.choice]: pick<unknown>(FACT_VALUES[leaf.choice], random) }
  return { [pick(FACT_NAMES, random)]: null }
}

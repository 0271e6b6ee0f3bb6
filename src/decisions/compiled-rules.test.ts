import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ALLOWED, pick, randomFacts, randomNumbers } from '../../test/random-facts.ts'
import { compiledFor, compileRules, obligationBits, obligationsOf, ruleFor, RULES_IN_ORDER } from './compiled-rules.ts'
import { decide } from './decide.ts'
import { CHOICE_VALUES, FACT_NAMES, YES_NO_FACTS, type FoundFacts } from './facts.ts'
import { factsOf, wordsOf, YES } from './fact-words.ts'
import { RULES, type Rule } from './rules.ts'

const SEED = 20261122
const CASES = 100_000

function randomCase(random: () => number): FoundFacts {
  const facts: FoundFacts = randomFacts(random)
  if (random() < 0.02) facts[pick(FACT_NAMES, random)] = null
  if (random() < 0.02) Object.assign(facts, { [pick(Object.keys(CHOICE_VALUES), random)]: pick(['nonsense', 'constructor'], random) })
  return facts
}

/** The number the masks answer with. */
function numberFor(rules: readonly Rule[], facts: FoundFacts): string {
  const { yes, asked, state } = wordsOf(facts)
  return [...rules, RULES_IN_ORDER.at(-1)!][ruleFor(compileRules(rules), yes, asked, state)]!.number
}

test(`CS-02: the rule table as masks answers as the table does, obligations too (${CASES} random cases, seed ${SEED})`, (context) => {
  const random = randomNumbers(SEED)
  const compiled = compileRules(RULES)
  const heard = new Set<string>()
  for (let n = 0; n < CASES; n++) {
    const facts = randomCase(random)
    const decision = decide(facts)
    const words = wordsOf(facts)
    const rule = RULES_IN_ORDER[ruleFor(compiled, words.yes, words.asked, words.state)]!
    if (rule.number !== decision.rule) assert.fail(`${rule.number} instead of ${decision.rule}: ${JSON.stringify(facts)}`)
    if (decision.allowed) assert.deepEqual(obligationsOf(obligationBits(words)), decision.obligations)
    heard.add(rule.number)
  }
  assert.equal(heard.size, RULES_IN_ORDER.length, 'every rule has answered')
  context.diagnostic(`0 mismatches, ${compiled.terms.length} lines of masks from ${RULES.length} rules`)
})

test('the masks notice every line of the table that is taken away', () => {
  const random = randomNumbers(SEED + 1)
  const cases = Array.from({ length: 5_000 }, () => randomCase(random))
  for (const line of RULES) {
    const without = RULES.filter((each) => each !== line)
    const compiled = compileRules(without)
    for (const facts of cases) {
      const { yes, asked, state } = wordsOf(facts)
      assert.equal([...without, RULES_IN_ORDER.at(-1)!][ruleFor(compiled, yes, asked, state)]!.number, decide(facts, without).rule)
    }
  }
  assert.equal(numberFor([], ALLOWED[0]!), 'D1z', 'an empty table answers no')
})

test('lines that cannot hold for a question are left out, and no answer changes', () => {
  const random = randomNumbers(SEED + 2)
  const compiled = compileRules(RULES)
  for (let n = 0; n < 20_000; n++) {
    const { yes, asked, state } = wordsOf(randomCase(random))
    const settled = YES.personKnown | YES.purposeKnown | YES.carriesAdvertising
    const narrowed = compiledFor(compiled, asked, yes & settled, ~yes & settled)
    assert.ok(narrowed.terms.length < compiled.terms.length)
    assert.equal(ruleFor(narrowed, yes, asked, state), ruleFor(compiled, yes, asked, state))
  }
})

test('facts become words and come back', () => {
  const random = randomNumbers(SEED + 3)
  for (let n = 0; n < 2_000; n++) {
    const facts = randomFacts(random)
    assert.deepEqual(factsOf(wordsOf(facts)), facts)
  }
  const one = factsOf(wordsOf({ ...ALLOWED[0]!, basis: 'nonsense' as never }))
  assert.equal(one.basis, undefined)
  assert.equal(one.standing, 'given')
  assert.ok(YES_NO_FACTS.length <= 31, 'one word holds every yes-or-no fact')
})

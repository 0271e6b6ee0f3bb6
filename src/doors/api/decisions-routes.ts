import type { z } from '@hono/zod-openapi'
import { decideFor, type PersonDecision } from '../../decisions/decide-for.ts'
import { findAudience as find, type Audience as Found } from '../../decisions/find-audience.ts'
import type { Question } from '../../decisions/question.ts'
import { strangerTo } from '../../decisions/stranger.ts'
import type { Scope } from '../../people/scope.ts'
import { selectInScope } from '../../people/scope.sql.ts'
import type { Tx } from '../../plumbing/database.ts'
import type { ContactPointId, PersonId } from '../../values/ids.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { refuseOutOfScope, scopeFor } from '../staff/key-scope.ts'
import type { Api } from './api-door.ts'
import { cursorId, cursorOf, cursorParts } from './cursor.ts'
import { decide, findAudience, type Audience, type Decision, type question } from './decisions-resource.ts'
import { readerLanguage } from './reader.ts'

type Asked = z.output<typeof question>

export function addDecisionsRoutes(api: Api, house: House): void {
  api.openapi(decide, async (c) => {
    const language = readerLanguage(c)
    const { questions } = c.req.valid('json')
    const decisions = await house.database.read(async (tx) => {
      const scope = await scopeFor(tx, c.get('actor'))
      refuseOutOfScope(scope, questions.map((one) => one.purpose), (place) => `questions.${place}.purpose`)
      const decided = await decideEach(tx, questions)
      return scope ? hideStrangers(tx, scope, decided) : decided
    })
    return c.json({ decisions: decisions.map((each) => decisionAnswer(language, each)) }, 200)
  })

  api.openapi(findAudience, async (c) => {
    const { purpose, channel, about, use, where, rule, after, limit } = c.req.valid('json')
    const page = { limit, ...(rule === undefined ? {} : { rule }), ...(after === undefined ? {} : { after: cursorId<PersonId>(cursorParts(after, 1)[0]) }) }
    const audience = await house.database.read(async (tx) => {
      const scope = await scopeFor(tx, c.get('actor'))
      refuseOutOfScope(scope, [purpose], () => 'purpose')
      return find(tx, { purpose, channel, use, about: about ?? null }, where, { ...page, ...(scope ? { scope } : {}) })
    })
    return c.json(audienceAnswer(readerLanguage(c), channel, audience), 200)
  })
}

/** Counts, those asked for, and why the others not. */
export function audienceAnswer(language: Language, channel: string, { matching, permitted, reasons, people, next }: Found): Audience {
  return {
    matching,
    permitted,
    notPermitted: matching - permitted,
    reasons: reasons.map(({ rule, text, count }) => ({ rule, sentence: t(language, text, { channel }), count })),
    people: people.map((each) => ({ id: each.personId, name: each.name ?? t(language, 'api.hidden-protected'), contactPoint: each.contactPoint })),
    next: next === null ? null : cursorOf([next]),
  }
}

/** Somebody a key does not see is answered for as somebody unknown. */
export async function hideStrangers(tx: Tx, scope: Scope, decided: readonly PersonDecision[]): Promise<PersonDecision[]> {
  const seen = await selectInScope(tx, scope, decided.map((each) => each.personId))
  return decided.map((each) => (seen.has(each.personId) ? each : strangerTo(each.personId, each.question)))
}

/** One answer per question, in order; the same question about many people is put once. */
async function decideEach(tx: Tx, asked: readonly Asked[]): Promise<PersonDecision[]> {
  const answers: PersonDecision[] = []
  const places = asked.map((each, place) => ({ question: toQuestion(each), personId: each.person as PersonId, place }))
  for (const same of Map.groupBy(places, ({ question: one }) => JSON.stringify(one)).values()) {
    const decided = await decideFor(tx, same.map((each) => each.personId), [same[0]!.question])
    for (const [index, each] of same.entries()) answers[each.place] = decided[index]!
  }
  return answers
}

function toQuestion({ purpose, channel, use, about, contactPointId }: Asked): Question {
  return { purpose, channel, use, about: about ?? null, contactPointId: (contactPointId as ContactPointId | undefined) ?? null }
}

function decisionAnswer(language: Language, decided: PersonDecision): Decision {
  const { personId, allowed, rule, article, basis, groundId, entrySeq, obligations } = decided
  return { person: personId, allowed, rule, article, basis, groundId, entrySeq, obligations, ...decisionInWords(language, decided) }
}

/** Why, and what would change a no, in the reader's language. */
export function decisionInWords(language: Language, decided: Pick<PersonDecision, 'text' | 'parameters' | 'wouldChange'>): { sentence: string; wouldChange: string | null } {
  return {
    sentence: t(language, decided.text, decided.parameters),
    wouldChange: decided.wouldChange === undefined ? null : t(language, decided.wouldChange, decided.parameters),
  }
}

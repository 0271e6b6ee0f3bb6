import type { z } from '@hono/zod-openapi'
import type { PersonDecision } from '../../decisions/decide-for.ts'
import type { Decision } from '../../decisions/decide.ts'
import { PERSON_ATTRIBUTES } from '../../decisions/audience.ts'
import { audienceFromMemory } from '../../decisions/audience-from-memory.ts'
import type { Head } from '../../decisions/change-follower.ts'
import { findAudience as find, type Audience as Found } from '../../decisions/find-audience.ts'
import type { Question } from '../../decisions/question.ts'
import { NAME_FIELDS } from '../../people/name-of.ts'
import { showsOfEverybody, type Scope } from '../../people/scope.ts'
import type { Tx } from '../../plumbing/database.ts'
import { CONTACT_FIELDS } from '../../purposes/field.ts'
import type { ContactPointId, PersonId } from '../../values/ids.ts'
import { t, type Language } from '../../values/text.ts'
import { DecisionDesk, type Asked } from '../decision-desk.ts'
import type { House } from '../house.ts'
import { completeJson } from '../security-headers.ts'
import { isBound, refuseOutOfScope, refuseUnseen, scopeFor } from '../staff/key-scope.ts'
import type { Api } from './api-door.ts'
import { cursorId, cursorOf, cursorParts } from './cursor.ts'
import { decide, findAudience, type Audience, type Head as HeadAnswer, type Decision as DecisionAnswer, type Decisions, type question } from './decisions-resource.ts'
import { readerLanguage } from './reader.ts'
import { seenOnChannel } from './seen-in-answer.ts'

type AskedInWords = z.output<typeof question>
type WordedDecision = Omit<DecisionAnswer, 'person' | 'groundId' | 'entrySeq'>

export function addDecisionsRoutes(api: Api, house: House): void {
  const desk = new DecisionDesk(house)

  api.openapi(decide, async (c) => {
    const language = readerLanguage(c)
    const { questions, foundation } = c.req.valid('json')
    const asked = askedOf(questions)
    if (foundation) {
      const decisions = await desk.decideWithFoundation(c.get('actor'), asked)
      return c.json({ decisions: decisions.map((one) => ({ ...worded(language, one), person: one.personId, groundId: one.groundId, entrySeq: one.entrySeq })), head: null }, 200)
    }
    const decisions = await desk.decide(c.get('actor'), asked)
    return completeJson<Decisions>(c, decisionsText(language, asked, decisions, desk.head))
  })

  api.openapi(findAudience, async (c) => {
    const { purpose, channel, about, use, where, rule, after, limit } = c.req.valid('json')
    const page = { limit, ...(rule === undefined ? {} : { rule }), ...(after === undefined ? {} : { after: cursorId<PersonId>(cursorParts(after, 1)[0]) }) }
    const asked = { purpose, channel, use, about: about ?? null }
    const { memory } = house
    const actor = c.get('actor')
    const scope = isBound(actor) ? await house.database.read((tx) => scopeFor(tx, actor)) : undefined
    refuseOutOfScope(scope, [purpose], () => 'purpose')
    refuseUnseen(actor, scope, where.map((one) => one.field), (place) => `where.${place}.field`)
    const kept = memory && showsAll(scope, where, limit) ? (tx: Tx) => audienceFromMemory(tx, memory, asked, where, page) : undefined
    // Counting from memory takes no part of the database; a filter goes through everybody.
    const counts = where.length === 0 && limit === 0
    if (kept && counts) await memory!.settle()
    const counted = kept && counts ? await house.database.read(kept) : undefined
    const audience = counted ?? await house.database.report(async (tx) => {
      return (await kept?.(tx)) ?? find(tx, asked, where, { ...page, ...(scope ? { scope } : {}) })
    })
    const answer = audienceAnswer(readerLanguage(c), channel, audience)
    await house.looks.note({ actor: c.get('actor'), why: 'audience', people: seenOnChannel(answer.people, channel) })
    return c.json(answer, 200)
  })
}

/** What memory answers it answers of everybody, and it names people in the order of their names. */
function showsAll(scope: Scope | undefined, where: readonly { field: string }[], limit: number): boolean {
  const values = where.map((one) => one.field).filter((field) => !(PERSON_ATTRIBUTES as readonly string[]).includes(field))
  return showsOfEverybody(scope, [...values, ...(limit === 0 ? [] : [...NAME_FIELDS, ...CONTACT_FIELDS])])
}

/** Counts, those asked for, and why the others not. */
export function audienceAnswer(language: Language, channel: string, { matching, permitted, reasons, people, next, head }: Found): Audience {
  return {
    matching,
    permitted,
    notPermitted: matching - permitted,
    reasons: reasons.map(({ rule, text, count }) => ({ rule, sentence: t(language, text, { channel }), count })),
    people: people.map((each) => ({ id: each.personId, name: each.name ?? t(language, 'api.hidden-protected'), contactPoint: each.contactPoint })),
    next: next === null ? null : cursorOf([next]),
    head: headAnswer(head),
  }
}

/** The head an answer from memory stands at. */
export function headAnswer(head: Head | null): HeadAnswer | null {
  return head && { index: head.index, at: head.at.toISOString() }
}

function toQuestion({ purpose, channel, use, about, contactPointId }: AskedInWords): Question {
  return { purpose, channel, use, about: about ?? null, contactPointId: (contactPointId as ContactPointId | undefined) ?? null }
}

/** Questions as the desk is asked them. */
export function askedOf(questions: readonly AskedInWords[]): Asked[] {
  return questions.map((one) => ({ personId: one.person as PersonId, question: toQuestion(one) }))
}

/** The JSON text of answers without their foundation, one to each question, and of the head they stand at. */
export function decisionsText(language: Language, asked: readonly Asked[], decisions: readonly Decision[], head: Head | null): string {
  const each = decisions.map((one, place) => `${wordedText(language, one)},"person":"${asked[place]!.personId}","groundId":null,"entrySeq":null}`)
  return `{"decisions":[${each.join(',')}],"head":${JSON.stringify(headAnswer(head))}}`
}

/** Answers from memory come again and again; what they are in words, up to who is asked about, is kept as long as they are. */
const texts = new WeakMap<Decision, Map<Language, string>>()

/** An answer in words as JSON that more members can follow. */
function wordedText(language: Language, decision: Decision): string {
  const known = texts.get(decision)?.get(language)
  if (known) return known
  const text = JSON.stringify(worded(language, decision)).slice(0, -1)
  const inLanguages = texts.get(decision) ?? new Map<Language, string>()
  texts.set(decision, inLanguages.set(language, text))
  return text
}

function worded(language: Language, decision: Decision): WordedDecision {
  const { allowed, rule, article, basis, obligations } = decision
  return { allowed, rule, article, basis, obligations, ...decisionInWords(language, decision) }
}

/** Why, and what would change a no, in the reader's language. */
export function decisionInWords(language: Language, decided: Pick<PersonDecision, 'text' | 'parameters' | 'wouldChange'>): { sentence: string; wouldChange: string | null } {
  return {
    sentence: t(language, decided.text, decided.parameters),
    wouldChange: decided.wouldChange === undefined ? null : t(language, decided.wouldChange, decided.parameters),
  }
}

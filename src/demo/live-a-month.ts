import type { Choice } from '../consent/choice.ts'
import type { PersonId } from '../values/ids.ts'
import type { Chance } from './chance.ts'
import { INTERESTS } from './names.ts'
import type { Invented } from './invent-people.ts'

/** What a person of the demo answered so far; the month that follows depends on it. */
export type Answered = 'not-asked' | 'yes' | 'no' | 'silent' | 'stop-asking'

/** Shares of answers when a customer is asked once; the rest stay silent. */
const YES = 0.36
const NO = 0.2
const STOP_ASKING = 0.03
/** Share of those who said yes who change their mind in a month. */
const CHANGE_OF_MIND = 0.02
const TELLS_INTERESTS = 0.55

export interface Month {
  choices: Choice[]
  interests: { personId: PersonId; interests: string[] }[]
}

/** What one newcomer says in the month they are asked: through the mail if they have one, else on the invoice slip. */
export function firstAnswer(chance: Chance, person: Invented, contactPointId: Choice['contactPointId']): { month: Month; answered: Answered } {
  const month: Month = { choices: [], interests: [] }
  const byMail = contactPointId !== null
  const channel = byMail ? 'email' : 'letter'
  const purpose = chance.pick(byMail ? ['news', 'tips', 'events'] as const : ['events', 'news'] as const)
  const base = { personId: person.personId, purpose, channel, contactPointId, frequency: null, language: person.country === 'NO' ? 'nb' as const : 'sv' as const, wording: null, evidence: {} }
  if (byMail) month.choices.push({ ...base, kind: 'asked', surface: 'mail', actor: { kind: 'system', id: null } })
  const luck = chance.next()
  const said = { ...base, surface: byMail ? chance.pick(['mail', 'mail', 'web'] as const) : 'letter' as const, actor: { kind: 'person' as const, id: person.personId } }
  if (luck < YES && byMail) {
    month.choices.push({ ...said, kind: 'given', frequency: chance.pick([null, null, 'monthly', 'quarterly']) })
    if (chance.happens(TELLS_INTERESTS) && purpose !== 'events') month.interests.push({ personId: person.personId, interests: [...new Set([chance.pick(INTERESTS), chance.pick(INTERESTS)])] })
    return { month, answered: 'yes' }
  }
  if (luck < YES + NO && byMail) {
    month.choices.push({ ...said, kind: 'withdrawn' })
    return { month, answered: 'no' }
  }
  if (luck < YES + NO + STOP_ASKING) {
    month.choices.push({ ...said, kind: 'stop-asking', purpose: null, channel: null })
    return { month, answered: 'stop-asking' }
  }
  return { month, answered: 'silent' }
}

/** Whether somebody who said yes takes it back this month, and how: one purpose, or all marketing. */
export function changeOfMind(chance: Chance, personId: PersonId): Choice | undefined {
  if (!chance.happens(CHANGE_OF_MIND)) return undefined
  const all = chance.happens(0.3)
  return {
    personId, kind: all ? 'objected' : 'withdrawn', purpose: all ? null : 'news', channel: all ? null : 'email', contactPointId: null, frequency: null,
    surface: chance.pick(['mail', 'web', 'phone'] as const), language: 'sv', actor: { kind: 'person', id: personId }, wording: null, evidence: {},
  }
}

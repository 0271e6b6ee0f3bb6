import { decideFor, type PersonDecision } from '../../decisions/decide-for.ts'
import type { Tx } from '../../plumbing/database.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import { showPerson, type PersonView } from '../../rights/show-person.ts'
import { limitView } from '../../rights/limit-view.ts'
import { tellOfCorrection } from '../../rights/tell-of-correction.ts'
import { selectTimeline, type TimelineEvent, type TimelineScope } from '../../rights/timeline.sql.ts'
import { selectCatalogue, type PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import type { Channel } from '../../law/channel.ts'
import { correctValues } from '../../people/correct-values.ts'
import type { Origin } from '../../people/hold-values.ts'
import { selectPeople } from '../../people/people.sql.ts'
import { NAME_FIELDS } from '../../people/name-of.ts'
import { opensDocuments, showsOfEverybody, type Scope } from '../../people/scope.ts'
import { selectFieldsInScope, selectInScope } from '../../people/scope.sql.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { PersonId } from '../../values/ids.ts'
import { t } from '../../values/text.ts'
import type { House } from '../house.ts'
import { whyLooking } from '../looking-for.ts'
import { refuseUnwritable, scopeFor } from '../staff/key-scope.ts'
import type { Permission } from '../../staff/permission.ts'
import { actorId, type StaffActor } from '../../staff/staff-actor.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'
import type { ActorNames } from './actor-in-words.ts'
import type { Api } from './api-door.ts'
import { cursorMoment, cursorOf, cursorParts } from './cursor.ts'
import { activitiesRead } from './activity-answer.ts'
import { lettersRead } from './correspondence-routes.ts'
import { purposesRead } from './notes-routes.ts'
import { readsTickets } from './tickets-routes.ts'
import { changeValues, getTimeline } from './people-resource.ts'
import { personAnswer } from './person-answer.ts'
import { getPerson } from './person-resource.ts'
import { serviceQuestions } from './reach-answer.ts'
import { readerLanguage } from './reader.ts'
import { recordsAnswer } from './records-answer.ts'
import { seenInPerson } from './seen-in-answer.ts'
import { timelineAnswer } from './timeline-answer.ts'

export function addPersonRoutes(api: Api, house: House): void {
  api.openapi(getPerson, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const why = whyLooking(c, 'shown')
    const answer = await house.database.read(async (tx) => {
      const whole = await showPerson(tx, house.keeper.keys.identifierIndex, personId, house.keeper.keyRoom)
      const scope = await scopeFor(tx, c.get('actor'))
      const view = scope ? limitView(whole, scope, tx.now) : whole
      if (!view) throw new Problem('not-found', { text: 'rights.person-not-found' })
      return {
        view,
        decisions: await decideChoices(tx, view),
        actorNames: c.get('actor').kind === 'key' ? ownName(c.get('actor')) : await selectActorNames(tx, view.provenance.flatMap((one) => one.recordedBy.id ?? [])),
        demo: (await selectInstallation(tx))?.demo ?? false,
        // Other records are named to colleagues who see everybody; what a key sees is bound to purposes.
        records: c.get('actor').kind === 'key' ? { ledBy: null, others: [] } : await recordsAnswer(tx, personId, !scope || showsOfEverybody(scope, NAME_FIELDS)),
        now: tx.now,
      }
    })
    const shown = personAnswer(readerLanguage(c), answer)
    await house.looks.note({ actor: c.get('actor'), why, people: seenInPerson(shown) })
    return c.json(shown, 200)
  })

  api.openapi(changeValues, async (c) => {
    const language = readerLanguage(c)
    const personId = c.req.valid('param').id as PersonId
    const { values } = c.req.valid('json')
    const { changed, refused } = await house.database.write(async (tx) => {
      const scope = await scopeFor(tx, c.get('actor'))
      if (scope) await refuseValues(tx, scope, personId, Object.keys(values))
      refuseUnwritable(c.get('actor'), Object.keys(values), (field) => `values.${field}`)
      const correction = await correctValues(tx, house.keeper.keys.identifierIndex, personId, values, correctionOrigin(c.get('actor')), house.keeper)
      await tellOfCorrection(tx, house.keeper.keys.tokens, personId, correction.changed)
      return correction
    })
    return c.json({ changed, held: refused.map(({ fieldKey, rule }) => ({ field: fieldKey, rule, sentence: t(language, `people.refused.${rule}`) })) }, 200)
  })

  api.openapi(getTimeline, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const { after, limit } = c.req.valid('query')
    const [at, key] = after === undefined ? [] : cursorParts(after, 2)
    const { events, catalogue, actorNames } = await house.database.read(async (tx) => {
      const scope = await scopeFor(tx, c.get('actor'))
      const known = scope ? (await selectInScope(tx, scope, [personId])).has(personId) : (await selectPeople(tx, [personId])).length > 0
      if (!known) throw new Problem('not-found', { text: 'people.unknown' })
      const inForce = await selectCatalogue(tx)
      const found = await selectTimeline(tx, personId, {
        limit, notes: purposesRead(inForce, c.get('actor')), letters: lettersRead(inForce, c.get('actor')), activities: may(c.get('actor'), 'activities.read') ? activitiesRead(inForce, c.get('actor')) : [], documents: may(c.get('actor'), 'invoices.read') && opensDocuments(scope), deals: may(c.get('actor'), 'deals.read') && showsOfEverybody(scope, NAME_FIELDS), tickets: may(c.get('actor'), 'tickets.read') && readsTickets(c.get('actor')), leads: may(c.get('actor'), 'leads.read') && showsOfEverybody(scope, NAME_FIELDS), ...(at === undefined ? {} : { before: { at: cursorMoment(at), key: key! } }), ...(scope ? { within: await timelineWithin(tx, scope, personId, inForce) } : {}),
      })
      return { events: found, catalogue: inForce, actorNames: c.get('actor').kind === 'key' ? ownName(c.get('actor')) : await selectActorNames(tx, found.flatMap((event) => event.actorId ?? [])) }
    })
    await house.looks.note({ actor: c.get('actor'), why: 'timeline', people: [{ personId, fields: ['history'] }] })
    const last = events.length === limit ? events.at(-1) : undefined
    return c.json({ events: events.map((event) => timelineAnswer(readerLanguage(c), event, catalogue, actorNames)), next: last ? cursorOf(placeOf(last)) : null }, 200)
  })
}

/** For a colleague; other systems are told of none of these here. */
const may = (actor: StaffActor, permission: Permission) => actor.kind === 'staff' && actor.permissions.has(permission)

/** A key is told its own name; those of colleagues are not for other systems. */
function ownName(actor: StaffActor): ActorNames {
  return new Map([[actorId(actor), actor.name]])
}

/** A key corrects what it sees; anything else is as if it were not there. */
async function refuseValues(tx: Tx, scope: Scope, personId: PersonId, fields: readonly string[]): Promise<void> {
  if (!(await selectInScope(tx, scope, [personId])).has(personId)) throw new Problem('not-found', { text: 'people.unknown' })
  const seen = (await selectFieldsInScope(tx, scope, [personId])).get(personId)!
  const unseen = fields.find((field) => !seen.has(field))
  if (unseen !== undefined) throw new Problem('invalid', { text: 'people.value.field-unknown', field: unseen })
}

/** What was said of all marketing belongs to each purpose of marketing. */
async function timelineWithin(tx: Tx, scope: Scope, personId: PersonId, catalogue: PublishedCatalogue): Promise<TimelineScope> {
  const marketing = catalogue.purposes.some((one) => one.kind === 'marketing' && scope.purposes.includes(one.key))
  return { purposes: scope.purposes, marketing, fields: [...(await selectFieldsInScope(tx, scope, [personId])).get(personId)!] }
}

/** A correction comes from the person (art. 16), by the hand of whoever records it. */
export function correctionOrigin(actor: StaffActor): Origin {
  return { source: actor.name, collected: 'self', recordedBy: { kind: actor.kind, id: actorId(actor) }, importId: null, noticeDueAt: null }
}

function placeOf(event: TimelineEvent): [string, string] {
  return [event.at.toISOString(), event.key]
}

/** What may be sent for each purpose the person has a say in, through each of its channels. */
async function decideChoices(tx: Tx, view: PersonView): Promise<PersonDecision[]> {
  const questions = view.choices.flatMap(({ purpose, channels }) =>
    channels.map(({ channel }) => ({ purpose: purpose.key, channel: channel as Channel, use: channel === 'none' ? 'profile' as const : 'send' as const })))
  return decideFor(tx, [view.person.personId], [...questions, ...serviceQuestions(view, tx.now)])
}

import { decideFor, type PersonDecision } from '../../decisions/decide-for.ts'
import type { Tx } from '../../plumbing/database.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import { showPerson, type PersonView } from '../../rights/show-person.ts'
import { selectTimeline, type TimelineEvent } from '../../rights/timeline.sql.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import type { Channel } from '../../law/channel.ts'
import { correctValues } from '../../people/correct-values.ts'
import type { Origin } from '../../people/hold-values.ts'
import { selectPeople } from '../../people/people.sql.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { PersonId } from '../../values/ids.ts'
import { t } from '../../values/text.ts'
import type { House } from '../house.ts'
import { actorId, type StaffActor } from '../staff/staff-actor.ts'
import { selectActorNames } from '../staff/staff.sql.ts'
import type { Api } from './api-door.ts'
import { cursorMoment, cursorOf, cursorParts } from './cursor.ts'
import { changeValues, getTimeline } from './people-resource.ts'
import { personAnswer } from './person-answer.ts'
import { getPerson } from './person-resource.ts'
import { readerLanguage } from './reader.ts'
import { timelineAnswer } from './timeline-answer.ts'

export function addPersonRoutes(api: Api, house: House): void {
  api.openapi(getPerson, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const answer = await house.database.read(async (tx) => {
      const view = await showPerson(tx, house.keeper.keys.identifierIndex, personId)
      return {
        view,
        decisions: await decideChoices(tx, view),
        actorNames: await selectActorNames(tx, view.provenance.flatMap((one) => one.recordedBy.id ?? [])),
        demo: (await selectInstallation(tx))?.demo ?? false,
        now: tx.now,
      }
    })
    return c.json(personAnswer(readerLanguage(c), answer), 200)
  })

  api.openapi(changeValues, async (c) => {
    const language = readerLanguage(c)
    const personId = c.req.valid('param').id as PersonId
    const { changed, refused } = await house.database.write((tx) =>
      correctValues(tx, house.keeper.keys.identifierIndex, personId, c.req.valid('json').values, correctionOrigin(c.get('actor'))))
    return c.json({ changed, held: refused.map(({ fieldKey, rule }) => ({ field: fieldKey, rule, sentence: t(language, `people.refused.${rule}`) })) }, 200)
  })

  api.openapi(getTimeline, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const { after, limit } = c.req.valid('query')
    const [at, key] = after === undefined ? [] : cursorParts(after, 2)
    const { events, catalogue, actorNames } = await house.database.read(async (tx) => {
      if ((await selectPeople(tx, [personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
      const found = await selectTimeline(tx, personId, { limit, ...(at === undefined ? {} : { before: { at: cursorMoment(at), key: key! } }) })
      return { events: found, catalogue: await selectCatalogue(tx), actorNames: await selectActorNames(tx, found.flatMap((event) => event.actorId ?? [])) }
    })
    const last = events.length === limit ? events.at(-1) : undefined
    return c.json({ events: events.map((event) => timelineAnswer(readerLanguage(c), event, catalogue, actorNames)), next: last ? cursorOf(placeOf(last)) : null }, 200)
  })
}

/** A correction comes from the person (art. 16), by the hand of whoever records it. */
function correctionOrigin(actor: StaffActor): Origin {
  return { source: actor.name, collected: 'self', recordedBy: { kind: actor.kind, id: actorId(actor) }, importId: null, noticeDueAt: null }
}

function placeOf(event: TimelineEvent): [string, string] {
  return [event.at.toISOString(), event.key]
}

/** What may be sent for each purpose the person has a say in, through each of its channels. */
async function decideChoices(tx: Tx, view: PersonView): Promise<PersonDecision[]> {
  const questions = view.choices.flatMap(({ purpose, channels }) =>
    channels.map(({ channel }) => ({ purpose: purpose.key, channel: channel as Channel, use: channel === 'none' ? 'profile' as const : 'send' as const })))
  return decideFor(tx, [view.person.personId], questions)
}

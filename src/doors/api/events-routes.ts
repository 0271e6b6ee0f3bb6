import { RULE_OF } from '../../events/event.ts'
import { takeEvents } from '../../events/take-events.ts'
import { Problem } from '../../plumbing/errors.ts'
import { actorId } from '../../staff/staff-actor.ts'
import type { PersonId } from '../../values/ids.ts'
import { t } from '../../values/text.ts'
import type { House } from '../house.ts'
import { refuseOutOfScope, refuseStrangers, scopeFor } from '../staff/key-scope.ts'
import type { Api } from './api-door.ts'
import { takeEvents as route, type TakenEvents } from './events-resource.ts'
import { readerLanguage } from './reader.ts'

export function addEventsRoutes(api: Api, house: House): void {
  api.openapi(route, async (c) => {
    const actor = c.get('actor')
    const events = c.req.valid('json').events.map((one) => ({ personId: one.person as PersonId, eventId: one.id, purpose: one.purpose, name: one.name, about: one.about, at: new Date(one.at) }))
    refuseTwice(events.map((one) => one.eventId))
    const by = { kind: actor.kind, id: actorId(actor) }
    const taken = await house.database.write(async (tx) => {
      const scope = await scopeFor(tx, actor)
      refuseOutOfScope(scope, events.map((one) => one.purpose), (place) => `events.${place}.purpose`)
      await refuseStrangers(tx, scope, events.map((one) => one.personId))
      return takeEvents(tx, events, by)
    })
    const results = taken.map((one, place): TakenEvents['results'][number] => {
      const { eventId: id } = events[place]!
      if (typeof one === 'string') return { id, outcome: one, rule: null, detail: null }
      return { id, outcome: 'refused', rule: RULE_OF[one.fault] ?? null, detail: t(readerLanguage(c), `events.refused.${one.fault}`) }
    })
    return c.json({ results }, 200)
  })
}

function refuseTwice(ids: readonly string[]): void {
  const twice = ids.findIndex((id, place) => ids.indexOf(id) < place)
  if (twice >= 0) throw new Problem('invalid', { text: 'events.twice', field: `events.${twice}.id` })
}

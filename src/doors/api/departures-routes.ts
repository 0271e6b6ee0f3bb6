import { Problem } from '../../plumbing/errors.ts'
import { askDeparture } from '../../staff/ask-departure.ts'
import { CUT, type Departure, type Loosened } from '../../staff/departure.ts'
import { selectDeparture, selectDepartures, selectLeaver, selectTied, updateDepartureCancelled } from '../../staff/departures.sql.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import { isStaff, selectActorNames } from '../../staff/staff.sql.ts'
import { stopWork } from '../../staff/stop-work.ts'
import type { StaffId } from '../../values/ids.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import type { ActorNames } from './actor-in-words.ts'
import type { Api } from './api-door.ts'
import { cancelDeparture, createDeparture, listDepartures, rehearseDeparture, type Departure as DepartureAnswer, type DepartureRehearsal } from './departures-resource.ts'
import { readerLanguage } from './reader.ts'

export function addDeparturesRoutes(api: Api, house: House): void {
  const { database, keeper } = house

  api.openapi(rehearseDeparture, async (c) => {
    const staffId = c.req.valid('param').id as StaffId
    const tied = await database.read(async (tx) => {
      if (!(await isStaff(tx, staffId))) throw new Problem('not-found', { text: 'leaving.unknown' })
      return selectTied(tx, await selectLeaver(tx, staffId))
    })
    return c.json(inTwo(readerLanguage(c), tied), 200)
  })

  api.openapi(createDeparture, async (c) => {
    const { at, handTo } = c.req.valid('json')
    const wish = { staffId: c.req.valid('param').id as StaffId, leavesAt: at === null ? null : new Date(at), handTo: handTo as StaffId | null, askedBy: colleague(c.get('actor')).staffId }
    const { departureId } = await database.write((tx) => askDeparture(tx, keeper, wish))
    // Here at once; other copies remember a key for a second at most.
    house.keyRing.forget()
    await database.write((tx) => stopWork(tx, departureId))
    const { asked, names } = await database.read(async (tx) => ({ asked: (await selectDeparture(tx, departureId))!, names: await selectActorNames(tx, [wish.askedBy]) }))
    return c.json(departureAnswer(readerLanguage(c), asked, names), 201)
  })

  api.openapi(listDepartures, async (c) => {
    const { departures, names } = await database.read(async (tx) => {
      const found = await selectDepartures(tx, c.req.valid('param').id as StaffId)
      return { departures: found, names: await selectActorNames(tx, found.map((one) => one.askedBy)) }
    })
    return c.json({ departures: departures.map((one) => departureAnswer(readerLanguage(c), one, names)) }, 200)
  })

  api.openapi(cancelDeparture, async (c) => {
    const { id, departure } = c.req.valid('param')
    const cancelled = await database.write((tx) => updateDepartureCancelled(tx, id as StaffId, departure, colleague(c.get('actor')).staffId))
    if (!cancelled) throw new Problem('conflict', { text: 'leaving.not-waiting' })
    return c.body(null, 204)
  })
}

function departureAnswer(language: Language, { departureId, leavesAt, handTo, askedAt, askedBy, cancelledAt, doneAt, cut }: Departure, names: ActorNames): DepartureAnswer {
  return {
    id: departureId, leavesAt: leavesAt.toISOString(), handTo, askedAt: askedAt.toISOString(), askedBy: names.get(askedBy) ?? '',
    state: doneAt ? 'done' : cancelledAt ? 'cancelled' : 'waiting', doneAt: doneAt?.toISOString() ?? null, cancelledAt: cancelledAt?.toISOString() ?? null,
    ...inTwo(language, cut ?? []),
  }
}

function inTwo(language: Language, loosened: readonly Loosened[]): DepartureRehearsal {
  const answers = loosened.map(({ what, things }) => ({
    what, inWords: t(language, `leaving.what.${what}`, { count: things.length }), count: things.length, names: things.filter((thing) => thing !== null),
  }))
  const cut = (what: string) => (CUT as readonly string[]).includes(what)
  return { cut: answers.filter((one) => cut(one.what)), handedOver: answers.filter((one) => !cut(one.what)) }
}

/** The gate lets only colleagues through to these routes (route-table.ts). */
function colleague(actor: StaffActor): StaffActor & { kind: 'staff' } {
  if (actor.kind !== 'staff') throw new Problem('forbidden', { text: 'staff.not-for-keys' })
  return actor
}

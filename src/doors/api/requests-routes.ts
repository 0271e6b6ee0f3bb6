import { REMINDER_DAYS, dayOn } from '../../law/deadline.ts'
import { zoneOf } from '../../law/holidays.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import { selectPeople } from '../../people/people.sql.ts'
import { selectOwnLanguages } from '../../people/values.sql.ts'
import { openRequest } from '../../rights/open-request.ts'
import type { ReceivedHow, RequestState } from '../../rights/request.ts'
import { selectFourEyes } from '../../rights/request-rules.sql.ts'
import { setFourEyes } from '../../rights/set-four-eyes.ts'
import { countOpen, selectOverdue, selectRequestsPage } from '../../rights/requests-list.sql.ts'
import { selectRequest, selectRequestsOf } from '../../rights/requests.sql.ts'
import { addDays, type LocalDate } from '../../values/calendar.ts'
import type { PersonId } from '../../values/ids.ts'
import { languageOf, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { newsOfRequest } from '../request-news.ts'
import { refuseBound, refuseStrangers, scopeFor } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import { actorId, type StaffActor } from '../../staff/staff-actor.ts'
import type { Api } from './api-door.ts'
import { cursorOf, cursorParts } from './cursor.ts'
import { readerLanguage } from './reader.ts'
import { summariesOf } from './request-answer.ts'
import { createRequest, listPersonRequests, listRequests, setFourEyes as setRules, type RequestSummary } from './requests-resource.ts'
import { seenByName } from './seen-in-answer.ts'

const OVERDUE_SHOWN = 200
const OPEN: readonly RequestState[] = ['open', 'waiting-for-proof']

/** What people ask by their rights. Only colleagues who see everything handle it: the answers hold anything. */
export function addRequestsRoutes(api: Api, house: House): void {
  const { database, keeper } = house

  api.openapi(listRequests, async (c) => {
    refuseBound(c.get('actor'))
    const { after, limit, state, kind, open } = c.req.valid('query')
    const offset = after === undefined ? 0 : Number(cursorParts(after, 1)[0])
    if (!Number.isSafeInteger(offset) || offset < 0) throw new Problem('invalid', { text: 'api.cursor-invalid', field: 'after' })
    const language = readerLanguage(c)
    const page = await database.report(async (tx) => {
      const today = dayOn(zoneOf((await selectInstallation(tx))!.controller.country), tx.now)
      const states = state ? [state] : open === 'true' ? OPEN : undefined
      const found = await selectRequestsPage(tx, { ...(states && { states }), ...(kind && { kinds: [kind] }) }, { offset, limit })
      return {
        counts: await countOpen(tx, today, addDays(today as LocalDate, REMINDER_DAYS[0])),
        overdue: await summariesOf(tx, language, await selectOverdue(tx, today, OVERDUE_SHOWN)),
        requests: await summariesOf(tx, language, found),
        fourEyes: await selectFourEyes(tx),
      }
    })
    await noteListed(house, c.get('actor'), [...page.overdue, ...page.requests])
    return c.json({ ...page, next: page.requests.length === limit ? cursorOf([offset + limit]) : null }, 200)
  })

  api.openapi(listPersonRequests, async (c) => {
    refuseBound(c.get('actor'))
    const personId = c.req.valid('param').id as PersonId
    const requests = await database.read(async (tx) => {
      if ((await selectPeople(tx, [personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
      return summariesOf(tx, readerLanguage(c), await selectRequestsOf(tx, personId))
    })
    await noteListed(house, c.get('actor'), requests)
    return c.json({ requests }, 200)
  })

  api.openapi(createRequest, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const { kind, how, receivedAt, language, sender, doubts, wish } = c.req.valid('json')
    const actor = c.get('actor')
    if ((actor.kind === 'staff') !== (how !== undefined)) throw new Problem('invalid', { text: 'rights.request.how-missing', field: 'how' })
    const received = await database.write(async (tx) => {
      await refuseStrangers(tx, await scopeFor(tx, actor), [personId])
      const requestId = await openRequest(tx, keeper, {
        personId, kind, how: (how ?? 'api') as ReceivedHow, by: { kind: actor.kind, id: actorId(actor) }, language: language ?? await languageFor(tx, personId, readerLanguage(c)), wish, sender, doubts,
        receivedAt: receivedAt === undefined ? undefined : new Date(receivedAt),
        // Whoever is signed in at a surface that speaks for the person is the person, as far as that surface knows.
        proof: actor.kind === 'key' && actor.speaksForPerson ? { way: 'surface', contactPointId: null } : undefined,
      })
      await newsOfRequest(tx, personId, readerLanguage(c))
      return (await selectRequest(tx, personId, requestId))!
    })
    return c.json({ id: received.requestId, state: received.state, strictOn: received.dueOn, latestOn: received.latestOn, needed: received.proofNeeded, given: received.proofGiven ?? 'none' }, 201)
  })

  api.openapi(setRules, async (c) => {
    refuseBound(c.get('actor'))
    await database.write((tx) => setFourEyes(tx, c.req.valid('json').fourEyes, signedIn(c.get('actor')).staffId))
    return c.body(null, 204)
  })
}

async function noteListed(house: House, actor: StaffActor, rows: readonly RequestSummary[]): Promise<void> {
  if (rows.length === 0) return
  const people = new Map(rows.map((row) => [row.person.id, row.person]))
  await house.looks.note({ actor, why: 'list', people: seenByName([...people.values()], ['requests']) })
}

async function languageFor(tx: Tx, personId: PersonId, otherwise: Language): Promise<Language> {
  return languageOf((await selectOwnLanguages(tx, [personId])).get(personId) ?? '') ?? otherwise
}

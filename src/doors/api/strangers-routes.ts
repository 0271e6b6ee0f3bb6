import { searchForStranger, type StrangerSearched } from '../../erasure/search-for-stranger.ts'
import { PERSONAL_TABLES } from '../../law/data-map.ts'
import { selectNames } from '../../people/people-list.sql.ts'
import { selectPeople } from '../../people/people.sql.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { linkRequest as link } from '../../rights/link-request.ts'
import type { ReceivedHow } from '../../rights/request.ts'
import { selectRequest } from '../../rights/requests.sql.ts'
import { RIGHTS } from '../../people/rights-only.ts'
import { takeInStranger } from '../../rights/take-in-stranger.ts'
import { actorId } from '../../staff/staff-actor.ts'
import type { PersonId } from '../../values/ids.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { newsOfRequest } from '../request-news.ts'
import { refuseBound, refuseOutOfScope, scopeFor } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import { readerLanguage } from './reader.ts'
import { shown } from './request-steps-routes.ts'
import { createStrangerRequest, linkRequest, searchForRequest, type RegisterSearchedAnswer } from './strangers-resource.ts'

/** Places whose words nobody reads: sealed, or files that are no text. What lies there is found by whose it is. */
const UNREAD = ['request_document', 'issued_document', 'import_file'] as const

/** Requests of people who are in no register: taken in, looked for, and found to be somebody's. */
export function addStrangersRoutes(api: Api, house: House): void {
  const { database, keeper } = house

  api.openapi(createStrangerRequest, async (c) => {
    const { name, contact, kind, how, receivedAt, language, doubts, wish } = c.req.valid('json')
    const actor = c.get('actor')
    if (actor.kind === 'staff') refuseBound(actor)
    if ((actor.kind === 'staff') !== (how !== undefined)) throw new Problem('invalid', { text: 'rights.request.how-missing', field: 'how' })
    const received = await database.write(async (tx) => {
      // A key for the purpose of rights, as for any other that it brings people for.
      if (actor.kind === 'key') refuseOutOfScope(await scopeFor(tx, actor), [RIGHTS], () => 'purpose')
      const { personId, requestId } = await takeInStranger(tx, keeper, {
        name, contact, kind, how: (how ?? 'api') as ReceivedHow, by: { kind: actor.kind, id: actorId(actor) }, language: language ?? readerLanguage(c), wish, doubts,
        receivedAt: receivedAt === undefined ? undefined : new Date(receivedAt),
      })
      return (await selectRequest(tx, personId, requestId))!
    })
    return c.json({
      id: received.requestId, person: received.personId, state: received.state, strictOn: received.dueOn, latestOn: received.latestOn, needed: received.proofNeeded, given: received.proofGiven ?? 'none',
    }, 201)
  })

  api.openapi(searchForRequest, async (c) => {
    refuseBound(c.get('actor'))
    const { id, request } = c.req.valid('param')
    const by = signedIn(c.get('actor')).staffId
    const answer = await database.reportAndRecord(async (tx) =>
      searchedInWords(tx, readerLanguage(c), await searchForStranger(tx, keeper, { personId: id as PersonId, requestId: request, number: c.req.valid('json').number, by })))
    await house.looks.note({ actor: c.get('actor'), why: 'search', people: [...new Set([id, ...answer.matches.map((one) => one.person.id)])].map((personId) => ({ personId: personId as PersonId, fields: ['name'] })) })
    return c.json(answer, 200)
  })

  api.openapi(linkRequest, async (c) => {
    refuseBound(c.get('actor'))
    const { id, request } = c.req.valid('param')
    const to = c.req.valid('json').person as PersonId
    await database.write(async (tx) => {
      await link(tx, keeper, { personId: id as PersonId, requestId: request, to, by: { kind: 'staff', id: signedIn(c.get('actor')).staffId } })
      // Whoever it is learns that somebody asks in their name.
      await newsOfRequest(tx, to, readerLanguage(c))
    })
    return c.json(await shown(house, c.get('actor'), readerLanguage(c), to, request), 200)
  })
}

async function searchedInWords(tx: Tx, language: Language, { by, places, matches, left }: StrangerSearched): Promise<RegisterSearchedAnswer> {
  const ids = matches.map((one) => one.personId)
  const [names, people] = [await selectNames(tx, ids), new Map((await selectPeople(tx, ids)).map((one) => [one.personId, one]))]
  const kindOf = (place: string) => PERSONAL_TABLES[place]!.category
  const label = (category: string) => t(language, `requests.place.${category}`)
  const found = Map.groupBy(places.filter((one) => one.found > 0), (one) => kindOf(one.place))
  return {
    by, left, searched: places.length, unread: UNREAD.map((place) => t(language, `requests.unread.${place}`)),
    places: [...found].map(([category, some]) => ({ place: category, label: label(category), found: some.reduce((sum, one) => sum + one.found, 0) })),
    matches: matches.map((one) => ({
      person: { id: one.personId, name: people.get(one.personId)?.protectedIdentity ? t(language, 'api.hidden-protected') : names.get(one.personId) ?? '' },
      by: one.by, places: [...new Set(one.places.map(kindOf))].map(label),
    })),
  }
}

import { acknowledgeNotice } from '../../looks/acknowledge-notice.ts'
import { kindOfLook } from '../../looks/look.ts'
import { selectNotices, type LookNoticeRow } from '../../looks/look-notices.sql.ts'
import { selectLooks, type LookRow, type LooksWanted } from '../../looks/looks.sql.ts'
import { selectPeople } from '../../people/people.sql.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectCatalogue, type PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'
import type { PersonId } from '../../values/ids.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { fieldInWords, rolesInWords } from '../looks-in-words.ts'
import type { Api } from './api-door.ts'
import { cursorId, cursorMoment, cursorOf, cursorParts } from './cursor.ts'
import { acknowledgeLookNotice, listLookNotices, listLooks, listPersonLooks, type Look, type LookNotice, type LooksPage } from './looks-resource.ts'
import { readerLanguage } from './reader.ts'

export function addLooksRoutes(api: Api, house: House): void {
  const { database } = house

  api.openapi(listLooks, async (c) => {
    const { person, by, since, until, after, limit } = c.req.valid('query')
    const wanted: LooksWanted = {
      limit, ...(person ? { personId: person as PersonId } : {}), ...(by ? { actorId: by } : {}), ...(since ? { since: new Date(since) } : {}), ...(until ? { until: new Date(until) } : {}), ...beforeOf(after),
    }
    return c.json(await database.report((tx) => pageOf(tx, readerLanguage(c), wanted)), 200)
  })

  api.openapi(listPersonLooks, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const { after, limit } = c.req.valid('query')
    const page = await database.read(async (tx) => {
      if ((await selectPeople(tx, [personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
      return pageOf(tx, readerLanguage(c), { personId, limit, ...beforeOf(after) })
    })
    return c.json(page, 200)
  })

  api.openapi(listLookNotices, async (c) => {
    const notices = await database.read((tx) => selectNotices(tx, c.req.valid('query').limit))
    return c.json({ notices: notices.map(noticeAnswer), open: notices.filter((one) => one.acknowledgedAt === null).length }, 200)
  })

  api.openapi(acknowledgeLookNotice, async (c) => {
    const { words } = c.req.valid('json')
    await database.write((tx) => acknowledgeNotice(tx, c.req.valid('param').id, colleague(c.get('actor')).staffId, words))
    return c.body(null, 204)
  })
}

function beforeOf(after: string | undefined): Pick<LooksWanted, 'before'> {
  if (after === undefined) return {}
  const [at, lookId] = cursorParts(after, 2)
  return { before: { at: cursorMoment(at), lookId: cursorId(lookId) } }
}

async function pageOf(tx: Tx, language: Language, wanted: LooksWanted): Promise<LooksPage> {
  const looks = await selectLooks(tx, wanted)
  const catalogue = await selectCatalogue(tx)
  const names = await selectActorNames(tx, [...new Set(looks.map((one) => one.actorId))])
  const last = looks.length === wanted.limit ? looks.at(-1) : undefined
  return { looks: looks.map((one) => lookAnswer(language, one, names, catalogue)), next: last ? cursorOf([last.at.toISOString(), last.lookId]) : null }
}

function lookAnswer(language: Language, { lookId, at, personId, actorKind, actorId, roles, why, fields }: LookRow, names: ReadonlyMap<string, string>, catalogue: PublishedCatalogue): Look {
  return {
    id: lookId, at: at.toISOString(), person: personId,
    by: { kind: actorKind, id: actorId, name: names.get(actorId) ?? '', roles: rolesInWords(language, actorKind, roles) },
    why, kind: kindOfLook(why), inWords: t(language, `looks.why.${why}`),
    fields: fields.map((field) => ({ field, label: fieldInWords(language, field, catalogue) })),
  }
}

function noticeAnswer({ noticeId, day, raisedAt, since, staffId, name, people, opened, listed, exported, usual, acknowledgedAt, acknowledgedByName, words }: LookNoticeRow): LookNotice {
  return {
    id: noticeId, day, raisedAt: raisedAt.toISOString(), since: since.toISOString(), colleague: { id: staffId, name }, people, opened, listed, exported, usual,
    acknowledged: acknowledgedAt && { at: acknowledgedAt.toISOString(), by: acknowledgedByName ?? '', words: words ?? '' },
  }
}

/** The gate lets only colleagues through to these routes (route-table.ts). */
function colleague(actor: StaffActor): StaffActor & { kind: 'staff' } {
  if (actor.kind !== 'staff') throw new Problem('forbidden', { text: 'staff.not-for-keys' })
  return actor
}

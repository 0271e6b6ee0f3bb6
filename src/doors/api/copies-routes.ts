import { selectCopies, selectCopy, selectRedactions, type MadeCopy, type MadeRedaction } from '../../rights/copies.sql.ts'
import type { Passage } from '../../rights/access-copy.ts'
import { openCopyLink, sealCopyLink } from '../../rights/copy-link.ts'
import { copyNumber } from '../../rights/copy-number.ts'
import { copySections, type CopySection } from '../../rights/copy-sections.ts'
import { handOverCopy as handOver, type HandOver } from '../../rights/hand-over-copy.ts'
import { makeCopy as make } from '../../rights/make-copy.ts'
import { noteCopyGiven } from '../../rights/note-copy-given.ts'
import { readMails } from '../../rights/read-mails.ts'
import { readAccess } from '../../rights/read-access.ts'
import { sayOfPlace as say } from '../../rights/say-of-place.ts'
import { lookerOf } from '../../looks/looker.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { Tx } from '../../plumbing/database.ts'
import { selectPeople } from '../../people/people.sql.ts'
import { selectHeldFields } from '../../rights/given.sql.ts'
import { actorId, type StaffActor } from '../../staff/staff-actor.ts'
import type { PersonId } from '../../values/ids.ts'
import { t, type Language } from '../../values/text.ts'
import { companyAddresses, copyFile } from '../copy-files.ts'
import type { House } from '../house.ts'
import { refuseBound } from '../staff/key-scope.ts'
import type { Api } from './api-door.ts'
import { fetchCopy, getCopy, handOverCopy, linkCopy, listCopies, makeCopy, sayOfPlace, type CopyAnswer } from './copies-resource.ts'
import { readerLanguage } from './reader.ts'

/** What is seen of somebody whose whole copy is looked through. */
const SEEN = ['name', 'choices', 'grounds', 'relations', 'history', 'messages'] as const

export function addCopiesRoutes(api: Api, house: House): void {
  const { database, keeper } = house
  addHandingOver(api, house)

  api.openapi(listCopies, async (c) => {
    refuseBound(c.get('actor'))
    const personId = c.req.valid('param').id as PersonId
    const copies = await database.read(async (tx) => {
      await refuseUnknown(tx, personId)
      return selectCopies(tx, personId)
    })
    return c.json({ copies: copies.map(copyHead) }, 200)
  })

  api.openapi(makeCopy, async (c) => {
    refuseBound(c.get('actor'))
    const { kind, language, request } = c.req.valid('json')
    const id = await database.write((tx) => make(tx, { personId: c.req.valid('param').id as PersonId, kind, language, requestId: request, by: actorId(c.get('actor')) }))
    return c.json({ id }, 201)
  })

  api.openapi(getCopy, async (c) => {
    refuseBound(c.get('actor'))
    const { id, copy: copyId } = c.req.valid('param')
    const personId = id as PersonId
    const answer = await database.read(async (tx) => {
      const made = await copyOf(tx, personId, copyId)
      const { copy, passages } = await readAccess(tx, keeper, personId, { kind: made.kind, language: readerLanguage(c), company: companyAddresses(house) })
      if (made.givenAt === null) await readMails(tx, personId, copy)
      return copyInWords(readerLanguage(c), made, copySections(copy), passages, await selectRedactions(tx, personId, copyId))
    })
    await house.looks.note({ actor: c.get('actor'), why: 'shown', people: [{ personId, fields: SEEN }] })
    return c.json(answer, 200)
  })

  api.openapi(sayOfPlace, async (c) => {
    refuseBound(c.get('actor'))
    const { id, copy: copyId } = c.req.valid('param')
    const said = c.req.valid('json')
    if (said.end <= said.start) throw new Problem('invalid', { text: 'copy.place-unknown', field: 'end' })
    await database.write((tx) => say(tx, { ...said, personId: id as PersonId, copyId, by: actorId(c.get('actor')) }))
    return c.body(null, 204)
  })
}

/** Handing over, and fetching what was handed over to print or send it. */
function addHandingOver(api: Api, house: House): void {
  const { database, keeper } = house

  api.openapi(handOverCopy, async (c) => {
    refuseBound(c.get('actor'))
    const { id, copy: copyId } = c.req.valid('param')
    const { how, letter } = c.req.valid('json')
    await database.write((tx) => handOver(tx, keeper, { personId: id as PersonId, copyId, how, letter, by: actorId(c.get('actor')), company: companyAddresses(house) }))
    return c.body(null, 204)
  })

  api.openapi(linkCopy, async (c) => {
    refuseBound(c.get('actor'))
    const { id, copy: copyId } = c.req.valid('param')
    await database.read((tx) => refuseKept(tx, id as PersonId, copyId))
    const { secret, expiresAt } = sealCopyLink(keeper.keys.tokens, { form: c.req.valid('json').form, holder: holderOf(c.get('actor'), copyId) }, database.clock())
    return c.json({ secret, expiresAt: expiresAt.toISOString() }, 200)
  })

  api.openapi(fetchCopy, async (c) => {
    refuseBound(c.get('actor'))
    const { id, copy: copyId } = c.req.valid('param')
    const [personId, actor] = [id as PersonId, c.get('actor')]
    const form = openCopyLink(keeper.keys.tokens, c.req.valid('json').secret, holderOf(actor, copyId), database.clock())
    if (!form) throw new Problem('not-found', { text: 'copy.link-over' })
    const made = await database.write(async (tx) => {
      const found = await refuseKept(tx, personId, copyId)
      await noteCopyGiven(tx, personId, { kind: 'staff', id: actorId(actor), looker: lookerOf(actor) }, await selectHeldFields(tx, personId))
      return found
    })
    const { body, headers } = await copyFile(house, personId, form, made.language as Language, made.givenHow === 'letter' ? copyNumber(keeper.keys.tokens, made.copyId) : undefined)
    return c.body(body, 200, headers) as never
  })
}

/** The address of a file is good for this copy in this session. */
function holderOf(actor: StaffActor, copyId: string): string {
  return `staff ${actor.kind === 'staff' ? actor.sessionId : actor.apiKeyId} ${copyId}`
}

async function refuseUnknown(tx: Tx, personId: PersonId): Promise<void> {
  if ((await selectPeople(tx, [personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
}

async function copyOf(tx: Tx, personId: PersonId, copyId: string): Promise<MadeCopy> {
  const made = await selectCopy(tx, personId, copyId)
  if (!made) throw new Problem('not-found', { text: 'copy.unknown' })
  return made
}

/** Nothing leaves before it was looked through and handed over. */
async function refuseKept(tx: Tx, personId: PersonId, copyId: string): Promise<MadeCopy> {
  const made = await copyOf(tx, personId, copyId)
  if (made.givenAt === null) throw new Problem('conflict', { text: 'copy.not-handed-over' })
  return made
}

function copyHead({ copyId, kind, language, requestId, madeAt, givenAt, givenHow }: MadeCopy) {
  return { id: copyId, kind, language: language as Language, request: requestId, madeAt: madeAt.toISOString(), handedOver: givenAt && { at: givenAt.toISOString(), how: givenHow as HandOver } }
}

function copyInWords(language: Language, made: MadeCopy, sections: readonly CopySection[], passages: readonly Passage[], noted: readonly MadeRedaction[]): CopyAnswer {
  return {
    ...copyHead(made),
    sections: sections.map(({ key, title, items }) => ({ key, title, things: items.length })),
    texts: passages.map(({ place, about, mark, text, found }) => ({
      place, label: t(language, `copy.table.${place.split('.')[0]!}`), about: about ?? null, mark, text,
      found: found.map(({ start, end, kind, why, shown }) => ({ start, end, kind, why, whyInWords: t(language, `copy.left-out.why.${why}`), shown })),
    })),
    taken: noted.map(({ place, start, end, kind, why, shown, decidedAt, decidedBy, reason }) => ({
      place, start, end, kind, why, decided: decidedAt && { at: decidedAt.toISOString(), by: decidedBy!, shown, reason: reason ?? '' },
    })),
  }
}

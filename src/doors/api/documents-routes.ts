import { endHold as end } from '../../lifecycle/end-hold.ts'
import { searchDocuments, selectDocument, selectDocuments, type DocumentSearch } from '../../lifecycle/documents.sql.ts'
import { ALL_DOCUMENTS, lasts, type Hold as Held } from '../../lifecycle/hold.ts'
import { selectHolds } from '../../lifecycle/holds.sql.ts'
import { keptBy, type IssuedDocument } from '../../lifecycle/issued-document.ts'
import { keepDocuments } from '../../lifecycle/keep-documents.ts'
import { placeHold as place } from '../../lifecycle/place-hold.ts'
import { selectNames } from '../../people/people-list.sql.ts'
import { selectPeople } from '../../people/people.sql.ts'
import { selectInScope } from '../../people/scope.sql.ts'
import { opensDocuments } from '../../people/scope.ts'
import { RETENTION_ZONE } from '../../people/start-grounds.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectCatalogue, type PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import { actorId, type StaffActor } from '../../staff/staff-actor.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'
import { localDateIn, startOfDay, type LocalDate } from '../../values/calendar.ts'
import type { PersonId } from '../../values/ids.ts'
import { t, type Language } from '../../values/text.ts'
import { documentHeaders } from '../document-headers.ts'
import type { House } from '../house.ts'
import { refuseBound, refuseStrangers, scopeFor } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import { endHold, fetchDocument, fileDocument, findDocuments, listDocuments, listHolds, placeHold, type Document, type Hold } from './documents-resource.ts'
import { dayInWords, readerLanguage } from './reader.ts'

/** Documents in one answer; whoever finds more looks closer. */
const FOUND_AT_ONCE = 100

export function addDocumentsRoutes(api: Api, house: House): void {
  api.openapi(listDocuments, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const { documents, now } = await house.database.read(async (tx) => {
      await refuseClosed(tx, c.get('actor'), personId)
      return { documents: await selectDocuments(tx, [personId]), now: tx.now }
    })
    if (documents.length > 0) await house.looks.note({ actor: c.get('actor'), why: 'document', people: [{ personId, fields: ['documents'] }] })
    return c.json({ documents: documents.map((one) => documentAnswer(readerLanguage(c), one, now)) }, 200)
  })

  api.openapi(findDocuments, async (c) => {
    const language = readerLanguage(c)
    const { found, names, seen, now } = await house.database.read(async (tx) => {
      const scope = await scopeFor(tx, c.get('actor'))
      if (!opensDocuments(scope)) throw new Problem('forbidden', { text: 'lifecycle.documents-not-yours' })
      const rows = await searchDocuments(tx, c.req.valid('json') as DocumentSearch, FOUND_AT_ONCE + 1)
      const people = [...new Set(rows.map((one) => one.personId))]
      const known = (await selectPeople(tx, people)).map((one) => one.personId)
      // Of the erased the document is all there is; people who are here are seen by whoever sees them anyway.
      const here = scope ? await selectInScope(tx, scope, known) : new Set(known)
      return { found: rows.filter((one) => here.has(one.personId) || !known.includes(one.personId)), names: await selectNames(tx, [...here]), seen: here, now: tx.now }
    })
    const shown = found.slice(0, FOUND_AT_ONCE)
    await house.looks.note({ actor: c.get('actor'), why: 'document', people: [...new Set(shown.map((one) => one.personId))].map((personId) => ({ personId, fields: seen.has(personId) ? ['name', 'documents'] : ['documents'] })) })
    return c.json({ documents: shown.map((one) => ({ ...documentAnswer(language, one, now), person: { id: one.personId, name: seen.has(one.personId) ? (names.get(one.personId) ?? '') : null } })), more: found.length > FOUND_AT_ONCE }, 200)
  })

  api.openapi(fileDocument, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const { content, country, ...document } = c.req.valid('json')
    const [kept, now] = await house.database.write(async (tx) => {
      const scope = await scopeFor(tx, c.get('actor'))
      await refuseStrangers(tx, scope, [personId])
      if (c.get('actor').kind === 'key' && !opensDocuments(scope)) throw new Problem('forbidden', { text: 'lifecycle.documents-not-yours' })
      const filed = await keepDocuments(tx, [{
        ...document, personId, issuedOn: document.issuedOn as LocalDate, fiscalYearEnd: document.fiscalYearEnd as LocalDate | undefined, content: Buffer.from(content, 'base64'),
        ...(country === undefined ? {} : { country }), filedBy: { kind: c.get('actor').kind, id: actorId(c.get('actor')) },
      }])
      return [filed[0]!, tx.now] as const
    })
    return c.json(documentAnswer(readerLanguage(c), kept, now), 201)
  })

  api.openapi(fetchDocument, async (c) => {
    const { id, document: documentId } = c.req.valid('param')
    const personId = id as PersonId
    const found = await house.database.read(async (tx) => {
      await refuseClosed(tx, c.get('actor'), personId)
      return selectDocument(tx, personId, documentId)
    })
    if (!found) throw new Problem('not-found', { text: 'lifecycle.document-unknown' })
    await house.looks.note({ actor: c.get('actor'), why: 'document', people: [{ personId, fields: ['documents'] }] })
    return c.body(new Uint8Array(found.content), 200, documentHeaders(found))
  })

  addHoldsRoutes(api, house)
}

function addHoldsRoutes(api: Api, house: House): void {
  api.openapi(listHolds, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    refuseBound(c.get('actor'))
    const found = await house.database.read(async (tx) => {
      const holds = await selectHolds(tx, [personId])
      return { holds, catalogue: await selectCatalogue(tx), names: await selectActorNames(tx, holds.map((one) => one.setBy)), documents: await selectDocuments(tx, [personId]), now: tx.now }
    })
    if (found.holds.length > 0) await house.looks.note({ actor: c.get('actor'), why: 'shown', people: [{ personId, fields: ['grounds'] }] })
    return c.json({ holds: found.holds.map((one) => holdAnswer(readerLanguage(c), one, found)) }, 200)
  })

  api.openapi(placeHold, async (c) => {
    const { item, reason, until } = c.req.valid('json')
    const personId = c.req.valid('param').id as PersonId
    const by = signedIn(c.get('actor')).staffId
    const holdId = await house.database.write((tx) => place(tx, { personId, itemKind: item.kind, itemId: item.id, reason, until: new Date(until), setBy: by }))
    return c.json({ id: holdId }, 201)
  })

  api.openapi(endHold, async (c) => {
    const { id, hold } = c.req.valid('param')
    await house.database.write((tx) => end(tx, id as PersonId, hold, signedIn(c.get('actor')).staffId))
    return c.body(null, 204)
  })
}

/** A document shows many fields at once: it takes a role for what it is of. Those of somebody erased are there for the books, and so for the same. */
async function refuseClosed(tx: Tx, actor: StaffActor, personId: PersonId): Promise<void> {
  const scope = await scopeFor(tx, actor)
  if (!opensDocuments(scope)) throw new Problem('forbidden', { text: 'lifecycle.documents-not-yours' })
  if ((await selectPeople(tx, [personId])).length > 0) await refuseStrangers(tx, scope, [personId])
}

export function documentAnswer(language: Language, one: IssuedDocument, now: Date): Document {
  const law = keptBy(one, localDateIn(RETENTION_ZONE, now))
  return {
    id: one.documentId, kind: one.kind, number: one.number, title: one.title, issuedOn: one.issuedOn, fiscalYearEnd: one.fiscalYearEnd, country: one.country, mediaType: one.mediaType,
    keepUntil: one.keepUntil, law, kept: t(language, 'lifecycle.document-kept', { day: dayInWords(language, startOfDay(one.keepUntil, RETENTION_ZONE)), law }),
    filedAt: one.filedAt.toISOString(), restrictedAt: one.restrictedAt?.toISOString() ?? null,
  }
}

interface Told { catalogue: PublishedCatalogue, names: ReadonlyMap<string, string>, documents: readonly IssuedDocument[], now: Date }

function holdAnswer(language: Language, one: Held, told: Told): Hold {
  return {
    id: one.holdId, item: { kind: one.itemKind, id: one.itemId }, label: itemInWords(language, one, told), reason: one.reason, since: one.since.toISOString(), until: one.until.toISOString(),
    by: told.names.get(one.setBy) ?? '', endedAt: one.endedAt?.toISOString() ?? null, lasts: lasts(one, told.now),
  }
}

function itemInWords(language: Language, { itemKind, itemId }: Held, { catalogue, documents }: Told): string {
  if (itemKind === 'field') return catalogue.fields.find((field) => field.key === itemId)?.texts[language].name ?? itemId
  if (itemKind === 'ground') return t(language, 'lifecycle.item-ground')
  return itemId === ALL_DOCUMENTS ? t(language, 'lifecycle.item-documents') : documents.find((one) => one.documentId === itemId)?.title ?? t(language, 'lifecycle.item-document')
}

import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { addDocument } from '../../rights/add-document.ts'
import { answerRequest } from '../../rights/answer-request.ts'
import { assessRequest } from '../../rights/assess-request.ts'
import { correctForRequest } from '../../rights/correct-for-request.ts'
import { doubtRequest } from '../../rights/doubt-request.ts'
import { extendRequest } from '../../rights/extend-request.ts'
import { giveProof } from '../../rights/give-proof.ts'
import { liftRestriction } from '../../rights/lift-restriction.ts'
import { noteRecipientAnswer } from '../../rights/note-recipient-answer.ts'
import { noteStep } from '../../rights/note-step.ts'
import { selectSealed } from '../../rights/request-documents.sql.ts'
import { selectRequest } from '../../rights/requests.sql.ts'
import { openDocument } from '../../rights/sealed-document.ts'
import { tellPerson } from '../../rights/tell-person.ts'
import type { PersonId } from '../../values/ids.ts'
import type { Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { newsOfRequest } from '../request-news.ts'
import { refuseBound } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import type { Api } from './api-door.ts'
import { readerLanguage } from './reader.ts'
import { readRequest, requestAnswer } from './request-answer.ts'
import { createAnswer, createDocument, createExtension, createStep, getDocument, getRequest, type NewStep } from './requests-resource.ts'

/** One request: what it is, what is done about it, and its answer. */
export function addRequestStepsRoutes(api: Api, house: House): void {
  const { database } = house

  api.openapi(getRequest, async (c) => {
    const { id, request } = c.req.valid('param')
    return c.json(await shown(house, c.get('actor'), readerLanguage(c), id as PersonId, request), 200)
  })

  api.openapi(createStep, async (c) => {
    const { id, request } = c.req.valid('param')
    refuseBound(c.get('actor'))
    const by = { kind: 'staff' as const, id: signedIn(c.get('actor')).staffId }
    await database.write((tx) => takeStep(tx, house, { personId: id as PersonId, requestId: request, by }, c.req.valid('json'), readerLanguage(c)))
    return c.json(await shown(house, c.get('actor'), readerLanguage(c), id as PersonId, request), 200)
  })

  api.openapi(createExtension, async (c) => {
    const { id, request } = c.req.valid('param')
    refuseBound(c.get('actor'))
    await database.write(async (tx) => {
      await extendRequest(tx, { personId: id as PersonId, requestId: request, by: { kind: 'staff', id: signedIn(c.get('actor')).staffId }, ...c.req.valid('json') })
      await newsOfRequest(tx, id as PersonId, readerLanguage(c))
    })
    return c.json(await shown(house, c.get('actor'), readerLanguage(c), id as PersonId, request), 200)
  })

  api.openapi(createAnswer, async (c) => {
    const { id, request } = c.req.valid('param')
    refuseBound(c.get('actor'))
    const { outcome, reason, letter } = c.req.valid('json')
    await database.write(async (tx) => {
      await answerRequest(tx, { personId: id as PersonId, requestId: request, outcome, reason, by: { kind: 'staff', id: signedIn(c.get('actor')).staffId }, letter })
      await newsOfRequest(tx, id as PersonId, readerLanguage(c))
    })
    return c.json(await shown(house, c.get('actor'), readerLanguage(c), id as PersonId, request), 200)
  })
}

/** What came with a request. */
export function addRequestDocumentsRoutes(api: Api, house: House): void {
  const { database, keeper } = house

  api.openapi(createDocument, async (c) => {
    const { id, request } = c.req.valid('param')
    refuseBound(c.get('actor'))
    const { mediaType, content } = c.req.valid('json')
    await database.write((tx) => addDocument(tx, keeper.keys.tokens, {
      personId: id as PersonId, requestId: request, mediaType, bytes: Buffer.from(content, 'base64'), by: { kind: 'staff', id: signedIn(c.get('actor')).staffId },
    }))
    return c.json(await shown(house, c.get('actor'), readerLanguage(c), id as PersonId, request), 200)
  })

  api.openapi(getDocument, async (c) => {
    const { id, request, document } = c.req.valid('param')
    refuseBound(c.get('actor'))
    const found = await database.read((tx) => selectSealed(tx, id as PersonId, request, document))
    if (!found) throw new Problem('not-found', { text: 'rights.request.document-unknown' })
    await house.looks.note({ actor: c.get('actor'), why: 'request', people: [{ personId: id as PersonId, fields: ['requests'] }] })
    const bytes = openDocument(keeper.keys.tokens, request, document, found.sealed)
    // What others wrote is saved, never shown as a page of ours.
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': found.mediaType, 'content-disposition': `attachment; filename="request-${document}.${ENDING[found.mediaType]}"`, 'cache-control': 'no-store',
    }) as never
  })
}

const ENDING = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png', 'text/plain': 'txt', 'message/rfc822': 'eml' } as const

/** What was done, and what the person is told of it. */
async function takeStep(
  tx: Tx, { keeper }: House, to: { personId: PersonId; requestId: string; by: { kind: 'staff'; id: string } }, step: NewStep, reader: Language,
): Promise<void> {
  switch (step.kind) {
    case 'proof': return void await giveProof(tx, keeper, { ...to, way: step.way, words: step.words })
    case 'doubt':
      await doubtRequest(tx, { ...to, doubt: step.doubt, words: step.words })
      return newsOfRequest(tx, to.personId, reader)
    case 'note':
      if (!(await selectRequest(tx, to.personId, to.requestId))) throw new Problem('not-found', { text: 'rights.request.not-found' })
      return noteStep(tx, { ...to, kind: 'noted', words: step.words })
    case 'telling':
      await tellPerson(tx, { ...to, about: step.about, words: step.words })
      return newsOfRequest(tx, to.personId, reader)
    case 'correction': return void await correctForRequest(tx, keeper.keys, { ...to, ...(step.values && { values: step.values }) })
    case 'assessment': return assessRequest(tx, keeper, { ...to, upheld: step.upheld, words: step.words })
    case 'lifting': return liftRestriction(tx, keeper, to)
    case 'recipient-answer': return noteRecipientAnswer(tx, { ...to, recipient: step.recipient, about: step.about, state: step.state, words: step.words ?? null })
  }
}

/** The request as it stands, and a line about who looked. */
export async function shown(house: House, actor: StaffActor, language: Language, personId: PersonId, requestId: string) {
  refuseBound(actor)
  const answer = requestAnswer(language, await house.database.read((tx) => readRequest(tx, house, personId, requestId)))
  await house.looks.note({ actor, why: 'request', people: [{ personId, fields: ['name', 'requests', ...Object.keys(answer.wish.values ?? {})] }] })
  return answer
}

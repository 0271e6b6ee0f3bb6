import type { Keeper } from '../keeper/keeper.ts'
import { endGrounds } from '../people/end-grounds.ts'
import { lives } from '../people/ground.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import { selectNames } from '../people/people-list.sql.ts'
import { lockPeople } from '../people/people.sql.ts'
import { selectContactPoints } from '../people/values.sql.ts'
import { markForScrub } from '../plumbing/mark-for-scrub.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { PersonId } from '../values/ids.ts'
import { actAtOnce } from './act-at-once.ts'
import { answerRequest } from './answer-request.ts'
import { findDoubts } from './find-doubts.ts'
import { isEnough, proofNeeded, type Doubt } from './identity-proof.ts'
import { noteStep } from './note-step.ts'
import { isOpen, type RequestActor, type RightsRequest } from './request.ts'
import { deleteRequest } from './requests-list.sql.ts'
import { endPause, insertPause, lockRequest, selectPauses, selectSteps } from './requests.sql.ts'
import { copyRequest, deleteStranger, hasMore, updateLinked } from './strangers.sql.ts'

/** Where the name and address of somebody in no register lie. */
const HELD_IN = ['profile', 'contact_point', 'provenance', 'request', 'request_step'] as const

export interface Link {
  /** The row that was made for the request. */
  personId: PersonId
  requestId: string
  /** Who it is, as a colleague found. */
  to: PersonId
  by: RequestActor
}

/**
 * A request of somebody in no register is of a person after all: it goes over to them with its day, its journal and what
 * came with it. What was shown of who asks counts for nothing there, and an address that is not theirs is a doubt, so that
 * nobody gets at a person's data by asking as a stranger first (DS-02). What makes us stop takes effect at once. The row that
 * was made goes, unless a no stands on it. Throws `not-found`, `conflict` for one that is answered or no stranger's, `refused` R6
 * before the register was searched.
 */
export async function linkRequest(tx: Tx, keeper: Pick<Keeper, 'journal' | 'keys'>, { personId, requestId, to, by }: Link): Promise<RightsRequest> {
  if ((await lockPeople(tx, [personId, to])).length < 2) throw new Problem('not-found', { text: 'people.unknown' })
  const request = await lockRequest(tx, personId, requestId)
  if (!request) throw new Problem('not-found', { text: 'rights.request.not-found' })
  if (!isOpen(request)) throw new Problem('conflict', { text: 'rights.request.ended' })
  if (!request.stranger || personId === to) throw new Problem('conflict', { text: 'rights.stranger.is-none' })
  if (!(await selectSteps(tx, personId, [requestId])).some((step) => step.kind === 'searched')) throw new Problem('refused', { rule: 'R6', text: 'rights.stranger.search-first' })
  const said = await whoSaid(tx, personId)
  const doubts = [...new Set([...request.doubts as Doubt[], ...await doubtsAbout(tx, request, to, said.contacts)])]
  const needed = proofNeeded(request.kind, doubts)
  const enough = isEnough('none', needed)
  const linked: RightsRequest = { ...request, personId: to, stranger: false, doubts, proofNeeded: needed, proofGiven: 'none', proofGivenAt: null, state: enough ? 'open' : 'waiting-for-proof' }
  await copyRequest(tx, personId, to, requestId)
  await deleteRequest(tx, personId, requestId)
  await updateLinked(tx, linked)
  // Who they said that they are stands with the request from now on: the row that held it goes.
  await noteStep(tx, { personId: to, requestId, kind: 'linked', by, detail: { needed, doubts }, words: said.words })
  await waitOrGoOn(tx, keeper, linked, enough, by)
  await leaveRow(tx, personId)
  return linked
}

async function whoSaid(tx: Tx, personId: PersonId): Promise<{ words: string; contacts: string[] }> {
  const points = await selectContactPoints(tx, [personId])
  const name = (await selectNames(tx, [personId])).get(personId) ?? ''
  return { words: [name, ...points.map((point) => point.value)].filter(Boolean).join(', '), contacts: points.map((point) => point.canonical) }
}

/** The doubts about the person it is, and one more where they are not reached as whoever asked said. */
async function doubtsAbout(tx: Tx, { receivedHow }: RightsRequest, to: PersonId, contacts: readonly string[]): Promise<Doubt[]> {
  const held = (await selectContactPoints(tx, [to])).map((point) => point.canonical)
  const own = contacts.some((one) => held.includes(one))
  const found = await findDoubts(tx, { personId: to, how: receivedHow, sender: undefined, proof: undefined, by: { kind: 'person', id: to } })
  return [...found.filter((one) => one !== 'unknown-sender'), ...(own ? [] : ['unknown-sender' as const])]
}

async function waitOrGoOn(tx: Tx, keeper: Pick<Keeper, 'journal' | 'keys'>, request: RightsRequest, enough: boolean, by: RequestActor): Promise<void> {
  const waits = (await selectPauses(tx, request.personId, [request.requestId])).some((pause) => pause.until === null)
  if (!enough) {
    if (!waits) await insertPause(tx, request)
    return noteStep(tx, { ...request, kind: 'proof-asked', by: { kind: 'system', id: null }, detail: { needed: request.proofNeeded, given: 'none', doubts: request.doubts } })
  }
  if (waits) await endPause(tx, request)
  const settled = await actAtOnce(tx, keeper, request, by)
  if (settled) await answerRequest(tx, { ...request, outcome: 'granted', by: { kind: 'system', id: null } })
}

/** Nothing is left of it, unless they have said a no there: that stands, and its ground ends as with an answer. */
async function leaveRow(tx: Tx, personId: PersonId): Promise<void> {
  if (await hasMore(tx, personId)) return endGrounds(tx, (await selectGrounds(tx, [personId])).filter((ground) => lives(ground, tx.now)), 'case-closed')
  await deleteStranger(tx, personId)
  await markForScrub(tx, HELD_IN)
}

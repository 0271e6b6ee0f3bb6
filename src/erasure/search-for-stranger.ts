import type { Keeper } from '../keeper/keeper.ts'
import { findErased } from '../people/find-erased.ts'
import { selectNames } from '../people/people-list.sql.ts'
import { selectContactPoints, selectValues } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { isEnough } from '../rights/identity-proof.ts'
import { noteStep } from '../rights/note-step.ts'
import { matchesIn, type PlaceFound, type SearchMatch, type TermKind } from '../rights/register-search.ts'
import { isOpen } from '../rights/request.ts'
import { lockRequest } from '../rights/requests.sql.ts'
import { searchRegister } from '../rights/search-register.ts'
import { hashedContact, type ReadContact } from '../rights/stranger.ts'
import type { PersonId, StaffId } from '../values/ids.ts'
import { findKeptProof } from './find-kept-proof.ts'

export interface Left {
  /** Marks by which an address that was forgotten is known again (rule E4). */
  marks: number
  /** Proof of consents that is kept apart (rule L6). */
  proofs: number
}

export interface StrangerSearched {
  by: TermKind[]
  places: PlaceFound[]
  matches: SearchMatch[]
  /** What is left of somebody forgotten; null until it is shown who asks: that somebody was here is nothing for others. */
  left: Left | null
}

/**
 * Looks for somebody in no register in all that is held, by the name and the contact point that they gave and by a number
 * where they have said one, which is not kept. How much there was in each place is journalled with the request; whom it
 * may be is told and not kept. What is left of the forgotten is looked for once it is shown who asks; kept proof by its own
 * verb, which notes who looked. Throws `not-found`, `conflict` for one that is no stranger's or answered.
 */
export async function searchForStranger(
  tx: Tx, keeper: Pick<Keeper, 'keys' | 'keyRoom'>, { personId, requestId, number, by }: { personId: PersonId; requestId: string; number?: string | undefined; by: StaffId },
): Promise<StrangerSearched> {
  const request = await lockRequest(tx, personId, requestId)
  if (!request) throw new Problem('not-found', { text: 'rights.request.not-found' })
  if (!request.stranger) throw new Problem('conflict', { text: 'rights.stranger.is-none' })
  if (!isOpen(request)) throw new Problem('conflict', { text: 'rights.request.ended' })
  const contacts = (await selectContactPoints(tx, [personId])).map(({ kind, value, canonical }): ReadContact => ({ kind, value, canonical }))
  const name = (await selectNames(tx, [personId])).get(personId) ?? ''
  const searched = await searchRegister(tx, keeper, { name, contacts, number }, personId)
  const matches = matchesIn(searched.places)
  const left = isEnough(request.proofGiven, 'mailbox')
    ? { marks: await countMarks(tx, keeper, personId, contacts), proofs: await countProofs(tx, keeper, contacts, { by, reason: `request ${requestId}` }) }
    : null
  await noteStep(tx, {
    personId, requestId, kind: 'searched', by: { kind: 'staff', id: by },
    detail: { searched: { by: searched.by, places: searched.places.length, found: Object.fromEntries(searched.places.filter((one) => one.found > 0).map((one) => [one.place, one.found])), matches: matches.length, ...left } },
  })
  return { ...searched, matches, left }
}

async function countMarks(tx: Tx, keeper: Pick<Keeper, 'keys'>, personId: PersonId, contacts: readonly ReadContact[]): Promise<number> {
  const values = new Map((await selectValues(tx, [personId])).map((one) => [one.fieldKey, one.value]))
  const found = await findErased(tx, keeper.keys.suppression, contacts.map((one) => ({
    identifiers: hashedContact(keeper.keys.identifierIndex, one), values, postal: one.kind === 'postal' ? one.canonical : undefined,
  })))
  return found.filter((one) => one !== undefined).length
}

async function countProofs(tx: Tx, keeper: Pick<Keeper, 'keys'>, contacts: readonly ReadContact[], looked: { by: StaffId; reason: string }): Promise<number> {
  let proofs = 0
  for (const { kind, canonical } of contacts) {
    if (kind !== 'postal') proofs += (await findKeptProof(tx, keeper, { kind, canonical }, looked)).length
  }
  return proofs
}

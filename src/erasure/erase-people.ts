import { countPeriods } from '../anonymity/count-periods.ts'
import { tellSystems, type ToldSystem } from '../connections/tell-systems.ts'
import { deleteEarlierTasks } from '../connections/tasks.sql.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import { lockRecords, selectAliases } from '../people/record-aliases.sql.ts'
import { selectOwnLanguages } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { tokenHash } from '../access/link.ts'
import { answerRequest } from '../rights/answer-request.ts'
import { noteStep } from '../rights/note-step.ts'
import { tellRecipients } from '../rights/tell-recipients.ts'
import type { RequestActor } from '../rights/request.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { languageOf, type Language } from '../values/text.ts'
import { KEEPERS, keepsValues, staysBecause } from './erasable.ts'
import { partElsewhere } from './part-elsewhere.ts'
import { selectHoldsOf, selectOpenErasures, updateKeepersEnded, upsertErasures } from './erasures.sql.ts'
import { erasePart } from './erase-part.ts'
import { eraseWhole, type Removal } from './erase-whole.ts'
import { erasureToken } from './erasure-token.ts'
import { erasureState, placesNow, systemPlace, BACKUP_DAYS, type Erasure, type ErasurePlace, type ErasureState, type ErasureWhy } from './erasure.ts'

/** Somebody who is to be forgotten. */
export interface ErasureOrder {
  personId: PersonId
  why: ErasureWhy
  /** When it was asked for, or became due; now when left out. */
  at?: Date | undefined
  by?: RequestActor | undefined
  /** The request it answers (art. 17). */
  requestId?: string | undefined
  /** What a second colleague allowed, where requests take two. */
  approval?: string | undefined
  language?: Language | undefined
}

export interface ErasedPerson {
  personId: PersonId
  erasureId: string
  state: ErasureState
  /** Null while something keeps a part here. */
  erasedAt: Date | null
  places: ErasurePlace[]
}

/** What erasing needs of the keeper; without the key room, keys that nobody uses any more are destroyed by their own routine. */
export type ErasingKeeper = Pick<Keeper, 'journal' | 'keys'> & Partial<Pick<Keeper, 'keyRoom'>>

/**
 * Forgets people (art. 17; rules H3, E1–E5, L6): in the keeper's journal first, then, under the lock on each, every ground
 * that may end ends, and all that rested on them goes from every table of the data map. Whoever has a running contract, a
 * duty or a hold keeps what that needs, and the rest goes when it has ended (`resumeErasures`). Returns those who were
 * there, in the order of their ids, and after them other records of the same people; who is not in the register has been
 * forgotten before.
 *
 * Meant for many at once: the number of statements does not depend on how many. It takes the end of the ledger's tree
 * for itself until the transaction ends, so a batch is some hundreds. Throws what `answerRequest` throws where a request
 * has not been proved. Whoever shows the places says how long backups are kept, as the settings have it.
 */
export async function erasePeople(tx: Tx, keeper: ErasingKeeper, many: readonly ErasureOrder[], backupDays: number = BACKUP_DAYS): Promise<ErasedPerson[]> {
  // Whoever leaves is in the counts of the periods that are over, in groups of ten and more; nothing is counted of them alone.
  await countPeriods(tx, { first: false })
  const wanted = new Map(many.map((one) => [one.personId, one]))
  const people = await lockWithRecords(tx, wanted)
  if (people.length === 0) return []
  const open = new Map((await selectOpenErasures(tx, people)).map((one) => [one.personId, one]))
  const languages = await selectOwnLanguages(tx, people)
  const erasures = new Map(people.map((personId) => [personId, open.get(personId) ?? begun(tx, wanted.get(personId)!, languages.get(personId))]))
  const grounds = Map.groupBy(await selectGrounds(tx, people), (one) => one.personId)
  const holds = Map.groupBy(await selectHoldsOf(tx, people), (one) => one.personId)
  const keeps = (personId: PersonId) => (grounds.get(personId) ?? []).some((one) => staysBecause(one, tx.now)) || (holds.get(personId) ?? []).some(keepsValues)
  const answered = people.filter((personId) => wanted.get(personId)!.requestId)
  for (const personId of answered) await noteAndAnswer(tx, keeper, wanted.get(personId)!, keeps(personId))
  // Who may not be forgotten is refused by now: from here on a restored backup would be held to it.
  await keeper.journal(...people.map((person) => ({ kind: 'erasure' as const, at: (wanted.get(person)!.at ?? tx.now).toISOString(), person })))
  await deleteEarlierTasks(tx, people.filter((personId) => !keeps(personId)))
  // Other systems are told of whoever is still here to be named (art. 19).
  const told = await tellSystems(tx, keeper.keys.tokens, people.map((personId) => ({
    personId, act: 'erasure' as const, erasureId: erasures.get(personId)!.erasureId, ...partElsewhere(grounds.get(personId) ?? [], keeps(personId), tx.now),
  })))
  const removals = [
    ...(await erasePart(tx, keeper, people.filter(keeps).map((personId) => ({ erasure: erasures.get(personId)!, grounds: grounds.get(personId) ?? [], holds: holds.get(personId) ?? [] })))),
    ...(await eraseWhole(tx, keeper, people.filter((personId) => !keeps(personId)).map((personId) => erasures.get(personId)!))),
  ]
  const asked = new Set(many.map((one) => one.personId))
  return (await store(tx, keeper, removals, erasures, told, backupDays)).toSorted((a, b) => Number(asked.has(b.personId)) - Number(asked.has(a.personId)))
}

/**
 * Locks whoever is to be forgotten. Who asked for it is forgotten in every record of theirs; what only had its time goes by
 * itself. A merge that came in between is seen under the locks.
 */
async function lockWithRecords(tx: Tx, wanted: Map<PersonId, ErasureOrder>): Promise<PersonId[]> {
  for (;;) {
    const locked = await lockRecords(tx, [...wanted.keys()])
    const others = (await selectAliases(tx, [...wanted.keys()])).filter((one) => wanted.get(one.personId)!.why === 'asked' && !wanted.has(one.otherPersonId))
    if (others.length === 0) return locked.filter((personId) => wanted.has(personId))
    for (const { personId, otherPersonId } of others) wanted.set(otherPersonId, { ...wanted.get(personId)!, personId: otherPersonId, requestId: undefined })
  }
}

function begun(tx: Tx, order: ErasureOrder, own: string | undefined): Erasure {
  return {
    personId: order.personId, erasureId: newId(tx.now), why: order.why, requestId: order.requestId ?? null, askedAt: order.at ?? tx.now,
    askedBy: order.by ?? { kind: 'system', id: null }, language: order.language ?? languageOf(own ?? '') ?? 'en', begunAt: tx.now, erasedAt: null,
  }
}

/** The request is answered in the same transaction; nothing is destroyed for whoever has not proved to be the person. */
async function noteAndAnswer(tx: Tx, { keys }: ErasingKeeper, { personId, requestId, approval, by = { kind: 'system', id: null } }: ErasureOrder, partly: boolean): Promise<void> {
  await tellRecipients(tx, keys.tokens, { personId, requestId: requestId!, about: 'erasure', fields: [], by })
  await answerRequest(tx, { personId, requestId: requestId!, by, outcome: partly ? 'partly' : 'granted', done: 'erasure', approval })
  await noteStep(tx, { personId, requestId: requestId!, kind: 'erased', by, detail: { partly } })
}

async function store(tx: Tx, { keys }: ErasingKeeper, removals: readonly Removal[], erasures: ReadonlyMap<PersonId, Erasure>, told: readonly ToldSystem[], backupDays: number): Promise<ErasedPerson[]> {
  const stored = removals.map(({ personId, whole, places }) => ({
    ...erasures.get(personId)!, erasedAt: whole ? tx.now : null, linkHash: tokenHash(erasureToken(keys.tokens, erasures.get(personId)!.erasureId)), places,
  }))
  await updateKeepersEnded(tx, stored, KEEPERS)
  await upsertErasures(tx, stored)
  return stored.map((one) => {
    const places = placesNow(one, one.places.map((place) => ({ ...place, at: tx.now })), { now: tx.now, scrubbed: false, backupDays },
      told.filter((each) => each.erasureId === one.erasureId).map((each) => systemPlace({ ...each, systemName: each.name, askedAt: tx.now, answeredAt: null }, tx.now)))
    return { personId: one.personId, erasureId: one.erasureId, state: erasureState(one, places), erasedAt: one.erasedAt, places }
  }).toSorted((a, b) => (a.personId < b.personId ? -1 : 1))
}

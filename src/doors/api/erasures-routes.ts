import { selectTasksOfErasures } from '../../connections/tasks.sql.ts'
import { lawOf } from '../../erasure/certificate.ts'
import { erasePeople as erase, type ErasureOrder } from '../../erasure/erase-people.ts'
import { erasureState, placesNow, systemPlace, type Around, type Erasure } from '../../erasure/erasure.ts'
import { isScrubbed, selectErasure, selectErasurePlaces, selectErasures } from '../../erasure/erasures.sql.ts'
import { findKeptProof } from '../../erasure/find-kept-proof.ts'
import { issueCertificate } from '../../erasure/issue-certificate.ts'
import { planErasure, type ErasurePlan } from '../../erasure/plan-erasure.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectCatalogue, selectWording, type PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import { selectFourEyes } from '../../rights/request-rules.sql.ts'
import { MASS_ERASURE_PEOPLE } from '../../staff/approval.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import { useApproval } from '../../staff/use-approval.ts'
import { parseEmail } from '../../values/email.ts'
import { isFault } from '../../values/fault.ts'
import type { PersonId } from '../../values/ids.ts'
import { parsePhone } from '../../values/phone.ts'
import type { Language } from '../../values/text.ts'
import { becauseInWords, fieldInWords, groupInWords, placeInWords, stateInWords, whatStays } from '../erasure-words.ts'
import type { House } from '../house.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import { cursorOf, cursorParts } from './cursor.ts'
import { erasePeople, erasePerson, findProof, getCertificate, getErasure, listErasures, rehearseErasure, type ErasureAnswer, type ErasureRehearsal } from './erasures-resource.ts'
import { readerLanguage } from './reader.ts'

export function addErasuresRoutes(api: Api, house: House): void {
  addForgetting(api, house)
  addFollowing(api, house)
  addKeptProof(api, house)
}

/** Rehearsing and doing it. */
function addForgetting(api: Api, house: House): void {
  const { database, keeper, settings } = house
  const days = settings.backupHorizonDays
  const order = (actor: StaffActor, personId: PersonId): ErasureOrder => ({ personId, why: 'asked', by: { kind: 'staff', id: signedIn(actor).staffId } })
  const eraseNow = async (tx: Tx, orders: readonly ErasureOrder[], language: Language): Promise<ErasureAnswer[]> => {
    const erased = await erase(tx, keeper, orders)
    return followed(tx, await Promise.all(erased.map((one) => known(tx, one.erasureId))), language, days)
  }

  api.openapi(rehearseErasure, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const { plan, catalogue, now } = await database.read(async (tx) => ({ plan: await planErasure(tx, personId, days), catalogue: await selectCatalogue(tx), now: tx.now }))
    await house.looks.note({ actor: c.get('actor'), why: 'shown', people: [{ personId, fields: ['grounds'] }] })
    return c.json(rehearsalAnswer(readerLanguage(c), plan, catalogue, now), 200)
  })

  api.openapi(erasePerson, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const { requestId } = c.req.valid('json')
    const [answer] = await database.write(async (tx) => {
      // Otherwise whoever may not answer a request alone would leave it out.
      if (requestId === undefined && (await takesTwo(tx))) throw new Problem('forbidden', { text: 'staff.approval-unasked', type: 'second-colleague-needed' })
      return eraseNow(tx, [{ ...order(c.get('actor'), personId), requestId }], readerLanguage(c))
    })
    if (!answer) throw new Problem('not-found', { text: 'people.unknown' })
    return c.json(answer, 201)
  })

  api.openapi(erasePeople, async (c) => {
    const { people, approval } = c.req.valid('json')
    const actor = signedIn(c.get('actor'))
    const wanted = [...new Set(people)].toSorted()
    const erasures = await database.write(async (tx) => {
      if (wanted.length > MASS_ERASURE_PEOPLE || (await takesTwo(tx))) await useApproval(tx, approval, 'mass-erasure', { people: wanted }, actor.staffId)
      return eraseNow(tx, wanted.map((id) => order(actor, id as PersonId)), readerLanguage(c))
    })
    return c.json({ erasures }, 201)
  })
}

/** Whether being forgotten takes two colleagues here. */
async function takesTwo(tx: Tx): Promise<boolean> {
  return (await selectFourEyes(tx)).includes('erasure')
}

/** How far erasures are, and their certificates. */
function addFollowing(api: Api, { database, keeper, settings }: House): void {
  const days = settings.backupHorizonDays

  api.openapi(listErasures, async (c) => {
    const { after, limit } = c.req.valid('query')
    const before = after === undefined ? undefined : new Date(cursorParts(after, 1)[0]!)
    if (before && Number.isNaN(before.getTime())) throw new Problem('invalid', { text: 'erasure.unknown', field: 'after' })
    const { answers, next } = await database.read(async (tx) => {
      const found = await selectErasures(tx, before, limit)
      return { answers: await followed(tx, found, readerLanguage(c), days), next: found.length === limit ? cursorOf([found.at(-1)!.begunAt.toISOString()]) : null }
    })
    return c.json({ erasures: answers, next }, 200)
  })

  api.openapi(getErasure, async (c) => {
    const [answer] = await database.read(async (tx) => followed(tx, [await known(tx, c.req.valid('param').id)], readerLanguage(c), days))
    return c.json(answer!, 200)
  })

  api.openapi(getCertificate, async (c) => {
    const { id } = c.req.valid('param')
    const text = await database.read(async (tx) => issueCertificate(tx, keeper, await known(tx, id), days))
    c.header('content-disposition', `attachment; filename="erasure-${id}.json"`)
    return c.body(text, 200, { 'content-type': 'application/json; charset=utf-8' }) as never
  })
}

function addKeptProof(api: Api, { database, keeper }: House): void {
  api.openapi(findProof, async (c) => {
    const { kind, value, reason } = c.req.valid('json')
    const parsed = kind === 'email' ? parseEmail(value) : parsePhone(value, null)
    if (isFault(parsed)) throw new Problem('invalid', { text: parsed.fault, field: 'value', ...(parsed.parameters && { parameters: parsed.parameters }) })
    const entries = await database.write(async (tx) => {
      const found = await findKeptProof(tx, keeper, { kind, canonical: 'e164' in parsed ? parsed.e164 : parsed.canonical }, { by: signedIn(c.get('actor')).staffId, reason })
      return Promise.all(found.map(async (one) => ({
        kind: one.kind, at: one.at.toISOString(), purpose: one.purpose, channel: one.channel, surface: one.surface,
        wording: one.wordingId ? ((await selectWording(tx, one.wordingId))?.text ?? null) : null, leaf: one.leafIndex, keptUntil: one.keepUntil.toISOString(),
      })))
    })
    return c.json({ entries }, 200)
  })
}

async function followed(tx: Tx, erasures: readonly Erasure[], language: Language, backupDays: number): Promise<ErasureAnswer[]> {
  const places = Map.groupBy(await selectErasurePlaces(tx, erasures), (one) => one.erasureId)
  const systems = Map.groupBy(await selectTasksOfErasures(tx, erasures.map((one) => one.erasureId)), (one) => one.erasureId!)
  return Promise.all(erasures.map(async (one) => {
    const around: Around = { now: tx.now, backupDays, scrubbed: one.erasedAt !== null && (await isScrubbed(tx, one.erasedAt)) }
    return erasureAnswer(language, one, placesNow(one, places.get(one.erasureId) ?? [], around, (systems.get(one.erasureId) ?? []).map((each) => systemPlace(each, tx.now))), tx.now)
  }))
}

async function known(tx: Tx, erasureId: string): Promise<Erasure> {
  const found = await selectErasure(tx, { erasureId })
  if (!found) throw new Problem('not-found', { text: 'erasure.unknown' })
  return found
}

function rehearsalAnswer(language: Language, plan: ErasurePlan, catalogue: PublishedCatalogue, now: Date): ErasureRehearsal {
  const named = (fields: readonly string[]) => fields.map((field) => ({ field, name: fieldInWords(language, catalogue, field) }))
  return {
    records: plan.records, whole: plan.whole,
    goes: (Object.entries(plan.goes) as [keyof typeof plan.goes, number][]).filter(([, count]) => count > 0).map(([group, count]) => ({ group, inWords: groupInWords(language, group), count })),
    fieldsGo: named(plan.fields.go), fieldsStay: named(plan.fields.stay),
    stays: plan.stays.map((one) => ({
      because: one.because, inWords: becauseInWords(language, one.because), law: lawOf(`documents:${one.country ?? ''}`, one.because, now),
      what: whatStays(language, catalogue, one), count: one.count, until: one.until?.toISOString() ?? null, ...(one.country !== undefined && { country: one.country }),
    })),
    systems: plan.systems, backupsGoneAt: plan.backupsGoneAt.toISOString(),
  }
}

function erasureAnswer(language: Language, one: Erasure, places: ReturnType<typeof placesNow>, now: Date): ErasureAnswer {
  const state = erasureState(one, places)
  return {
    id: one.erasureId, why: one.why, state, inWords: stateInWords(language, one, state, places), askedAt: one.askedAt.toISOString(), begunAt: one.begunAt.toISOString(),
    erasedAt: one.erasedAt?.toISOString() ?? null, requestId: one.requestId,
    places: places.map(({ place, system, state: of, counts, because, until }) => ({
      place, name: placeInWords(language, { place, ...(system && { system }) }), state: of, counts: { ...counts }, because, inWords: because && becauseInWords(language, because),
      law: because && lawOf(place, because, now), until: until?.toISOString() ?? null,
    })),
  }
}

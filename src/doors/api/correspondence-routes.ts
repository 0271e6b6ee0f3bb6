import { findLetterPurposes } from '../../correspondence/find-letter-purposes.ts'
import { giveLogAddress } from '../../correspondence/give-log-address.ts'
import { LATELY_DAYS, letterPurposes, type LetterState } from '../../correspondence/letter.ts'
import { selectLetters, selectWrote } from '../../correspondence/letters.sql.ts'
import { sendLetter } from '../../correspondence/send-letter.ts'
import { takeBackLetter } from '../../correspondence/take-back-letter.ts'
import { TEXT_RULES } from '../../free-text/text-kind.ts'
import { deleteMail, selectAddress, selectOwnAddress, selectWaitingFor, selectWaitingMail, updateOwnAddressRevoked } from '../../incoming/incoming.sql.ts'
import type { Channel } from '../../law/channel.ts'
import { readablePurposes } from '../../notes/note.ts'
import { selectNames } from '../../people/people-list.sql.ts'
import { selectPeople } from '../../people/people.sql.ts'
import type { Tx } from '../../plumbing/database.ts'
import { markForScrub } from '../../plumbing/mark-for-scrub.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectCatalogue, type PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import { selectActorNames, selectStaffEmail } from '../../staff/staff.sql.ts'
import type { PersonId } from '../../values/ids.ts'
import { daysLater } from '../../values/moment.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { refuseStrangers, scopeFor } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import { workLogMail } from '../work-log-mail.ts'
import type { Api } from './api-door.ts'
import * as resource from './correspondence-resource.ts'
import { decisionInWords } from './decisions-routes.ts'
import { readerLanguage } from './reader.ts'

const SHOWN = 50
const LATELY_SHOWN = 20

/** What colleagues write to one person by themselves. */
export function addCorrespondenceRoutes(api: Api, house: House): void {
  api.openapi(resource.showCorrespondence, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const answer = await house.database.read((tx) => correspondenceWith(tx, house, c.get('actor'), personId, readerLanguage(c)))
    await noteLook(house, c.get('actor'), personId)
    return c.json(answer, 200)
  })

  api.openapi(resource.sendLetter, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const { reason, ...wish } = c.req.valid('json')
    const answer = await change(house, c.get('actor'), personId, readerLanguage(c), async (tx, purposes) => {
      if (!purposes.includes(wish.purpose)) throw new Problem('forbidden', { text: 'staff.not-for-purpose', field: 'purpose', parameters: { purpose: wish.purpose } })
      await sendLetter(tx, { ...wish, reason, personId, language: readerLanguage(c), staffId: signedIn(c.get('actor')).staffId })
    })
    return c.json(answer, 200)
  })

  api.openapi(resource.removeLetter, async (c) => {
    const { id, letter } = c.req.valid('param')
    return c.json(await change(house, c.get('actor'), id as PersonId, readerLanguage(c), (tx, purposes) => takeBackLetter(tx, id as PersonId, letter, purposes)), 200)
  })

  addLogRoutes(api, house)
}

/** One's own address at which mails are kept, and what came there and is not told whose it is. */
function addLogRoutes(api: Api, house: House): void {
  api.openapi(resource.keepWaiting, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const [actor, language] = [c.get('actor'), readerLanguage(c)]
    const { staffId } = signedIn(actor)
    const { mail, address } = await house.database.read(async (tx) => {
      await refuseUnknown(tx, actor, personId)
      const found = await selectWaitingMail(tx, staffId, c.req.valid('json').mail)
      if (!found?.addressId) throw new Problem('not-found', { text: 'incoming.gone' })
      return { mail: found, address: (await selectAddress(tx, found.addressId))! }
    })
    const outcome = await workLogMail(house, mail, address, personId)
    if (outcome !== 'logged') throw new Problem('refused', { text: `incoming.why-${outcome}`, rule: 'H1', field: 'mail' })
    const answer = await house.database.read((tx) => correspondenceWith(tx, house, actor, personId, language))
    await noteLook(house, actor, personId)
    return c.json(answer, 200)
  })

  api.openapi(resource.dropWaiting, async (c) => {
    await house.database.write(async (tx) => {
      const found = await selectWaitingMail(tx, signedIn(c.get('actor')).staffId, c.req.valid('param').mail)
      if (!found) throw new Problem('not-found', { text: 'incoming.gone' })
      await deleteMail(tx, found)
      await markForScrub(tx, ['incoming_mail'])
    })
    return c.body(null, 204)
  })

  api.openapi(resource.giveLogAddress, async (c) => {
    const base = house.settings.mailInAddress
    if (base === undefined) throw new Problem('conflict', { text: 'incoming.no-address' })
    return c.json({ address: await house.database.write((tx) => giveLogAddress(tx, base, signedIn(c.get('actor')).staffId, c.req.valid('json').language)) }, 201)
  })

  api.openapi(resource.endLogAddress, async (c) => {
    await house.database.write((tx) => updateOwnAddressRevoked(tx, signedIn(c.get('actor')).staffId))
    return c.body(null, 204)
  })
}

async function logOf(tx: Tx, possible: boolean, actor: StaffActor, language: Language): Promise<resource.CorrespondenceBody['log']> {
  if (actor.kind !== 'staff') return { possible, since: null, waiting: [] }
  const waiting = await selectWaitingFor(tx, actor.staffId, SHOWN)
  return {
    possible, since: (await selectOwnAddress(tx, actor.staffId))?.createdAt.toISOString() ?? null,
    waiting: waiting.map(({ mailId, sender, subject, receivedAt, keepUntil, reason, isKept }) => ({ id: mailId, sender, subject, at: receivedAt.toISOString(), goesAt: keepUntil.toISOString(), why: t(language, `incoming.why-${reason ?? 'failed'}`), keepable: isKept })),
  }
}

/** One change and what stands after it, in one transaction; the look is noted. */
async function change(house: House, actor: StaffActor, personId: PersonId, language: Language, act: (tx: Tx, purposes: readonly string[]) => Promise<void>): Promise<resource.CorrespondenceBody> {
  const answer = await house.database.write(async (tx) => {
    await refuseUnknown(tx, actor, personId)
    await act(tx, lettersRead(await selectCatalogue(tx), actor))
    return correspondenceWith(tx, house, actor, personId, language)
  })
  await noteLook(house, actor, personId)
  return answer
}

async function correspondenceWith(tx: Tx, { settings }: Pick<House, 'settings'>, actor: StaffActor, personId: PersonId, language: Language): Promise<resource.CorrespondenceBody> {
  await refuseUnknown(tx, actor, personId)
  const catalogue = await selectCatalogue(tx)
  const purposes = lettersRead(catalogue, actor)
  const letters = await selectLetters(tx, personId, purposes, SHOWN)
  const all = actor.kind === 'key' ? [] : readablePurposes(actor.reaches, catalogue.purposes.map(({ key }) => key))
  const lately = await selectWrote(tx, personId, all, daysLater(tx.now, -LATELY_DAYS), LATELY_SHOWN, actor.kind === 'staff' && actor.permissions.has('activities.read'))
  const names = await selectActorNames(tx, [...letters.map((one) => one.staffId), ...lately.flatMap((one) => one.staffId ?? [])])
  const labelOf = (key: string) => catalogue.purposes.find((purpose) => purpose.key === key)?.texts[language].name ?? key
  return {
    letters: letters.map((one) => letterAnswer(one, labelOf(one.purpose), names.get(one.staffId) ?? '', language)),
    lately: lately.map(({ at, direction, purpose, channel, subject, staffId, leftOutBy }) => ({ at: at.toISOString(), direction, channel: channel as Channel, label: labelOf(purpose), subject, by: staffId === null ? null : (names.get(staffId) ?? ''), notSent: leftOutBy === null ? null : { rule: leftOutBy, sentence: t(language, `decisions.${leftOutBy}`, { channel: 'email' }) } })),
    purposes: (await findLetterPurposes(tx, personId, purposes)).map(({ purpose, decision }) => ({
      key: purpose, label: labelOf(purpose), marketing: catalogue.purposes.some(({ key, kind }) => key === purpose && kind === 'marketing'), allowed: decision.allowed, rule: decision.rule, sentence: decisionInWords(language, decision).sentence,
    })),
    log: await logOf(tx, settings.mailInAddress !== undefined, actor, language),
    replyTo: actor.kind === 'staff' ? await selectStaffEmail(tx, actor.staffId) : null,
    name: purposes.length === 0 ? '' : ((await selectNames(tx, [personId])).get(personId) ?? ''),
  }
}

function letterAnswer(one: LetterState, label: string, by: string, language: Language): resource.LetterBody {
  const left = one.state === 'left-out' && one.rule !== null
  return {
    id: one.letterId, direction: one.direction, way: one.way, purpose: one.purpose, label, subject: one.subject, words: one.words, by, at: one.writtenAt.toISOString(), until: one.until.toISOString(),
    state: one.state, rule: left ? one.rule : null, sentence: left ? t(language, `decisions.${one.rule!}`, { channel: 'email' }) : null, goesAt: one.goesAt?.toISOString() ?? null,
    files: one.files, marks: one.marks.map((kind) => ({ kind, rule: TEXT_RULES[kind].rule })),
  }
}

/** The purposes whose mails this colleague reads and writes; a key none. */
export function lettersRead(catalogue: PublishedCatalogue, actor: StaffActor): string[] {
  return actor.kind === 'key' ? [] : readablePurposes(actor.reaches, letterPurposes(catalogue))
}

async function refuseUnknown(tx: Tx, actor: StaffActor, personId: PersonId): Promise<void> {
  if ((await selectPeople(tx, [personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
  await refuseStrangers(tx, await scopeFor(tx, actor), [personId])
}

async function noteLook(house: House, actor: StaffActor, personId: PersonId): Promise<void> {
  await house.looks.note({ actor, why: 'shown', people: [{ personId, fields: ['messages'] }] })
}

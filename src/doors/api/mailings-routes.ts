import type { z } from '@hono/zod-openapi'
import { selectRecipients, type RecipientRow } from '../../messages/answers.sql.ts'
import { changeMailing as change } from '../../messages/change-mailing.ts'
import { openTransport } from '../../messages/deliver.ts'
import { draftMailing } from '../../messages/draft-mailing.ts'
import { sentenceOf, type LeftOutReason } from '../../messages/left-out.ts'
import { fieldsShown, type MailingDraft, type MailingState } from '../../messages/mailing.ts'
import { selectMailing, selectMailings } from '../../messages/mailings.sql.ts'
import { moveMailing } from '../../messages/move-mailing.ts'
import { previewMailing as preview } from '../../messages/preview-mailing.ts'
import { rehearseMailing as rehearse } from '../../messages/rehearse-mailing.ts'
import { showMailings, type MailingView } from '../../messages/show-mailings.ts'
import { startSending } from '../../messages/start-sending.ts'
import { stopMailing as stop } from '../../messages/stop-mailing.ts'
import { nameOf } from '../../people/name-of.ts'
import { selectDescribed } from '../../people/people-in-scope.sql.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { MailingId, PersonId } from '../../values/ids.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { refuseOutOfScope, refuseStrangers, refuseUnseen, scopeFor } from '../staff/key-scope.ts'
import { questionPreviewPath } from '../staff/question-preview.ts'
import type { Api } from './api-door.ts'
import { actorInWords, type ActorNames } from './actor-in-words.ts'
import { cursorId, cursorOf, cursorParts } from './cursor.ts'
import {
  changeMailing, createMailing, getMailing, listMailings, listRecipients, pauseMailing, previewMailing, rehearseMailing, resumeMailing, sendMailing, stopMailing,
  type Mailing, type mailingDraft, type MailingSummary, type Recipient,
} from './mailings-resource.ts'
import { readerLanguage } from './reader.ts'
import { seenByName, seenOnChannel } from './seen-in-answer.ts'
import { actorId, type StaffActor } from '../../staff/staff-actor.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'

export function addMailingsRoutes(api: Api, house: House): void {
  const { database } = house

  api.openapi(listMailings, async (c) => {
    const { after, limit } = c.req.valid('query')
    const page = { limit, ...(after === undefined ? {} : { after: cursorId<MailingId>(cursorParts(after, 1)[0]) }) }
    const { views, names } = await database.read(async (tx) => viewsOf(tx, await selectMailings(tx, page)))
    const last = views.length === limit ? views.at(-1) : undefined
    return c.json({ mailings: views.map((view) => summary(readerLanguage(c), view, names)), next: last ? cursorOf([last.mailingId]) : null }, 200)
  })

  api.openapi(createMailing, async (c) => {
    const draft = toDraft(c.req.valid('json'))
    const id = await database.write(async (tx) => {
      await refuseHidden(tx, c.get('actor'), draft)
      return draftMailing(tx, draft, actorId(c.get('actor')))
    })
    return c.json({ id }, 201)
  })

  api.openapi(getMailing, async (c) => {
    const mailingId = c.req.valid('param').id as MailingId
    return c.json(await database.read((tx) => mailingAnswer(tx, readerLanguage(c), mailingId)), 200)
  })

  api.openapi(changeMailing, async (c) => {
    const mailingId = c.req.valid('param').id as MailingId
    const answer = await database.write(async (tx) => {
      const draft = toDraft(c.req.valid('json'))
      await refuseHidden(tx, c.get('actor'), draft)
      await change(tx, mailingId, draft)
      return mailingAnswer(tx, readerLanguage(c), mailingId)
    })
    return c.json(answer, 200)
  })

  api.openapi(listRecipients, async (c) => {
    const mailingId = c.req.valid('param').id as MailingId
    const { after, limit, state, rule } = c.req.valid('query')
    const { mailing, rows } = await database.read(async (tx) => ({
      mailing: await known(tx, mailingId),
      rows: await shownTo(tx, c.get('actor'), await selectRecipients(tx, mailingId, {
        limit, ...(state ? { state } : {}), ...(rule ? { rule } : {}), ...(after === undefined ? {} : { after: cursorId<PersonId>(cursorParts(after, 1)[0]) }),
      })),
    }))
    const last = rows.length === limit ? rows.at(-1) : undefined
    const recipients = rows.map((row) => recipientAnswer(readerLanguage(c), row, mailing.channel))
    await house.looks.note({ actor: c.get('actor'), why: 'recipients', people: seenByName(recipients.map((one) => one.person), ['messages']) })
    return c.json({ recipients, next: last ? cursorOf([last.personId]) : null }, 200)
  })

  addMailingActs(api, house)
}

function addMailingActs(api: Api, house: House): void {
  const { database, keeper, publicUrl, settings } = house
  // A preview needs the sender's name only; this way out sends nothing.
  const sending = { keeper, publicUrl, transport: openTransport({ mailFrom: settings.mailFrom, smtpUrl: undefined, dkim: undefined }) }

  api.openapi(rehearseMailing, async (c) => {
    const language = readerLanguage(c)
    const { reasons, people, ...counts } = await database.reportAndRecord(async (tx) => {
      const mailingId = c.req.valid('param').id as MailingId
      await refuseHidden(tx, c.get('actor'), await known(tx, mailingId))
      const rehearsal = await rehearse(tx, mailingId)
      return { ...rehearsal, people: await shownTo(tx, c.get('actor'), rehearsal.people) }
    })
    const named = people.map((one) => ({ id: one.personId, name: one.name || t(language, 'api.hidden-protected'), contactPoint: one.contactPoint }))
    await house.looks.note({ actor: c.get('actor'), why: 'recipients', people: seenOnChannel(named, 'email') })
    return c.json({ ...counts, reasons: reasons.map((reason) => reasonAnswer(language, reason)), people: named }, 200)
  })

  api.openapi(previewMailing, async (c) => {
    const mailingId = c.req.valid('param').id as MailingId
    const { language, person } = c.req.valid('query')
    const { mail, mailing } = await database.read(async (tx) => {
      const found = await known(tx, mailingId)
      if (person) await refuseHiddenMail(tx, c.get('actor'), person as PersonId, found)
      return { mail: await preview(tx, sending, mailingId, language, person as PersonId | undefined), mailing: found }
    })
    if (person) await house.looks.note({ actor: c.get('actor'), why: 'mail', people: [{ personId: person as PersonId, fields: ['name', 'email', 'messages'] }] })
    const { subject, html, text, headers } = mail
    return c.json({ subject, html, text, headers: headers.map(({ name, value }) => ({ name, value })), page: mailing.kind === 'ask' ? questionPreviewPath(mailing.purposes[0]!, language, c.get('actor')) : null }, 200)
  })

  const acts = [
    [sendMailing, startSending], [stopMailing, stop],
    [pauseMailing, async (tx: Tx, mailingId: MailingId) => void (await moveMailing(tx, mailingId, 'pause'))],
    [resumeMailing, async (tx: Tx, mailingId: MailingId, by: string) => void (await moveMailing(tx, mailingId, 'resume', by))],
  ] as const
  for (const [route, act] of acts) {
    api.openapi(route, async (c) => {
      const mailingId = c.req.valid('param').id as MailingId
      const state = await database.write(async (tx): Promise<MailingState> => {
        await refuseHidden(tx, c.get('actor'), await known(tx, mailingId))
        await act(tx, mailingId, actorId(c.get('actor')))
        return (await known(tx, mailingId)).state
      })
      return c.json({ id: mailingId, state }, 202)
    })
  }
}

/** Neither who gets it nor what stands in it may rest on what a colleague does not see (AZ-03). */
async function refuseHidden(tx: Tx, actor: StaffActor, { purposes, audience, content }: Pick<MailingDraft, 'purposes' | 'audience' | 'content'>): Promise<void> {
  const scope = await scopeFor(tx, actor)
  refuseOutOfScope(scope, purposes, (place) => `purposes.${place}`)
  refuseUnseen(actor, scope, audience.where.map((one) => one.field), (place) => `audience.where.${place}.field`)
  refuseUnseen(actor, scope, fieldsShown(content), () => 'content')
}

/** A mail to somebody shows what stands in it, and the address it goes to. */
async function refuseHiddenMail(tx: Tx, actor: StaffActor, personId: PersonId, { content }: Pick<MailingDraft, 'content'>): Promise<void> {
  const scope = await scopeFor(tx, actor)
  await refuseStrangers(tx, scope, [personId])
  refuseUnseen(actor, scope, [...fieldsShown(content), 'email'], () => 'person')
}

/** People by the name and address that the caller sees; whoever the caller does not see is left out. */
async function shownTo<Row extends { personId: PersonId; name: string; contactPoint?: string | null }>(tx: Tx, actor: StaffActor, rows: readonly Row[]): Promise<Row[]> {
  const scope = await scopeFor(tx, actor)
  if (!scope) return [...rows]
  const seen = new Map((await selectDescribed(tx, scope, rows.map((one) => one.personId))).map((one) => [one.personId, one]))
  return rows.flatMap((row) => {
    const person = seen.get(row.personId)
    if (!person) return []
    const point = person.contactPoints.some((one) => one.value === row.contactPoint) ? row.contactPoint : null
    return [{ ...row, name: person.protectedIdentity ? '' : nameOf(person.values), ...(row.contactPoint === undefined ? {} : { contactPoint: point }) }]
  })
}

async function known(tx: Tx, mailingId: MailingId) {
  const mailing = await selectMailing(tx, mailingId)
  if (!mailing) throw new Problem('not-found', { text: 'messages.mailing-not-found' })
  return mailing
}

async function viewsOf(tx: Tx, mailings: Parameters<typeof showMailings>[1]): Promise<{ views: MailingView[]; names: ActorNames }> {
  return { views: await showMailings(tx, mailings), names: await selectActorNames(tx, mailings.map((one) => one.createdBy)) }
}

async function mailingAnswer(tx: Tx, language: Language, mailingId: MailingId): Promise<Mailing> {
  const { views, names } = await viewsOf(tx, [await known(tx, mailingId)])
  const view = views[0]!
  const { about, audience, content, leftOut, progress } = view
  return {
    ...summary(language, view, names), about, content, progress,
    audience: { where: [...audience.where] },
    leftOut: leftOut.map((reason) => reasonAnswer(language, reason)),
  }
}

function toDraft(sent: z.output<typeof mailingDraft>): MailingDraft {
  return { ...sent, about: sent.about ?? null }
}

function summary(language: Language, view: MailingView, names: ActorNames): MailingSummary {
  const { mailingId, kind, name, purposes, channel, state, counts, answers, createdAt, createdBy, startedAt, finishedAt } = view
  return {
    id: mailingId, kind, name, purposes: [...purposes], channel, state, answers,
    counts: { waiting: counts.waiting, handingOver: counts['handing-over'], sent: counts.sent, leftOut: counts['left-out'], failed: counts.failed, unknown: counts.unknown },
    createdAt: createdAt.toISOString(),
    createdBy: actorInWords(language, 'staff', createdBy, names),
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
  }
}

function reasonAnswer(language: Language, { rule, text, parameters, count }: LeftOutReason) {
  return { rule, sentence: t(language, text, parameters), count }
}

function recipientAnswer(language: Language, row: RecipientRow, channel: string): Recipient {
  const why = row.rule === null ? undefined : sentenceOf(row.rule, channel)
  return {
    person: { id: row.personId, name: row.name || t(language, 'api.hidden-protected') },
    state: row.state,
    rule: row.rule,
    sentence: why ? t(language, why.text, why.parameters) : null,
    at: row.at?.toISOString() ?? null,
    answer: row.answer,
  }
}

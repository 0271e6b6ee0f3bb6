import { changeSubscription as change, type Said } from '../../billing/change-subscription.ts'
import { foreseeInvoices } from '../../billing/foresee-invoices.ts'
import { knowSubscriptions } from '../../billing/know-subscriptions.ts'
import { readSubscription } from '../../billing/read-subscription.ts'
import { startSubscription as start } from '../../billing/start-subscription.ts'
import { invoicedUntil, lastDay, subscriptionState, termsOn, type KnownSubscription, type SubscriptionLine } from '../../billing/subscription.ts'
import { selectSubscriptions, selectSubscriptionsOf } from '../../billing/subscriptions.sql.ts'
import { selectNames } from '../../people/people-list.sql.ts'
import { RETENTION_ZONE } from '../../people/start-grounds.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { actorId } from '../../staff/staff-actor.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'
import { localDateIn, type LocalDate } from '../../values/calendar.ts'
import type { PersonId } from '../../values/ids.ts'
import { amountText } from '../../values/money.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { scopeFor } from '../staff/key-scope.ts'
import type { Api } from './api-door.ts'
import { cursorId, cursorOf, cursorParts } from './cursor.ts'
import { noteLook, refuseClosed, refuseStranger } from './invoices-routes.ts'
import { readerLanguage } from './reader.ts'
import * as resource from './subscriptions-resource.ts'

export function addSubscriptionsRoutes(api: Api, house: House): void {
  api.openapi(resource.listSubscriptions, async (c) => {
    const { after, limit } = c.req.valid('query')
    const subscriptions = await house.database.read(async (tx) => {
      refuseClosed(await scopeFor(tx, c.get('actor')))
      return itemsOf(tx, await knowSubscriptions(tx, await selectSubscriptions(tx, after === undefined ? undefined : cursorId(cursorParts(after, 1)[0]), limit)), readerLanguage(c))
    })
    if (subscriptions.length > 0) await house.looks.note({ actor: c.get('actor'), why: 'document', people: [...new Set(subscriptions.map((one) => one.person.id))].map((personId) => ({ personId: personId as PersonId, fields: ['documents'] })) })
    const last = subscriptions.length === limit ? subscriptions.at(-1) : undefined
    return c.json({ subscriptions, next: last ? cursorOf([last.id]) : null }, 200)
  })

  api.openapi(resource.listSubscriptionsOf, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const subscriptions = await house.database.read(async (tx) => {
      await refuseStranger(tx, c.get('actor'), personId)
      return itemsOf(tx, await knowSubscriptions(tx, await selectSubscriptionsOf(tx, [personId])), readerLanguage(c))
    })
    await noteLook(house, c.get('actor'), personId)
    return c.json({ subscriptions }, 200)
  })

  addOneSubscription(api, house)
}

function addOneSubscription(api: Api, house: House): void {
  api.openapi(resource.startSubscription, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const { startsOn, endsOn, billingDay, agreement, ...wish } = c.req.valid('json')
    const actor = c.get('actor')
    const answer = await house.database.write(async (tx) => {
      await refuseStranger(tx, actor, personId)
      const subscriptionId = await start(tx, {
        ...wish, personId, startsOn: startsOn as LocalDate, endsOn: endsOn as LocalDate | undefined, billingDay: billingDay ?? Number(startsOn.slice(8)), groundId: agreement,
      }, { kind: actor.kind, id: actorId(actor) })
      return answerOf(tx, await readSubscription(tx, personId, subscriptionId), readerLanguage(c))
    })
    await noteLook(house, actor, personId)
    return c.json(answer, 201)
  })

  api.openapi(resource.showSubscription, async (c) => {
    const { id, subscription } = c.req.valid('param')
    const answer = await house.database.read(async (tx) => {
      await refuseStranger(tx, c.get('actor'), id as PersonId)
      return answerOf(tx, await readSubscription(tx, id as PersonId, subscription), readerLanguage(c))
    })
    await noteLook(house, c.get('actor'), id as PersonId)
    return c.json(answer, 200)
  })

  api.openapi(resource.changeSubscription, async (c) => {
    const { id, subscription } = c.req.valid('param')
    const said = c.req.valid('json')
    const actor = c.get('actor')
    const answer = await house.database.write(async (tx) => {
      await refuseStranger(tx, actor, id as PersonId)
      await change(tx, id as PersonId, subscription, { kind: said.kind, day: said.day as LocalDate | null, lines: said.kind === 'terms' ? said.lines : null } satisfies Said, { kind: actor.kind, id: actorId(actor) })
      return answerOf(tx, await readSubscription(tx, id as PersonId, subscription), readerLanguage(c))
    })
    await noteLook(house, actor, id as PersonId)
    return c.json(answer, 201)
  })
}

async function itemsOf(tx: Tx, many: readonly KnownSubscription[], language: Language): Promise<resource.SubscriptionItem[]> {
  const names = await selectNames(tx, many.map((one) => one.subscription.personId))
  const coming = await foreseeInvoices(tx, many)
  const today = localDateIn(RETENTION_ZONE, tx.now)
  return many.map((known, place) => itemOf(known, names.get(known.subscription.personId) ?? '', coming[place], today, language))
}

function itemOf(known: KnownSubscription, name: string, coming: Awaited<ReturnType<typeof foreseeInvoices>>[number], today: LocalDate, language: Language): resource.SubscriptionItem {
  const { subscription } = known
  const drafted = coming && !(coming.drafted instanceof Problem) ? coming.drafted : undefined
  return {
    id: subscription.subscriptionId, person: { id: subscription.personId, name }, name: subscription.name, months: subscription.months, billingDay: subscription.billingDay, startsOn: subscription.startsOn,
    endsOn: lastDay(known), state: subscriptionState(known, today),
    next: coming ? {
      from: coming.period.from, to: coming.period.to, payable: drafted ? amountText(drafted.totals.payable) : null, currency: drafted?.settings.currency ?? null,
      problem: coming.drafted instanceof Problem ? t(language, coming.drafted.detail.text, coming.drafted.detail.parameters) : null,
    } : null,
  }
}

async function answerOf(tx: Tx, known: KnownSubscription, language: Language): Promise<resource.SubscriptionBody> {
  const { subscription: { personId, startsOn }, changes, invoiced } = known
  const [coming] = await foreseeInvoices(tx, [known])
  const today = localDateIn(RETENTION_ZONE, tx.now)
  const names = await selectActorNames(tx, changes.flatMap((one) => one.notedBy.id ?? []))
  const drafted = coming && !(coming.drafted instanceof Problem) ? coming.drafted : undefined
  return {
    ...itemOf(known, (await selectNames(tx, [personId])).get(personId) ?? '', coming, today, language),
    invoicedUntil: invoicedUntil(known) ?? null, lines: termsOn(changes, today > startsOn ? today : startsOn).map(lineAnswer),
    nextLines: drafted?.invoice.lines.map((line, place) => ({ description: line.description, amount: amountText(drafted.totals.lines[place]!) })) ?? [],
    changes: changes.map((one) => ({ id: one.changeId, kind: one.kind, day: one.day, lines: one.lines?.map(lineAnswer) ?? null, notedAt: one.notedAt.toISOString(), by: names.get(one.notedBy.id ?? '') ?? '' })),
    invoices: invoiced.map(({ from, to, invoiceId }) => ({ from, to, invoice: invoiceId })),
  }
}

/** As it was typed; the unit was checked then. */
function lineAnswer({ unit, priceHasVat, ...line }: SubscriptionLine): resource.SubscriptionBody['lines'][number] {
  return { ...line, unit: unit as resource.SubscriptionBody['lines'][number]['unit'], priceHasVat: priceHasVat ?? false }
}

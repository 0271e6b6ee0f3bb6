import { chooseDelivery as choose } from '../../delivery/choose-delivery.ts'
import { insertSettings, selectSettings } from '../../delivery/choices.sql.ts'
import { deliverInvoice as deliver } from '../../delivery/deliver-invoice.ts'
import { countDeliveries, selectDeliveries, selectDeliveriesOf, type Delivery } from '../../delivery/deliveries.sql.ts'
import { TROUBLED } from '../../delivery/delivery-state.ts'
import { standardSettings } from '../../delivery/delivery-way.ts'
import { endDelivery as end } from '../../delivery/end-delivery.ts'
import { readWays, type Ways } from '../../delivery/read-ways.ts'
import { returnMail } from '../../delivery/return-mail.ts'
import { selectInvoice } from '../../invoices/invoices.sql.ts'
import { selectInScope } from '../../people/scope.sql.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import { actorId } from '../../staff/staff-actor.ts'
import type { PersonId } from '../../values/ids.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { scopeFor } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import * as resource from './deliveries-resource.ts'
import { noteLook, refuseClosed, refuseStranger } from './invoices-routes.ts'
import { readerLanguage } from './reader.ts'

export function addDeliveriesRoutes(api: Api, house: House): void {
  api.openapi(resource.showDeliverySettings, async (c) => c.json(await house.database.read(readSettings), 200))

  api.openapi(resource.setDeliverySettings, async (c) => {
    const settings = c.req.valid('json')
    const by = signedIn(c.get('actor')).staffId
    await house.database.write((tx) => insertSettings(tx, settings, by))
    return c.json(settings, 200)
  })

  api.openapi(resource.listDeliveries, async (c) => {
    const { way, state, troubled, after, limit } = c.req.valid('query')
    const found = await house.database.read(async (tx) => {
      refuseClosed(await scopeFor(tx, c.get('actor')))
      const states = troubled ? TROUBLED : state ? [state] : []
      return { rows: await selectDeliveries(tx, { ways: way ? [way] : [], states, after: cursorOf(after), limit: limit + 1 }), counts: await countDeliveries(tx) }
    })
    const shown = found.rows.slice(0, limit)
    if (shown.length > 0) await house.looks.note({ actor: c.get('actor'), why: 'document', people: [...new Set(shown.map((one) => one.personId))].map((personId) => ({ personId, fields: ['documents'] })) })
    const last = shown.at(-1)
    const language = readerLanguage(c)
    return c.json({
      deliveries: shown.map((one) => ({ ...bodyOf(one, language), person: { id: one.personId, name: one.name }, invoice: one.invoiceId, number: one.number })), counts: found.counts,
      next: found.rows.length > limit && last ? `${last.changedAt.toISOString()} ${last.deliveryId}` : null,
    }, 200)
  })

  api.openapi(resource.returnMail, async (c) => {
    const { messageId, status } = c.req.valid('json')
    const outcome = await house.database.write(async (tx) => {
      const scope = await scopeFor(tx, c.get('actor'))
      refuseClosed(scope)
      if (!status.startsWith('5.')) return 'not-for-good' as const
      const maySee = async (personId: PersonId) => !scope || (await selectInScope(tx, scope, [personId])).has(personId)
      return (await returnMail(tx, messageId, maySee)) ? 'returned' as const : 'not-known' as const
    })
    return c.json({ outcome }, 200)
  })

  addDeliveriesOfOne(api, house)
}

function addDeliveriesOfOne(api: Api, house: House): void {
  api.openapi(resource.listDeliveriesOf, async (c) => {
    const { id, invoice } = c.req.valid('param')
    const answer = await house.database.read(async (tx) => {
      await refuseStranger(tx, c.get('actor'), id as PersonId)
      return readDeliveries(tx, id as PersonId, invoice, readerLanguage(c))
    })
    await noteLook(house, c.get('actor'), id as PersonId)
    return c.json(answer, 200)
  })

  api.openapi(resource.deliverInvoice, async (c) => {
    const { id, invoice } = c.req.valid('param')
    const { way, again, reminder } = c.req.valid('json')
    const actor = c.get('actor')
    const answer = await house.database.write(async (tx) => {
      await refuseStranger(tx, actor, id as PersonId)
      await deliver(tx, { personId: id as PersonId, invoiceId: invoice, reminderId: reminder, way, again }, { kind: actor.kind, id: actorId(actor) })
      return readDeliveries(tx, id as PersonId, invoice, readerLanguage(c))
    })
    await noteLook(house, actor, id as PersonId)
    return c.json(answer, 201)
  })

  api.openapi(resource.endDelivery, async (c) => {
    const { id, invoice, delivery } = c.req.valid('param')
    const answer = await house.database.write(async (tx) => {
      await refuseStranger(tx, c.get('actor'), id as PersonId)
      const one = await end(tx, id as PersonId, delivery, c.req.valid('json').how)
      return readDeliveries(tx, id as PersonId, one.invoiceId === invoice ? invoice : '', readerLanguage(c))
    })
    await noteLook(house, c.get('actor'), id as PersonId)
    return c.json(answer, 200)
  })

  api.openapi(resource.chooseDelivery, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const actor = c.get('actor')
    const ways = await house.database.write(async (tx) => {
      await refuseStranger(tx, actor, personId)
      return choose(tx, personId, c.req.valid('json'), { kind: actor.kind, id: actorId(actor) })
    })
    await noteLook(house, actor, personId)
    return c.json(waysAnswer(ways), 200)
  })
}

async function readSettings(tx: Tx): Promise<resource.DeliverySettingsBody> {
  return { ...standardSettings((await selectInstallation(tx))?.controller.country ?? 'SE'), ...(await selectSettings(tx)) }
}

async function readDeliveries(tx: Tx, personId: PersonId, invoiceId: string, language: Language): Promise<resource.DeliveriesBody> {
  const invoice = await selectInvoice(tx, personId, invoiceId)
  if (!invoice) throw new Problem('not-found', { text: 'invoices.unknown' })
  return { deliveries: (await selectDeliveriesOf(tx, personId, invoiceId)).map((one) => bodyOf(one, language)), ways: waysAnswer(await readWays(tx, personId, invoice.companyId)) }
}

function waysAnswer({ way, why, possible, choice }: Ways): resource.WaysBody {
  return {
    way: way ?? null, why: why ?? null, possible,
    choice: choice ? { way: choice.way, participant: choice.participant ?? null, withUbl: choice.withUbl, by: choice.saidBy.kind === 'person' ? 'person' : 'staff', at: choice.saidAt.toISOString() } : null,
  }
}

/** Words of ours for why something did not go; a rule of the gate has its own. */
const REASONS = ['no-way', 'no-address', 'protected', 'address-unfit', 'cancelled', 'returned', 'document-gone', 'paid-meanwhile', 'restored', 'arrived', 'not-taken', 'no-answer', 'no-endpoint', 'no-participant'] as const

export function bodyOf(one: Delivery, language: Language): resource.DeliveryBody {
  const known = REASONS.find((reason) => reason === one.reason)
  return {
    id: one.deliveryId, way: one.way, why: one.why, state: one.state, reason: one.state === 'sent' ? null : one.reason,
    sentence: one.state === 'sent' || one.reason === null ? null : known ? t(language, `delivery.reason.${known}`) : one.state === 'refused' ? t(language, `decisions.${one.reason}`, { channel: CHANNEL[one.way] }) : null,
    reminder: one.reminderId, askedAt: one.askedAt.toISOString(), changedAt: one.changedAt.toISOString(), standsIn: one.succeeds !== null, batch: one.batchId,
  }
}

const CHANNEL = { email: 'email', letter: 'letter', peppol: 'none', page: 'web' } as const

/** `next` of the page before. */
function cursorOf(after: string | undefined): { changedAt: Date; deliveryId: string } | undefined {
  const [, at, deliveryId] = /^(\S{24}) ([0-9a-f-]{36})$/.exec(after ?? '') ?? []
  if (after !== undefined && (!deliveryId || Number.isNaN(Date.parse(at!)))) throw new Problem('invalid', { text: 'api.cursor-invalid', field: 'after' })
  return deliveryId ? { changedAt: new Date(at!), deliveryId } : undefined
}

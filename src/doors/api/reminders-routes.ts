import { findReminders, type FoundReminder } from '../../delivery/find-reminders.ts'
import { toPay } from '../../delivery/reminder.ts'
import { remindInvoice } from '../../delivery/remind-invoice.ts'
import { reminderFeeKnownUntil } from '../../law/reminder-fee.ts'
import { RETENTION_ZONE } from '../../people/start-grounds.ts'
import { Problem } from '../../plumbing/errors.ts'
import { actorId } from '../../staff/staff-actor.ts'
import type { PersonId } from '../../values/ids.ts'
import { amountText } from '../../values/money.ts'
import { localDateIn } from '../../values/calendar.ts'
import { t, type Language } from '../../values/text.ts'
import { writtenCountry, writtenDay } from '../../values/written.ts'
import type { House } from '../house.ts'
import { refuseStrangers, scopeFor } from '../staff/key-scope.ts'
import type { Api } from './api-door.ts'
import { refuseClosed } from './invoices-routes.ts'
import { readerLanguage } from './reader.ts'
import * as resource from './reminders-resource.ts'

const SHOWN = 200

export function addRemindersRoutes(api: Api, house: House): void {
  api.openapi(resource.rehearseReminders, async (c) => {
    const language = readerLanguage(c)
    const found = await house.database.read(async (tx) => {
      refuseClosed(await scopeFor(tx, c.get('actor')))
      return findReminders(tx, SHOWN + 1)
    })
    const shown = found.slice(0, SHOWN)
    if (shown.length > 0) await house.looks.note({ actor: c.get('actor'), why: 'document', people: [...new Set(shown.map(({ invoice }) => invoice.personId))].map((personId) => ({ personId, fields: ['documents'] })) })
    return c.json({
      more: found.length > SHOWN, unknown: unknownOf(language, found, localDateIn(RETENTION_ZONE, house.database.clock())),
      invoices: shown.map(({ invoice, draft }) => {
        const because = typeof draft === 'string' ? draft : null
        return {
          person: { id: invoice.personId, name: invoice.content.buyer.name }, invoice: invoice.invoiceId, number: invoice.number, dueOn: invoice.dueOn, currency: invoice.currency, because,
          sentence: because && t(language, `delivery.not-reminded.${because}`),
          reminder: typeof draft === 'string' ? null : { ordinal: draft.ordinal, payBy: draft.payBy, outstanding: amountText(draft.outstanding), feesBefore: amountText(draft.feesBefore), fee: amountText(draft.fee), toPay: amountText(toPay(draft)), interest: amountText(draft.interest?.amount ?? 0n) },
        }
      }),
    }, 200)
  })

  api.openapi(resource.remindInvoices, async (c) => {
    const [actor, language] = [c.get('actor'), readerLanguage(c)]
    const { invoices } = c.req.valid('json')
    const leftOut: { invoice: string; sentence: string }[] = []
    await house.database.read(async (tx) => {
      const scope = await scopeFor(tx, actor)
      refuseClosed(scope)
      await refuseStrangers(tx, scope, [...new Set(invoices.map((one) => one.person as PersonId))])
    })
    // Each stands for itself: one that was paid meanwhile keeps no other from going.
    for (const { person, invoice } of invoices) {
      try {
        await house.database.write((tx) => remindInvoice(tx, person as PersonId, invoice, { kind: actor.kind, id: actorId(actor) }))
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        leftOut.push({ invoice, sentence: t(language, error.detail.text, error.detail.parameters) })
      }
    }
    return c.json({ reminded: invoices.length - leftOut.length, leftOut }, 201)
  })
}

/** Of the countries of these sellers: figures of the law that are not known for this day. */
function unknownOf(language: Language, found: readonly FoundReminder[], today: string): string[] {
  const countries = [...new Set(found.map(({ invoice }) => invoice.content.seller.address.country))]
  const written = (day: string) => writtenDay(language, new Date(`${day}T12:00:00Z`), 'UTC')
  const fees = countries.flatMap((country) => {
    const until = reminderFeeKnownUntil(country, today)
    return until === undefined ? [] : [t(language, 'delivery.fee-unknown', { country: writtenCountry(language, country), day: written(until) })]
  })
  const halfYears = new Set(found.flatMap(({ invoice, interestUnknown }) => (interestUnknown === undefined ? [] : [`${invoice.content.seller.address.country} ${interestUnknown}`])))
  return [...fees, ...[...halfYears].map((one) => t(language, 'delivery.interest-unknown', { country: writtenCountry(language, one.slice(0, 2)), day: written(one.slice(3)) }))]
}

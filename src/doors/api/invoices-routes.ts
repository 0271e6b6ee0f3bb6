import { creditInvoice as credit } from '../../invoices/credit-invoice.ts'
import { leftOf, type CreditPart } from '../../invoices/credit-note.ts'
import { draftCredit } from '../../invoices/draft-credit.ts'
import { balance, INVOICE_STATES, invoiceState, outstanding } from '../../invoices/invoice-state.ts'
import { totalsOf, type InvoiceLine, type InvoiceTotals } from '../../invoices/invoice.ts'
import { insertInvoicing, selectInvoice, selectInvoices, selectInvoicesOf, selectInvoicing, selectPayments, type Payment, type StoredInvoice } from '../../invoices/invoices.sql.ts'
import { draftInvoice } from '../../invoices/draft-invoice.ts'
import type { InvoiceDraft } from '../../invoices/invoice-draft.ts'
import { issueInvoice as issue } from '../../invoices/issue-invoice.ts'
import type { Party } from '../../invoices/issued-invoice.ts'
import { notePayment as note } from '../../invoices/note-payment.ts'
import { sellerFaults } from '../../invoices/seller-faults.ts'
import { ublInvoice } from '../../invoices/ubl-invoice.ts'
import { opensDocuments } from '../../people/scope.ts'
import { RETENTION_ZONE } from '../../people/start-grounds.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { actorId, type StaffActor } from '../../staff/staff-actor.ts'
import { localDateIn, type LocalDate } from '../../values/calendar.ts'
import { decimalText, parseDecimal } from '../../values/decimal.ts'
import { isFault } from '../../values/fault.ts'
import type { PersonId } from '../../values/ids.ts'
import { amountText } from '../../values/money.ts'
import type { House } from '../house.ts'
import { refuseStrangers, scopeFor } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import { addCodeRevocation, codesOf } from './invoice-code-routes.ts'
import * as resource from './invoices-resource.ts'

export function addInvoicesRoutes(api: Api, house: House): void {
  api.openapi(resource.showInvoicing, async (c) => c.json({ invoicing: (await house.database.read(selectInvoicing)) ?? null }, 200))

  api.openapi(resource.setInvoicing, async (c) => {
    const settings = c.req.valid('json')
    const by = signedIn(c.get('actor')).staffId
    await house.database.write(async (tx) => {
      const [fault] = sellerFaults(settings, localDateIn(RETENTION_ZONE, tx.now))
      if (fault) throw new Problem('invalid', { text: fault.text, field: fault.field, ...(fault.rule && { rule: fault.rule }), ...(fault.parameters && { parameters: fault.parameters }) })
      await insertInvoicing(tx, settings, by)
    })
    return c.json({ invoicing: settings }, 200)
  })

  api.openapi(resource.listInvoices, async (c) => {
    const { state, search, after, limit } = c.req.valid('query')
    const invoices = await house.database.read(async (tx) => {
      refuseClosed(await scopeFor(tx, c.get('actor')))
      return selectInvoices(tx, localDateIn(RETENTION_ZONE, tx.now), { states: state ? [state] : [], search, after: cursorOf(after), limit: limit + 1 })
    })
    const shown = invoices.slice(0, limit)
    if (shown.length > 0) await house.looks.note({ actor: c.get('actor'), why: 'document', people: [...new Set(shown.map((one) => one.personId))].map((personId) => ({ personId, fields: ['documents'] })) })
    const last = shown.at(-1)
    return c.json({ invoices: shown.map((one) => itemOf(one, one.state)), next: invoices.length > limit && last ? `${last.issuedOn} ${last.invoiceId}` : null }, 200)
  })

  addOnePersons(api, house)
}

/** What is invoiced to one person. */
function addOnePersons(api: Api, house: House): void {
  api.openapi(resource.listInvoicesOf, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const found = await house.database.read(async (tx) => {
      await refuseStranger(tx, c.get('actor'), personId)
      return { invoices: await selectInvoicesOf(tx, [personId]), today: localDateIn(RETENTION_ZONE, tx.now), codeOf: await codesOf(tx, personId) }
    })
    await noteLook(house, c.get('actor'), personId)
    return c.json({ invoices: found.invoices.map((one) => ({ ...itemOf(one, invoiceState(one, found.today)), code: found.codeOf(one.invoiceId) })) }, 200)
  })

  api.openapi(resource.rehearseInvoice, async (c) => {
    const draft = draftOf(c.req.valid('param').id as PersonId, c.req.valid('json'))
    const drafted = await house.database.read(async (tx) => {
      await refuseStranger(tx, c.get('actor'), draft.personId)
      return draftInvoice(tx, draft)
    })
    await noteLook(house, c.get('actor'), draft.personId)
    const { invoice, totals } = drafted
    return c.json({ issuedOn: invoice.issuedOn, dueOn: invoice.dueOn, currency: invoice.currency, buyer: partyAnswer(invoice.buyer), totals: totalsAnswer(invoice.lines, totals) }, 200)
  })

  api.openapi(resource.issueInvoice, async (c) => {
    const draft = draftOf(c.req.valid('param').id as PersonId, c.req.valid('json'))
    const actor = c.get('actor')
    const answer = await house.database.write(async (tx) => {
      await refuseStranger(tx, actor, draft.personId)
      const { invoiceId } = await issue(tx, house.keeper, draft, { kind: actor.kind, id: actorId(actor) }, house.publicUrl)
      return readAnswer(tx, draft.personId, invoiceId)
    })
    await noteLook(house, c.get('actor'), draft.personId)
    return c.json(answer, 201)
  })

  addOneInvoice(api, house)
}

function addOneInvoice(api: Api, house: House): void {
  api.openapi(resource.showInvoice, async (c) => {
    const { id, invoice } = c.req.valid('param')
    const answer = await house.database.read(async (tx) => {
      await refuseStranger(tx, c.get('actor'), id as PersonId)
      return readAnswer(tx, id as PersonId, invoice)
    })
    await noteLook(house, c.get('actor'), id as PersonId)
    return c.json(answer, 200)
  })

  api.openapi(resource.fetchElectronicInvoice, async (c) => {
    const { id, invoice } = c.req.valid('param')
    const found = await house.database.read(async (tx) => {
      await refuseStranger(tx, c.get('actor'), id as PersonId)
      return existing(await selectInvoice(tx, id as PersonId, invoice))
    })
    await noteLook(house, c.get('actor'), id as PersonId)
    const xml = ublInvoice(found.content, totalsOf(found.content.lines, found.content))
    return c.body(xml, 200, { 'content-type': 'application/xml; charset=utf-8', 'content-disposition': `attachment; filename="${found.kind}-${found.invoiceId}.xml"` })
  })

  api.openapi(resource.creditInvoice, async (c) => {
    const { id, invoice } = c.req.valid('param')
    const actor = c.get('actor')
    const answer = await house.database.write(async (tx) => {
      await refuseStranger(tx, actor, id as PersonId)
      const { invoiceId } = await credit(tx, house.keeper, id as PersonId, invoice, { kind: actor.kind, id: actorId(actor) }, partsOf(c.req.valid('json')))
      return readAnswer(tx, id as PersonId, invoiceId)
    })
    await noteLook(house, c.get('actor'), id as PersonId)
    return c.json(answer, 201)
  })

  api.openapi(resource.rehearseCredit, async (c) => {
    const { id, invoice } = c.req.valid('param')
    const answer = await house.database.read(async (tx): Promise<resource.CreditDraftBody> => {
      await refuseStranger(tx, c.get('actor'), id as PersonId)
      const { credit: drafted, totals } = await draftCredit(tx, id as PersonId, invoice, partsOf(c.req.valid('json')))
      const left = outstanding(existing(await selectInvoice(tx, id as PersonId, invoice)))
      return { currency: drafted.currency, totals: totalsAnswer(drafted.lines, totals), outstanding: amountText(left + totals.payable) }
    })
    await noteLook(house, c.get('actor'), id as PersonId)
    return c.json(answer, 200)
  })

  addCodeRevocation(api, house, { refuseStranger, readAnswer, noteLook })

  api.openapi(resource.notePayment, async (c) => {
    const { id, invoice } = c.req.valid('param')
    const { amount: typed, ...payment } = c.req.valid('json')
    const read = parseDecimal(typed, 2)
    if (isFault(read)) throw new Problem('invalid', { text: read.fault, field: 'amount', ...(read.parameters && { parameters: read.parameters }) })
    const actor = c.get('actor')
    const answer = await house.database.write(async (tx) => {
      await refuseStranger(tx, actor, id as PersonId)
      await note(tx, { ...payment, paidOn: payment.paidOn as LocalDate, personId: id as PersonId, invoiceId: invoice, amount: read / 10_000n }, { kind: actor.kind, id: actorId(actor) })
      return readAnswer(tx, id as PersonId, invoice)
    })
    await noteLook(house, c.get('actor'), id as PersonId)
    return c.json(answer, 201)
  })
}

/** Whoever is shown an invoice has seen a document of the person's. */
export async function noteLook(house: House, actor: StaffActor, personId: PersonId): Promise<void> {
  await house.looks.note({ actor, why: 'document', people: [{ personId, fields: ['documents'] }] })
}

/** Lines are counted from 1 outside, as on the page. */
function partsOf({ lines }: ReturnType<typeof resource.newCredit.parse>): CreditPart[] | undefined {
  return lines?.map(({ line, quantity, amount }, place) => {
    const read = (typed: string | undefined, name: string, decimals: number) => {
      const value = typed === undefined ? undefined : parseDecimal(typed, decimals)
      if (isFault(value)) throw new Problem('invalid', { text: value.fault, field: `lines.${place}.${name}`, ...(value.parameters && { parameters: value.parameters }) })
      return value
    }
    const money = read(amount, 'amount', 2)
    return { line: line - 1, quantity: read(quantity, 'quantity', 6), amount: money === undefined ? undefined : money / 10_000n }
  })
}

/** The door has read the days as ISO 8601 dates. */
function draftOf(personId: PersonId, { issuedOn, dueOn, deliveredOn, company, ...body }: ReturnType<typeof resource.newInvoice.parse>): InvoiceDraft {
  return { ...body, personId, companyId: company, issuedOn: issuedOn as LocalDate | undefined, dueOn: dueOn as LocalDate | undefined, deliveredOn: deliveredOn as LocalDate | undefined }
}

export function refuseClosed(scope: Awaited<ReturnType<typeof scopeFor>>): void {
  if (!opensDocuments(scope)) throw new Problem('forbidden', { text: 'lifecycle.documents-not-yours' })
}

export async function refuseStranger(tx: Tx, actor: StaffActor, personId: PersonId): Promise<void> {
  const scope = await scopeFor(tx, actor)
  refuseClosed(scope)
  await refuseStrangers(tx, scope, [personId])
}

function existing(found: StoredInvoice | undefined): StoredInvoice {
  if (!found) throw new Problem('not-found', { text: 'invoices.unknown' })
  return found
}

async function readAnswer(tx: Tx, personId: PersonId, invoiceId: string): Promise<resource.InvoiceBody> {
  const one = existing(await selectInvoice(tx, personId, invoiceId))
  const payments = await selectPayments(tx, personId, invoiceId)
  const notes = (await selectInvoicesOf(tx, [personId])).filter((other) => other.credits === invoiceId)
  const left = one.kind === 'invoice' ? leftOf(one.content, notes.map(({ content }) => content)) : []
  const today = localDateIn(RETENTION_ZONE, tx.now)
  return {
    ...itemOf(one, invoiceState(one, today)), buyer: partyAnswer(one.content.buyer), totals: totalsAnswer(one.content.lines, totalsOf(one.content.lines, one.content)),
    issuedAt: one.issuedAt.toISOString(), code: (await codesOf(tx, personId))(invoiceId), credits: one.credits,
    creditNotes: notes.map(({ invoiceId: id, number, issuedOn, payable }) => ({ id, number, issuedOn, payable: amountText(payable) })),
    creditable: left.map(({ quantity, amount }, place) => ({ line: place + 1, description: one.content.lines[place]!.description, unit: one.content.lines[place]!.unit, quantity: decimalText(quantity), amount: amountText(amount) })),
    payments: payments.map(({ paymentId, paidOn, amount, how }: Payment) => ({ id: paymentId, paidOn, amount: amountText(amount), how })),
  }
}

export function itemOf(one: StoredInvoice, state: (typeof INVOICE_STATES)[number]): resource.InvoiceItem {
  const { left, fee } = one.kind === 'credit-note' ? { left: 0n, fee: 0n } : balance(one)
  return {
    id: one.invoiceId, kind: one.kind, number: one.number, person: { id: one.personId, name: one.content.buyer.name }, issuedOn: one.issuedOn, dueOn: one.dueOn, currency: one.currency,
    payable: amountText(one.payable), outstanding: amountText(left), fee: amountText(fee), state, reference: one.reference, documentId: one.documentId,
  }
}

export function partyAnswer({ name, address }: Party): { name: string; address: string[] } {
  return { name, address: [address.street, address.more, [address.postcode, address.city].filter(Boolean).join(' ')].filter((line): line is string => Boolean(line)) }
}

export function totalsAnswer(lines: readonly InvoiceLine[], totals: InvoiceTotals): resource.InvoiceBody['totals'] {
  return {
    net: amountText(totals.net), vat: amountText(totals.vat), gross: amountText(totals.gross), rounding: amountText(totals.rounding), payable: amountText(totals.payable),
    shares: totals.shares.map((share) => ({ category: share.category, percent: share.rate / 100, taxable: amountText(share.taxable), vat: amountText(share.vat) })),
    lines: lines.map((line, place) => ({ description: line.description, quantity: decimalText(line.quantity), unit: line.unit, price: decimalText(line.unitPrice), percent: line.vat.rate / 100, amount: amountText(totals.lines[place]!) })),
  }
}

/** `next` of the page before. */
function cursorOf(after: string | undefined): { issuedOn: LocalDate; invoiceId: string } | undefined {
  const [, issuedOn, invoiceId] = /^(\d{4}-\d{2}-\d{2}) ([0-9a-f-]{36})$/.exec(after ?? '') ?? []
  if (after !== undefined && !invoiceId) throw new Problem('invalid', { text: 'api.cursor-invalid', field: 'after' })
  return invoiceId ? { issuedOn: issuedOn as LocalDate, invoiceId } : undefined
}

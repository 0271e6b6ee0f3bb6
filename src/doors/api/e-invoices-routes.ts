import { bringInInvoice } from '../../e-invoices/bring-in-invoice.ts'
import { findInvoice, type FoundInvoice } from '../../e-invoices/find-invoice.ts'
import { selectInvoicing } from '../../invoices/invoices.sql.ts'
import { opensDocuments } from '../../people/scope.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { actorId, type StaffActor } from '../../staff/staff-actor.ts'
import { amountText } from '../../values/money.ts'
import type { Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { refuseStrangers, scopeFor } from '../staff/key-scope.ts'
import type { Api } from './api-door.ts'
import { bringInEInvoice, rehearseEInvoice } from './e-invoices-resource.ts'
import { readerLanguage } from './reader.ts'

export function addEInvoicesRoutes(api: Api, house: House): void {
  const found = async (tx: Tx, act: typeof findInvoice, actor: StaffActor, language: Language, { ubl, customer }: { ubl: string; customer?: string | undefined }) => {
    const scope = await scopeFor(tx, actor)
    if (actor.kind === 'key' && !opensDocuments(scope)) throw new Problem('forbidden', { text: 'lifecycle.documents-not-yours' })
    const sellerNumber = (await selectInvoicing(tx))?.seller.organisationNumber
    const one = await act(tx, Buffer.from(ubl, 'base64'), { indexKey: house.keeper.keys.identifierIndex, sellerNumber, customer, language, by: { kind: actor.kind, id: actorId(actor) } })
    await refuseStrangers(tx, scope, [one.personId])
    return one
  }
  const noteLook = (actor: StaffActor, { personId }: FoundInvoice) => house.looks.note({ actor, why: 'document', people: [{ personId, fields: ['documents'] }] })

  api.openapi(rehearseEInvoice, async (c) => {
    const one = await house.database.read((tx) => found(tx, findInvoice, c.get('actor'), readerLanguage(c), c.req.valid('json')))
    await noteLook(c.get('actor'), one)
    return c.json(answerOf(one), 200)
  })
  api.openapi(bringInEInvoice, async (c) => {
    const one = await house.database.write((tx) => found(tx, bringInInvoice, c.get('actor'), readerLanguage(c), c.req.valid('json')))
    await noteLook(c.get('actor'), one)
    return c.json(answerOf(one), 201)
  })
}

function answerOf({ personId, said, warnings }: FoundInvoice) {
  const { kind, number, issuedOn, currency, totals } = said
  return { person: personId, kind, number, issuedOn, currency, payable: amountText(totals.payable), warnings: warnings.map(({ rule, field }) => ({ rule, field })) }
}

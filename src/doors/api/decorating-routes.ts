import { decorateInvoice as decorate } from '../../decorating/decorate-invoice.ts'
import { findRecipient } from '../../decorating/find-recipient.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { House } from '../house.ts'
import { refuseStrangers, scopeFor } from '../staff/key-scope.ts'
import type { Api } from './api-door.ts'
import { decorateInvoice } from './decorating-resource.ts'

export function addDecoratingRoutes(api: Api, house: House): void {
  api.openapi(decorateInvoice, async (c) => {
    const { customer, ...files } = c.req.valid('json')
    const bytes = (text: string | undefined) => (text === undefined ? undefined : Buffer.from(text, 'base64'))
    const [pdf, ubl] = [bytes(files.pdf), bytes(files.ubl)]
    if (!pdf && !ubl) throw new Problem('invalid', { text: 'decorating.nothing', field: 'pdf' })
    const actor = c.get('actor')
    const personId = await findRecipient(house.database, house.keeper.keys.identifierIndex, customer, ubl, async (tx, found) => refuseStrangers(tx, await scopeFor(tx, actor), [found]))
    const done = await decorate(house.database, house.keeper, personId, { pdf, ubl }, house.publicUrl)
    await house.looks.note({ actor, why: 'document', people: [{ personId, fields: ['documents'] }] })
    const text = (one: Buffer | undefined) => one?.toString('base64') ?? null
    return c.json({ person: personId, invoice: done.invoiceId, pdf: text(done.pdf), ubl: text(done.ubl), sheet: text(done.sheet) }, 200)
  })
}

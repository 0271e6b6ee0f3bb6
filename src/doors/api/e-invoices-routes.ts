import { bringInInvoice } from '../../e-invoices/bring-in-invoice.ts'
import { judgeApart } from '../../e-invoices/judge-apart.ts'
import type { JudgedInvoice } from '../../e-invoices/judge-invoice.ts'
import { rehearseInvoice, type Bringing } from '../../e-invoices/rehearse-invoice.ts'
import { selectInvoicing } from '../../invoices/invoices.sql.ts'
import { selectNames } from '../../people/people-list.sql.ts'
import { opensDocuments, type Scope } from '../../people/scope.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem, type ProblemDetail } from '../../plumbing/errors.ts'
import { actorId, type StaffActor } from '../../staff/staff-actor.ts'
import type { PersonId } from '../../values/ids.ts'
import type { Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { sentenceOf } from '../problem.ts'
import { refuseStrangers, scopeFor } from '../staff/key-scope.ts'
import type { Api } from './api-door.ts'
import { bringInEInvoice, rehearseEInvoice } from './e-invoices-resource.ts'
import { readerLanguage } from './reader.ts'

export function addEInvoicesRoutes(api: Api, house: House): void {
  const bringing = async (tx: Tx, { customer, keepReference }: { customer?: string | undefined; keepReference: boolean }): Promise<Bringing> =>
    ({ indexKey: house.keeper.keys.identifierIndex, own: await selectInvoicing(tx), customer, keepsReference: keepReference })
  const noteLook = (actor: StaffActor, personId: PersonId) => house.looks.note({ actor, why: 'document', people: [{ personId, fields: ['documents'] }] })

  api.openapi(rehearseEInvoice, async (c) => {
    const asked = c.req.valid('json')
    const judged = await judgeApart(Buffer.from(asked.ubl, 'base64'))
    const language = readerLanguage(c)
    const { customer, name, faults, warnings } = await house.database.read(async (tx) => {
      const scope = await documentScope(tx, c.get('actor'))
      const one = await rehearseInvoice(tx, judged, await bringing(tx, asked))
      if (one.customer) await refuseStrangers(tx, scope, [one.customer.personId])
      return { ...one, name: one.customer ? ((await selectNames(tx, [one.customer.personId])).get(one.customer.personId) ?? '') : '' }
    })
    if (customer) await noteLook(c.get('actor'), customer.personId)
    return c.json({
      person: customer ? { id: customer.personId, name } : null, foundBy: customer?.by ?? null, buyer: judged.buyer.name, ...invoiceOf(judged),
      faults: faults.map(({ detail }) => toldIn(language, detail)), warnings: warnings.map((one) => toldIn(language, one)),
    }, 200)
  })
  api.openapi(bringInEInvoice, async (c) => {
    const [asked, actor, language] = [c.req.valid('json'), c.get('actor'), readerLanguage(c)]
    const content = Buffer.from(asked.ubl, 'base64')
    const judged = await judgeApart(content)
    const { customer, warnings } = await house.database.write(async (tx) => {
      const scope = await documentScope(tx, actor)
      const one = await bringInInvoice(tx, content, judged, { ...(await bringing(tx, asked)), language, by: { kind: actor.kind, id: actorId(actor) } })
      await refuseStrangers(tx, scope, [one.customer.personId])
      return one
    })
    await noteLook(actor, customer.personId)
    return c.json({ person: customer.personId, ...invoiceOf(judged), warnings: warnings.map((one) => toldIn(language, one)) }, 201)
  })
}

async function documentScope(tx: Tx, actor: StaffActor): Promise<Scope | undefined> {
  const scope = await scopeFor(tx, actor)
  if (actor.kind === 'key' && !opensDocuments(scope)) throw new Problem('forbidden', { text: 'lifecycle.documents-not-yours' })
  return scope
}

function invoiceOf({ kind, number, issuedOn, currency, payable }: JudgedInvoice) {
  return { kind, number, issuedOn, currency, payable }
}

function toldIn(language: Language, { rule, field, ...detail }: ProblemDetail) {
  return { rule: rule ?? null, field: field ?? null, sentence: sentenceOf(language, { ...detail, ...(field !== undefined && { field }) }) }
}

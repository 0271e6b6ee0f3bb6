import { answerPeppol as answer } from '../../delivery/answer-peppol.ts'
import { selectDelivery } from '../../delivery/deliveries.sql.ts'
import { documentType, PEPPOL_PROCESS } from '../../delivery/peppol-envelope.ts'
import { selectPeppol } from '../../delivery/peppol.sql.ts'
import { writePeppol } from '../../delivery/write-peppol.ts'
import type { Tx } from '../../plumbing/database.ts'
import type { PersonId } from '../../values/ids.ts'
import { selectInScope } from '../../people/scope.sql.ts'
import type { Scope } from '../../people/scope.ts'
import type { House } from '../house.ts'
import { scopeFor } from '../staff/key-scope.ts'
import type { Api } from './api-door.ts'
import { refuseClosed, refuseStranger } from './invoices-routes.ts'
import * as resource from './peppol-resource.ts'

const AT_ONCE = 20

/** What an access point fetches and answers, where e-invoices are not put into a folder of its. */
export function addPeppolRoutes(api: Api, house: House): void {
  api.openapi(resource.listPeppol, async (c) => {
    const documents = house.settings.peppolFolder !== undefined ? [] : await house.database.read(async (tx) => {
      const scope = await scopeFor(tx, c.get('actor'))
      refuseClosed(scope)
      return readWaiting(tx, scope)
    })
    if (documents.length > 0) await house.looks.note({ actor: c.get('actor'), why: 'document', people: [...new Set(documents.map((one) => one.person))].map((personId) => ({ personId: personId as PersonId, fields: ['documents'] })) })
    return c.json({ documents }, 200)
  })

  api.openapi(resource.answerPeppol, async (c) => {
    const { id, delivery } = c.req.valid('param')
    const state = await house.database.write(async (tx) => {
      await refuseStranger(tx, c.get('actor'), id as PersonId)
      await answer(tx, id as PersonId, delivery, c.req.valid('json'))
      return (await selectDelivery(tx, id as PersonId, delivery))!.state
    })
    return c.json({ state }, 200)
  })
}

async function readWaiting(tx: Tx, scope: Scope | undefined): Promise<resource.PeppolDocumentBody[]> {
  const waiting = await selectPeppol(tx, ['waiting'], AT_ONCE)
  const seen = scope && (await selectInScope(tx, scope, waiting.map((one) => one.personId)))
  const documents: resource.PeppolDocumentBody[] = []
  for (const one of waiting.filter(({ personId }) => !seen || seen.has(personId))) {
    const found = await writePeppol(tx, one)
    if ('refused' in found) continue
    const named = ({ scheme, id }: { scheme: string; id: string }) => `${scheme}:${id}`
    documents.push({
      id: one.deliveryId, person: one.personId, kind: found.kind, number: found.number, sender: named(found.from), receiver: named(found.to), documentType: documentType(found.kind),
      process: PEPPOL_PROCESS, waitingSince: one.askedAt.toISOString(), envelope: found.xml,
    })
  }
  return documents
}

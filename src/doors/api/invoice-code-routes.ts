import { selectInvoiceLinkStates, type InvoiceLinkState } from '../../access/invoice-links.sql.ts'
import { revokeInvoiceLinks } from '../../access/revoke-invoice-links.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import type { PersonId } from '../../values/ids.ts'
import type { House } from '../house.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import * as resource from './invoices-resource.ts'

/** What the room of invoices does around each of them. */
interface Around {
  refuseStranger(tx: Tx, actor: StaffActor, personId: PersonId): Promise<void>
  readAnswer(tx: Tx, personId: PersonId, invoiceId: string): Promise<resource.InvoiceBody>
  noteLook(house: House, actor: StaffActor, personId: PersonId): Promise<void>
}

/** The code that a customer types from an invoice is revoked. */
export function addCodeRevocation(api: Api, house: House, { refuseStranger, readAnswer, noteLook }: Around): void {
  api.openapi(resource.revokeCode, async (c) => {
    const { id, invoice } = c.req.valid('param')
    const { reason } = c.req.valid('json')
    const actor = signedIn(c.get('actor'))
    const answer = await house.database.write(async (tx) => {
      await refuseStranger(tx, actor, id as PersonId)
      // Throws not-found where there is no such invoice.
      await readAnswer(tx, id as PersonId, invoice)
      if (!(await revokeInvoiceLinks(tx, id as PersonId, invoice, { by: actor.staffId, reason }))) throw new Problem('conflict', { text: 'invoices.code-revoked-already' })
      return readAnswer(tx, id as PersonId, invoice)
    })
    await noteLook(house, actor, id as PersonId)
    return c.json(answer, 201)
  })
}

/** How the codes of somebody's invoices stand. */
export async function codesOf(tx: Tx, personId: PersonId): Promise<(invoiceId: string) => resource.InvoiceBody['code']> {
  const states = new Map((await selectInvoiceLinkStates(tx, personId)).map((one) => [one.invoiceId, one]))
  return (invoiceId) => codeIn(states.get(invoiceId), tx.now)
}

function codeIn(one: InvoiceLinkState | undefined, now: Date): resource.InvoiceBody['code'] {
  if (!one) return { state: 'none', until: null }
  const state = one.revokedAt ? 'revoked' : one.expiresAt && one.expiresAt <= now ? 'says-no' : 'open'
  return { state, until: state === 'open' ? (one.expiresAt?.toISOString() ?? null) : null }
}

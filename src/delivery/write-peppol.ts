import { decideFor, type PersonDecision } from '../decisions/decide-for.ts'
import { totalsOf } from '../invoices/invoice.ts'
import { selectInvoice, selectInvoicing } from '../invoices/invoices.sql.ts'
import { ublInvoice } from '../invoices/ubl-invoice.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectChoices } from './choices.sql.ts'
import type { Party } from '../invoices/issued-invoice.ts'
import { isFault } from '../values/fault.ts'
import { parseParticipant, type Participant } from '../values/participant.ts'
import { invoiceQuestions } from './invoice-questions.ts'
import { peppolEnvelope } from './peppol-envelope.ts'
import type { PeppolDelivery } from './peppol.sql.ts'

export interface PeppolDocument {
  xml: string
  kind: 'invoice' | 'credit-note'
  number: string
  from: Participant
  to: Participant
  /** What let it go. */
  granted: PersonDecision
}

/** Why an e-invoice cannot go: the rule of the gate, or a word of ours. */
export interface PeppolRefusal { refused: string }

/** The e-invoice in its envelope, if the gate lets it go; whoever hands it over holds the person's lock (rule D5). */
export async function writePeppol(tx: Tx, one: PeppolDelivery): Promise<PeppolDocument | PeppolRefusal> {
  const decisions = await decideFor(tx, [one.personId], invoiceQuestions('none'))
  const granted = decisions.find((each) => each.allowed)
  if (!granted) return { refused: decisions[0]!.rule }
  const [invoice, invoicing] = [await selectInvoice(tx, one.personId, one.invoiceId), await selectInvoicing(tx)]
  const [choice] = await selectChoices(tx, [one.personId])
  // A reminder has no form of its own in Peppol BIS Billing.
  if (!invoice || one.reminderId !== null) return { refused: 'document-gone' }
  const [from, to] = [invoice.content.seller.endpoint ?? invoicing?.seller.endpoint, invoice.companyId === null ? choice?.participant : participantOf(invoice.content.buyer)]
  if (!from) return { refused: 'no-endpoint' }
  if (!to) return { refused: 'no-participant' }
  const { content } = invoice
  const document = ublInvoice({ ...content, seller: { ...content.seller, endpoint: from }, buyer: { ...content.buyer, endpoint: to } }, totalsOf(content.lines, content))
  return {
    xml: peppolEnvelope({ instance: one.deliveryId, kind: invoice.kind, from, to, country: content.seller.address.country, at: one.askedAt, document }),
    kind: invoice.kind, number: invoice.number, from, to, granted,
  }
}

/** As it stood when the invoice was issued. */
function participantOf({ endpoint }: Party): Participant | undefined {
  const read = endpoint && parseParticipant(endpoint.scheme, endpoint.id)
  return read && !isFault(read) ? read : undefined
}

import type { Basis } from '../law/basis.ts'
import { WAITS_FOR_PAYMENT } from '../people/ground.ts'
import { lockClaims, selectClaimGrounds, updateClaims } from '../people/grounds.sql.ts'
import { RETENTION_ZONE, startGrounds } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { readFiscalYears } from '../purposes/read-fiscal-years.ts'
import { holdUntil } from '../purposes/retention.ts'
import type { PersonId } from '../values/ids.ts'
import { daysLater } from '../values/moment.ts'
import { selectClaims } from './invoices.sql.ts'

/** The purpose that what is invoiced rests on. */
const INVOICING = 'invoicing'

/** Days after everything was paid during which what was issued may still be sent again, paid back and asked about. */
export const AFTER_PAYMENT_DAYS = 60

/** What a claim can rest on; an invoice is nobody's consent. */
const RESTS_ON: readonly string[] = ['contract', 'legal-obligation', 'public-task', 'legitimate-interest']

/**
 * Lets what was invoiced to these people carry the purpose `invoicing`, with the invoice as its evidence (GDPR art. 6(1)(b),
 * 17(3)(e)): it begins with the first invoice, waits while anything is to be paid or paid back, and ends so many days after
 * that; what rests on it is held as long as the purpose says. Called wherever an invoice, a credit note or a payment is
 * written, after it is. Nothing happens where the company has no such purpose.
 */
export async function carryClaims(tx: Tx, personIds: readonly PersonId[]): Promise<void> {
  const people = [...new Set(personIds)]
  const { purposes } = await selectCatalogue(tx)
  const purpose = purposes.find((one) => one.key === INVOICING)
  if (!purpose || people.length === 0) return
  // The lock first: whoever settles at the same time is seen by what is read after it.
  await lockClaims(tx, people)
  const standing = Map.groupBy(await selectClaimGrounds(tx, people), (one) => one.personId)
  const claims = await selectClaims(tx, people)
  const paidOut = daysLater(tx.now, AFTER_PAYMENT_DAYS)
  const years = await readFiscalYears(tx, purposes)
  const changes = claims.flatMap(({ personId, isOpen, invoiceId }) => (standing.get(personId) ?? []).flatMap((ground) => {
    const until = isOpen ? null : paidOut
    if (isOpen && ground.until === null) return []
    const held = until && holdUntil(purpose.retention, { since: ground.since, end: until, lastSaleAt: null }, RETENTION_ZONE, years)
    return [{ ...ground, until, holdUntil: held, evidence: { invoice: invoiceId } }]
  }))
  await updateClaims(tx, changes)
  const basis = (purpose.bases.find((line) => RESTS_ON.includes(line.basis))?.basis ?? 'contract') as Basis
  const begins = claims.filter(({ personId }) => !standing.has(personId))
  await startGrounds(tx, begins.map(({ personId, isOpen, invoiceId }) => ({
    personId, purpose: INVOICING, basis, until: isOpen ? null : paidOut, waitsFor: WAITS_FOR_PAYMENT, evidence: { invoice: invoiceId },
  })))
}

import type { KeyObject } from 'node:crypto'
import { SESSION_HOURS } from '../access/customer-session.ts'
import { insertCustomerSession } from '../access/customer-sessions.sql.ts'
import { selectFactWait, selectRevokedInvoices, takeFactTry, updateFactsRight } from '../access/invoice-links.sql.ts'
import { linkMayMore, newToken, tokenHash, type Link } from '../access/link.ts'
import { selectLinkByHash } from '../access/links.sql.ts'
import { selectInvoicesOf } from '../invoices/invoices.sql.ts'
import { selectPeople } from '../people/people.sql.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { selectContactPoints } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCopies } from '../rights/copies.sql.ts'
import { copyNumber } from '../rights/copy-number.ts'
import { selectSlipNumbers } from '../slips/slips.sql.ts'
import type { PersonId } from '../values/ids.ts'
import { monthsLater } from '../values/moment.ts'
import { FACT_MONTHS, FACT_WAITS, hasFact, type StoodOnIt, type TypedFact } from './earlier-fact.ts'

export type FactOutcome =
  | { outcome: 'entered'; personId: PersonId; secret: string }
  /**
   * Not the fact; or there is none, the code has ended, or the person is known by an address: nobody can tell these apart. The
   * next may be told after a moment; null: no more by this code.
   */
  | { outcome: 'wrong' | 'waits'; after: Date | null }
  /** There is no such code any more. */
  | { outcome: 'gone' }

/**
 * Lets in who holds the code of an invoice and tells what stood on an earlier one, or on an earlier letter (art. 12(6)): people with paper only. Whoever
 * reads a mail address of theirs gets a code there instead. Not for the protected, whose old post somebody may have kept.
 * Each try is counted before it is looked at and lets the next wait longer; all that could be a fact is read before anything is compared.
 * `key` is the one that numbers of copies are worked out with.
 */
export async function enterByFact(tx: Tx, key: KeyObject, codeHash: Buffer, typed: TypedFact): Promise<FactOutcome> {
  const link = await selectLinkByHash(tx, codeHash)
  if (!link) return { outcome: 'gone' }
  const taken = await takeFactTry(tx, codeHash, FACT_WAITS)
  if (!taken) return { outcome: 'waits', after: await waitOf(tx, codeHash) }
  const { personId } = link
  const may = await mayProve(tx, link)
  const { invoices, letters } = await earlierThan(tx, key, link)
  const right = hasFact(invoices, letters, typed)
  if (!(may && right && link.invoiceId)) return { outcome: 'wrong', after: await waitOf(tx, codeHash) }
  await updateFactsRight(tx, codeHash)
  const secret = newToken()
  await insertCustomerSession(tx, {
    sessionHash: tokenHash(secret), personId, contactPointId: null, invoiceId: link.invoiceId, expiresAt: new Date(tx.now.getTime() + SESSION_HOURS * 3_600_000),
  })
  return { outcome: 'entered', personId, secret }
}

async function waitOf(tx: Tx, codeHash: Buffer): Promise<Date | null> {
  const wait = await selectFactWait(tx, codeHash)
  return wait && wait.tries < FACT_WAITS.length ? wait.after : null
}

async function mayProve(tx: Tx, link: Link): Promise<boolean> {
  const [person] = await selectPeople(tx, [link.personId])
  const readsMail = (await selectContactPoints(tx, [link.personId])).some((point) => point.kind === 'email' && point.verifiedAt)
  return linkMayMore(link, tx.now) && person !== undefined && !person.deceasedAt && !person.protectedIdentity && !readsMail
}

/** What was invoiced and sent by letter before the invoice that the code stands on, and did not fall into wrong hands. */
async function earlierThan(tx: Tx, key: KeyObject, { personId, invoiceId }: Link): Promise<{ invoices: StoodOnIt[]; letters: string[] }> {
  const invoices = await selectInvoicesOf(tx, [personId])
  const revoked = await selectRevokedInvoices(tx, personId)
  const since = monthsLater(tx.now, -FACT_MONTHS, RETENTION_ZONE)
  // Of nobody's invoice nothing is earlier.
  const before = invoices.find((one) => one.invoiceId === invoiceId)?.issuedAt ?? since
  const slips = await selectSlipNumbers(tx, personId, { since, before })
  const copies = await selectCopies(tx, personId)
  return {
    invoices: invoices.filter((one) => one.kind === 'invoice' && one.issuedAt < before && one.issuedAt > since && !revoked.has(one.invoiceId)),
    letters: [
      ...slips.filter((one) => one.invoiceId === null || !revoked.has(one.invoiceId)).map((one) => one.number),
      ...copies.filter((one) => one.givenHow === 'letter' && one.givenAt! < before && one.givenAt! > since).map((one) => copyNumber(key, one.copyId)),
    ],
  }
}

import type { KeyObject } from 'node:crypto'
import { selectInvoicing } from '../invoices/invoices.sql.ts'
import { findPeople } from '../people/find-people.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId, newIds, type PersonId, type StaffId } from '../values/ids.ts'
import { FAULTS_TOLD, type ListedInvoice, type ListFault, type ReadList } from './list.ts'
import { insertListed, selectSameList } from './lists.sql.ts'
import { countsOfList } from './run.ts'
import { insertRun } from './runs.sql.ts'

/** A list as it was brought. */
export interface BroughtList {
  name: string
  /** SHA-256 of all that stood in it, in hex. */
  digest: string
  /** How many rows, or invoices where they came as such. */
  rows: number
  read: ReadList
  /** The same list was brought before, and whoever brings it means it. */
  again: boolean
  by: { kind: 'staff'; id: StaffId } | { kind: 'key'; id: string }
  /** Whom a key may not see is unknown to it. */
  maySee(personIds: readonly PersonId[]): Promise<ReadonlySet<PersonId>>
}

/**
 * Asks for a run of what stands in a list: it is rehearsed first. Its id. Customers are found by their number alone; whoever is not
 * found is told by row. Throws `conflict` before the company has said how it invoices, and when the same list was brought before.
 */
export async function requestListedRun(tx: Tx, indexKey: KeyObject, { name, digest, rows, read, again, by, maySee }: BroughtList): Promise<string> {
  if (!(await selectInvoicing(tx))) throw new Problem('conflict', { text: 'invoices.not-set-up' })
  const before = again ? undefined : await selectSameList(tx, digest)
  if (before) throw new Problem('conflict', { text: 'billing.list.again', field: 'again', parameters: { day: before.toISOString().slice(0, 10) } })
  const { known, unknown } = await whose(tx, indexKey, read, maySee)
  const faults = [...read.faults, ...unknown].toSorted((one, other) => one.row - other.row)
  const runId = newId(tx.now)
  const list = { name, digest, rows, unread: [...read.unread], faults: faults.slice(0, FAULTS_TOLD), wrong: faults.length, reasons: countsOfList(faults) }
  await insertRun(tx, { runId, kind: 'listed', upTo: null, undoes: null, state: 'rehearsing', list, createdBy: by.kind === 'staff' ? by.id : null, createdByKey: by.kind === 'key' ? by.id : null })
  const ids = newIds(tx.now, known.length)
  await insertListed(tx, runId, known.map(({ personId, invoice: { row, lines, dueOn, reference, total, currency } }, place) => ({ personId, listedId: ids[place]!, row, draft: { lines, dueOn, reference, total, currency } })))
  return runId
}

async function whose(tx: Tx, indexKey: KeyObject, { invoices, customerColumn: column }: ReadList, maySee: BroughtList['maySee']) {
  const numbers = [...new Set(invoices.map((one) => one.customer))]
  const found = new Map((await findPeople(tx, indexKey, numbers.map((canonical) => ({ kind: 'customer-number' as const, canonical })))).map((people, place) => [numbers[place]!, people]))
  const seen = await maySee([...new Set([...found.values()].flat())])
  const known: { personId: PersonId; invoice: ListedInvoice }[] = []
  const unknown: ListFault[] = []
  for (const invoice of invoices) {
    const people = (found.get(invoice.customer) ?? []).filter((one) => seen.has(one))
    if (people.length === 1) known.push({ personId: people[0]!, invoice })
    else unknown.push({ row: invoice.row, column, text: people.length === 0 ? 'billing.list.customer-unknown' : 'billing.list.customer-shared' })
  }
  return { known, unknown }
}

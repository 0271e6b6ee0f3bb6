import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { t } from '../values/text.ts'
import type { Clue, Found, Searcher } from './found.ts'
import { RANKS } from './wanted.ts'

const DIGITS_TO_SEARCH = 3

interface Row { id: string; personId: PersonId; name: string; number: string; kind: 'invoice' | 'credit-note'; isExact: boolean }

/** Invoices and credit notes by their number, or payment reference typed whole, and those of the people found. */
export async function findInvoices(tx: Tx, { wanted, people, limit }: Clue, { language }: Searcher): Promise<Found[]> {
  const reference = wanted.typed.replaceAll(/[\s.]/g, '')
  const asNumber = reference.replace(/\D/g, '').length >= DIGITS_TO_SEARCH
  if (!asNumber && people.size === 0) return []
  const begins = `${wanted.typed.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const { rows } = await sql<Row>`
    select i.invoice_id as id, i.person_id as "personId", i.content->'buyer'->>'name' as name, i.number, i.kind, (i.number = ${wanted.typed} or i.reference = ${reference}) as "isExact"
    from invoice i where ${asNumber ? sql`(i.number like ${begins} or i.reference = ${reference})` : sql`i.person_id = any (${[...people.keys()]}::uuid[])`}
    order by i.issued_on desc, i.invoice_id desc limit ${limit}`.execute(tx.db)
  return rows.map(({ id, personId, name, number, kind, isExact }) => ({
    id, person: { id: personId, name }, title: t(language, `search.${kind}`, { number }), about: name, rank: isExact ? RANKS.exact : RANKS.name, shows: ['documents'],
  }))
}

import { lives } from '../people/ground.ts'
import type { AccessCopy, GivenTables } from './access-copy.ts'

/** What rests on these is the person's to take along (art. 20(1)(a)). */
const CARRYING = new Set(['consent', 'contract'])

const POINT_FIELD: Record<string, string> = { email: 'email', phone: 'phone', postal: 'postal_address' }

/**
 * Of everything that is held, what the person gave themself, as far as a purpose that rests on their consent or on a contract
 * needs it (art. 20): values, addresses, what they said, and where each came from. Conclusions and what others told are not theirs to take along.
 */
export function portableTables({ tables, catalogue, at }: Pick<AccessCopy, 'tables' | 'catalogue' | 'at'>): GivenTables {
  const given = new Set(fieldsGiven(tables))
  const carried = new Set(rowsOf(tables, 'ground').filter((ground) => CARRYING.has(String(ground['basis'])) && livesAt(ground, at))
    .flatMap((ground) => catalogue.purposes.find((one) => one.key === ground['purpose_key'])?.fields ?? []))
  const inferred = new Set(catalogue.fields.filter((field) => field.inferred).map((field) => field.key))
  const portable = (field: string): boolean => given.has(field) && carried.has(field) && !inferred.has(field)
  const [profile] = rowsOf(tables, 'profile')
  const own = Object.fromEntries(Object.entries((profile?.['own'] ?? {}) as Record<string, unknown>).filter(([field]) => portable(field)))
  const values = Object.fromEntries(Object.entries(profile ?? {}).filter(([column, value]) => portable(column) && value !== null))
  return {
    profile: profile ? [{ ...values, ...(Object.keys(own).length > 0 ? { own } : {}) }] : [],
    contact_point: rowsOf(tables, 'contact_point').filter((point) => point['ended_at'] === null && portable(POINT_FIELD[String(point['kind'])] ?? '')),
    ledger_entry: rowsOf(tables, 'ledger_entry').filter((entry) => entry['actor_kind'] === 'person'),
    provenance: rowsOf(tables, 'provenance').filter((one) => one['collected'] === 'self'),
  }
}

const rowsOf = (tables: GivenTables, table: string) => tables[table] ?? []

/** Fields that came from the person the last time they came from anywhere. */
function fieldsGiven(tables: GivenTables): string[] {
  const newest = new Map<string, string>()
  for (const one of rowsOf(tables, 'provenance').toSorted((a, b) => String(a['recorded_at']).localeCompare(String(b['recorded_at'])))) {
    for (const field of one['fields'] as string[]) newest.set(field, String(one['collected']))
  }
  return [...newest].filter(([, collected]) => collected === 'self').map(([field]) => field)
}

function livesAt(ground: Readonly<Record<string, unknown>>, at: Date): boolean {
  const moment = (column: string) => (ground[column] === null ? null : new Date(String(ground[column])))
  return lives({ since: moment('since')!, until: moment('until'), endedAt: moment('ended_at') }, at)
}

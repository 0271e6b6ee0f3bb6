import { PERSONAL_TABLES, type Leaving } from '../law/data-map.ts'

/** How a row about a person leaves that an erasure takes along. */
const GOES: readonly Leaving[] = ['with-ground', 'with-person', 'with-run']

/**
 * Tables with rows about a person that are handled in their own way; every other table of the data map that leaves with a
 * ground, a person or a run is emptied of the person without anybody writing a line here.
 */
const OWN_WAY: Record<string, string> = {
  ledger_pending: 'gets its place, and is shredded with the entries',
  person_change: 'tells the copies of the program to forget, and is cleared when they have',
  person_change_pending: 'the same, before it has its number',
  token: 'a link that says no goes on answering, and knows nothing (rule L2)',
  import_row: 'the count of a file stays, and names nobody',
  erasure_letter: 'goes when the last letter has gone',
  system_task_subject: 'goes when the system has answered, or was given up',
  person: 'goes last: others refer to it',
}

/** The tables that are emptied of whoever is erased, in the order in which that is possible. */
export function erasedTables(): string[] {
  return Object.entries(PERSONAL_TABLES)
    .filter(([table, map]) => map.whose === 'person' && GOES.includes(map.leaves) && !(table in OWN_WAY) && knowsPerson(map.columns))
    .map(([table]) => table)
}

/** The same with those that have their own way: all that is looked into before the click. */
export function concernedTables(): string[] {
  return [...erasedTables(), 'token', 'import_row', 'person', 'ledger_entry']
}

function knowsPerson(columns: string): boolean {
  return columns.split(/\s+/).includes('person_id')
}

/** What the tables hold, as a person is told of it. */
export const ERASED_GROUPS = ['details', 'contact', 'sources', 'grounds', 'answers', 'uses', 'messages', 'visits', 'requests', 'history', 'other'] as const
export type ErasedGroup = (typeof ERASED_GROUPS)[number]

const GROUP_OF: Record<string, ErasedGroup> = {
  profile: 'details', sealed_value: 'details', rejected_inference: 'details', value_block: 'details', relation: 'details', possible_duplicate: 'details', record_alias: 'details', note: 'details', text_override: 'details', activity: 'details', company_role: 'details', person_owner: 'details', person: 'details',
  contact_point: 'contact', identifier: 'contact', provenance: 'sources', ground: 'grounds', restriction: 'answers', standing: 'answers',
  person_standing: 'answers', ledger_entry: 'answers', slip: 'answers', slip_answer: 'answers', stop_row: 'answers', use_record: 'uses', look: 'uses', event: 'uses', message: 'messages', correspondence: 'messages', invitation: 'messages', outbox_mail: 'messages', incoming_mail: 'messages', decoration: 'messages', ticket: 'messages', ticket_line: 'messages', ticket_change: 'messages', ticket_reader: 'messages',
  token: 'messages', retention_warning: 'messages', door_request: 'visits', customer_session: 'visits', customer_identity: 'visits', customer_identity_key: 'visits',
  request: 'requests', request_step: 'requests', request_pause: 'requests', request_proof: 'requests', request_document: 'requests', recipient_notice: 'requests',
  import_before: 'history', import_undo_person: 'history', mass_change_person: 'history', import_row: 'history', decision_row: 'history',
}

export type ErasedCounts = Partial<Record<ErasedGroup, number>>

/** Counts by table as counts by group; a table that nobody has named yet is among the others. */
export function byGroup(tables: ReadonlyMap<string, number>): ErasedCounts {
  const counts: ErasedCounts = {}
  for (const [table, count] of tables) {
    if (count === 0) continue
    const group = GROUP_OF[table] ?? 'other'
    counts[group] = (counts[group] ?? 0) + count
  }
  return counts
}

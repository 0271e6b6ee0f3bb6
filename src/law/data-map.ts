/** Whose data a column holds. */
export type Whose = 'person' | 'staff' | 'nobody'

/**
 * How a personal column leaves (rule E1): `with-ground` when its last ground has ended (H3); `with-person` when the
 * person is erased; `shredded` by the eraser role alone, its leaf staying behind (L6); `with-run` when the run or the
 * request it belongs to is over; `with-staff` when the person has left the company's staff.
 */
export type Leaving = 'with-ground' | 'with-person' | 'shredded' | 'with-run' | 'with-staff'

export interface PersonalTable {
  whose: Exclude<Whose, 'nobody'>
  leaves: Leaving
  /** Whether the person gets it in an answer to an access request (art. 15). */
  exported: boolean
  columns: string
  /** Columns that say nothing about anybody. */
  impersonal?: string
}

const person = (leaves: Leaving, columns: string, more: Partial<PersonalTable> = {}): PersonalTable => ({ whose: 'person', leaves, exported: true, columns, ...more })
const staff = (columns: string, more: Partial<PersonalTable> = {}): PersonalTable => ({ whose: 'staff', leaves: 'with-staff', exported: false, columns, ...more })

/** The one data map: every table with personal columns, and how they leave. */
export const PERSONAL_TABLES: Record<string, PersonalTable> = {
  person: person('with-person', 'person_id country capacity protected_identity deceased_at created_at', { impersonal: 'person_no' }),
  profile: person('with-ground', `person_id display_name sort_key search_key given_name family_name full_name company_name title birth_date gender
    customer_number language delivery street postal_code city region interests concluded_interests preferred_products loyalty_level
    last_purchase_at lifetime_value own`),
  contact_point: person('with-ground', 'person_id contact_point_id kind value canonical since verified_at verified_how provenance_id ended_at'),
  identifier: person('with-ground', 'kind key_hash person_id since', { exported: false }),
  value_block: person('with-ground', 'person_id field_key since delete_after reason entry_seq'),
  rejected_inference: person('with-person', 'person_id field_key value at'),
  provenance: person('with-person', `person_id provenance_id source collected recorded_at recorded_by_kind recorded_by_id import_id fields
    notice_due_at notice_given_at`),
  ground: person('with-person', `person_id ground_id purpose_key basis since until waits_for reference product_groups seller opt_out_offered
    last_sale_at evidence provenance_id entry_seq ended_at ended_why hold_until`, { impersonal: 'swept_at' }),
  relation: person('with-person', 'person_id relation_id kind other_person_id since until evidence'),
  ledger_entry: person('shredded', `person_id seq kind at purpose purpose_version channel contact_point_id frequency surface language actor_kind
    actor_id wording_id evidence salt`),
  ledger_pending: person('with-run', 'person_id seq', { exported: false }),
  ledger_place: person('shredded', 'person_id seq leaf_index', { exported: false }),
  person_change_pending: person('with-run', 'person_id', { exported: false, impersonal: 'change_id' }),
  person_change: person('with-run', 'person_id at', { exported: false, impersonal: 'change_no change_id' }),
  decision_row: person('with-person', 'person_id cells valid_until', { exported: false, impersonal: 'person_no layout change_no' }),
  standing: person('with-person', 'person_id purpose channel state contact_point_id frequency since seq purpose_version unproved lifted'),
  person_standing: person('with-person', 'person_id last_seq stop_asking_since last_no_at last_asked_at'),
  restriction: person('with-person', 'person_id purpose field_key since seq'),
  use_record: person('with-person', `person_id use_id at kind purpose channel contact_point_id rule ground_id entry_seq mailing_id subject
    actor_kind actor_id certain`),
  token: person('with-person', `token_hash kind person_id purposes channel contact_point_id mailing_id entry_seq wording_id language created_at
    expires_at used_at`, { exported: false }),
  door_request: person('with-run', `request_id browser_hash lookup_kind lookup_hash language created_at expires_at worked_at person_id
    contact_point_id code_hash tries used_at`, { exported: false }),
  customer_session: person('with-run', 'session_hash person_id contact_point_id identity_id created_at expires_at ended_at', { exported: false }),
  customer_identity: person('with-person', 'person_id identity_id issuer connected_at last_used_at'),
  customer_identity_key: person('with-person', 'key_hash person_id identity_id', { exported: false }),
  sign_on_request: person('with-run', 'request_hash session_hash created_at expires_at used_at', { exported: false, impersonal: 'door aim' }),
  import_file: person('with-run', 'bytes', { exported: false, impersonal: 'import_id part' }),
  // Marks of networks and accounts, gone when their window of minutes is over.
  attempt: person('with-run', 'subject', { exported: false, impersonal: 'kind window_ends count' }),
  // The answer to a request may be about anybody; it is sealed, and gone after a day.
  idempotent_request: person('with-run', 'answer', { exported: false, impersonal: 'key_hash request_hash created_at expires_at status' }),
  import_row: person('with-run', 'row_no outcome person_id reasons', { exported: false, impersonal: 'import_id rehearsal' }),
  import_before: person('with-run', 'person_id item before at', { exported: false, impersonal: 'import_id' }),
  import_undo_person: person('with-run', 'person_id was_new outcome', { exported: false, impersonal: 'import_id place' }),
  message: person('with-person', `person_id mailing_id state contact_point_id language rule message_header_id answer finished_at claimed_at
    kind queued_at entry_seqs request_id`,
    { impersonal: 'fence claimed_by attempts not_before' }),
  stop_row: person('with-person', 'person_id stop_id purpose channel at choice recorded_at'),
  outbox_mail: person('with-person', 'person_id outbox_mail_id mailing_id kind at recipient subject source'),
  staff_departure: staff('departure_id staff_id leaves_at hand_to asked_at asked_by cancelled_at cancelled_by done_at stopped_at cut'),
  look: person('with-person', 'person_id look_id at actor_kind actor_id roles why fields'),
  look_hour: staff('staff_id hour people'),
  look_notice: staff('notice_id staff_id day raised_at since people opened listed exported usual acknowledged_at acknowledged_by words'),
  staff: staff('staff_id name email created_at ended_at'),
  staff_sign_in_link: staff('token_hash staff_id created_at expires_at used_at made_by'),
  staff_session: staff('session_hash session_id staff_id how proved_at last_seen_at client created_at expires_at ended_at'),
  staff_role_of: staff('staff_id role_key given_at given_by ended_at ended_by'),
  staff_approval: staff('approval_id wish reason asked_by asked_at decided_by decided_at approved', { impersonal: 'kind expires_at used_at' }),
  // A filter may be about somebody in particular; the view is its author's work.
  saved_view: staff('name filters search created_by', { impersonal: 'saved_view_id list shared columns sort created_at changed_at' }),
  export_job: staff('wish created_by after_person', { leaves: 'with-run', impersonal: `export_id form state people_total people_done people_exported bytes failure created_at
    started_at finished_at link_hash link_expires_at fetched_at removed_at` }),
  // Whatever was exported, of whomever; sealed, and gone within a day.
  export_part: person('with-run', 'sealed', { exported: false, impersonal: 'export_id part' }),
  staff_identity: staff('identity_id staff_id issuer subject_hash connected_at last_used_at acr amr ended_at'),
  staff_passkey: staff('credential_id passkey_id staff_id name public_key counter transports synced created_at last_used_at'),
  staff_password: staff('staff_id sign_in_name password_hash authenticator last_step changed_at'),
  staff_recovery_code: staff('staff_id code_hash used_at'),
  staff_challenge: staff('staff_id sealed', { leaves: 'with-run', impersonal: 'challenge_hash kind expires_at' }),
  sign_in_try: staff('name_hash', { leaves: 'with-run', impersonal: 'tries waits_until last_at' }),
  api_key: staff('key_hash api_key_id name created_by', { impersonal: 'speaks_for_person created_at ended_at purposes expires_at last_used_on' }),
}

/** Tables that hold nothing about anybody, and why one can say so. */
export const IMPERSONAL_TABLES: Record<string, string> = {
  migration: 'names of files',
  installation: 'the company itself',
  number_series: 'counters',
  lease: 'which copy of the program does what',
  scrub_mark: 'names of tables that somebody was deleted from',
  scrub_round: 'when the files of the database were gone through',
  scrub_file: 'names of tables, and when their files were rewritten',
  decision_mark: 'how far the change log has been worked through',
  catalogue_version: 'purposes and fields; who published is a name of staff in office',
  field_version: 'purposes and fields',
  purpose_version: 'purposes and fields',
  purpose_basis: 'purposes and fields',
  purpose_field: 'purposes and fields',
  wording: 'texts shown to everybody',
  ledger_leaf: 'salted commitments that say nothing without the salt',
  ledger_head: 'roots and signatures',
  ledger_watch: 'when the whole ledger was gone through, and the number of a leaf that was wrong',
  import: 'settings and counts of a run; file names are the company’s own',
  import_undo: 'how far an import has been taken back; who asked is a pseudonym of staff',
  staff_role: 'what kinds of colleagues may do; who set it is a pseudonym of staff',
  import_mapping: 'names of columns',
  mailing: 'texts and filters, the same for everybody; who let it go is a pseudonym of staff',
}

/** What is wrong with the map for a schema with these columns (`table.column`): missing, unknown or listed twice. */
export function mapFaults(columns: readonly string[]): string[] {
  const mapped = Object.entries(PERSONAL_TABLES).flatMap(([table, map]) =>
    `${map.columns} ${map.impersonal ?? ''}`.split(/\s+/).filter(Boolean).map((column) => `${table}.${column}`))
  const impersonal = (column: string) => Object.hasOwn(IMPERSONAL_TABLES, column.slice(0, column.indexOf('.')))
  return [
    ...columns.filter((column) => !mapped.includes(column) && !impersonal(column)).map((column) => `${column} is neither on the data map nor declared impersonal`),
    ...mapped.filter((column) => !columns.includes(column)).map((column) => `${column} is on the data map and not in the schema`),
    ...mapped.filter((column, index) => mapped.indexOf(column) !== index).map((column) => `${column} is on the data map twice`),
    ...Object.keys(IMPERSONAL_TABLES).filter((table) => table in PERSONAL_TABLES || !columns.some((column) => column.startsWith(`${table}.`)))
      .map((table) => `${table} is declared impersonal and is personal or not there`),
  ]
}

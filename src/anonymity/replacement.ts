// long: one table, to be read beside the data map.
import { PERSONAL_TABLES, words } from '../law/data-map.ts'
import type { Field } from '../purposes/field.ts'

/**
 * How a personal column is replaced in an anonymous test copy. `new`: made anew, with no tie to what stood there; `group`:
 * drawn from groups of people, each of at least ten; `shape`: only whether or how often there is one is taken, from groups
 * too, and what stands in it is invented; `empty`: the copy has none.
 */
export type Replacement = 'new' | 'group' | 'shape' | 'empty'

type Columns = Partial<Record<Replacement, string>>

/** Tables whose columns are replaced one by one. */
const REPLACED: Record<string, Columns> = {
  person: { new: 'person_id', group: 'country capacity created_at', shape: 'protected_identity deceased_at', empty: 'led_by' },
  profile: {
    new: 'person_id display_name sort_key search_key', group: 'language birth_date postal_code',
    shape: `given_name family_name full_name company_name title gender customer_number delivery street city region interests concluded_interests
      preferred_products loyalty_level last_purchase_at lifetime_value own`,
  },
  sealed_value: { new: 'person_id since', shape: 'field_key sealed' },
  contact_point: { new: 'person_id contact_point_id provenance_id since verified_how', group: 'kind verified_at', shape: 'value canonical', empty: 'ended_at role_id' },
  ground: {
    new: 'person_id ground_id provenance_id entry_seq since waits_for', group: 'purpose_key basis ended_at', shape: 'until ended_why hold_until',
    empty: 'reference product_groups seller opt_out_offered last_sale_at evidence',
  },
  ledger_entry: {
    new: 'person_id seq contact_point_id actor_id salt purpose_version', group: 'kind purpose channel surface', shape: 'at language actor_kind',
    empty: 'frequency wording_id evidence',
  },
}

/** Tables that grow by themselves when the copy is filled in: what stands in them comes from what was invented. */
const GROWS = words(`identifier provenance standing person_standing restriction value_block ledger_place ledger_pending decision_row person_change_pending person_change`)

/** Tables of which the copy has nothing, and why. */
const LEFT_OUT: Record<string, string> = {
  'what is written by using the program: it is made in the copy by using the copy': `message outbox_mail use_record look retention_warning sweep_wait stop_row
    request request_step request_pause request_proof request_document recipient_notice access_copy access_redaction rejected_inference system_task system_task_subject told_pending slip slip_answer possible_duplicate record_alias decoration`,
  'free text and files about people, which nobody can go through': 'issued_document invoice payment bank_payment bank_payment_step ticket ticket_line ticket_change subscription subscription_change subscription_period invoice_run_item listed_invoice invoice_delivery invoice_reminder delivery_choice event deal deal_change quote quote_mail activity lead lead_change invitation hold relation note text_override correspondence incoming_mail company_role person_owner',
  'ways in: they would let nobody in': 'token customer_identity customer_identity_key customer_session door_request sign_on_request attempt',
  'what is left of the forgotten': 'erasure erasure_letter erasure_place suppression kept_proof',
  'what files brought': 'import_row import_before import_undo_person import_file mass_change_person',
  'answers and files that wait for a day': 'ticket_reader idempotent_request export_part letter_part decoration_refusal',
}

/** Kinds of fields for which values can be invented (purposes/field.ts). */
const INVENTED_TYPES: readonly Field['type'][] = ['text', 'date', 'list', 'amount', 'choice', 'email', 'phone', 'address', 'identity-number']

/** Tables and columns of the data map with how each is replaced; for the report that comes with a copy. */
export function replacements(): { table: string; how: Replacement | 'grows' | 'left-out'; columns: string[]; because?: string }[] {
  return [
    ...Object.entries(REPLACED).flatMap(([table, ways]) => Object.entries(ways).map(([how, columns]) => ({ table, how: how as Replacement, columns: [...words(columns)] }))),
    ...[...GROWS].map((table) => ({ table, how: 'grows' as const, columns: [] })),
    ...Object.entries(LEFT_OUT).flatMap(([because, tables]) => [...words(tables)].map((table) => ({ table, how: 'left-out' as const, columns: [], because }))),
  ]
}

/**
 * Personal columns (`table.column`) and fields of which nobody has said how they are replaced: none of them may be in a
 * copy, so there is no copy until somebody has. Empty: all are known. `tables`: the data map.
 */
export function unreplaced(fields: readonly Pick<Field, 'key' | 'type'>[], tables: Readonly<Record<string, { whose: string; columns: string }>> = PERSONAL_TABLES): string[] {
  const leftOut = words(Object.values(LEFT_OUT).join(' '))
  const columns = Object.entries(tables).filter(([table, map]) => map.whose === 'person' && !GROWS.has(table) && !leftOut.has(table)).flatMap(([table, map]) => {
    const known = words(Object.values(REPLACED[table] ?? {}).join(' '))
    return [...words(map.columns)].filter((column) => !known.has(column)).map((column) => `${table}.${column}`)
  })
  // Files cannot be held yet (people/sealed-value.ts), so there are none to replace.
  return [...columns, ...fields.filter(({ type }) => type !== 'file' && !INVENTED_TYPES.includes(type)).map(({ key }) => `own.${key}`)]
}

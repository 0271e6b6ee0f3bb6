// long: one table, so that it can be read in one go, with what is wrong with it underneath.
/** Whose data a column holds. */
export type Whose = 'person' | 'staff' | 'nobody'

/**
 * How a personal column leaves (rule E1): `with-ground` when its last ground has ended (H3); `with-person` when the
 * person is erased; `shredded` by the eraser role alone, its leaf staying behind (L6); `with-run` when the run or the
 * request it belongs to is over; `with-staff` when the person has left the company's staff; `kept-by-law` on its own day,
 * set by law or by a hold, whether the person is still here or not (H4).
 */
export type Leaving = 'with-ground' | 'with-person' | 'shredded' | 'with-run' | 'with-staff' | 'kept-by-law'

/** What it is to the person whose it is (art. 15(1)(b)), and the part of the access archive in which it stands, in the order of the archive. */
export const CATEGORIES = ['you', 'contact', 'origin', 'grounds', 'relations', 'choices', 'messages', 'uses', 'looks', 'requests', 'documents', 'sign-in', 'imports', 'machinery', 'colleagues'] as const
export type Category = (typeof CATEGORIES)[number]

/**
 * Why it is kept (art. 5(1)(b)): `purposes` that the person's grounds stand for; `proof` of what was said and done (5(2), 7(1));
 * `insight`, so that the person can see who used what (15); `security` of the ways in (32); `rights`, to answer what the
 * person asks (12); `undo`, so that a mistake can be taken back; `running`, a copy that the program works with; `staff`.
 */
export const WHYS = ['purposes', 'proof', 'insight', 'security', 'rights', 'law', 'undo', 'running', 'staff'] as const
export type Why = (typeof WHYS)[number]

/**
 * Why something stands in no archive: a `secret` by which one gets in, given as nothing but a hash or seal; `derived`
 * anew from what is given; the pseudonym of another person, whose it is (`of-others`, art. 15(4)); rows that nobody can be
 * found in until they are read, gone when the run is over (`unread`); a colleague's, not a customer's (`of-staff`).
 */
export const NOT_GIVEN = ['secret', 'derived', 'of-others', 'unread', 'of-staff'] as const
export type NotGiven = (typeof NOT_GIVEN)[number]

export interface PersonalTable {
  whose: Exclude<Whose, 'nobody'>
  leaves: Leaving
  /** Whether the person gets it in an answer to an access request (art. 15). */
  exported: boolean
  columns: string
  category: Category
  why: Why
  /** Of a table that is not exported: why not. */
  notGiven?: NotGiven
  /** Of a table that is not exported though it leaves with the person: the table that gives the same. */
  givenBy?: string
  /** Columns of an exported table that are not given, and why. */
  withheld?: Partial<Record<NotGiven, string>>
  /** Columns in which anybody may have written anything: looked through for other people before they are given. */
  free?: string
  /** Columns that are given as files of their own, not as a value among others. */
  files?: string
  /** Columns that hold JSON, with the members it may have at any depth (`memberFaults`); an empty text where it is a value or a list of values alone. */
  payload?: Record<string, string>
  /** Columns that say nothing about anybody. */
  impersonal?: string
}

type More = Pick<PersonalTable, 'category' | 'why'> & Partial<PersonalTable>
const person = (leaves: Leaving, columns: string, more: More): PersonalTable => ({ whose: 'person', leaves, columns, exported: more.notGiven === undefined, ...more })
const staff = (columns: string, more: Partial<PersonalTable> = {}): PersonalTable =>
  ({ whose: 'staff', leaves: 'with-staff', exported: false, notGiven: 'of-staff', columns, category: 'colleagues', why: 'staff', ...more })
/** What the program works with beside the tables that it is made from. */
const machinery = (leaves: Leaving, givenBy: string, columns: string, more: Partial<PersonalTable> = {}): PersonalTable =>
  person(leaves, columns, { category: 'machinery', why: 'running', notGiven: 'derived', givenBy, ...more })

/** Evidence of what somebody said, as the ways in write it; `text` and `words` are what a colleague wrote down. */
const EVIDENCE = `kind text words link token page mailing ground reference import line source key step saidAt time when where needsConfirmation notMe undoes unproved voids erasure
  erasedBefore request retention field restriction slip picture way what invoice document delivery sent version calls
  merge other leads carriedFrom carried.noes.purpose carried.noes.channel carried.noes.state carried.noes.under carried.restrictions.purpose carried.restrictions.field
  carried.frequencies.purpose carried.frequencies.channel carried.frequencies.frequency carried.stopAsking carried.lastNo carried.lastAsked`
/** What a step of a request tells beside its words. */
const STEP = `how receivedAt dueOn latestOn needed given doubt doubts way outcome reason from to daysLeft about recipient recipients system systems state copy of documentId mediaType size changed
  refused.fieldKey refused.rule upheld partly what.purpose what.field answer approval searched.* erasure`
const QUESTION = 'purpose channel where.field where.op where.value'
/** The members of a member. */
const beneath = (name: string, members: string): string => [...words(members)].map((member) => `${name}.${member}`).join(' ')

/** Whoever sells or buys, and a line as somebody typed it. */
const PARTY = 'name organisationNumber vatNumber approvedForFTax inRegisterOfEnterprises address.street address.more address.postcode address.city address.country contact.name contact.phone contact.email endpoint.scheme endpoint.id'
const LINE = 'description quantity unit price priceHasVat allowance supply vat.category vat.percent vat.exemption'

/** The one data map: every table with personal columns, what it is to the person, why it is kept, how it is given and how it leaves. */
export const PERSONAL_TABLES: Record<string, PersonalTable> = {
  // Who somebody is
  person: person('with-person', 'person_id country capacity protected_identity deceased_at created_at led_by', { category: 'you', why: 'purposes', withheld: { derived: 'led_by' }, impersonal: 'person_no' }),
  profile: person('with-ground', `person_id display_name sort_key search_key given_name family_name full_name company_name title birth_date gender
    customer_number language delivery street postal_code city region interests concluded_interests preferred_products loyalty_level
    last_purchase_at lifetime_value own`, { category: 'you', why: 'purposes', withheld: { derived: 'sort_key search_key' }, free: 'own', payload: { own: '*' } }),
  // Sealed with a key of the person's own (H6); given in the open.
  sealed_value: person('with-ground', 'person_id field_key sealed since', { category: 'you', why: 'purposes', impersonal: 'blind' }),
  rejected_inference: person('with-person', 'person_id field_key value at', { category: 'you', why: 'rights' }),
  contact_point: person('with-ground', 'person_id contact_point_id kind value canonical since verified_at verified_how provenance_id ended_at role_id', { category: 'contact', why: 'purposes' }),
  identifier: machinery('with-ground', 'contact_point', 'kind key_hash person_id since'),
  // Where it came from, why it is held and for how long
  provenance: person('with-person', `person_id provenance_id source collected recorded_at recorded_by_kind recorded_by_id import_id fields
    notice_due_at notice_given_at`, { category: 'origin', why: 'proof', withheld: { 'of-others': 'recorded_by_id' } }),
  ground: person('with-person', `person_id ground_id purpose_key basis since until waits_for reference product_groups seller opt_out_offered
    last_sale_at evidence provenance_id entry_seq ended_at ended_why hold_until`, { category: 'grounds', why: 'proof', free: 'reference evidence', impersonal: 'swept_at', payload: { evidence: 'when where offered invoice kind text' } }),
  value_block: person('with-ground', 'person_id field_key since delete_after reason entry_seq', { category: 'grounds', why: 'rights' }),
  restriction: person('with-person', 'person_id purpose field_key since seq', { category: 'grounds', why: 'rights' }),
  relation: person('with-person', 'person_id relation_id kind other_person_id since until evidence', { category: 'relations', why: 'purposes', withheld: { 'of-others': 'other_person_id' }, free: 'evidence', payload: { evidence: 'kind text since document' } }),
  possible_duplicate: person('with-person', 'person_id other_person_id found_at seen_at grade odds levels decision decided_at decided_by rests_until', { category: 'relations', why: 'running', withheld: { 'of-others': 'other_person_id decided_by' } }),
  record_alias: person('with-person', 'person_id other_person_id leads merged_at merged_by', { category: 'relations', why: 'purposes', withheld: { 'of-others': 'other_person_id merged_by' }, impersonal: 'merge_id' }),
  // Where somebody works, and who of us looks after them
  company_role: person('with-ground', 'person_id role_id company_id title since until created_at created_by_kind created_by_id', { category: 'relations', why: 'purposes', withheld: { 'of-others': 'created_by_id' } }),
  person_owner: person('with-person', 'person_id owner team_id since set_by', { category: 'relations', why: 'purposes', withheld: { 'of-others': 'owner set_by' } }),
  // What was said
  ledger_entry: person('shredded', `person_id seq kind at purpose purpose_version channel contact_point_id frequency surface language actor_kind
    actor_id wording_id evidence salt`, { category: 'choices', why: 'proof', withheld: { 'of-others': 'actor_id' }, free: 'evidence', payload: { evidence: EVIDENCE } }),
  ledger_place: person('shredded', 'person_id seq leaf_index', { category: 'choices', why: 'proof' }),
  ledger_pending: machinery('with-run', 'ledger_entry', 'person_id seq'),
  standing: person('with-person', 'person_id purpose channel state contact_point_id frequency since seq purpose_version unproved lifted until', { category: 'choices', why: 'purposes' }),
  person_standing: person('with-person', 'person_id last_seq stop_asking_since last_no_at last_asked_at', { category: 'choices', why: 'purposes' }),
  stop_row: person('with-person', 'person_id stop_id purpose channel at choice recorded_at', { category: 'choices', why: 'proof', free: 'choice', payload: { choice: `personId kind purpose channel contactPointId frequency surface language actor.kind actor.id wording.language wording.text ${beneath('evidence', EVIDENCE)}` } }),
  // What was sent and done
  message: person('with-person', `person_id mailing_id state contact_point_id language rule message_header_id answer finished_at claimed_at
    kind queued_at entry_seqs request_id`, { category: 'messages', why: 'proof', impersonal: 'fence claimed_by attempts not_before' }),
  outbox_mail: person('with-person', 'person_id outbox_mail_id mailing_id kind at recipient subject source', { category: 'messages', why: 'purposes', free: 'subject', files: 'source' }),
  token: person('with-person', `token_hash kind person_id purposes channel contact_point_id mailing_id entry_seq wording_id language created_at
    expires_at used_at invoice_id revoked_at revoked_by revoked_why surface wrong_facts facts_after`, { category: 'messages', why: 'security', withheld: { secret: 'token_hash', 'of-others': 'revoked_by' }, free: 'revoked_why' }),
  use_record: person('with-person', `person_id use_id at kind purpose channel contact_point_id rule ground_id entry_seq mailing_id subject
    actor_kind actor_id certain`, { category: 'uses', why: 'insight', withheld: { 'of-others': 'actor_id' }, free: 'subject' }),
  look: person('with-person', 'person_id look_id at actor_kind actor_id roles why fields', { category: 'looks', why: 'insight', withheld: { 'of-others': 'actor_id' } }),
  issued_document: person('kept-by-law', `person_id document_id kind number issued_on fiscal_year_end country title media_type content keep_until
    filed_at filed_by_kind filed_by_id restricted_at`, { category: 'documents', why: 'law', withheld: { 'of-others': 'filed_by_id' }, free: 'title', files: 'content' }),
  invoice: person('kept-by-law', `person_id invoice_id kind number issued_on due_on currency gross payable reference credits content document_id issued_at
    issued_by_kind issued_by_id company_id`, { category: 'documents', why: 'law', withheld: { 'of-others': 'issued_by_id' }, free: 'content',
    payload: { content: `kind number issuedOn dueOn deliveredOn currency wholeUnits buyerReference reference terms seller.name seller.organisationNumber seller.vatNumber seller.approvedForFTax seller.inRegisterOfEnterprises seller.address.street seller.address.more seller.address.postcode seller.address.city seller.address.country seller.contact.name seller.contact.phone seller.contact.email seller.endpoint.scheme seller.endpoint.id buyer.name buyer.organisationNumber buyer.vatNumber buyer.approvedForFTax buyer.inRegisterOfEnterprises buyer.address.street buyer.address.more buyer.address.postcode buyer.address.city buyer.address.country buyer.contact.name buyer.contact.phone buyer.contact.email buyer.endpoint.scheme buyer.endpoint.id accounts.type accounts.number accounts.bank lines.description lines.quantity lines.unit lines.unitPrice lines.allowance lines.vat.category lines.vat.rate lines.vat.exemption lines.takesBack.line lines.takesBack.quantity rounding credits.number credits.issuedOn privacy.id privacy.note privacy.description privacy.uri privacy.frontDoor privacy.code privacy.eInvoice privacy.language privacy.version` } }),
  payment: person('kept-by-law', 'person_id payment_id invoice_id paid_on amount how noted_at noted_by_kind noted_by_id payer_name payer_account',
    { category: 'documents', why: 'law', withheld: { 'of-others': 'noted_by_id' }, impersonal: 'bank_payment_id' }),
  // What they asked us, what we answered, and what colleagues told each other about it
  ticket: person('with-person', `person_id ticket_id subject source state who ground_id language assignee team_id invoice_id sender reply_hash begun_at state_since last_line_id last_line_at first_due
    first_answered_at solve_due solved_at closed_at due_at rating_asked_at rating_rule rating_hash rating rating_words rated_at`,
    { category: 'messages', why: 'purposes', withheld: { 'of-others': 'assignee', secret: 'reply_hash rating_hash' }, free: 'subject rating_words', impersonal: 'number address_id' }),
  ticket_line: person('with-person', 'person_id ticket_id line_id kind at by_kind by_id words language sender files message_id mail_state rule',
    { category: 'messages', why: 'purposes', withheld: { 'of-others': 'by_id' }, free: 'words', impersonal: 'tries not_before' }),
  ticket_change: person('with-person', 'person_id ticket_id change_id kind state was assignee team_id request_person request_id request_kind noted_at noted_by_kind noted_by_id', { category: 'messages', why: 'proof', withheld: { 'of-others': 'assignee request_person noted_by_id' } }),
  // Who has it open just now; that they looked stands among the looks.
  ticket_reader: machinery('with-run', 'look', 'person_id ticket_id staff_id seen_at is_writing'),
  // Mails that came to us and wait here for some days; one that says it is from nobody known has its own id for a person
  incoming_mail: person('with-person', 'person_id mail_id way address_id received_at sender subject size source answer state reason done refused keep_until',
    { category: 'messages', why: 'purposes', withheld: { 'of-others': 'answer' }, free: 'subject', files: 'source answer', impersonal: 'tries not_before' }),
  // What banks told of: whose it is nobody knows before it is on an invoice, and then it stands among the payments
  bank_payment: person('kept-by-law', 'booked_on amount reference message payer_name payer_account', { category: 'documents', why: 'law', notGiven: 'unread', givenBy: 'payment',
    impersonal: 'bank_payment_id file_id row_no kind format mark also_mark entry_mark is_whole currency reason left_over keep_until' }),
  bank_payment_step: person('kept-by-law', 'person_id invoice_id payment_id amount at by_kind by_id reason', { category: 'documents', why: 'law', notGiven: 'derived', givenBy: 'payment',
    impersonal: 'bank_payment_id step_id kind undoes' }),
  // How it reached them: states and ways, no address
  invoice_delivery: person('kept-by-law', `person_id delivery_id invoice_id reminder_id document_id way why state reason asked_at asked_by_kind asked_by_id changed_at succeeds
    batch_id place sequence pages country notice_seq`, { category: 'documents', why: 'proof', withheld: { 'of-others': 'asked_by_id' } }),
  invoice_reminder: person('kept-by-law', 'person_id reminder_id invoice_id ordinal issued_on pay_by outstanding fee fees_before interest document_id issued_at issued_by_kind issued_by_id',
    { category: 'documents', why: 'law', withheld: { 'of-others': 'issued_by_id' } }),
  // Invoices of another system that got the privacy part
  decoration: person('with-person', 'person_id decoration_id at way by_kind by_id name language words with_pdf with_ubl with_sheet',
    { category: 'messages', why: 'proof', withheld: { 'of-others': 'by_id' }, free: 'name' }),
  delivery_choice: person('with-person', 'person_id way participant_scheme participant_id with_ubl said_at said_by_kind said_by_id',
    { category: 'contact', why: 'purposes', withheld: { 'of-others': 'said_by_id' } }),
  subscription: person('with-person', 'person_id subscription_id ground_id name months billing_day starts_on created_at created_by_kind created_by_id',
    { category: 'documents', why: 'purposes', withheld: { 'of-others': 'created_by_id' }, free: 'name' }),
  subscription_change: person('with-person', 'person_id subscription_id change_id kind day lines noted_at noted_by_kind noted_by_id',
    { category: 'documents', why: 'purposes', withheld: { 'of-others': 'noted_by_id' }, free: 'lines', payload: { lines: 'description quantity unit price priceHasVat supply vat.category vat.percent vat.exemption' } }),
  subscription_period: person('with-person', 'person_id subscription_id period_from turn period_to invoice_id', { category: 'documents', why: 'purposes', impersonal: 'run_id released_by' }),
  invoice_run_item: person('with-person', 'person_id item_id rehearsal subscription_id period_from invoice_id amount reason rule', { category: 'documents', why: 'proof', impersonal: 'run_id row_no' }),
  // What a list says they are to be invoiced; it goes when its run has ended, and stands on the invoice then
  listed_invoice: person('with-person', 'person_id listed_id draft invoice_id',
    { category: 'documents', why: 'purposes', impersonal: 'run_id row_no', free: 'draft', payload: { draft: 'lines.description lines.quantity lines.unit lines.price lines.priceHasVat lines.allowance lines.supply lines.vat.category lines.vat.percent lines.vat.exemption dueOn reference total currency' } }),
  // What colleagues wrote to them one by one, and mails with them that were kept
  correspondence: person('with-person', 'person_id letter_id direction way purpose_key subject words language about marks files written_at staff_id until removed_at',
    { category: 'messages', why: 'purposes', withheld: { 'of-others': 'staff_id' }, free: 'subject words' }),
  // What they may come to buy
  deal: person('with-person', 'person_id deal_id company_id ground_id name value currency expected_on owner state lost_why begun_at begun_by_kind begun_by_id moved_at ended_at',
    { category: 'documents', why: 'purposes', withheld: { 'of-others': 'owner begun_by_id' }, free: 'name', impersonal: 'pipeline_id stage_id' }),
  deal_change: person('with-person', 'person_id deal_id change_id kind members noted_at noted_by_kind noted_by_id quote_id', { category: 'documents', why: 'purposes', withheld: { 'of-others': 'noted_by_id' }, impersonal: 'stage_id' }),
  // What they were offered and said to it; a yes is filed among the issued documents
  quote: person('with-person', 'person_id quote_id deal_id number version language issued_on valid_until currency payable content page made_at made_by_kind made_by_id state answer answered_by_kind answered_by_id changed_at invoice_id document_id',
    { category: 'documents', why: 'purposes', withheld: { 'of-others': 'made_by_id answered_by_id' }, free: 'content answer', files: 'page', payload: {
      content: `${beneath('seller', PARTY)} ${beneath('buyer', PARTY)} ${beneath('lines', LINE)} terms consumer wholeUnits`, answer: 'how on name words language page' } }),
  quote_mail: person('with-person', 'person_id mailing_id quote_id what asked_at asked_by_kind asked_by_id', { category: 'messages', why: 'purposes', withheld: { 'of-others': 'asked_by_id' } }),
  event: person('with-person', 'person_id event_id purpose_key name about at taken_at taken_by_kind taken_by_id until', { category: 'uses', why: 'purposes', withheld: { 'of-others': 'taken_by_id' }, free: 'about' }),
  // Whose details came to us, for a while
  lead: person('with-person', 'person_id lead_id ground_id source place said owner state until notice_id begun_at begun_by_kind begun_by_id state_at',
    { category: 'documents', why: 'purposes', withheld: { 'of-others': 'owner begun_by_id' }, free: 'place said' }),
  lead_change: person('with-person', 'person_id lead_id change_id kind words noted_at noted_by_kind noted_by_id', { category: 'documents', why: 'purposes', withheld: { 'of-others': 'noted_by_id' }, free: 'words' }),
  note: person('with-person', 'person_id note_id purpose_key text language written_at written_by_kind written_by_id changed_at until removed_at',
    { category: 'you', why: 'purposes', withheld: { 'of-others': 'written_by_id' }, free: 'text' }),
  activity: person('with-person', `person_id activity_id kind purpose_key deal_id title text language owner due_at minutes created_at created_by_kind created_by_id changed_at
    done_at done_by outcome until removed_at`, { category: 'you', why: 'purposes', withheld: { 'of-others': 'owner created_by_id done_by' }, free: 'title text', impersonal: 'company_id whole_day sequence' }),
  invitation: person('with-person', 'person_id mailing_id activity_id method asked_at asked_by_kind asked_by_id', { category: 'messages', why: 'purposes', withheld: { 'of-others': 'asked_by_id' }, impersonal: 'sequence' }),
  text_override: person('with-person', 'person_id override_id at by_kind by_id place item_id kinds reason',
    { category: 'you', why: 'proof', withheld: { 'of-others': 'by_id' }, free: 'reason' }),
  hold: person('kept-by-law', 'person_id hold_id item_kind item_id reason since until set_by ended_at ended_by',
    { category: 'grounds', why: 'rights', withheld: { 'of-others': 'set_by ended_by' }, free: 'reason', impersonal: 'released_at' }),
  sweep_wait: machinery('with-person', 'hold', 'person_id since why'),
  retention_warning: person('with-person', 'person_id ground_id ends_at warned_at mailing_id', { category: 'messages', why: 'proof' }),
  // What is left of somebody who was forgotten: how it was done, a mark to know them by, and proof that nothing but its own verbs reads
  erasure: person('kept-by-law', 'person_id erasure_id why request_id asked_at asked_by_kind asked_by_id language begun_at erased_at link_hash',
    { category: 'requests', why: 'proof', withheld: { secret: 'link_hash', 'of-others': 'asked_by_id' } }),
  erasure_letter: person('with-run', 'person_id erasure_id recipient language at', { category: 'requests', why: 'rights', notGiven: 'unread', impersonal: 'tries not_before' }),
  erasure_place: person('kept-by-law', 'person_id erasure_id place state counts because until at', { category: 'requests', why: 'proof',
    payload: { counts: 'details contact sources grounds answers uses messages visits requests history other entries marks files items sent invoice credit-note receipt order contract letter' } }),
  suppression: person('kept-by-law', 'kind key_hash since', { category: 'machinery', why: 'rights', notGiven: 'secret', givenBy: 'erasure_place' }),
  kept_proof: person('kept-by-law', `person_id seq kind at purpose purpose_version channel contact_point_id frequency surface language actor_kind actor_id
    wording_id evidence salt leaf_index point_hash kept_at keep_until`, { category: 'choices', why: 'proof', notGiven: 'unread', givenBy: 'ledger_entry', free: 'evidence', payload: { evidence: EVIDENCE } }),
  // What the person asked for
  request: person('with-person', `person_id request_id kind received_at received_how recorded_at recorded_by_kind recorded_by_id language wish due_on
    latest_on extended_at extended_reason proof_needed proof_given proof_given_at doubts state answered_at outcome refusal_reason answer stranger`,
    { category: 'requests', why: 'rights', impersonal: 'country remind_on', withheld: { 'of-others': 'recorded_by_id' }, free: 'wish extended_reason answer', payload: { wish: 'purposes marketing fields values.* words ground' } }),
  request_step: person('with-person', 'person_id request_id step_id step_no at kind actor_kind actor_id detail words', { category: 'requests', why: 'proof', withheld: { 'of-others': 'actor_id' }, free: 'detail words', payload: { detail: STEP } }),
  request_pause: person('with-person', 'person_id request_id since until', { category: 'requests', why: 'proof' }),
  request_proof: person('with-run', 'person_id request_id proof_id way at actor_kind actor_id words delete_after', { category: 'requests', why: 'security', withheld: { 'of-others': 'actor_id' }, free: 'words' }),
  request_document: person('with-person', 'person_id request_id document_id media_type size sealed at actor_kind actor_id', { category: 'requests', why: 'rights', withheld: { 'of-others': 'actor_id' }, files: 'sealed' }),
  // What they were shown on paper, and what came back
  slip: person('with-person', 'person_id slip_id made_at goes_with invoice_id language token_hash number after_seq rows layout sheet',
    { category: 'choices', why: 'proof', impersonal: 'closed_at', withheld: { secret: 'token_hash' }, files: 'sheet',
      payload: { rows: 'key kind purpose channel contactPointId label words wordingId', layout: 'width height code.x code.y code.size code.modules boxes.row boxes.box boxes.x boxes.y boxes.size' } }),
  slip_answer: person('with-person', `person_id slip_id answered_at signed_on received_on recorded_by_kind recorded_by_id answers entry_seqs request_ids media_type size picture`,
    { category: 'choices', why: 'proof', withheld: { 'of-others': 'recorded_by_id' }, files: 'picture', payload: { answers: '*' } }),
  recipient_notice: person('with-person', 'person_id request_id recipient about fields told_at state answered_at answered_by words', { category: 'requests', why: 'proof', withheld: { 'of-others': 'answered_by' }, free: 'words' }),
  // What other systems were told and answered (art. 19); of an erasure that stays with it. By what they know somebody is sealed until then.
  system_task: person('kept-by-law', `person_id task_id system_id act erasure_id request_id purposes fields channels state asked_at deadline tries next_try alarmed_at answered_at
    answered_how answered_by reason words link_hash`, { category: 'requests', why: 'proof', withheld: { 'of-others': 'answered_by', secret: 'link_hash' }, free: 'words', impersonal: 'claimed_until error' }),
  system_task_subject: person('with-run', 'person_id task_id sealed at', { category: 'requests', why: 'rights', notGiven: 'unread' }),
  told_pending: person('with-run', 'person_id at customer_number emails phones', { category: 'requests', why: 'rights', notGiven: 'unread' }),
  access_copy: person('with-person', 'person_id copy_id request_id kind language made_at made_by given_at given_how', { category: 'requests', why: 'proof', withheld: { 'of-others': 'made_by' } }),
  access_redaction: person('with-person', 'person_id copy_id redaction_id place text_mark begins ends kind why shown decided_at decided_by reason',
    { category: 'requests', why: 'proof', withheld: { 'of-others': 'decided_by', secret: 'text_mark' }, free: 'reason' }),
  // The person's ways in
  customer_identity: person('with-person', 'person_id identity_id issuer connected_at last_used_at', { category: 'sign-in', why: 'security' }),
  customer_identity_key: person('with-person', 'key_hash person_id identity_id', { category: 'sign-in', why: 'security', notGiven: 'secret', givenBy: 'customer_identity' }),
  customer_session: person('with-run', 'session_hash person_id contact_point_id identity_id invoice_id created_at expires_at ended_at', { category: 'sign-in', why: 'security', withheld: { secret: 'session_hash' } }),
  door_request: person('with-run', `request_id browser_hash lookup_kind lookup_hash language created_at expires_at worked_at person_id
    contact_point_id code_hash tries used_at`, { category: 'sign-in', why: 'security', withheld: { secret: 'browser_hash lookup_hash code_hash' } }),
  sign_on_request: person('with-run', 'request_hash session_hash created_at expires_at used_at', { category: 'sign-in', why: 'security', notGiven: 'secret', impersonal: 'door aim' }),
  // Marks of networks and accounts, gone when their window of minutes is over.
  attempt: person('with-run', 'subject', { category: 'sign-in', why: 'security', notGiven: 'secret', impersonal: 'kind window_ends count' }),
  // What came in by files
  import_row: person('with-run', 'row_no outcome person_id reasons', { category: 'imports', why: 'undo', impersonal: 'import_id rehearsal', payload: { reasons: 'column field rule text parameters.*' } }),
  import_before: person('with-run', 'person_id item before at', { category: 'imports', why: 'undo', impersonal: 'import_id', free: 'before', payload: { before: '' } }),
  import_undo_person: person('with-run', 'person_id was_new outcome', { category: 'imports', why: 'undo', impersonal: 'import_id place' }),
  mass_change_person: person('with-run', 'person_id foreseen outcome undo_outcome before changed_at', { category: 'imports', why: 'undo', impersonal: 'mass_change_id provenance_id', free: 'before', payload: { before: '' } }),
  // What could not be decorated, for a month: the name of a file, and what stood in it that was wrong.
  decoration_refusal: person('with-run', 'name parameters', { category: 'machinery', why: 'running', notGiven: 'unread', impersonal: 'refusal_id at way text rule field', payload: { parameters: '*' } }),
  import_file: person('with-run', 'bytes', { category: 'imports', why: 'running', notGiven: 'unread', impersonal: 'import_id part' }),
  // What the program works with
  decision_row: machinery('with-person', 'standing', 'person_id cells valid_until', { impersonal: 'person_no layout change_no' }),
  person_change_pending: machinery('with-run', 'ledger_entry', 'person_id', { impersonal: 'change_id' }),
  person_change: machinery('with-run', 'ledger_entry', 'person_id at', { impersonal: 'change_no change_id' }),
  // The answer to a request may be about anybody; it is sealed, and gone after a day.
  idempotent_request: person('with-run', 'answer', { category: 'machinery', why: 'running', notGiven: 'unread', impersonal: 'key_hash request_hash created_at expires_at status' }),
  // Whatever was exported, of whomever; sealed, and gone within a day.
  export_part: person('with-run', 'sealed', { category: 'machinery', why: 'running', notGiven: 'unread', impersonal: 'export_id part' }),
  // Letters on their way to a print house, of whomever; sealed, and gone when they were handed over.
  letter_part: person('with-run', 'sealed', { category: 'machinery', why: 'running', notGiven: 'unread', impersonal: 'batch_id part letters' }),
  // Colleagues
  staff_departure: staff('departure_id staff_id leaves_at hand_to asked_at asked_by cancelled_at cancelled_by done_at stopped_at cut', { payload: { cut: 'what things' } }),
  kept_proof_search: staff('searched_by reason', { impersonal: 'search_id at kind found' }),
  look_hour: staff('staff_id hour people'),
  look_notice: staff('notice_id staff_id day raised_at since people opened listed exported usual acknowledged_at acknowledged_by words'),
  staff: staff('staff_id name email created_at ended_at'),
  calendar_feed: staff('token_hash staff_id language made_at ended_at'),
  day_mail: staff('staff_id language since last_on'),
  staff_sign_in_link: staff('token_hash staff_id created_at expires_at used_at made_by'),
  staff_session: staff('session_hash session_id staff_id how proved_at last_seen_at client created_at expires_at ended_at'),
  staff_role_of: staff('staff_id role_key given_at given_by ended_at ended_by'),
  staff_approval: staff('approval_id wish reason asked_by asked_at decided_by decided_at approved', { impersonal: 'kind expires_at used_at', payload: { wish: `${QUESTION} fields people changes.purpose changes.retention.from changes.retention.months changes.retention.warnDays person request act` } }),
  // A filter may be about somebody in particular; the view is its author's work.
  pipeline: staff('created_by', { impersonal: 'pipeline_id name stages created_at', payload: { stages: 'id name chance' } }),
  invoicing: staff('set_by', { impersonal: 'invoicing_id since settings', payload: { settings: 'currency prefix firstNumber dueDays codeDays wholeUnits swish reference.kind reference.control reference.modulus terms.sv terms.nb terms.en seller.name seller.organisationNumber seller.vatNumber seller.approvedForFTax seller.inRegisterOfEnterprises seller.address.street seller.address.more seller.address.postcode seller.address.city seller.address.country seller.contact.name seller.contact.phone seller.contact.email seller.endpoint.scheme seller.endpoint.id accounts.type accounts.number accounts.bank' } }),
  service_level: staff('set_by', { impersonal: 'service_level_id since settings', payload: { settings: 'hours firstAnswerHours solveHours' } }),
  canned_answer: staff('changed_by', { impersonal: 'answer_id name texts changed_at removed_at', payload: { texts: 'sv nb en' } }),
  delivery_setting: staff('set_by', { impersonal: 'delivery_setting_id since settings', payload: { settings: 'order fallback window peppol reminderFeeAgreed lateInterest reminderDays' } }),
  // Where a system mails finished invoices to; its own mailbox, and who made and revoked it.
  incoming_address: staff('answer_to created_by revoked_by staff_id', { impersonal: 'address_id token_hash open_address taker name language created_at revoked_at last_at mails done refused' }),
  // Letters for a print house; how many, and who handed them over.
  letter_batch: staff('created_by handed_over_by', { leaves: 'with-run', impersonal: 'batch_id state letters_total letters_done pages failure created_at finished_at handed_over_at' }),
  team_member: staff('staff_id since ended_at', { impersonal: 'team_id' }),
  saved_view: staff('name filters search created_by', { impersonal: 'saved_view_id list shared columns sort created_at changed_at', payload: { filters: 'field op value', sort: 'by direction' } }),
  invoice_run: staff('created_by created_by_key after_person after_id', { impersonal: 'run_id kind up_to undoes list state done total counts deliver failure created_at started_at finished_at',
    payload: { counts: 'invoices leftOut amount currency reasons.* questions.*', list: 'name digest rows unread wrong reasons.* faults.row faults.column faults.text' } }),
  field_ending: staff('note asked_by after_person', { leaves: 'with-run', impersonal: 'ending_id field_key kind state starts_at people_total people_done values_ended failure asked_at started_at finished_at' }),
  export_job: staff('wish created_by after_person', { leaves: 'with-run', payload: { wish: `question.purpose question.channel question.use fields where.field where.op where.value actor.kind actor.id looker.kind looker.id looker.roles`, form: 'format delimiter mark' }, impersonal: `export_id form state people_total people_done people_exported bytes failure created_at
    started_at finished_at link_hash link_expires_at fetched_at removed_at` }),
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
  ticket_count: 'how many tickets there were in a month, when they are gone',
  lease: 'which copy of the program does what',
  duplicate_pass: 'when the register was last looked through for duplicates, and how many people and pairs that were',
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
  backup_made: 'when a backup was made and goes; the name of a file of ours',
  restoration: 'when a backup was restored, and what was done in numbers',
  ledger_watch: 'when the whole ledger was gone through, and the number of a leaf that was wrong',
  import: 'settings and counts of a run; file names are the company’s own',
  mass_change: 'what is changed of many, the same for each; who asked is a pseudonym of staff',
  import_undo: 'how far an import has been taken back; who asked is a pseudonym of staff',
  staff_role: 'what kinds of colleagues may do; who set it is a pseudonym of staff',
  import_mapping: 'names of columns',
  sweep_run: 'how many ended, and when',
  clock_mark: 'what time it was; who said that the clock is right is a pseudonym of staff',
  statistic: 'counted groups of ten and more, blurred; no id, nothing to find anybody by',
  statistic_mark: 'up to when periods have been counted',
  told_mark: 'how far the ledger has been gone through',
  request_rule: 'which kinds of requests take two colleagues; who set it is a pseudonym of staff',
  connected_system: 'whom the company passes data on to, and where it is told; who connected it is a pseudonym of staff',
  mailing: 'texts and filters, the same for everybody; who let it go is a pseudonym of staff',
  incoming_mark: 'keyed hashes of the ids of mails, so that each is taken in once',
  company: 'companies and how they are reached in general; who looks after one is a pseudonym of staff',
  company_change: 'what was done to companies; who did it is a pseudonym of staff',
  company_relation: 'how companies hang together; who said so is a pseudonym of staff',
  team: 'names of teams; who set one up is a pseudonym of staff',
  bank_file: 'accounts of the company and counts; who took the file in is a pseudonym of staff',
}

const IN_EACH_LANGUAGE = (members: string): string => ['sv', 'nb', 'en'].map((language) => beneath(language, members)).join(' ')

/** JSON in tables that hold nothing about anybody, with its members: settings, texts and counts; no id, name or address of a person. */
export const IMPERSONAL_PAYLOADS: Record<string, string> = {
  'mass_change.value': '',
  'installation.controller': 'name country organisationNumber address email phone officer representative brands fiscalYears.from fiscalYears.lastMonth',
  'field_version.texts': IN_EACH_LANGUAGE('name description'),
  'field_version.checks': 'options.key options.texts.sv options.texts.nb options.texts.en least most characters',
  'purpose_version.recipients': '',
  'purpose_version.retention': 'from months warnDays',
  'purpose_version.texts': IN_EACH_LANGUAGE('name description question ifYes ifNo'),
  'company_change.before': 'name country form number email phone website street postalCode city participant participant.scheme participant.id vatNumber invoiceEmail invoiceReference tags owner team',
  'company_change.after': 'name country form number email phone website street postalCode city participant participant.scheme participant.id vatNumber invoiceEmail invoiceReference tags owner team',
  'import.settings': `source purposes channels firstRow ground collected country language capacity encoding dateOrder reference when wording evidence.column when.column where.column wording.column softOptIn.purposes softOptIn.evidence softOptIn.lastSale.column
    softOptIn.productGroups softOptIn.productGroups.column`,
  'import.mapping': '*',
  'import.counts': 'new changed unchanged heldBack droppedColumns heldValues duplicates',
  'import_mapping.mapping': '*',
  'mailing.content': IN_EACH_LANGUAGE('subject body'),
  'mailing.audience': 'where.field where.op where.value search people',
  'restoration.proof': `restorationId installationId begunAt finishedAt backup.id backup.at backup.leaves backup.people accepted.by accepted.reason accepted.journalLines
    ${['erasures', 'withdrawals', 'offboardings'].map((kind) => beneath(`replayed.${kind}`, 'journal again ofNobodyHere')).join(' ')} stopped.mailings stopped.messagesUnknown stopped.imports stopped.exports
    series.series series.above ended.sessions ended.apiKeys ended.links ledger.epoch ledger.head ledger.lastPublished.size ledger.lastPublished.root ledger.lost.from ledger.lost.to`,
}

/**
 * What a log may hold: pseudonyms, moments, numbers and words of ours, by the names of their columns. Facts under the name
 * of any other personal column are left out of every log whatever they hold (plumbing/log.ts), so a new column is.
 */
const LOGGABLE = words(`person_id person_no country capacity protected_identity created_at contact_point_id kind since verified_at verified_how provenance_id
  ended_at collected recorded_at recorded_by_kind recorded_by_id import_id fields notice_due_at notice_given_at ground_id purpose_key basis until waits_for
  product_groups opt_out_offered last_sale_at entry_seq ended_why hold_until field_key delete_after at purpose seq relation_id other_person_id
  purpose_version channel frequency surface language actor_kind actor_id wording_id leaf_index state unproved lifted last_seq stop_asking_since last_no_at
  last_asked_at stop_id recorded_at mailing_id rule message_header_id finished_at claimed_at queued_at entry_seqs request_id outbox_mail_id purposes
  expires_at used_at use_id ground_id certain look_id roles why identity_id issuer connected_at last_used_at lookup_kind worked_at tries row_no outcome
  reasons item was_new valid_until departure_id staff_id leaves_at hand_to asked_at asked_by cancelled_at cancelled_by done_at stopped_at cut hour people
  notice_id day raised_at opened listed exported usual acknowledged_at acknowledged_by session_id how proved_at last_seen_at made_by role_key given_at
  given_by ended_by approval_id decided_by decided_at approved created_by after_person acr amr passkey_id counter transports synced last_step changed_at
  api_key_id copy_id redaction_id made_at given_how place begins ends shown delivery recorded_by_id step_id proof_id document_id received_at received_how due_on latest_on extended_at proof_needed proof_given
  proof_given_at doubts answered_at refusal_reason media_type size way about told_at erasure_id asked_by_kind asked_by_id begun_at erased_at counts because kept_at keep_until
  delivery_id mail_id address_id invoice_id reminder_id why succeeds batch_id sequence pages ordinal task_id system_id act deadline next_try alarmed_at answered_how answered_by stranger channels found_at seen_at grade odds levels decision rests_until`)

/** How a column's values stand in logs: as they are, or left out by the column's name. */
export function maskOf(column: string): 'plain' | 'left-out' {
  return LOGGABLE.has(column) ? 'plain' : 'left-out'
}

/** Names of facts that no log holds: of every personal column that is not plain, without hyphens and underscores, in lower case. */
export const LEFT_OUT_OF_LOGS: ReadonlySet<string> = new Set(
  Object.values(PERSONAL_TABLES).flatMap((map) => [...words(map.columns)].filter((column) => maskOf(column) === 'left-out' || isFree(map, column))).map((column) => column.replaceAll('_', '')))

/** The columns of a table that the person gets, in their order. */
export function givenColumns(map: PersonalTable): string[] {
  const kept = words(Object.values(map.withheld ?? {}).join(' '))
  return map.exported ? [...words(map.columns)].filter((column) => !kept.has(column)) : []
}

/** What nobody is looked for by: hashes, seals, marks, keys and bits, days and ids. */
const OPAQUE = /_(?:hash|mark|at|on|id|kind|no|end)$|^(?:sealed|salt|cells|bytes|public_key|authenticator|begins|ends)$/
/** Read by their own verbs alone (rule L6), where the letter to somebody forgotten waits, and answers that lie sealed. */
const BY_ITS_VERB: readonly string[] = ['kept_proof', 'erasure_letter', 'idempotent_request']

/**
 * The columns of a table in which a name, an address or a number is looked for when somebody in no register asks whether
 * anything is held of them (art. 15): all facts in the open. None where a table is derived, secret or read by a verb of its own.
 */
export function searchedColumns(table: string): string[] {
  const map = PERSONAL_TABLES[table]!
  if (map.notGiven === 'secret' || map.notGiven === 'derived' || BY_ITS_VERB.includes(table)) return []
  const secret = words(map.withheld?.secret ?? '')
  return [...words(map.columns)].filter((column) => isFree(map, column) || (maskOf(column) === 'left-out' && !secret.has(column) && !OPAQUE.test(column)))
}

/** True for a column in which anybody may have written anything. */
export function isFree(map: PersonalTable, column: string): boolean {
  return words(map.free ?? '').has(column)
}

/** The names in a list of the map. */
export function words(list: string): Set<string> {
  return new Set(list.split(/\s+/).filter(Boolean))
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

/** What is wrong with how tables are given: what leaves with a person is given to them, or says why not and what gives the same (PEERS trap: export covers at least what erasure covers). */
export function givingFaults(tables: Readonly<Record<string, PersonalTable>>): string[] {
  return Object.entries(tables).flatMap(([table, map]) => {
    const columns = words(map.columns)
    const stray = [...words(`${map.free ?? ''} ${map.files ?? ''} ${Object.values(map.withheld ?? {}).join(' ')}`)].filter((column) => !columns.has(column))
    const erased = map.whose === 'person' && map.leaves !== 'with-run' && map.leaves !== 'with-staff'
    return [
      ...stray.map((column) => `${table}.${column} is told of and is no personal column`),
      ...(map.exported === (map.notGiven === undefined) ? [] : [`${table} is given and says why not, or is not given and does not say`]),
      ...(map.exported && !columns.has('person_id') ? [`${table} is given and has no person_id to find it by`] : []),
      ...(map.whose === 'person' && map.notGiven === 'of-staff' ? [`${table} is a person's and is not given as if it were staff's`] : []),
      ...(erased && !map.exported && !tables[map.givenBy ?? '']?.exported ? [`${table} is erased with the person and neither given nor given by another table`] : []),
    ]
  })
}

/** JSON columns (`table.column`) of which nobody has said what may stand in them. */
export function payloadFaults(jsonColumns: readonly string[]): string[] {
  return [
    ...jsonColumns.filter((name) => declaredMembers(name) === undefined).map((name) => `${name} holds JSON, and nobody has said what`),
    ...Object.keys(IMPERSONAL_PAYLOADS).filter((name) => !jsonColumns.includes(name)).map((name) => `${name} is declared to hold impersonal JSON and holds none`),
  ]
}

/** Members of stored JSON (`table.column.member.of.member`; places of a list are not told apart) that nobody has declared (DS-01). */
export function memberFaults(members: readonly string[]): string[] {
  return members.filter((member) => {
    const [table, column, ...path] = member.split('.') as [string, string, ...string[]]
    return ![...(declaredMembers(`${table}.${column}`) ?? [])].some((declared) => covers(declared.split('.'), path))
  }).map((member) => `${member} is stored and nobody has declared it`)
}

function declaredMembers(name: string): Set<string> | undefined {
  const [table, column] = name.split('.') as [string, string]
  const said = IMPERSONAL_PAYLOADS[name] ?? PERSONAL_TABLES[table]?.payload?.[column]
  return said === undefined ? undefined : words(said)
}

/** What is declared covers what it lies in too; `*` is one name that somebody gave: of a field, or of a column of a file, in which a dot may stand. */
function covers(declared: readonly string[], path: readonly string[]): boolean {
  if (declared.at(-1) === '*' && path.length >= declared.length) return declared.slice(0, -1).every((part, place) => part === path[place])
  return path.length <= declared.length && path.every((part, place) => declared[place] === part || declared[place] === '*')
}

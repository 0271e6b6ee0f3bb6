-- The schema that the migrations lead to; written by `npm run schema`, compared by the tests.

table access_copy (
  person_id uuid not null,
  copy_id uuid not null,
  request_id uuid,
  kind text not null,
  language text not null,
  made_at timestamp with time zone not null,
  made_by uuid not null,
  given_at timestamp with time zone,
  given_how text
);

table access_redaction (
  person_id uuid not null,
  copy_id uuid not null,
  redaction_id uuid not null,
  place text not null,
  text_mark bytea not null,
  begins integer not null,
  ends integer not null,
  kind text not null,
  why text not null,
  shown boolean not null,
  decided_at timestamp with time zone,
  decided_by uuid,
  reason text
);

table activity (
  person_id uuid not null,
  activity_id uuid not null,
  kind text not null,
  purpose_key text,
  deal_id uuid,
  company_id uuid,
  title text not null,
  text text,
  language text not null,
  owner uuid,
  due_at timestamp with time zone,
  whole_day boolean not null,
  minutes integer,
  created_at timestamp with time zone not null,
  created_by_kind text not null,
  created_by_id text,
  changed_at timestamp with time zone not null,
  sequence integer not null default 0,
  done_at timestamp with time zone,
  done_by text,
  outcome text,
  until timestamp with time zone,
  removed_at timestamp with time zone
) partition by HASH (person_id);

table api_key (
  key_hash bytea not null,
  api_key_id uuid not null,
  name text not null,
  speaks_for_person boolean not null,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  ended_at timestamp with time zone,
  purposes text[] not null default '{}'::text[],
  expires_at timestamp with time zone,
  last_used_on date
);

table attempt (
  kind text not null,
  subject bytea not null,
  window_ends timestamp with time zone not null,
  count integer not null
);

table backup_made (
  backup_id uuid not null,
  made_at timestamp with time zone not null,
  goes_at timestamp with time zone not null,
  file_name text not null,
  bytes bigint not null,
  gone_at timestamp with time zone
);

table bank_file (
  file_id uuid not null,
  digest text not null,
  format text not null,
  accounts text[] not null,
  taken_at timestamp with time zone not null,
  taken_by_kind text not null,
  taken_by_id text,
  lines integer not null,
  paid integer not null,
  part_paid integer not null,
  overpaid integer not null,
  taken_back integer not null,
  unmatched integer not null,
  known integer not null,
  passed_over integer not null
);

table bank_payment (
  bank_payment_id uuid not null,
  file_id uuid not null,
  row_no integer not null,
  kind text not null,
  format text not null,
  mark text not null,
  also_mark text,
  entry_mark text,
  is_whole boolean not null,
  booked_on date not null,
  amount bigint not null,
  currency text not null,
  reference text not null,
  message text not null,
  payer_name text,
  payer_account text,
  reason text,
  left_over bigint not null,
  keep_until date not null
);

table bank_payment_step (
  bank_payment_id uuid not null,
  step_id uuid not null,
  kind text not null,
  amount bigint not null,
  at timestamp with time zone not null,
  by_kind text not null,
  by_id text,
  person_id uuid,
  invoice_id uuid,
  payment_id uuid,
  undoes uuid,
  reason text
);

table calendar_feed (
  token_hash bytea not null,
  staff_id uuid not null,
  language text not null,
  made_at timestamp with time zone not null,
  ended_at timestamp with time zone
);

table canned_answer (
  answer_id uuid not null,
  name text not null,
  texts jsonb not null,
  changed_at timestamp with time zone not null,
  changed_by uuid not null,
  removed_at timestamp with time zone
);

table catalogue_version (
  catalogue_version integer not null,
  published_at timestamp with time zone not null,
  published_by text not null,
  note text not null
);

table clock_mark (
  what text not null,
  trusted_at timestamp with time zone not null,
  ignored_size bigint not null default 0,
  confirmed_by uuid,
  confirmed_at timestamp with time zone
);

table company (
  company_id uuid not null,
  name text not null,
  sort_key text not null,
  search_key text not null,
  country text not null,
  form text not null,
  number text,
  email text,
  phone text,
  website text,
  street text,
  postal_code text,
  city text,
  participant_scheme text,
  participant_id text,
  tags text[] not null default '{}'::text[],
  owner uuid,
  team_id uuid,
  merged_into uuid,
  version integer not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  vat_number text,
  invoice_email text,
  invoice_reference text
);

table company_change (
  company_id uuid not null,
  version integer not null,
  kind text not null,
  at timestamp with time zone not null,
  by_kind text not null,
  by_id text,
  before jsonb not null,
  after jsonb not null,
  other uuid
);

table company_relation (
  company_id uuid not null,
  relation_id uuid not null,
  kind text not null,
  other_id uuid not null,
  created_at timestamp with time zone not null,
  created_by uuid,
  ended_at timestamp with time zone
);

table company_role (
  person_id uuid not null,
  role_id uuid not null,
  company_id uuid not null,
  title text,
  since date,
  until date,
  created_at timestamp with time zone not null,
  created_by_kind text not null,
  created_by_id text
) partition by HASH (person_id);

table connected_system (
  system_id uuid not null,
  name text not null,
  recipient text not null,
  way text not null,
  address text not null,
  secret bytea,
  language text not null,
  purposes text[] not null,
  fields text[] not null,
  known_by text[] not null,
  reach text not null,
  api_key_id uuid,
  answer_days integer not null,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  paused_at timestamp with time zone,
  ended_at timestamp with time zone,
  called_at timestamp with time zone,
  answered_at timestamp with time zone,
  error text
);

table contact_point (
  person_id uuid not null,
  contact_point_id uuid not null,
  kind text not null,
  value text not null,
  canonical text not null,
  since timestamp with time zone not null,
  verified_at timestamp with time zone,
  verified_how text,
  provenance_id uuid,
  ended_at timestamp with time zone,
  role_id uuid
) partition by HASH (person_id);

table correspondence (
  person_id uuid not null,
  letter_id uuid not null,
  direction text not null,
  way text not null,
  purpose_key text not null,
  subject text not null,
  words text not null,
  language text not null,
  about text,
  marks text[] not null default '{}'::text[],
  files integer not null default 0,
  written_at timestamp with time zone not null,
  staff_id uuid not null,
  until timestamp with time zone not null,
  removed_at timestamp with time zone
) partition by HASH (person_id);

table customer_identity (
  person_id uuid not null,
  identity_id uuid not null,
  issuer text not null,
  connected_at timestamp with time zone not null,
  last_used_at timestamp with time zone
);

table customer_identity_key (
  key_hash bytea not null,
  person_id uuid not null,
  identity_id uuid not null
);

table customer_session (
  session_hash bytea not null,
  person_id uuid not null,
  contact_point_id uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  identity_id uuid,
  invoice_id uuid
);

table day_mail (
  staff_id uuid not null,
  language text not null,
  since timestamp with time zone not null,
  last_on date
);

table deal (
  person_id uuid not null,
  deal_id uuid not null,
  ground_id uuid not null,
  pipeline_id uuid not null,
  stage_id uuid not null,
  name text not null,
  value bigint not null,
  currency text not null,
  expected_on date,
  owner uuid,
  state text not null,
  lost_why text,
  begun_at timestamp with time zone not null,
  begun_by_kind text not null,
  begun_by_id text,
  moved_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  company_id uuid
) partition by HASH (person_id);

table deal_change (
  person_id uuid not null,
  deal_id uuid not null,
  change_id uuid not null,
  kind text not null,
  stage_id uuid,
  members text[] not null default '{}'::text[],
  noted_at timestamp with time zone not null,
  noted_by_kind text not null,
  noted_by_id text,
  quote_id uuid
) partition by HASH (person_id);

table decision_mark (
  layout text not null,
  change_no bigint not null
);

table decision_row (
  person_id uuid not null,
  person_no bigint not null,
  layout text not null,
  cells bytea not null,
  valid_until timestamp with time zone,
  change_no bigint not null
);

table decoration (
  person_id uuid not null,
  decoration_id uuid not null,
  at timestamp with time zone not null,
  way text not null,
  by_kind text not null,
  by_id text,
  name text,
  language text not null,
  words text not null,
  with_pdf boolean not null,
  with_ubl boolean not null,
  with_sheet boolean not null
) partition by HASH (person_id);

table decoration_refusal (
  refusal_id uuid not null,
  at timestamp with time zone not null,
  way text not null,
  name text,
  text text not null,
  parameters jsonb not null,
  rule text,
  field text
);

table delivery_choice (
  person_id uuid not null,
  way text,
  participant_scheme text,
  participant_id text,
  with_ubl boolean not null default false,
  said_at timestamp with time zone not null,
  said_by_kind text not null,
  said_by_id text
) partition by HASH (person_id);

table delivery_setting (
  delivery_setting_id uuid not null,
  since timestamp with time zone not null,
  settings jsonb not null,
  set_by uuid not null
);

table door_request (
  request_id uuid not null,
  browser_hash bytea not null,
  lookup_kind text not null,
  lookup_hash bytea not null,
  language text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  worked_at timestamp with time zone,
  person_id uuid,
  contact_point_id uuid,
  code_hash bytea,
  tries integer not null default 0,
  used_at timestamp with time zone
);

table duplicate_pass (
  one boolean not null default true,
  began_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  took_ms integer,
  people integer,
  pairs integer
);

table erasure (
  person_id uuid not null,
  erasure_id uuid not null,
  why text not null,
  request_id uuid,
  asked_at timestamp with time zone not null,
  asked_by_kind text not null,
  asked_by_id text,
  language text not null,
  begun_at timestamp with time zone not null,
  erased_at timestamp with time zone,
  link_hash bytea
);

table erasure_letter (
  person_id uuid not null,
  erasure_id uuid not null,
  recipient text not null,
  language text not null,
  tries integer not null,
  not_before timestamp with time zone not null,
  at timestamp with time zone not null
);

table erasure_place (
  person_id uuid not null,
  erasure_id uuid not null,
  place text not null,
  state text not null,
  counts jsonb not null,
  because text,
  until timestamp with time zone,
  at timestamp with time zone not null
);

table event (
  person_id uuid not null,
  event_id uuid not null,
  purpose_key text not null,
  name text not null,
  about text,
  at timestamp with time zone not null,
  taken_at timestamp with time zone not null,
  taken_by_kind text not null,
  taken_by_id text not null,
  until timestamp with time zone not null
) partition by HASH (person_id);

table export_job (
  export_id uuid not null,
  wish jsonb not null,
  form jsonb not null,
  state text not null,
  people_total integer,
  people_done integer not null default 0,
  people_exported integer not null default 0,
  bytes bigint not null default 0,
  after_person uuid,
  failure text,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  link_hash bytea,
  link_expires_at timestamp with time zone,
  fetched_at timestamp with time zone,
  removed_at timestamp with time zone
);

table export_part (
  export_id uuid not null,
  part integer not null,
  sealed bytea not null
);

table field_ending (
  ending_id uuid not null,
  field_key text not null,
  kind text not null,
  note text not null,
  state text not null,
  starts_at timestamp with time zone not null,
  people_total integer,
  people_done integer not null default 0,
  values_ended integer not null default 0,
  after_person uuid,
  failure text,
  asked_at timestamp with time zone not null,
  asked_by uuid not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone
);

table field_version (
  field_key text not null,
  version integer not null,
  catalogue_version integer not null,
  type text not null,
  category text not null,
  sensitive boolean not null,
  inferred boolean not null,
  shipped boolean not null,
  retired boolean not null default false,
  texts jsonb not null,
  asked boolean not null default false,
  checks jsonb not null default '{}'::jsonb
);

table ground (
  person_id uuid not null,
  ground_id uuid not null,
  purpose_key text not null,
  basis text not null,
  since timestamp with time zone not null,
  until timestamp with time zone,
  waits_for text,
  reference text,
  product_groups text[] not null default '{}'::text[],
  seller text,
  opt_out_offered boolean,
  last_sale_at timestamp with time zone,
  evidence jsonb not null default '{}'::jsonb,
  provenance_id uuid,
  entry_seq integer,
  ended_at timestamp with time zone,
  ended_why text,
  hold_until timestamp with time zone,
  swept_at timestamp with time zone
) partition by HASH (person_id);

table hold (
  person_id uuid not null,
  hold_id uuid not null,
  item_kind text not null,
  item_id text not null,
  reason text not null,
  since timestamp with time zone not null,
  until timestamp with time zone not null,
  set_by uuid not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  released_at timestamp with time zone
);

table idempotent_request (
  key_hash bytea not null,
  request_hash bytea not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  status integer not null,
  answer bytea
);

table identifier (
  kind text not null,
  key_hash bytea not null,
  person_id uuid not null,
  since timestamp with time zone not null
);

table import (
  import_id uuid not null,
  file_name text not null,
  file_size bigint not null,
  settings jsonb not null,
  mapping jsonb not null,
  state text not null,
  rows_total integer,
  rows_done integer not null default 0,
  counts jsonb not null default '{}'::jsonb,
  failure text,
  created_at timestamp with time zone not null,
  created_by text not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone
);

table import_before (
  person_id uuid not null,
  import_id uuid not null,
  item text not null,
  before jsonb,
  at timestamp with time zone not null
);

table import_file (
  import_id uuid not null,
  part integer not null,
  bytes bytea not null
);

table import_mapping (
  mapping_id uuid not null,
  name text not null,
  header text[] not null,
  mapping jsonb not null,
  saved_at timestamp with time zone not null,
  saved_by text not null
);

table import_row (
  import_id uuid not null,
  row_no integer not null,
  outcome text not null,
  person_id uuid,
  reasons jsonb not null,
  rehearsal boolean not null
);

table import_undo (
  import_id uuid not null,
  state text not null,
  requested_at timestamp with time zone not null,
  requested_by text not null,
  finished_at timestamp with time zone
);

table import_undo_person (
  person_id uuid not null,
  import_id uuid not null,
  place integer not null,
  was_new boolean not null,
  outcome text
);

table incoming_address (
  address_id uuid not null,
  token_hash bytea,
  taker text not null,
  name text not null,
  answer_to text,
  language text not null,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  last_at timestamp with time zone,
  mails integer not null default 0,
  done integer not null default 0,
  refused integer not null default 0,
  open_address text,
  staff_id uuid
);

table incoming_mail (
  person_id uuid not null,
  mail_id uuid not null,
  way text not null,
  address_id uuid,
  received_at timestamp with time zone not null,
  sender text not null,
  subject text not null,
  size integer not null,
  source bytea,
  answer bytea,
  state text not null,
  reason text,
  done integer not null default 0,
  refused integer not null default 0,
  tries integer not null default 0,
  not_before timestamp with time zone not null,
  keep_until timestamp with time zone not null
) partition by HASH (person_id);

table incoming_mark (
  mark bytea not null,
  at timestamp with time zone not null
);

table installation (
  installation_id uuid not null,
  created_at timestamp with time zone not null,
  keeper_id uuid not null,
  controller jsonb not null,
  demo boolean not null
);

table invitation (
  person_id uuid not null,
  mailing_id uuid not null,
  activity_id uuid not null,
  method text not null,
  sequence integer not null,
  asked_at timestamp with time zone not null,
  asked_by_kind text not null,
  asked_by_id text
) partition by HASH (person_id);

table invoice (
  person_id uuid not null,
  invoice_id uuid not null,
  kind text not null,
  number text not null,
  issued_on date not null,
  due_on date not null,
  currency text not null,
  gross bigint not null,
  payable bigint not null,
  reference text not null,
  credits uuid,
  content jsonb not null,
  document_id uuid not null,
  issued_at timestamp with time zone not null,
  issued_by_kind text not null,
  issued_by_id text,
  company_id uuid
) partition by HASH (person_id);

table invoice_delivery (
  person_id uuid not null,
  delivery_id uuid not null,
  invoice_id uuid not null,
  reminder_id uuid,
  document_id uuid not null,
  way text not null,
  why text not null,
  state text not null,
  reason text,
  asked_at timestamp with time zone not null,
  asked_by_kind text not null,
  asked_by_id text,
  changed_at timestamp with time zone not null,
  succeeds uuid,
  batch_id uuid,
  place integer,
  sequence integer,
  pages integer,
  country text,
  notice_seq integer
) partition by HASH (person_id);

table invoice_reminder (
  person_id uuid not null,
  reminder_id uuid not null,
  invoice_id uuid not null,
  ordinal integer not null,
  issued_on date not null,
  pay_by date not null,
  outstanding bigint not null,
  fee bigint not null,
  document_id uuid not null,
  issued_at timestamp with time zone not null,
  issued_by_kind text not null,
  issued_by_id text,
  fees_before bigint not null default 0,
  interest bigint not null default 0
) partition by HASH (person_id);

table invoice_run (
  run_id uuid not null,
  kind text not null,
  up_to date,
  undoes uuid,
  state text not null,
  done integer not null default 0,
  total integer,
  after_person uuid,
  after_id uuid,
  counts jsonb not null,
  deliver boolean not null default false,
  failure text,
  created_at timestamp with time zone not null,
  created_by uuid,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  list jsonb,
  created_by_key uuid
);

table invoice_run_item (
  person_id uuid not null,
  run_id uuid not null,
  item_id uuid not null,
  rehearsal boolean not null,
  subscription_id uuid,
  period_from date,
  invoice_id uuid,
  amount bigint,
  reason text,
  rule text,
  row_no integer
) partition by HASH (person_id);

table invoicing (
  invoicing_id uuid not null,
  since timestamp with time zone not null,
  settings jsonb not null,
  set_by uuid not null
);

table issued_document (
  person_id uuid not null,
  document_id uuid not null,
  kind text not null,
  number text not null,
  issued_on date not null,
  fiscal_year_end date not null,
  country text,
  title text not null,
  media_type text not null,
  content bytea not null,
  keep_until date not null,
  filed_at timestamp with time zone not null,
  filed_by_kind text not null,
  filed_by_id text,
  restricted_at timestamp with time zone
) partition by HASH (person_id);

table kept_proof (
  person_id uuid not null,
  seq integer not null,
  kind text not null,
  at timestamp with time zone not null,
  purpose text,
  purpose_version integer,
  channel text,
  contact_point_id uuid,
  frequency text,
  surface text not null,
  language text,
  actor_kind text not null,
  actor_id text,
  wording_id bytea,
  evidence jsonb not null,
  salt bytea not null,
  leaf_index bigint not null,
  point_hash bytea,
  kept_at timestamp with time zone not null,
  keep_until timestamp with time zone not null
);

table kept_proof_search (
  search_id uuid not null,
  at timestamp with time zone not null,
  searched_by uuid not null,
  kind text not null,
  reason text not null,
  found integer not null
);

table lead (
  person_id uuid not null,
  lead_id uuid not null,
  ground_id uuid not null,
  source text not null,
  place text not null,
  said text,
  owner uuid,
  state text not null,
  until timestamp with time zone,
  notice_id uuid,
  begun_at timestamp with time zone not null,
  begun_by_kind text not null,
  begun_by_id text,
  state_at timestamp with time zone not null
) partition by HASH (person_id);

table lead_change (
  person_id uuid not null,
  lead_id uuid not null,
  change_id uuid not null,
  kind text not null,
  words text,
  noted_at timestamp with time zone not null,
  noted_by_kind text not null,
  noted_by_id text
) partition by HASH (person_id);

table lease (
  name text not null,
  holder text not null,
  token bigint not null,
  until timestamp with time zone not null,
  address text
);

table ledger_entry (
  person_id uuid not null,
  seq integer not null,
  kind text not null,
  at timestamp with time zone not null,
  purpose text,
  purpose_version integer,
  channel text,
  contact_point_id uuid,
  frequency text,
  surface text not null,
  language text,
  actor_kind text not null,
  actor_id text,
  wording_id bytea,
  evidence jsonb not null,
  salt bytea not null
) partition by HASH (person_id);

table ledger_head (
  size bigint not null,
  epoch integer not null,
  root bytea not null,
  signed_note text not null,
  at timestamp with time zone not null
);

table ledger_leaf (
  leaf_index bigint not null,
  commitment bytea not null,
  note text
);

table ledger_pending (
  person_id uuid not null,
  seq integer not null
);

table ledger_place (
  person_id uuid not null,
  seq integer not null,
  leaf_index bigint not null
) partition by HASH (person_id);

table ledger_watch (
  what text not null,
  checked_at timestamp with time zone not null,
  size bigint not null,
  fault text,
  fault_index bigint
);

table letter_batch (
  batch_id uuid not null,
  state text not null,
  letters_total integer not null,
  letters_done integer not null default 0,
  pages integer not null default 0,
  failure text,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  finished_at timestamp with time zone,
  handed_over_at timestamp with time zone,
  handed_over_by uuid
);

table letter_part (
  batch_id uuid not null,
  part integer not null,
  letters integer not null,
  sealed bytea not null
);

table listed_invoice (
  person_id uuid not null,
  run_id uuid not null,
  listed_id uuid not null,
  row_no integer not null,
  draft jsonb not null,
  invoice_id uuid
) partition by HASH (person_id);

table look (
  person_id uuid not null,
  look_id uuid not null,
  at timestamp with time zone not null,
  actor_kind text not null,
  actor_id uuid not null,
  roles text[] not null,
  why text not null,
  fields text[] not null
) partition by HASH (person_id);

table look_hour (
  staff_id uuid not null,
  hour timestamp with time zone not null,
  people integer not null
);

table look_notice (
  notice_id uuid not null,
  staff_id uuid not null,
  day date not null,
  raised_at timestamp with time zone not null,
  since timestamp with time zone not null,
  people integer not null,
  opened integer not null,
  listed integer not null,
  exported integer not null,
  usual double precision,
  acknowledged_at timestamp with time zone,
  acknowledged_by uuid,
  words text
);

table mailing (
  mailing_id uuid not null,
  kind text not null,
  name text not null,
  purposes text[] not null,
  channel text not null,
  about text,
  content jsonb not null,
  audience jsonb not null,
  state text not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  started_by text,
  renews_before timestamp with time zone
);

table mass_change (
  mass_change_id uuid not null,
  target text not null,
  op text not null,
  value jsonb,
  source text not null,
  collected text not null,
  state text not null,
  people integer not null,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  undone_at timestamp with time zone,
  undone_by uuid,
  failure text
);

table mass_change_person (
  person_id uuid not null,
  mass_change_id uuid not null,
  foreseen text,
  outcome text,
  undo_outcome text,
  before jsonb,
  provenance_id uuid,
  changed_at timestamp with time zone
) partition by HASH (person_id);

table message (
  person_id uuid not null,
  mailing_id uuid not null,
  state text not null,
  contact_point_id uuid,
  language text not null,
  fence bigint not null default 0,
  claimed_by text,
  claimed_at timestamp with time zone,
  attempts integer not null default 0,
  not_before timestamp with time zone,
  rule text,
  message_header_id text,
  answer text,
  finished_at timestamp with time zone,
  kind text not null,
  queued_at timestamp with time zone not null,
  entry_seqs integer[] not null default '{}'::integer[],
  request_id uuid
) partition by HASH (person_id);

table migration (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null
);

table note (
  person_id uuid not null,
  note_id uuid not null,
  purpose_key text not null,
  text text not null,
  language text not null,
  written_at timestamp with time zone not null,
  written_by_kind text not null,
  written_by_id text not null,
  changed_at timestamp with time zone,
  until timestamp with time zone not null,
  removed_at timestamp with time zone
) partition by HASH (person_id);

table number_series (
  series text not null,
  next bigint not null
);

table outbox_mail (
  person_id uuid not null,
  outbox_mail_id uuid not null,
  mailing_id uuid,
  kind text not null,
  at timestamp with time zone not null,
  recipient text not null,
  subject text not null,
  source bytea not null
);

table payment (
  person_id uuid not null,
  payment_id uuid not null,
  invoice_id uuid not null,
  paid_on date not null,
  amount bigint not null,
  how text not null,
  noted_at timestamp with time zone not null,
  noted_by_kind text not null,
  noted_by_id text,
  bank_payment_id uuid,
  payer_name text,
  payer_account text
) partition by HASH (person_id);

table person (
  person_id uuid not null,
  person_no bigint not null,
  created_at timestamp with time zone not null,
  country text,
  capacity text not null,
  protected_identity boolean not null default false,
  deceased_at date,
  led_by uuid
);

table person_change (
  change_no bigint not null,
  change_id uuid not null,
  person_id uuid not null,
  at timestamp with time zone not null
);

table person_change_pending (
  person_id uuid not null,
  change_id uuid not null
);

table person_owner (
  person_id uuid not null,
  owner uuid,
  team_id uuid,
  since timestamp with time zone not null,
  set_by uuid not null
) partition by HASH (person_id);

table person_standing (
  person_id uuid not null,
  last_seq integer not null,
  stop_asking_since timestamp with time zone,
  last_no_at timestamp with time zone,
  last_asked_at timestamp with time zone
) partition by HASH (person_id);

table pipeline (
  pipeline_id uuid not null,
  name text not null,
  stages jsonb not null,
  created_at timestamp with time zone not null,
  created_by uuid not null
);

table possible_duplicate (
  person_id uuid not null,
  other_person_id uuid not null,
  found_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  grade text not null,
  odds integer not null,
  levels integer[] not null,
  decision text,
  decided_at timestamp with time zone,
  decided_by uuid,
  rests_until timestamp with time zone
);

table profile (
  person_id uuid not null,
  display_name text not null default ''::text,
  sort_key text not null default ''::text,
  search_key text not null default ''::text,
  given_name text,
  family_name text,
  full_name text,
  company_name text,
  title text,
  birth_date date,
  gender text,
  customer_number text,
  language text,
  delivery text,
  street text,
  postal_code text,
  city text,
  region text,
  interests text[],
  concluded_interests text[],
  preferred_products text[],
  loyalty_level text,
  last_purchase_at date,
  lifetime_value bigint,
  own jsonb not null default '{}'::jsonb
) partition by HASH (person_id);

table provenance (
  person_id uuid not null,
  provenance_id uuid not null,
  source text not null,
  collected text not null,
  recorded_at timestamp with time zone not null,
  recorded_by_kind text not null,
  recorded_by_id text,
  import_id uuid,
  fields text[] not null,
  notice_due_at timestamp with time zone,
  notice_given_at timestamp with time zone
) partition by HASH (person_id);

table purpose_basis (
  purpose_key text not null,
  version integer not null,
  channel text not null,
  country text not null,
  capacity text not null,
  basis text not null
);

table purpose_field (
  purpose_key text not null,
  version integer not null,
  field_key text not null
);

table purpose_version (
  purpose_key text not null,
  version integer not null,
  catalogue_version integer not null,
  kind text not null,
  group_key text not null,
  channels text[] not null,
  recipients jsonb not null,
  retention jsonb not null,
  texts jsonb not null,
  retired boolean not null default false
);

table quote (
  person_id uuid not null,
  quote_id uuid not null,
  deal_id uuid not null,
  number text not null,
  version integer not null,
  language text not null,
  issued_on date not null,
  valid_until date not null,
  currency text not null,
  payable bigint not null,
  content jsonb not null,
  page bytea not null,
  made_at timestamp with time zone not null,
  made_by_kind text not null,
  made_by_id text,
  state text not null,
  answer jsonb,
  answered_by_kind text,
  answered_by_id text,
  changed_at timestamp with time zone not null,
  invoice_id uuid,
  document_id uuid
) partition by HASH (person_id);

table quote_mail (
  person_id uuid not null,
  mailing_id uuid not null,
  quote_id uuid not null,
  what text not null,
  asked_at timestamp with time zone not null,
  asked_by_kind text not null,
  asked_by_id text
) partition by HASH (person_id);

table recipient_notice (
  person_id uuid not null,
  request_id uuid not null,
  recipient text not null,
  about text not null,
  fields text[] not null,
  told_at timestamp with time zone not null,
  state text not null,
  answered_at timestamp with time zone,
  answered_by text,
  words text
);

table record_alias (
  person_id uuid not null,
  other_person_id uuid not null,
  merge_id uuid not null,
  leads boolean not null,
  merged_at timestamp with time zone not null,
  merged_by uuid not null
);

table rejected_inference (
  person_id uuid not null,
  field_key text not null,
  value text not null,
  at timestamp with time zone not null
);

table relation (
  person_id uuid not null,
  relation_id uuid not null,
  kind text not null,
  other_person_id uuid not null,
  since timestamp with time zone not null,
  until timestamp with time zone,
  evidence jsonb not null default '{}'::jsonb
);

table request (
  person_id uuid not null,
  request_id uuid not null,
  kind text not null,
  received_at timestamp with time zone not null,
  received_how text not null,
  recorded_at timestamp with time zone not null,
  recorded_by_kind text not null,
  recorded_by_id text,
  language text not null,
  wish jsonb not null,
  country text not null,
  due_on date not null,
  latest_on date not null,
  extended_at timestamp with time zone,
  extended_reason text,
  proof_needed text not null,
  proof_given text,
  proof_given_at timestamp with time zone,
  doubts text[] not null default '{}'::text[],
  state text not null,
  answered_at timestamp with time zone,
  outcome text,
  refusal_reason text,
  answer text,
  remind_on date,
  stranger boolean not null default false
);

table request_document (
  person_id uuid not null,
  request_id uuid not null,
  document_id uuid not null,
  media_type text not null,
  size integer not null,
  sealed bytea not null,
  at timestamp with time zone not null,
  actor_kind text not null,
  actor_id text
);

table request_pause (
  person_id uuid not null,
  request_id uuid not null,
  since timestamp with time zone not null,
  until timestamp with time zone
);

table request_proof (
  person_id uuid not null,
  request_id uuid not null,
  proof_id uuid not null,
  way text not null,
  at timestamp with time zone not null,
  actor_kind text not null,
  actor_id text,
  words text,
  delete_after timestamp with time zone not null
);

table request_rule (
  kind text not null,
  four_eyes boolean not null,
  changed_at timestamp with time zone not null,
  changed_by uuid not null
);

table request_step (
  person_id uuid not null,
  request_id uuid not null,
  step_id uuid not null,
  step_no integer not null,
  at timestamp with time zone not null,
  kind text not null,
  actor_kind text not null,
  actor_id text,
  detail jsonb not null,
  words text
);

table restoration (
  restoration_id uuid not null,
  backup_id uuid not null,
  backup_at timestamp with time zone not null,
  begun_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  proof jsonb
);

table restriction (
  person_id uuid not null,
  purpose text not null,
  field_key text not null,
  since timestamp with time zone not null,
  seq integer not null
);

table retention_warning (
  person_id uuid not null,
  ground_id uuid not null,
  ends_at timestamp with time zone not null,
  warned_at timestamp with time zone not null,
  mailing_id uuid
);

table saved_view (
  saved_view_id uuid not null,
  list text not null,
  name text not null,
  shared boolean not null,
  columns text[] not null,
  filters jsonb not null,
  search text not null,
  sort jsonb not null,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null
);

table scrub_file (
  relation text not null,
  table_name text not null,
  round_id uuid,
  changes bigint not null,
  counted_since timestamp with time zone,
  rewritten_at timestamp with time zone,
  lock_ms integer,
  bytes bigint,
  tries integer not null default 0,
  not_before timestamp with time zone,
  fault text
);

table scrub_mark (
  mark_id uuid not null,
  table_name text not null,
  marked_at timestamp with time zone not null,
  round_id uuid
);

table scrub_round (
  round_id uuid not null,
  began_at timestamp with time zone not null,
  first_mark_at timestamp with time zone,
  last_mark_at timestamp with time zone,
  horizon bigint not null,
  files integer not null,
  bytes bigint not null default 0,
  longest_lock_ms integer not null default 0,
  rewritten_at timestamp with time zone,
  wal_mark text,
  gone_at timestamp with time zone,
  how text
);

table sealed_value (
  person_id uuid not null,
  field_key text not null,
  sealed bytea not null,
  blind bytea,
  since timestamp with time zone not null
);

table service_level (
  service_level_id uuid not null,
  since timestamp with time zone not null,
  settings jsonb not null,
  set_by uuid not null
);

table sign_in_try (
  name_hash bytea not null,
  tries integer not null,
  waits_until timestamp with time zone not null,
  last_at timestamp with time zone not null
);

table sign_on_request (
  request_hash bytea not null,
  door text not null,
  aim text not null,
  session_hash bytea,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone
);

table slip (
  person_id uuid not null,
  slip_id uuid not null,
  made_at timestamp with time zone not null,
  goes_with text not null,
  invoice_id uuid,
  language text not null,
  token_hash bytea not null,
  number text not null,
  after_seq integer not null,
  rows jsonb not null,
  layout jsonb not null,
  sheet bytea,
  closed_at timestamp with time zone
) partition by HASH (person_id);

table slip_answer (
  person_id uuid not null,
  slip_id uuid not null,
  answered_at timestamp with time zone not null,
  signed_on date,
  received_on date not null,
  recorded_by_kind text not null,
  recorded_by_id text,
  answers jsonb not null,
  entry_seqs integer[] not null,
  request_ids uuid[] not null,
  media_type text not null,
  size integer not null,
  picture bytea
) partition by HASH (person_id);

table staff (
  staff_id uuid not null,
  name text not null,
  email text,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone
);

table staff_approval (
  approval_id uuid not null,
  kind text not null,
  wish jsonb not null,
  reason text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  approved boolean,
  used_at timestamp with time zone
);

table staff_challenge (
  challenge_hash bytea not null,
  kind text not null,
  staff_id uuid,
  sealed bytea,
  expires_at timestamp with time zone not null
);

table staff_departure (
  departure_id uuid not null,
  staff_id uuid not null,
  leaves_at timestamp with time zone not null,
  hand_to uuid,
  asked_at timestamp with time zone not null,
  asked_by uuid not null,
  cancelled_at timestamp with time zone,
  cancelled_by uuid,
  done_at timestamp with time zone,
  stopped_at timestamp with time zone,
  cut jsonb
);

table staff_identity (
  identity_id uuid not null,
  staff_id uuid not null,
  issuer text not null,
  subject_hash bytea not null,
  connected_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  acr text,
  amr text[] not null default '{}'::text[],
  ended_at timestamp with time zone
);

table staff_passkey (
  credential_id text not null,
  passkey_id uuid not null,
  staff_id uuid not null,
  name text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  synced boolean not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone not null
);

table staff_password (
  staff_id uuid not null,
  sign_in_name text not null,
  password_hash text not null,
  authenticator bytea not null,
  last_step bigint not null,
  changed_at timestamp with time zone not null
);

table staff_recovery_code (
  staff_id uuid not null,
  code_hash bytea not null,
  used_at timestamp with time zone
);

table staff_role (
  role_key text not null,
  version integer not null,
  name text not null,
  permissions text[] not null,
  purposes text[],
  readable text[],
  writable text[],
  set_at timestamp with time zone not null,
  set_by uuid not null
);

table staff_role_of (
  staff_id uuid not null,
  role_key text not null,
  given_at timestamp with time zone not null,
  given_by uuid,
  ended_at timestamp with time zone,
  ended_by uuid
);

table staff_session (
  session_hash bytea not null,
  staff_id uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  session_id uuid not null,
  how text not null,
  proved_at timestamp with time zone,
  last_seen_at timestamp with time zone not null,
  client text
);

table staff_sign_in_link (
  token_hash bytea not null,
  staff_id uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  made_by uuid
);

table standing (
  person_id uuid not null,
  purpose text not null,
  channel text not null,
  state text not null,
  contact_point_id uuid,
  frequency text,
  since timestamp with time zone not null,
  seq integer not null,
  purpose_version integer,
  unproved boolean not null default false,
  lifted text,
  until timestamp with time zone
) partition by HASH (person_id);

table statistic (
  what text not null,
  period text not null,
  cell text not null,
  count integer not null
);

table statistic_mark (
  what text not null,
  counted_to timestamp with time zone not null
);

table stop_row (
  person_id uuid not null,
  stop_id uuid not null,
  purpose text not null,
  channel text not null,
  at timestamp with time zone not null,
  choice jsonb not null,
  recorded_at timestamp with time zone
);

table subscription (
  person_id uuid not null,
  subscription_id uuid not null,
  ground_id uuid not null,
  name text not null,
  months integer not null,
  billing_day integer not null,
  starts_on date not null,
  created_at timestamp with time zone not null,
  created_by_kind text not null,
  created_by_id text
) partition by HASH (person_id);

table subscription_change (
  person_id uuid not null,
  subscription_id uuid not null,
  change_id uuid not null,
  kind text not null,
  day date,
  lines jsonb,
  noted_at timestamp with time zone not null,
  noted_by_kind text not null,
  noted_by_id text
) partition by HASH (person_id);

table subscription_period (
  person_id uuid not null,
  subscription_id uuid not null,
  period_from date not null,
  turn integer not null,
  period_to date not null,
  invoice_id uuid not null,
  run_id uuid not null,
  released_by uuid
) partition by HASH (person_id);

table suppression (
  kind text not null,
  key_hash bytea not null,
  since timestamp with time zone not null
);

table sweep_run (
  slot text not null,
  begun_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  refused text,
  known_at timestamp with time zone,
  grounds_ended integer not null default 0,
  values_ended integer not null default 0,
  documents_deleted integer not null default 0,
  people_erased integer not null default 0,
  waiting integer not null default 0,
  warned integer not null default 0
);

table sweep_wait (
  person_id uuid not null,
  since timestamp with time zone not null,
  why text not null
);

table system_task (
  person_id uuid not null,
  task_id uuid not null,
  system_id uuid not null,
  act text not null,
  erasure_id uuid,
  request_id uuid,
  purposes text[] not null,
  fields text[] not null,
  state text not null,
  asked_at timestamp with time zone not null,
  deadline timestamp with time zone not null,
  tries integer not null,
  next_try timestamp with time zone,
  claimed_until timestamp with time zone,
  error text,
  alarmed_at timestamp with time zone,
  answered_at timestamp with time zone,
  answered_how text,
  answered_by uuid,
  reason text,
  words text,
  link_hash bytea,
  channels text[] not null default '{}'::text[]
);

table system_task_subject (
  person_id uuid not null,
  task_id uuid not null,
  sealed bytea not null,
  at timestamp with time zone not null
);

table team (
  team_id uuid not null,
  name text not null,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  ended_at timestamp with time zone
);

table team_member (
  team_id uuid not null,
  staff_id uuid not null,
  since timestamp with time zone not null,
  ended_at timestamp with time zone
);

table text_override (
  person_id uuid not null,
  override_id uuid not null,
  at timestamp with time zone not null,
  by_kind text not null,
  by_id text not null,
  place text not null,
  item_id uuid not null,
  kinds text[] not null,
  reason text not null
) partition by HASH (person_id);

table ticket (
  person_id uuid not null,
  ticket_id uuid not null,
  number bigint not null,
  subject text not null,
  source text not null,
  state text not null,
  who text not null,
  ground_id uuid,
  language text not null,
  assignee uuid,
  team_id uuid,
  invoice_id uuid,
  sender text,
  address_id uuid,
  reply_hash bytea,
  begun_at timestamp with time zone not null,
  state_since timestamp with time zone not null,
  last_line_id uuid not null,
  last_line_at timestamp with time zone not null,
  first_due timestamp with time zone not null,
  first_answered_at timestamp with time zone,
  solve_due timestamp with time zone not null,
  solved_at timestamp with time zone,
  closed_at timestamp with time zone,
  due_at timestamp with time zone,
  rating_asked_at timestamp with time zone,
  rating_rule text,
  rating_hash bytea,
  rating integer,
  rating_words text,
  rated_at timestamp with time zone
) partition by HASH (person_id);

table ticket_change (
  person_id uuid not null,
  ticket_id uuid not null,
  change_id uuid not null,
  kind text not null,
  state text,
  was text,
  assignee uuid,
  team_id uuid,
  noted_at timestamp with time zone not null,
  noted_by_kind text not null,
  noted_by_id text,
  request_person uuid,
  request_id uuid,
  request_kind text
) partition by HASH (person_id);

table ticket_count (
  month text not null,
  what text not null,
  count integer not null
);

table ticket_line (
  person_id uuid not null,
  ticket_id uuid not null,
  line_id uuid not null,
  kind text not null,
  at timestamp with time zone not null,
  by_kind text not null,
  by_id text,
  words text not null,
  language text not null,
  sender text,
  files text[] not null default '{}'::text[],
  message_id text,
  mail_state text,
  rule text,
  tries integer not null default 0,
  not_before timestamp with time zone
) partition by HASH (person_id);

table ticket_reader (
  person_id uuid not null,
  ticket_id uuid not null,
  staff_id uuid not null,
  seen_at timestamp with time zone not null,
  is_writing boolean not null
) partition by HASH (person_id);

table token (
  token_hash bytea not null,
  kind text not null,
  person_id uuid not null,
  purposes text[] not null,
  channel text not null,
  contact_point_id uuid,
  mailing_id uuid,
  entry_seq integer,
  wording_id bytea,
  language text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  used_at timestamp with time zone,
  invoice_id uuid,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  wrong_facts integer not null default 0,
  facts_after timestamp with time zone,
  revoked_why text,
  surface text
);

table told_mark (
  what text not null,
  leaf_index bigint not null
);

table told_pending (
  person_id uuid not null,
  at timestamp with time zone not null,
  customer_number text,
  emails text[] not null,
  phones text[] not null
);

table use_record (
  person_id uuid not null,
  use_id uuid not null,
  at timestamp with time zone not null,
  kind text not null,
  purpose text not null,
  channel text not null,
  contact_point_id uuid,
  rule text not null,
  ground_id uuid,
  entry_seq integer,
  mailing_id uuid,
  subject text,
  actor_kind text not null,
  actor_id text,
  certain boolean not null default true
) partition by HASH (person_id);

table value_block (
  person_id uuid not null,
  field_key text not null,
  since timestamp with time zone not null,
  delete_after timestamp with time zone not null,
  reason text not null,
  entry_seq integer
);

table wording (
  wording_id bytea not null,
  language text not null,
  text text not null,
  first_used_at timestamp with time zone not null
);

-- Constraints
access_copy: CHECK (((given_at IS NULL) = (given_how IS NULL)))
access_copy: CHECK ((kind = ANY (ARRAY['access'::text, 'portability'::text])))
access_copy: FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
access_copy: PRIMARY KEY (person_id, copy_id)
access_redaction: CHECK ((((decided_at IS NULL) = (decided_by IS NULL)) AND ((NOT shown) OR (decided_at IS NOT NULL))))
access_redaction: CHECK ((ends > begins))
access_redaction: CHECK ((kind = ANY (ARRAY['name'::text, 'email'::text, 'phone'::text, 'identity-number'::text, 'chosen'::text])))
access_redaction: CHECK ((why = ANY (ARRAY['related'::text, 'not-own'::text, 'looks-like'::text, 'colleague'::text])))
access_redaction: FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
access_redaction: PRIMARY KEY (person_id, redaction_id)
activity: CHECK (((done_at IS NULL) = (until IS NULL)))
activity: CHECK (((outcome IS NULL) OR (kind = 'call'::text)))
activity: CHECK (((person_id = '00000000-0000-7000-8000-000000000000'::uuid) = (purpose_key IS NULL)))
activity: CHECK ((kind = ANY (ARRAY['task'::text, 'call'::text, 'meeting'::text])))
activity: CHECK ((minutes > 0))
activity: CHECK ((outcome = ANY (ARRAY['answered'::text, 'no-answer'::text, 'call-back'::text, 'do-not-call'::text, 'incoming'::text])))
activity: PRIMARY KEY (person_id, activity_id)
api_key: FOREIGN KEY (created_by) REFERENCES staff(staff_id)
api_key: PRIMARY KEY (key_hash)
api_key: UNIQUE (api_key_id)
attempt: PRIMARY KEY (kind, subject, window_ends)
backup_made: PRIMARY KEY (backup_id)
bank_file: CHECK ((format = ANY (ARRAY['bgmax'::text, 'camt.053'::text, 'camt.054'::text])))
bank_file: PRIMARY KEY (file_id)
bank_file: UNIQUE (digest)
bank_payment: CHECK ((amount <> 0))
bank_payment: CHECK ((kind = ANY (ARRAY['payment'::text, 'deduction'::text, 'reversal'::text])))
bank_payment: PRIMARY KEY (bank_payment_id)
bank_payment: UNIQUE (also_mark)
bank_payment: UNIQUE (mark)
bank_payment_step: CHECK ((kind = ANY (ARRAY['matched'::text, 'set-aside'::text, 'returned'::text, 'undone'::text])))
bank_payment_step: PRIMARY KEY (bank_payment_id, step_id)
calendar_feed: FOREIGN KEY (staff_id) REFERENCES staff(staff_id)
calendar_feed: PRIMARY KEY (token_hash)
canned_answer: FOREIGN KEY (changed_by) REFERENCES staff(staff_id)
canned_answer: PRIMARY KEY (answer_id)
catalogue_version: PRIMARY KEY (catalogue_version)
clock_mark: CHECK ((what = 'sweep'::text))
clock_mark: FOREIGN KEY (confirmed_by) REFERENCES staff(staff_id)
clock_mark: PRIMARY KEY (what)
company: CHECK ((form = ANY (ARRAY['company'::text, 'association'::text, 'public-body'::text, 'other'::text])))
company: FOREIGN KEY (merged_into) REFERENCES company(company_id)
company: FOREIGN KEY (owner) REFERENCES staff(staff_id)
company: FOREIGN KEY (team_id) REFERENCES team(team_id)
company: PRIMARY KEY (company_id)
company_change: CHECK ((kind = ANY (ARRAY['created'::text, 'changed'::text, 'removed'::text, 'merged'::text, 'undone'::text])))
company_change: PRIMARY KEY (company_id, version)
company_relation: CHECK ((company_id <> other_id))
company_relation: CHECK ((kind = ANY (ARRAY['subsidiary'::text, 'department'::text, 'customer'::text])))
company_relation: FOREIGN KEY (company_id) REFERENCES company(company_id)
company_relation: FOREIGN KEY (created_by) REFERENCES staff(staff_id)
company_relation: FOREIGN KEY (other_id) REFERENCES company(company_id)
company_relation: PRIMARY KEY (company_id, relation_id)
company_role: FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
company_role: PRIMARY KEY (person_id, role_id)
connected_system: CHECK (((reach = 'purpose'::text) OR (api_key_id IS NOT NULL)))
connected_system: CHECK (((way = 'webhook'::text) = (secret IS NOT NULL)))
connected_system: CHECK ((reach = ANY (ARRAY['purpose'::text, 'key'::text])))
connected_system: CHECK ((way = ANY (ARRAY['webhook'::text, 'mail-task'::text])))
connected_system: PRIMARY KEY (system_id)
contact_point: CHECK ((kind = ANY (ARRAY['email'::text, 'phone'::text, 'postal'::text])))
contact_point: FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
contact_point: PRIMARY KEY (person_id, contact_point_id)
correspondence: CHECK ((direction = ANY (ARRAY['to'::text, 'from'::text])))
correspondence: CHECK ((way = ANY (ARRAY['sent'::text, 'logged'::text])))
correspondence: PRIMARY KEY (person_id, letter_id)
customer_identity: FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
customer_identity: PRIMARY KEY (person_id, identity_id)
customer_identity_key: PRIMARY KEY (key_hash)
customer_session: PRIMARY KEY (session_hash)
day_mail: FOREIGN KEY (staff_id) REFERENCES staff(staff_id)
day_mail: PRIMARY KEY (staff_id)
deal: CHECK (((state = 'lost'::text) = (lost_why IS NOT NULL)))
deal: CHECK (((state = 'open'::text) = (ended_at IS NULL)))
deal: CHECK ((state = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text])))
deal: CHECK ((value >= 0))
deal: PRIMARY KEY (person_id, deal_id)
deal_change: CHECK ((kind = ANY (ARRAY['begun'::text, 'moved'::text, 'changed'::text, 'won'::text, 'lost'::text, 'reopened'::text, 'quoted'::text, 'quote-sent'::text, 'quote-accepted'::text, 'quote-declined'::text, 'quote-withdrawn'::text, 'quote-undone'::text, 'invoiced'::text])))
deal_change: PRIMARY KEY (person_id, deal_id, change_id)
decision_mark: PRIMARY KEY (layout)
decision_row: PRIMARY KEY (person_id)
decoration: CHECK ((way = ANY (ARRAY['screen'::text, 'api'::text, 'command'::text, 'folder'::text, 'mail'::text])))
decoration: PRIMARY KEY (person_id, decoration_id)
decoration_refusal: CHECK ((way = ANY (ARRAY['screen'::text, 'api'::text, 'command'::text, 'folder'::text, 'mail'::text])))
decoration_refusal: PRIMARY KEY (refusal_id)
delivery_choice: CHECK (((participant_scheme IS NULL) = (participant_id IS NULL)))
delivery_choice: CHECK ((way = ANY (ARRAY['email'::text, 'peppol'::text, 'letter'::text, 'page'::text])))
delivery_choice: PRIMARY KEY (person_id)
delivery_setting: FOREIGN KEY (set_by) REFERENCES staff(staff_id)
delivery_setting: PRIMARY KEY (delivery_setting_id)
door_request: PRIMARY KEY (request_id)
duplicate_pass: CHECK (one)
duplicate_pass: PRIMARY KEY (one)
erasure: CHECK ((why = ANY (ARRAY['asked'::text, 'retention'::text, 'replayed'::text])))
erasure: PRIMARY KEY (person_id, erasure_id)
erasure_letter: PRIMARY KEY (person_id, erasure_id)
erasure_place: CHECK ((state = ANY (ARRAY['done'::text, 'waits'::text, 'stays'::text])))
erasure_place: PRIMARY KEY (person_id, erasure_id, place)
event: PRIMARY KEY (person_id, event_id)
export_job: CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
export_job: PRIMARY KEY (export_id)
export_part: FOREIGN KEY (export_id) REFERENCES export_job(export_id) ON DELETE CASCADE
export_part: PRIMARY KEY (export_id, part)
field_ending: CHECK ((kind = ANY (ARRAY['removal'::text, 'narrowing'::text])))
field_ending: CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
field_ending: PRIMARY KEY (ending_id)
field_version: FOREIGN KEY (catalogue_version) REFERENCES catalogue_version(catalogue_version)
field_version: PRIMARY KEY (field_key, version)
ground: FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
ground: PRIMARY KEY (person_id, ground_id)
hold: CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
hold: CHECK ((item_kind = ANY (ARRAY['document'::text, 'field'::text, 'ground'::text])))
hold: CHECK ((until > since))
hold: PRIMARY KEY (person_id, hold_id)
idempotent_request: PRIMARY KEY (key_hash)
identifier: PRIMARY KEY (kind, key_hash, person_id)
import: CHECK ((state = ANY (ARRAY['uploaded'::text, 'rehearsing'::text, 'rehearsed'::text, 'waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
import: PRIMARY KEY (import_id)
import_before: FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
import_before: PRIMARY KEY (person_id, import_id, item)
import_file: FOREIGN KEY (import_id) REFERENCES import(import_id) ON DELETE CASCADE
import_file: PRIMARY KEY (import_id, part)
import_mapping: PRIMARY KEY (mapping_id)
import_row: CHECK ((outcome = ANY (ARRAY['new'::text, 'changed'::text, 'unchanged'::text, 'held-back'::text])))
import_row: FOREIGN KEY (import_id) REFERENCES import(import_id) ON DELETE CASCADE
import_row: PRIMARY KEY (import_id, rehearsal, row_no)
import_undo: CHECK ((state = ANY (ARRAY['rehearsing'::text, 'rehearsed'::text, 'running'::text, 'done'::text, 'failed'::text])))
import_undo: FOREIGN KEY (import_id) REFERENCES import(import_id) ON DELETE CASCADE
import_undo: PRIMARY KEY (import_id)
import_undo_person: CHECK ((outcome = ANY (ARRAY['removed'::text, 'restored'::text, 'kept-acted'::text, 'kept-used'::text, 'kept-no'::text])))
import_undo_person: PRIMARY KEY (person_id, import_id)
incoming_address: CHECK (((taker = 'correspondence'::text) = (staff_id IS NOT NULL)))
incoming_address: CHECK (((taker = 'decorating'::text) = (answer_to IS NOT NULL)))
incoming_address: CHECK (((taker = 'tickets'::text) = (open_address IS NOT NULL)))
incoming_address: CHECK (((token_hash IS NULL) = (taker = 'tickets'::text)))
incoming_address: CHECK ((language = ANY (ARRAY['sv'::text, 'nb'::text, 'en'::text])))
incoming_address: CHECK ((taker = ANY (ARRAY['decorating'::text, 'tickets'::text, 'correspondence'::text])))
incoming_address: FOREIGN KEY (created_by) REFERENCES staff(staff_id)
incoming_address: FOREIGN KEY (revoked_by) REFERENCES staff(staff_id)
incoming_address: FOREIGN KEY (staff_id) REFERENCES staff(staff_id)
incoming_address: PRIMARY KEY (address_id)
incoming_address: UNIQUE (token_hash)
incoming_mail: CHECK (((state = 'answering'::text) = (answer IS NOT NULL)))
incoming_mail: CHECK (((state = 'untaken'::text) = (reason IS NOT NULL)))
incoming_mail: CHECK ((state = ANY (ARRAY['waiting'::text, 'answering'::text, 'untaken'::text])))
incoming_mail: CHECK ((way = ANY (ARRAY['mailbox'::text, 'pipe'::text, 'api'::text])))
incoming_mail: PRIMARY KEY (person_id, mail_id)
incoming_mark: PRIMARY KEY (mark)
installation: PRIMARY KEY (installation_id)
invitation: CHECK ((method = ANY (ARRAY['REQUEST'::text, 'CANCEL'::text])))
invitation: PRIMARY KEY (person_id, mailing_id)
invoice: CHECK (((kind = 'credit-note'::text) = (credits IS NOT NULL)))
invoice: CHECK ((kind = ANY (ARRAY['invoice'::text, 'credit-note'::text])))
invoice: PRIMARY KEY (person_id, invoice_id)
invoice_delivery: CHECK ((state = ANY (ARRAY['waiting'::text, 'handing-over'::text, 'handed-over'::text, 'sent'::text, 'unknown'::text, 'failed'::text, 'refused'::text, 'cancelled'::text])))
invoice_delivery: CHECK ((way = ANY (ARRAY['email'::text, 'peppol'::text, 'letter'::text, 'page'::text])))
invoice_delivery: PRIMARY KEY (person_id, delivery_id)
invoice_reminder: PRIMARY KEY (person_id, reminder_id)
invoice_reminder: UNIQUE (person_id, invoice_id, ordinal)
invoice_run: CHECK (((created_by IS NOT NULL) OR (created_by_key IS NOT NULL)))
invoice_run: CHECK (((kind = 'due'::text) = (up_to IS NOT NULL)))
invoice_run: CHECK (((kind = 'listed'::text) = (list IS NOT NULL)))
invoice_run: CHECK (((kind = 'undo'::text) = (undoes IS NOT NULL)))
invoice_run: CHECK ((kind = ANY (ARRAY['due'::text, 'undo'::text, 'listed'::text])))
invoice_run: CHECK ((state = ANY (ARRAY['rehearsing'::text, 'rehearsed'::text, 'waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
invoice_run: FOREIGN KEY (created_by) REFERENCES staff(staff_id)
invoice_run: FOREIGN KEY (undoes) REFERENCES invoice_run(run_id)
invoice_run: PRIMARY KEY (run_id)
invoice_run_item: CHECK (((reason IS NULL) <> (invoice_id IS NULL)))
invoice_run_item: PRIMARY KEY (person_id, run_id, item_id)
invoicing: FOREIGN KEY (set_by) REFERENCES staff(staff_id)
invoicing: PRIMARY KEY (invoicing_id)
issued_document: CHECK ((kind = ANY (ARRAY['invoice'::text, 'credit-note'::text, 'receipt'::text, 'order'::text, 'contract'::text, 'letter'::text])))
issued_document: PRIMARY KEY (person_id, document_id)
issued_document: UNIQUE (person_id, kind, number)
kept_proof: PRIMARY KEY (person_id, seq)
kept_proof_search: CHECK ((kind = ANY (ARRAY['email'::text, 'phone'::text])))
kept_proof_search: CHECK ((reason <> ''::text))
kept_proof_search: PRIMARY KEY (search_id)
lead: CHECK (((state = 'qualified'::text) = (until IS NULL)))
lead: CHECK ((source = ANY (ARRAY['card'::text, 'fair'::text, 'referral'::text, 'phone'::text, 'mail'::text, 'form'::text, 'list'::text, 'other'::text])))
lead: CHECK ((state = ANY (ARRAY['new'::text, 'contacted'::text, 'answered'::text, 'qualified'::text, 'declined'::text])))
lead: PRIMARY KEY (person_id, lead_id)
lead_change: CHECK ((kind = ANY (ARRAY['begun'::text, 'contacted'::text, 'told'::text, 'answered'::text, 'renewed'::text, 'declined'::text, 'qualified'::text, 'handed'::text])))
lead_change: PRIMARY KEY (person_id, lead_id, change_id)
lease: PRIMARY KEY (name)
ledger_entry: PRIMARY KEY (person_id, seq)
ledger_head: PRIMARY KEY (size)
ledger_leaf: PRIMARY KEY (leaf_index)
ledger_pending: PRIMARY KEY (person_id, seq)
ledger_place: PRIMARY KEY (person_id, seq)
ledger_watch: CHECK ((what = 'whole ledger'::text))
ledger_watch: PRIMARY KEY (what)
letter_batch: CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'handed-over'::text, 'cancelled'::text, 'failed'::text])))
letter_batch: PRIMARY KEY (batch_id)
letter_part: FOREIGN KEY (batch_id) REFERENCES letter_batch(batch_id) ON DELETE CASCADE
letter_part: PRIMARY KEY (batch_id, part)
listed_invoice: PRIMARY KEY (person_id, run_id, listed_id)
look: CHECK ((actor_kind = ANY (ARRAY['staff'::text, 'key'::text])))
look: PRIMARY KEY (person_id, look_id)
look_hour: FOREIGN KEY (staff_id) REFERENCES staff(staff_id)
look_hour: PRIMARY KEY (staff_id, hour)
look_notice: FOREIGN KEY (acknowledged_by) REFERENCES staff(staff_id)
look_notice: FOREIGN KEY (staff_id) REFERENCES staff(staff_id)
look_notice: PRIMARY KEY (notice_id)
look_notice: UNIQUE (staff_id, day)
mailing: CHECK (((renews_before IS NULL) OR (kind = 'ask'::text)))
mailing: CHECK ((kind = ANY (ARRAY['ask'::text, 'mailing'::text, 'service'::text])))
mailing: CHECK ((state = ANY (ARRAY['draft'::text, 'rehearsed'::text, 'sending'::text, 'paused'::text, 'stopped'::text, 'done'::text])))
mailing: PRIMARY KEY (mailing_id)
mass_change: CHECK (((op = 'clear'::text) = (value IS NULL)))
mass_change: CHECK ((collected = ANY (ARRAY['self'::text, 'other'::text])))
mass_change: CHECK ((op = ANY (ARRAY['set'::text, 'clear'::text, 'add'::text, 'remove'::text])))
mass_change: CHECK ((state = ANY (ARRAY['rehearsing'::text, 'rehearsed'::text, 'waiting'::text, 'running'::text, 'done'::text, 'cancelled'::text, 'failed'::text, 'undoing'::text, 'undone'::text])))
mass_change: PRIMARY KEY (mass_change_id)
mass_change_person: PRIMARY KEY (person_id, mass_change_id)
message: CHECK ((kind = ANY (ARRAY['ask'::text, 'mailing'::text, 'service'::text, 'code'::text, 'confirm'::text, 'receipt'::text, 'address-changed'::text, 'request-news'::text, 'data-ending'::text, 'invoice'::text, 'individual'::text, 'lead'::text, 'quote'::text, 'invitation'::text])))
message: CHECK ((state = ANY (ARRAY['waiting'::text, 'handing-over'::text, 'sent'::text, 'left-out'::text, 'failed'::text, 'unknown'::text])))
message: PRIMARY KEY (person_id, mailing_id)
migration: PRIMARY KEY (name)
note: PRIMARY KEY (person_id, note_id)
number_series: PRIMARY KEY (series)
outbox_mail: PRIMARY KEY (person_id, outbox_mail_id)
payment: CHECK ((amount <> 0))
payment: CHECK ((how = ANY (ARRAY['bank'::text, 'swish'::text, 'card'::text, 'cash'::text, 'other'::text])))
payment: PRIMARY KEY (person_id, payment_id)
person: CHECK ((capacity = ANY (ARRAY['consumer'::text, 'sole-trader'::text, 'role'::text])))
person: PRIMARY KEY (person_id)
person_change: PRIMARY KEY (change_no)
person_change_pending: PRIMARY KEY (person_id, change_id)
person_owner: CHECK (((owner IS NOT NULL) OR (team_id IS NOT NULL)))
person_owner: FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
person_owner: PRIMARY KEY (person_id)
person_standing: FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
person_standing: PRIMARY KEY (person_id)
pipeline: FOREIGN KEY (created_by) REFERENCES staff(staff_id)
pipeline: PRIMARY KEY (pipeline_id)
possible_duplicate: CHECK ((decision = ANY (ARRAY['different'::text, 'later'::text, 'merged'::text])))
possible_duplicate: CHECK ((grade = ANY (ARRAY['sure'::text, 'unsure'::text])))
possible_duplicate: PRIMARY KEY (person_id, other_person_id)
profile: FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
profile: PRIMARY KEY (person_id)
provenance: CHECK ((collected = ANY (ARRAY['self'::text, 'other'::text, 'inferred'::text])))
provenance: FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
provenance: PRIMARY KEY (person_id, provenance_id)
purpose_basis: FOREIGN KEY (purpose_key, version) REFERENCES purpose_version(purpose_key, version)
purpose_basis: PRIMARY KEY (purpose_key, version, channel, country, capacity)
purpose_field: FOREIGN KEY (purpose_key, version) REFERENCES purpose_version(purpose_key, version)
purpose_field: PRIMARY KEY (purpose_key, version, field_key)
purpose_version: FOREIGN KEY (catalogue_version) REFERENCES catalogue_version(catalogue_version)
purpose_version: PRIMARY KEY (purpose_key, version)
quote: CHECK (((answer IS NULL) = (answered_by_kind IS NULL)))
quote: CHECK (((state = 'accepted'::text) OR ((invoice_id IS NULL) AND (document_id IS NULL))))
quote: CHECK (((state = ANY (ARRAY['open'::text, 'replaced'::text])) = (answer IS NULL)))
quote: CHECK ((payable >= 0))
quote: CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text, 'replaced'::text])))
quote: CHECK ((valid_until >= issued_on))
quote: CHECK ((version > 0))
quote: PRIMARY KEY (person_id, quote_id)
quote: UNIQUE (person_id, number, version)
quote_mail: CHECK ((what = ANY (ARRAY['offer'::text, 'receipt'::text])))
quote_mail: PRIMARY KEY (person_id, mailing_id)
recipient_notice: CHECK ((about = ANY (ARRAY['rectification'::text, 'erasure'::text, 'restriction'::text, 'restriction-lifted'::text])))
recipient_notice: CHECK ((state = ANY (ARRAY['pending'::text, 'done'::text, 'refused'::text])))
recipient_notice: FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
recipient_notice: PRIMARY KEY (person_id, request_id, recipient, about)
record_alias: PRIMARY KEY (person_id, other_person_id)
rejected_inference: FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
rejected_inference: PRIMARY KEY (person_id, field_key, value)
relation: CHECK ((kind = ANY (ARRAY['guardian'::text, 'proxy'::text, 'payer'::text, 'estate'::text, 'household'::text, 'role'::text])))
relation: FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
relation: PRIMARY KEY (person_id, relation_id)
request: CHECK (((extended_at IS NULL) = (extended_reason IS NULL)))
request: CHECK (((state = 'refused'::text) = (refusal_reason IS NOT NULL)))
request: CHECK (((state = ANY (ARRAY['answered'::text, 'refused'::text, 'withdrawn'::text])) = (answered_at IS NOT NULL)))
request: CHECK ((kind = ANY (ARRAY['access'::text, 'rectification'::text, 'erasure'::text, 'restriction'::text, 'portability'::text, 'objection'::text, 'automated-decision'::text, 'complaint'::text, 'withdrawal'::text])))
request: CHECK ((received_how = ANY (ARRAY['page'::text, 'phone'::text, 'letter'::text, 'counter'::text, 'mail'::text, 'api'::text])))
request: CHECK ((state = ANY (ARRAY['open'::text, 'waiting-for-proof'::text, 'answered'::text, 'refused'::text, 'withdrawn'::text])))
request: FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
request: PRIMARY KEY (person_id, request_id)
request_document: FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
request_document: PRIMARY KEY (person_id, request_id, document_id)
request_pause: FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
request_pause: PRIMARY KEY (person_id, request_id, since)
request_proof: FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
request_proof: PRIMARY KEY (person_id, request_id, proof_id)
request_rule: PRIMARY KEY (kind)
request_step: FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
request_step: PRIMARY KEY (person_id, request_id, step_id)
restoration: PRIMARY KEY (restoration_id)
restriction: FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
restriction: PRIMARY KEY (person_id, purpose, field_key)
retention_warning: PRIMARY KEY (person_id, ground_id, ends_at)
saved_view: CHECK ((list = 'people'::text))
saved_view: PRIMARY KEY (saved_view_id)
scrub_file: CHECK ((fault = ANY (ARRAY['busy'::text, 'seen'::text, 'large'::text, 'not-allowed'::text])))
scrub_file: PRIMARY KEY (relation)
scrub_mark: PRIMARY KEY (mark_id)
scrub_round: CHECK ((how = ANY (ARRAY['seen'::text, 'declared'::text, 'unknown'::text])))
scrub_round: PRIMARY KEY (round_id)
sealed_value: CHECK ((length(blind) = 3))
sealed_value: FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
sealed_value: PRIMARY KEY (person_id, field_key)
service_level: FOREIGN KEY (set_by) REFERENCES staff(staff_id)
service_level: PRIMARY KEY (service_level_id)
sign_in_try: PRIMARY KEY (name_hash)
sign_on_request: CHECK ((aim = ANY (ARRAY['sign-in'::text, 'connect'::text, 'prove'::text])))
sign_on_request: CHECK ((door = ANY (ARRAY['staff'::text, 'customer'::text])))
sign_on_request: PRIMARY KEY (request_hash)
slip: CHECK ((goes_with = ANY (ARRAY['invoice'::text, 'reminder'::text, 'credit-note'::text, 'order'::text])))
slip: PRIMARY KEY (person_id, slip_id)
slip_answer: CHECK ((media_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text])))
slip_answer: PRIMARY KEY (person_id, slip_id)
staff: PRIMARY KEY (staff_id)
staff_approval: CHECK ((((decided_at IS NULL) = (decided_by IS NULL)) AND ((decided_at IS NULL) = (approved IS NULL))))
staff_approval: CHECK (((used_at IS NULL) OR approved))
staff_approval: CHECK ((decided_by <> asked_by))
staff_approval: FOREIGN KEY (asked_by) REFERENCES staff(staff_id)
staff_approval: FOREIGN KEY (decided_by) REFERENCES staff(staff_id)
staff_approval: PRIMARY KEY (approval_id)
staff_challenge: CHECK (((kind = 'authenticator'::text) = (sealed IS NOT NULL)))
staff_challenge: CHECK (((kind = 'sign-in'::text) = (staff_id IS NULL)))
staff_challenge: CHECK ((kind = ANY (ARRAY['enrol'::text, 'sign-in'::text, 'prove'::text, 'authenticator'::text])))
staff_challenge: FOREIGN KEY (staff_id) REFERENCES staff(staff_id)
staff_challenge: PRIMARY KEY (challenge_hash)
staff_departure: CHECK (((done_at IS NULL) OR (cancelled_at IS NULL)))
staff_departure: FOREIGN KEY (asked_by) REFERENCES staff(staff_id)
staff_departure: FOREIGN KEY (cancelled_by) REFERENCES staff(staff_id)
staff_departure: FOREIGN KEY (hand_to) REFERENCES staff(staff_id)
staff_departure: FOREIGN KEY (staff_id) REFERENCES staff(staff_id)
staff_departure: PRIMARY KEY (departure_id)
staff_identity: FOREIGN KEY (staff_id) REFERENCES staff(staff_id)
staff_identity: PRIMARY KEY (identity_id)
staff_passkey: FOREIGN KEY (staff_id) REFERENCES staff(staff_id)
staff_passkey: PRIMARY KEY (credential_id)
staff_passkey: UNIQUE (passkey_id)
staff_password: FOREIGN KEY (staff_id) REFERENCES staff(staff_id)
staff_password: PRIMARY KEY (staff_id)
staff_password: UNIQUE (sign_in_name)
staff_recovery_code: FOREIGN KEY (staff_id) REFERENCES staff(staff_id)
staff_recovery_code: PRIMARY KEY (staff_id, code_hash)
staff_role: CHECK ((version > 0))
staff_role: FOREIGN KEY (set_by) REFERENCES staff(staff_id)
staff_role: PRIMARY KEY (role_key, version)
staff_role_of: FOREIGN KEY (ended_by) REFERENCES staff(staff_id)
staff_role_of: FOREIGN KEY (given_by) REFERENCES staff(staff_id)
staff_role_of: FOREIGN KEY (staff_id) REFERENCES staff(staff_id)
staff_role_of: PRIMARY KEY (staff_id, role_key, given_at)
staff_session: CHECK (((proved_at IS NULL) = (how = 'link'::text)))
staff_session: CHECK ((how = ANY (ARRAY['console'::text, 'link'::text, 'passkey'::text, 'password+totp'::text, 'recovery'::text, 'oidc'::text])))
staff_session: FOREIGN KEY (staff_id) REFERENCES staff(staff_id)
staff_session: PRIMARY KEY (session_hash)
staff_session: UNIQUE (session_id)
staff_sign_in_link: FOREIGN KEY (made_by) REFERENCES staff(staff_id)
staff_sign_in_link: FOREIGN KEY (staff_id) REFERENCES staff(staff_id)
staff_sign_in_link: PRIMARY KEY (token_hash)
standing: CHECK (((until IS NULL) OR ((state = 'given'::text) AND (purpose <> '*'::text) AND (channel <> '*'::text))))
standing: FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
standing: PRIMARY KEY (person_id, purpose, channel)
statistic: CHECK ((count >= 10))
statistic: CHECK ((what = ANY (ARRAY['answers'::text, 'questions'::text, 'newcomers'::text])))
statistic: PRIMARY KEY (what, period, cell)
statistic_mark: CHECK ((what = ANY (ARRAY['answers'::text, 'questions'::text, 'newcomers'::text])))
statistic_mark: PRIMARY KEY (what)
stop_row: PRIMARY KEY (person_id, stop_id)
subscription: CHECK (((billing_day >= 1) AND (billing_day <= 31)))
subscription: CHECK ((months = ANY (ARRAY[1, 3, 12])))
subscription: PRIMARY KEY (person_id, subscription_id)
subscription_change: CHECK (((day IS NOT NULL) OR (kind = 'ended'::text)))
subscription_change: CHECK (((kind = 'terms'::text) = (lines IS NOT NULL)))
subscription_change: CHECK ((kind = ANY (ARRAY['terms'::text, 'paused'::text, 'resumed'::text, 'ended'::text])))
subscription_change: PRIMARY KEY (person_id, subscription_id, change_id)
subscription_period: PRIMARY KEY (person_id, subscription_id, period_from, turn)
suppression: PRIMARY KEY (kind, key_hash)
sweep_run: CHECK ((refused = ANY (ARRAY['clock-ahead'::text, 'clock-behind'::text])))
sweep_run: PRIMARY KEY (slot)
sweep_wait: CHECK ((why = ANY (ARRAY['hold'::text, 'request'::text, 'relation'::text, 'message'::text])))
sweep_wait: PRIMARY KEY (person_id)
system_task: CHECK (((state = ANY (ARRAY['done'::text, 'refused'::text, 'not-found'::text])) = (answered_at IS NOT NULL)))
system_task: CHECK ((act = ANY (ARRAY['erasure'::text, 'rectification'::text, 'restriction'::text, 'restriction-lifted'::text, 'objection'::text, 'withdrawal'::text])))
system_task: CHECK ((answered_how = ANY (ARRAY['answer'::text, 'call-back'::text, 'link'::text, 'staff'::text])))
system_task: CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'accepted'::text, 'done'::text, 'refused'::text, 'not-found'::text, 'failed'::text])))
system_task: PRIMARY KEY (person_id, task_id)
system_task_subject: PRIMARY KEY (person_id, task_id)
team: FOREIGN KEY (created_by) REFERENCES staff(staff_id)
team: PRIMARY KEY (team_id)
team_member: FOREIGN KEY (staff_id) REFERENCES staff(staff_id)
team_member: FOREIGN KEY (team_id) REFERENCES team(team_id)
team_member: PRIMARY KEY (team_id, staff_id, since)
text_override: CHECK ((place ~ '^[a-z]+(-[a-z]+)*$'::text))
text_override: PRIMARY KEY (person_id, override_id)
ticket: CHECK (((rating >= 1) AND (rating <= 5)))
ticket: CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL)))
ticket: CHECK (((who = 'unknown'::text) = (person_id = ticket_id)))
ticket: CHECK ((language = ANY (ARRAY['sv'::text, 'nb'::text, 'en'::text])))
ticket: CHECK ((source = ANY (ARRAY['mail'::text, 'form'::text, 'phone'::text, 'page'::text, 'invoice'::text])))
ticket: CHECK ((state = ANY (ARRAY['new'::text, 'open'::text, 'waiting'::text, 'solved'::text, 'closed'::text])))
ticket: CHECK ((who = ANY (ARRAY['known'::text, 'proposed'::text, 'unknown'::text])))
ticket: PRIMARY KEY (person_id, ticket_id)
ticket_change: CHECK (((kind = 'request'::text) = (request_id IS NOT NULL)))
ticket_change: CHECK ((kind = ANY (ARRAY['begun'::text, 'state'::text, 'assigned'::text, 'person'::text, 'subject'::text, 'request'::text])))
ticket_change: PRIMARY KEY (person_id, ticket_id, change_id)
ticket_count: PRIMARY KEY (month, what)
ticket_line: CHECK ((kind = ANY (ARRAY['asked'::text, 'answered'::text, 'acknowledged'::text, 'noted'::text])))
ticket_line: CHECK ((mail_state = ANY (ARRAY['waiting'::text, 'sent'::text, 'refused'::text, 'stopped'::text])))
ticket_line: PRIMARY KEY (person_id, ticket_id, line_id)
ticket_reader: PRIMARY KEY (person_id, ticket_id, staff_id)
token: CHECK ((kind = ANY (ARRAY['stop'::text, 'ask'::text, 'confirm'::text, 'revoke'::text, 'invoice'::text, 'invoice-code'::text, 'letter'::text, 'lead'::text, 'quote'::text])))
token: PRIMARY KEY (token_hash)
told_mark: PRIMARY KEY (what)
told_pending: PRIMARY KEY (person_id)
use_record: CHECK ((kind = ANY (ARRAY['shown'::text, 'sent'::text, 'exported'::text, 'shared'::text, 'profiled'::text])))
use_record: PRIMARY KEY (person_id, use_id)
value_block: FOREIGN KEY (person_id) REFERENCES person(person_id) ON DELETE CASCADE
value_block: PRIMARY KEY (person_id, field_key)
wording: PRIMARY KEY (wording_id)

-- Indexes
CREATE INDEX activity_company ON ONLY public.activity USING btree (company_id) WHERE (company_id IS NOT NULL)
CREATE INDEX activity_due ON ONLY public.activity USING btree (due_at) WHERE ((removed_at IS NULL) AND (due_at IS NOT NULL))
CREATE INDEX activity_open ON ONLY public.activity USING btree (owner, due_at) WHERE ((done_at IS NULL) AND (removed_at IS NULL))
CREATE INDEX activity_removed ON ONLY public.activity USING btree (removed_at) WHERE (removed_at IS NOT NULL)
CREATE INDEX activity_until ON ONLY public.activity USING btree (until) WHERE (until IS NOT NULL)
CREATE INDEX attempt_window_ends ON public.attempt USING btree (window_ends)
CREATE INDEX bank_payment_end ON public.bank_payment USING btree (keep_until)
CREATE INDEX bank_payment_entry ON public.bank_payment USING btree (entry_mark) WHERE (entry_mark IS NOT NULL)
CREATE INDEX bank_payment_open ON public.bank_payment USING btree (booked_on DESC, bank_payment_id DESC) WHERE (left_over <> 0)
CREATE INDEX bank_payment_same ON public.bank_payment USING btree (reference, amount, booked_on)
CREATE INDEX calendar_feed_staff ON public.calendar_feed USING btree (staff_id)
CREATE INDEX company_merged ON public.company USING btree (merged_into) WHERE (merged_into IS NOT NULL)
CREATE INDEX company_owner ON public.company USING btree (owner) WHERE (owner IS NOT NULL)
CREATE INDEX company_relation_other ON public.company_relation USING btree (other_id)
CREATE INDEX company_role_company ON ONLY public.company_role USING btree (company_id)
CREATE INDEX company_search ON public.company USING gin (search_key gin_trgm_ops)
CREATE INDEX company_sort ON public.company USING btree (sort_key, company_id)
CREATE INDEX contact_point_canonical ON ONLY public.contact_point USING gin (canonical gin_trgm_ops)
CREATE INDEX correspondence_until ON ONLY public.correspondence USING btree (until)
CREATE INDEX customer_identity_key_person ON public.customer_identity_key USING btree (person_id, identity_id)
CREATE INDEX customer_session_person ON public.customer_session USING btree (person_id)
CREATE INDEX deal_ended ON ONLY public.deal USING btree (pipeline_id, ended_at) WHERE (state <> 'open'::text)
CREATE INDEX deal_named ON ONLY public.deal USING gin (search_fold(name) gin_trgm_ops)
CREATE INDEX deal_of_company ON ONLY public.deal USING btree (company_id, begun_at) WHERE (company_id IS NOT NULL)
CREATE INDEX deal_open ON ONLY public.deal USING btree (pipeline_id, stage_id, expected_on, deal_id) WHERE (state = 'open'::text)
CREATE INDEX decision_row_no ON public.decision_row USING btree (person_no)
CREATE INDEX decoration_newest ON ONLY public.decoration USING btree (at DESC, decoration_id DESC)
CREATE INDEX decoration_refusal_newest ON public.decoration_refusal USING btree (at DESC)
CREATE INDEX door_request_person ON public.door_request USING btree (person_id, created_at)
CREATE INDEX door_request_waiting ON public.door_request USING btree (created_at) WHERE (worked_at IS NULL)
CREATE INDEX erasure_by_id ON public.erasure USING btree (erasure_id)
CREATE INDEX erasure_letter_due ON public.erasure_letter USING btree (not_before)
CREATE INDEX erasure_open ON public.erasure USING btree (begun_at) WHERE (erased_at IS NULL)
CREATE INDEX event_until ON ONLY public.event USING btree (until)
CREATE INDEX export_job_due ON public.export_job USING btree (created_at) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]))
CREATE INDEX field_ending_open ON public.field_ending USING btree (starts_at, ending_id) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]))
CREATE INDEX ground_sweep ON ONLY public.ground USING btree (hold_until) WHERE (swept_at IS NULL)
CREATE INDEX hold_to_release ON public.hold USING btree (until) WHERE (released_at IS NULL)
CREATE INDEX idempotent_request_end ON public.idempotent_request USING brin (expires_at)
CREATE INDEX identifier_person ON public.identifier USING btree (person_id)
CREATE INDEX import_before_at ON public.import_before USING btree (at)
CREATE INDEX import_row_person ON public.import_row USING btree (person_id) WHERE (person_id IS NOT NULL)
CREATE INDEX import_row_told ON public.import_row USING btree (import_id, rehearsal, row_no) WHERE (reasons <> '[]'::jsonb)
CREATE INDEX import_undo_person_due ON public.import_undo_person USING btree (import_id, place) WHERE (outcome IS NULL)
CREATE INDEX import_undo_person_kept ON public.import_undo_person USING btree (import_id, place) WHERE (outcome ~~ 'kept%'::text)
CREATE INDEX incoming_mail_by_id ON ONLY public.incoming_mail USING btree (mail_id)
CREATE INDEX incoming_mail_due ON ONLY public.incoming_mail USING btree (not_before) WHERE (state <> 'untaken'::text)
CREATE INDEX incoming_mail_over ON ONLY public.incoming_mail USING btree (keep_until)
CREATE INDEX incoming_mark_at ON public.incoming_mark USING btree (at)
CREATE INDEX invoice_delivery_batch ON ONLY public.invoice_delivery USING btree (batch_id, place) WHERE (batch_id IS NOT NULL)
CREATE INDEX invoice_delivery_invoice ON ONLY public.invoice_delivery USING btree (person_id, invoice_id)
CREATE INDEX invoice_delivery_open ON ONLY public.invoice_delivery USING btree (way, asked_at) WHERE (state = ANY (ARRAY['waiting'::text, 'handing-over'::text, 'handed-over'::text]))
CREATE INDEX invoice_delivery_troubled ON ONLY public.invoice_delivery USING btree (changed_at) WHERE (state = ANY (ARRAY['failed'::text, 'refused'::text, 'unknown'::text]))
CREATE INDEX invoice_delivery_untold ON ONLY public.invoice_delivery USING btree (changed_at) WHERE ((state = 'sent'::text) AND (notice_seq IS NULL))
CREATE INDEX invoice_issued ON ONLY public.invoice USING btree (issued_on DESC, invoice_id DESC)
CREATE INDEX invoice_number ON ONLY public.invoice USING btree (number text_pattern_ops)
CREATE INDEX invoice_of_company ON ONLY public.invoice USING btree (company_id, issued_on) WHERE (company_id IS NOT NULL)
CREATE INDEX invoice_payable ON ONLY public.invoice USING btree (payable)
CREATE INDEX invoice_reference ON ONLY public.invoice USING btree (reference)
CREATE INDEX invoice_run_item_by_run ON ONLY public.invoice_run_item USING btree (run_id, item_id)
CREATE INDEX issued_document_keep_until ON ONLY public.issued_document USING btree (keep_until)
CREATE INDEX kept_proof_ends ON public.kept_proof USING btree (keep_until)
CREATE INDEX kept_proof_point ON public.kept_proof USING btree (point_hash) WHERE (point_hash IS NOT NULL)
CREATE INDEX lead_open ON ONLY public.lead USING btree (until, lead_id) WHERE (state = ANY (ARRAY['new'::text, 'contacted'::text, 'answered'::text]))
CREATE INDEX ledger_entry_at ON ONLY public.ledger_entry USING brin (at)
CREATE INDEX ledger_place_leaf ON ONLY public.ledger_place USING btree (leaf_index)
CREATE INDEX letter_batch_due ON public.letter_batch USING btree (created_at) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]))
CREATE INDEX listed_invoice_by_run ON ONLY public.listed_invoice USING btree (run_id, person_id, listed_id)
CREATE INDEX look_by_actor ON ONLY public.look USING btree (actor_id, at DESC, look_id DESC)
CREATE INDEX look_by_time ON ONLY public.look USING btree (at DESC, look_id DESC)
CREATE INDEX mass_change_person_of ON ONLY public.mass_change_person USING btree (mass_change_id, person_id)
CREATE INDEX mass_change_state ON public.mass_change USING btree (state) WHERE (state = ANY (ARRAY['rehearsing'::text, 'waiting'::text, 'running'::text, 'undoing'::text]))
CREATE INDEX message_claimed ON ONLY public.message USING btree (claimed_at) WHERE (state = 'handing-over'::text)
CREATE INDEX message_due ON ONLY public.message USING btree (mailing_id, state)
CREATE INDEX message_individual_due ON ONLY public.message USING btree (queued_at) WHERE ((state = 'waiting'::text) AND (kind = 'individual'::text))
CREATE INDEX message_invitation_due ON ONLY public.message USING btree (queued_at) WHERE ((state = 'waiting'::text) AND (kind = 'invitation'::text))
CREATE INDEX message_invoice_due ON ONLY public.message USING btree (queued_at) WHERE ((state = 'waiting'::text) AND (kind = 'invoice'::text))
CREATE INDEX message_invoice_header ON ONLY public.message USING btree (message_header_id) WHERE ((kind = 'invoice'::text) AND (message_header_id IS NOT NULL))
CREATE INDEX message_quote_due ON ONLY public.message USING btree (queued_at) WHERE ((state = 'waiting'::text) AND (kind = 'quote'::text))
CREATE INDEX message_retried ON ONLY public.message USING btree (queued_at) WHERE ((state = 'waiting'::text) AND (attempts > 0))
CREATE INDEX message_single_due ON ONLY public.message USING btree (queued_at) WHERE ((state = 'waiting'::text) AND (kind <> ALL (ARRAY['ask'::text, 'mailing'::text, 'service'::text, 'invoice'::text, 'quote'::text])))
CREATE INDEX message_unanswered ON ONLY public.message USING btree (finished_at) WHERE ((kind = 'ask'::text) AND (state = 'sent'::text) AND (answer IS NULL))
CREATE INDEX note_until ON ONLY public.note USING btree (until)
CREATE INDEX note_words ON ONLY public.note USING gin (to_tsvector('simple'::regconfig, search_fold(text)))
CREATE INDEX outbox_mail_at ON public.outbox_mail USING btree (at DESC, outbox_mail_id DESC)
CREATE INDEX payment_invoice ON ONLY public.payment USING btree (person_id, invoice_id)
CREATE INDEX person_country ON public.person USING btree (country COLLATE "C", person_id) WHERE (country IS NOT NULL)
CREATE INDEX person_no ON public.person USING btree (person_no)
CREATE INDEX person_owner_owner ON ONLY public.person_owner USING btree (owner) WHERE (owner IS NOT NULL)
CREATE INDEX person_owner_team ON ONLY public.person_owner USING btree (team_id) WHERE (team_id IS NOT NULL)
CREATE INDEX possible_duplicate_open ON public.possible_duplicate USING btree (grade, ((- odds)), person_id, other_person_id) WHERE ((decision IS DISTINCT FROM 'different'::text) AND (person_id < other_person_id))
CREATE INDEX possible_duplicate_other ON public.possible_duplicate USING btree (other_person_id)
CREATE INDEX profile_birth_date ON ONLY public.profile USING btree (birth_date, person_id) WHERE (birth_date IS NOT NULL)
CREATE INDEX profile_city ON ONLY public.profile USING btree (city COLLATE "C", person_id) WHERE (city IS NOT NULL)
CREATE INDEX profile_last_purchase ON ONLY public.profile USING btree (last_purchase_at, person_id) WHERE (last_purchase_at IS NOT NULL)
CREATE INDEX profile_lifetime_value ON ONLY public.profile USING btree (lifetime_value, person_id) WHERE (lifetime_value IS NOT NULL)
CREATE INDEX profile_loyalty_level ON ONLY public.profile USING btree (loyalty_level COLLATE "C", person_id) WHERE (loyalty_level IS NOT NULL)
CREATE INDEX profile_region ON ONLY public.profile USING btree (region COLLATE "C", person_id) WHERE (region IS NOT NULL)
CREATE INDEX profile_search ON ONLY public.profile USING gin (search_key gin_trgm_ops)
CREATE INDEX profile_sort ON ONLY public.profile USING btree (sort_key, person_id)
CREATE INDEX profile_words ON ONLY public.profile USING gin (array_to_tsvector(array_remove(string_to_array(translate(search_key, '-'::text, ' '::text), ' '::text), ''::text)))
CREATE INDEX quote_number ON ONLY public.quote USING btree (number text_pattern_ops)
CREATE INDEX quote_of_deal ON ONLY public.quote USING btree (person_id, deal_id)
CREATE INDEX quote_unfiled ON ONLY public.quote USING btree (changed_at) WHERE ((state = 'accepted'::text) AND (document_id IS NULL))
CREATE INDEX record_alias_other ON public.record_alias USING btree (other_person_id)
CREATE INDEX relation_other ON public.relation USING btree (other_person_id)
CREATE INDEX request_due ON public.request USING btree (due_on) WHERE (answered_at IS NULL)
CREATE INDEX request_proof_ends ON public.request_proof USING btree (delete_after)
CREATE INDEX request_received ON public.request USING btree (received_at DESC, request_id DESC)
CREATE INDEX request_reminder ON public.request USING btree (remind_on) WHERE (answered_at IS NULL)
CREATE INDEX request_stranger ON public.request USING btree (kind) WHERE (stranger AND (answered_at IS NULL))
CREATE INDEX scrub_file_due ON public.scrub_file USING btree (round_id) WHERE (round_id IS NOT NULL)
CREATE INDEX scrub_mark_open ON public.scrub_mark USING btree (marked_at)
CREATE INDEX scrub_round_marks ON public.scrub_round USING btree (last_mark_at)
CREATE INDEX scrub_round_open ON public.scrub_round USING btree (began_at) WHERE (how IS NULL)
CREATE INDEX sealed_value_blind ON public.sealed_value USING btree (field_key, blind) WHERE (blind IS NOT NULL)
CREATE INDEX sign_in_try_last ON public.sign_in_try USING btree (last_at)
CREATE INDEX sign_on_request_expires ON public.sign_on_request USING btree (expires_at)
CREATE INDEX slip_answer_kept ON ONLY public.slip_answer USING btree (answered_at) WHERE (picture IS NOT NULL)
CREATE INDEX slip_made ON ONLY public.slip USING btree (made_at)
CREATE INDEX slip_number ON ONLY public.slip USING btree (number)
CREATE INDEX slip_open ON ONLY public.slip USING btree (made_at) WHERE (closed_at IS NULL)
CREATE INDEX slip_printed ON ONLY public.slip USING btree (made_at) WHERE (sheet IS NOT NULL)
CREATE INDEX staff_challenge_expires ON public.staff_challenge USING btree (expires_at)
CREATE INDEX staff_departure_due ON public.staff_departure USING btree (leaves_at) WHERE ((stopped_at IS NULL) AND (cancelled_at IS NULL))
CREATE INDEX staff_identity_staff ON public.staff_identity USING btree (staff_id)
CREATE INDEX staff_passkey_staff ON public.staff_passkey USING btree (staff_id)
CREATE INDEX staff_session_staff ON public.staff_session USING btree (staff_id)
CREATE INDEX standing_until ON ONLY public.standing USING btree (until) WHERE (until IS NOT NULL)
CREATE INDEX subscription_by_id ON ONLY public.subscription USING btree (subscription_id)
CREATE INDEX system_task_by_id ON public.system_task USING btree (task_id)
CREATE INDEX system_task_by_system ON public.system_task USING btree (system_id, state)
CREATE INDEX system_task_due ON public.system_task USING btree (next_try) WHERE (next_try IS NOT NULL)
CREATE INDEX system_task_erasure ON public.system_task USING btree (erasure_id) WHERE (erasure_id IS NOT NULL)
CREATE INDEX system_task_link ON public.system_task USING btree (link_hash) WHERE (link_hash IS NOT NULL)
CREATE INDEX team_member_now ON public.team_member USING btree (staff_id) WHERE (ended_at IS NULL)
CREATE INDEX text_override_at ON ONLY public.text_override USING btree (at)
CREATE INDEX ticket_closed ON ONLY public.ticket USING btree (closed_at) WHERE (state = 'closed'::text)
CREATE INDEX ticket_due ON ONLY public.ticket USING btree (due_at, ticket_id) WHERE (state = ANY (ARRAY['new'::text, 'open'::text]))
CREATE INDEX ticket_invoice ON ONLY public.ticket USING btree (person_id, invoice_id) WHERE (invoice_id IS NOT NULL)
CREATE INDEX ticket_line_due ON ONLY public.ticket_line USING btree (not_before) WHERE (mail_state = 'waiting'::text)
CREATE INDEX ticket_line_message ON ONLY public.ticket_line USING btree (message_id) WHERE (message_id IS NOT NULL)
CREATE INDEX ticket_named ON ONLY public.ticket USING gin (search_fold(subject) gin_trgm_ops)
CREATE INDEX ticket_newest ON ONLY public.ticket USING btree (last_line_at, ticket_id) WHERE (state <> 'closed'::text)
CREATE INDEX ticket_number ON ONLY public.ticket USING btree (number)
CREATE INDEX ticket_rating ON ONLY public.ticket USING btree (rating_hash) WHERE (rating_hash IS NOT NULL)
CREATE INDEX ticket_reader_seen ON ONLY public.ticket_reader USING btree (seen_at)
CREATE INDEX ticket_reply ON ONLY public.ticket USING btree (reply_hash) WHERE (reply_hash IS NOT NULL)
CREATE INDEX ticket_sender ON ONLY public.ticket USING btree (sender, begun_at) WHERE (sender IS NOT NULL)
CREATE INDEX ticket_unrated ON ONLY public.ticket USING btree (solved_at) WHERE ((rating_asked_at IS NULL) AND (state = ANY (ARRAY['solved'::text, 'closed'::text])))
CREATE INDEX token_person ON public.token USING btree (person_id)
CREATE UNIQUE INDEX access_copy_pkey ON public.access_copy USING btree (person_id, copy_id)
CREATE UNIQUE INDEX access_redaction_pkey ON public.access_redaction USING btree (person_id, redaction_id)
CREATE UNIQUE INDEX activity_pkey ON ONLY public.activity USING btree (person_id, activity_id)
CREATE UNIQUE INDEX api_key_api_key_id_key ON public.api_key USING btree (api_key_id)
CREATE UNIQUE INDEX api_key_pkey ON public.api_key USING btree (key_hash)
CREATE UNIQUE INDEX attempt_pkey ON public.attempt USING btree (kind, subject, window_ends)
CREATE UNIQUE INDEX backup_made_pkey ON public.backup_made USING btree (backup_id)
CREATE UNIQUE INDEX bank_file_digest_key ON public.bank_file USING btree (digest)
CREATE UNIQUE INDEX bank_file_pkey ON public.bank_file USING btree (file_id)
CREATE UNIQUE INDEX bank_payment_also_mark_key ON public.bank_payment USING btree (also_mark)
CREATE UNIQUE INDEX bank_payment_mark_key ON public.bank_payment USING btree (mark)
CREATE UNIQUE INDEX bank_payment_pkey ON public.bank_payment USING btree (bank_payment_id)
CREATE UNIQUE INDEX bank_payment_step_pkey ON public.bank_payment_step USING btree (bank_payment_id, step_id)
CREATE UNIQUE INDEX calendar_feed_pkey ON public.calendar_feed USING btree (token_hash)
CREATE UNIQUE INDEX canned_answer_pkey ON public.canned_answer USING btree (answer_id)
CREATE UNIQUE INDEX catalogue_version_pkey ON public.catalogue_version USING btree (catalogue_version)
CREATE UNIQUE INDEX clock_mark_pkey ON public.clock_mark USING btree (what)
CREATE UNIQUE INDEX company_change_pkey ON public.company_change USING btree (company_id, version)
CREATE UNIQUE INDEX company_number ON public.company USING btree (country, number) WHERE ((number IS NOT NULL) AND (merged_into IS NULL))
CREATE UNIQUE INDEX company_pkey ON public.company USING btree (company_id)
CREATE UNIQUE INDEX company_relation_pkey ON public.company_relation USING btree (company_id, relation_id)
CREATE UNIQUE INDEX company_role_pkey ON ONLY public.company_role USING btree (person_id, role_id)
CREATE UNIQUE INDEX connected_system_pkey ON public.connected_system USING btree (system_id)
CREATE UNIQUE INDEX contact_point_pkey ON ONLY public.contact_point USING btree (person_id, contact_point_id)
CREATE UNIQUE INDEX correspondence_pkey ON ONLY public.correspondence USING btree (person_id, letter_id)
CREATE UNIQUE INDEX customer_identity_key_pkey ON public.customer_identity_key USING btree (key_hash)
CREATE UNIQUE INDEX customer_identity_pkey ON public.customer_identity USING btree (person_id, identity_id)
CREATE UNIQUE INDEX customer_session_pkey ON public.customer_session USING btree (session_hash)
CREATE UNIQUE INDEX day_mail_pkey ON public.day_mail USING btree (staff_id)
CREATE UNIQUE INDEX deal_change_pkey ON ONLY public.deal_change USING btree (person_id, deal_id, change_id)
CREATE UNIQUE INDEX deal_pkey ON ONLY public.deal USING btree (person_id, deal_id)
CREATE UNIQUE INDEX decision_mark_pkey ON public.decision_mark USING btree (layout)
CREATE UNIQUE INDEX decision_row_pkey ON public.decision_row USING btree (person_id)
CREATE UNIQUE INDEX decoration_pkey ON ONLY public.decoration USING btree (person_id, decoration_id)
CREATE UNIQUE INDEX decoration_refusal_pkey ON public.decoration_refusal USING btree (refusal_id)
CREATE UNIQUE INDEX delivery_choice_pkey ON ONLY public.delivery_choice USING btree (person_id)
CREATE UNIQUE INDEX delivery_setting_pkey ON public.delivery_setting USING btree (delivery_setting_id)
CREATE UNIQUE INDEX door_request_pkey ON public.door_request USING btree (request_id)
CREATE UNIQUE INDEX duplicate_pass_pkey ON public.duplicate_pass USING btree (one)
CREATE UNIQUE INDEX erasure_letter_pkey ON public.erasure_letter USING btree (person_id, erasure_id)
CREATE UNIQUE INDEX erasure_link ON public.erasure USING btree (link_hash) WHERE (link_hash IS NOT NULL)
CREATE UNIQUE INDEX erasure_pkey ON public.erasure USING btree (person_id, erasure_id)
CREATE UNIQUE INDEX erasure_place_pkey ON public.erasure_place USING btree (person_id, erasure_id, place)
CREATE UNIQUE INDEX event_pkey ON ONLY public.event USING btree (person_id, event_id)
CREATE UNIQUE INDEX export_job_pkey ON public.export_job USING btree (export_id)
CREATE UNIQUE INDEX export_part_pkey ON public.export_part USING btree (export_id, part)
CREATE UNIQUE INDEX field_ending_pkey ON public.field_ending USING btree (ending_id)
CREATE UNIQUE INDEX field_version_pkey ON public.field_version USING btree (field_key, version)
CREATE UNIQUE INDEX ground_pkey ON ONLY public.ground USING btree (person_id, ground_id)
CREATE UNIQUE INDEX hold_pkey ON public.hold USING btree (person_id, hold_id)
CREATE UNIQUE INDEX idempotent_request_pkey ON public.idempotent_request USING btree (key_hash)
CREATE UNIQUE INDEX identifier_pkey ON public.identifier USING btree (kind, key_hash, person_id)
CREATE UNIQUE INDEX import_before_pkey ON public.import_before USING btree (person_id, import_id, item)
CREATE UNIQUE INDEX import_file_pkey ON public.import_file USING btree (import_id, part)
CREATE UNIQUE INDEX import_mapping_pkey ON public.import_mapping USING btree (mapping_id)
CREATE UNIQUE INDEX import_pkey ON public.import USING btree (import_id)
CREATE UNIQUE INDEX import_row_pkey ON public.import_row USING btree (import_id, rehearsal, row_no)
CREATE UNIQUE INDEX import_undo_person_pkey ON public.import_undo_person USING btree (person_id, import_id)
CREATE UNIQUE INDEX import_undo_pkey ON public.import_undo USING btree (import_id)
CREATE UNIQUE INDEX incoming_address_open ON public.incoming_address USING btree (open_address) WHERE (revoked_at IS NULL)
CREATE UNIQUE INDEX incoming_address_owner ON public.incoming_address USING btree (staff_id) WHERE (revoked_at IS NULL)
CREATE UNIQUE INDEX incoming_address_pkey ON public.incoming_address USING btree (address_id)
CREATE UNIQUE INDEX incoming_address_token_hash_key ON public.incoming_address USING btree (token_hash)
CREATE UNIQUE INDEX incoming_mail_pkey ON ONLY public.incoming_mail USING btree (person_id, mail_id)
CREATE UNIQUE INDEX incoming_mark_pkey ON public.incoming_mark USING btree (mark)
CREATE UNIQUE INDEX installation_pkey ON public.installation USING btree (installation_id)
CREATE UNIQUE INDEX invitation_pkey ON ONLY public.invitation USING btree (person_id, mailing_id)
CREATE UNIQUE INDEX invoice_delivery_pkey ON ONLY public.invoice_delivery USING btree (person_id, delivery_id)
CREATE UNIQUE INDEX invoice_pkey ON ONLY public.invoice USING btree (person_id, invoice_id)
CREATE UNIQUE INDEX invoice_reminder_person_id_invoice_id_ordinal_key ON ONLY public.invoice_reminder USING btree (person_id, invoice_id, ordinal)
CREATE UNIQUE INDEX invoice_reminder_pkey ON ONLY public.invoice_reminder USING btree (person_id, reminder_id)
CREATE UNIQUE INDEX invoice_run_item_pkey ON ONLY public.invoice_run_item USING btree (person_id, run_id, item_id)
CREATE UNIQUE INDEX invoice_run_pkey ON public.invoice_run USING btree (run_id)
CREATE UNIQUE INDEX invoicing_pkey ON public.invoicing USING btree (invoicing_id)
CREATE UNIQUE INDEX issued_document_person_id_kind_number_key ON ONLY public.issued_document USING btree (person_id, kind, number)
CREATE UNIQUE INDEX issued_document_pkey ON ONLY public.issued_document USING btree (person_id, document_id)
CREATE UNIQUE INDEX kept_proof_pkey ON public.kept_proof USING btree (person_id, seq)
CREATE UNIQUE INDEX kept_proof_search_pkey ON public.kept_proof_search USING btree (search_id)
CREATE UNIQUE INDEX lead_change_pkey ON ONLY public.lead_change USING btree (person_id, lead_id, change_id)
CREATE UNIQUE INDEX lead_pkey ON ONLY public.lead USING btree (person_id, lead_id)
CREATE UNIQUE INDEX lease_pkey ON public.lease USING btree (name)
CREATE UNIQUE INDEX ledger_entry_pkey ON ONLY public.ledger_entry USING btree (person_id, seq)
CREATE UNIQUE INDEX ledger_head_pkey ON public.ledger_head USING btree (size)
CREATE UNIQUE INDEX ledger_leaf_pkey ON public.ledger_leaf USING btree (leaf_index)
CREATE UNIQUE INDEX ledger_pending_pkey ON public.ledger_pending USING btree (person_id, seq)
CREATE UNIQUE INDEX ledger_place_pkey ON ONLY public.ledger_place USING btree (person_id, seq)
CREATE UNIQUE INDEX ledger_watch_pkey ON public.ledger_watch USING btree (what)
CREATE UNIQUE INDEX letter_batch_pkey ON public.letter_batch USING btree (batch_id)
CREATE UNIQUE INDEX letter_part_pkey ON public.letter_part USING btree (batch_id, part)
CREATE UNIQUE INDEX listed_invoice_pkey ON ONLY public.listed_invoice USING btree (person_id, run_id, listed_id)
CREATE UNIQUE INDEX look_hour_pkey ON public.look_hour USING btree (staff_id, hour)
CREATE UNIQUE INDEX look_notice_pkey ON public.look_notice USING btree (notice_id)
CREATE UNIQUE INDEX look_notice_staff_id_day_key ON public.look_notice USING btree (staff_id, day)
CREATE UNIQUE INDEX look_pkey ON ONLY public.look USING btree (person_id, look_id)
CREATE UNIQUE INDEX mailing_pkey ON public.mailing USING btree (mailing_id)
CREATE UNIQUE INDEX mass_change_person_pkey ON ONLY public.mass_change_person USING btree (person_id, mass_change_id)
CREATE UNIQUE INDEX mass_change_pkey ON public.mass_change USING btree (mass_change_id)
CREATE UNIQUE INDEX message_pkey ON ONLY public.message USING btree (person_id, mailing_id)
CREATE UNIQUE INDEX migration_pkey ON public.migration USING btree (name)
CREATE UNIQUE INDEX note_pkey ON ONLY public.note USING btree (person_id, note_id)
CREATE UNIQUE INDEX number_series_pkey ON public.number_series USING btree (series)
CREATE UNIQUE INDEX outbox_mail_pkey ON public.outbox_mail USING btree (person_id, outbox_mail_id)
CREATE UNIQUE INDEX payment_pkey ON ONLY public.payment USING btree (person_id, payment_id)
CREATE UNIQUE INDEX person_change_pending_pkey ON public.person_change_pending USING btree (person_id, change_id)
CREATE UNIQUE INDEX person_change_pkey ON public.person_change USING btree (change_no)
CREATE UNIQUE INDEX person_owner_pkey ON ONLY public.person_owner USING btree (person_id)
CREATE UNIQUE INDEX person_pkey ON public.person USING btree (person_id)
CREATE UNIQUE INDEX person_standing_pkey ON ONLY public.person_standing USING btree (person_id)
CREATE UNIQUE INDEX pipeline_pkey ON public.pipeline USING btree (pipeline_id)
CREATE UNIQUE INDEX possible_duplicate_pkey ON public.possible_duplicate USING btree (person_id, other_person_id)
CREATE UNIQUE INDEX profile_pkey ON ONLY public.profile USING btree (person_id)
CREATE UNIQUE INDEX provenance_pkey ON ONLY public.provenance USING btree (person_id, provenance_id)
CREATE UNIQUE INDEX purpose_basis_pkey ON public.purpose_basis USING btree (purpose_key, version, channel, country, capacity)
CREATE UNIQUE INDEX purpose_field_pkey ON public.purpose_field USING btree (purpose_key, version, field_key)
CREATE UNIQUE INDEX purpose_version_pkey ON public.purpose_version USING btree (purpose_key, version)
CREATE UNIQUE INDEX quote_mail_pkey ON ONLY public.quote_mail USING btree (person_id, mailing_id)
CREATE UNIQUE INDEX quote_person_id_number_version_key ON ONLY public.quote USING btree (person_id, number, version)
CREATE UNIQUE INDEX quote_pkey ON ONLY public.quote USING btree (person_id, quote_id)
CREATE UNIQUE INDEX recipient_notice_pkey ON public.recipient_notice USING btree (person_id, request_id, recipient, about)
CREATE UNIQUE INDEX record_alias_pkey ON public.record_alias USING btree (person_id, other_person_id)
CREATE UNIQUE INDEX rejected_inference_pkey ON public.rejected_inference USING btree (person_id, field_key, value)
CREATE UNIQUE INDEX relation_pkey ON public.relation USING btree (person_id, relation_id)
CREATE UNIQUE INDEX request_document_pkey ON public.request_document USING btree (person_id, request_id, document_id)
CREATE UNIQUE INDEX request_pause_pkey ON public.request_pause USING btree (person_id, request_id, since)
CREATE UNIQUE INDEX request_pkey ON public.request USING btree (person_id, request_id)
CREATE UNIQUE INDEX request_proof_pkey ON public.request_proof USING btree (person_id, request_id, proof_id)
CREATE UNIQUE INDEX request_rule_pkey ON public.request_rule USING btree (kind)
CREATE UNIQUE INDEX request_step_pkey ON public.request_step USING btree (person_id, request_id, step_id)
CREATE UNIQUE INDEX restoration_pkey ON public.restoration USING btree (restoration_id)
CREATE UNIQUE INDEX restriction_pkey ON public.restriction USING btree (person_id, purpose, field_key)
CREATE UNIQUE INDEX retention_warning_pkey ON public.retention_warning USING btree (person_id, ground_id, ends_at)
CREATE UNIQUE INDEX saved_view_pkey ON public.saved_view USING btree (saved_view_id)
CREATE UNIQUE INDEX scrub_file_pkey ON public.scrub_file USING btree (relation)
CREATE UNIQUE INDEX scrub_mark_pkey ON public.scrub_mark USING btree (mark_id)
CREATE UNIQUE INDEX scrub_round_pkey ON public.scrub_round USING btree (round_id)
CREATE UNIQUE INDEX sealed_value_pkey ON public.sealed_value USING btree (person_id, field_key)
CREATE UNIQUE INDEX service_level_pkey ON public.service_level USING btree (service_level_id)
CREATE UNIQUE INDEX sign_in_try_pkey ON public.sign_in_try USING btree (name_hash)
CREATE UNIQUE INDEX sign_on_request_pkey ON public.sign_on_request USING btree (request_hash)
CREATE UNIQUE INDEX slip_answer_pkey ON ONLY public.slip_answer USING btree (person_id, slip_id)
CREATE UNIQUE INDEX slip_pkey ON ONLY public.slip USING btree (person_id, slip_id)
CREATE UNIQUE INDEX staff_approval_pkey ON public.staff_approval USING btree (approval_id)
CREATE UNIQUE INDEX staff_challenge_pkey ON public.staff_challenge USING btree (challenge_hash)
CREATE UNIQUE INDEX staff_departure_open ON public.staff_departure USING btree (staff_id) WHERE ((done_at IS NULL) AND (cancelled_at IS NULL))
CREATE UNIQUE INDEX staff_departure_pkey ON public.staff_departure USING btree (departure_id)
CREATE UNIQUE INDEX staff_identity_pkey ON public.staff_identity USING btree (identity_id)
CREATE UNIQUE INDEX staff_identity_subject ON public.staff_identity USING btree (subject_hash) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX staff_passkey_passkey_id_key ON public.staff_passkey USING btree (passkey_id)
CREATE UNIQUE INDEX staff_passkey_pkey ON public.staff_passkey USING btree (credential_id)
CREATE UNIQUE INDEX staff_password_pkey ON public.staff_password USING btree (staff_id)
CREATE UNIQUE INDEX staff_password_sign_in_name_key ON public.staff_password USING btree (sign_in_name)
CREATE UNIQUE INDEX staff_pkey ON public.staff USING btree (staff_id)
CREATE UNIQUE INDEX staff_recovery_code_pkey ON public.staff_recovery_code USING btree (staff_id, code_hash)
CREATE UNIQUE INDEX staff_role_of_held ON public.staff_role_of USING btree (staff_id, role_key) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX staff_role_of_pkey ON public.staff_role_of USING btree (staff_id, role_key, given_at)
CREATE UNIQUE INDEX staff_role_pkey ON public.staff_role USING btree (role_key, version)
CREATE UNIQUE INDEX staff_session_pkey ON public.staff_session USING btree (session_hash)
CREATE UNIQUE INDEX staff_session_session_id_key ON public.staff_session USING btree (session_id)
CREATE UNIQUE INDEX staff_sign_in_link_pkey ON public.staff_sign_in_link USING btree (token_hash)
CREATE UNIQUE INDEX standing_pkey ON ONLY public.standing USING btree (person_id, purpose, channel)
CREATE UNIQUE INDEX statistic_mark_pkey ON public.statistic_mark USING btree (what)
CREATE UNIQUE INDEX statistic_pkey ON public.statistic USING btree (what, period, cell)
CREATE UNIQUE INDEX stop_row_pkey ON public.stop_row USING btree (person_id, stop_id)
CREATE UNIQUE INDEX subscription_change_pkey ON ONLY public.subscription_change USING btree (person_id, subscription_id, change_id)
CREATE UNIQUE INDEX subscription_period_pkey ON ONLY public.subscription_period USING btree (person_id, subscription_id, period_from, turn)
CREATE UNIQUE INDEX subscription_pkey ON ONLY public.subscription USING btree (person_id, subscription_id)
CREATE UNIQUE INDEX suppression_pkey ON public.suppression USING btree (kind, key_hash)
CREATE UNIQUE INDEX sweep_run_pkey ON public.sweep_run USING btree (slot)
CREATE UNIQUE INDEX sweep_wait_pkey ON public.sweep_wait USING btree (person_id)
CREATE UNIQUE INDEX system_task_pkey ON public.system_task USING btree (person_id, task_id)
CREATE UNIQUE INDEX system_task_subject_pkey ON public.system_task_subject USING btree (person_id, task_id)
CREATE UNIQUE INDEX team_member_pkey ON public.team_member USING btree (team_id, staff_id, since)
CREATE UNIQUE INDEX team_pkey ON public.team USING btree (team_id)
CREATE UNIQUE INDEX text_override_pkey ON ONLY public.text_override USING btree (person_id, override_id)
CREATE UNIQUE INDEX ticket_change_pkey ON ONLY public.ticket_change USING btree (person_id, ticket_id, change_id)
CREATE UNIQUE INDEX ticket_count_pkey ON public.ticket_count USING btree (month, what)
CREATE UNIQUE INDEX ticket_line_pkey ON ONLY public.ticket_line USING btree (person_id, ticket_id, line_id)
CREATE UNIQUE INDEX ticket_pkey ON ONLY public.ticket USING btree (person_id, ticket_id)
CREATE UNIQUE INDEX ticket_reader_pkey ON ONLY public.ticket_reader USING btree (person_id, ticket_id, staff_id)
CREATE UNIQUE INDEX token_pkey ON public.token USING btree (token_hash)
CREATE UNIQUE INDEX told_mark_pkey ON public.told_mark USING btree (what)
CREATE UNIQUE INDEX told_pending_pkey ON public.told_pending USING btree (person_id)
CREATE UNIQUE INDEX use_record_pkey ON ONLY public.use_record USING btree (person_id, use_id)
CREATE UNIQUE INDEX value_block_pkey ON public.value_block USING btree (person_id, field_key)
CREATE UNIQUE INDEX wording_pkey ON public.wording USING btree (wording_id)

-- Views
view current_field as
 SELECT field_key,
    version,
    catalogue_version,
    type,
    category,
    sensitive,
    inferred,
    shipped,
    retired,
    texts,
    asked,
    checks
   FROM field_version f
  WHERE ((version = ( SELECT max(g.version) AS max
           FROM field_version g
          WHERE (g.field_key = f.field_key))) AND (NOT retired));
view current_purpose as
 SELECT purpose_key,
    version,
    catalogue_version,
    kind,
    group_key,
    channels,
    recipients,
    retention,
    texts,
    retired
   FROM purpose_version p
  WHERE ((version = ( SELECT max(q.version) AS max
           FROM purpose_version q
          WHERE (q.purpose_key = p.purpose_key))) AND (NOT retired));
view current_purpose_field as
 SELECT pf.purpose_key,
    pf.version,
    pf.field_key
   FROM (purpose_field pf
     JOIN current_purpose p ON (((p.purpose_key = pf.purpose_key) AND (p.version = pf.version))));

-- Rights
tillit_app: access_copy DELETE, INSERT, SELECT
tillit_app: access_redaction DELETE, INSERT, SELECT
tillit_app: activity INSERT, SELECT, UPDATE
tillit_app: api_key DELETE, INSERT, SELECT, UPDATE
tillit_app: attempt DELETE, INSERT, SELECT, UPDATE
tillit_app: backup_made INSERT, SELECT, UPDATE
tillit_app: bank_file INSERT, SELECT
tillit_app: bank_payment INSERT, SELECT
tillit_app: bank_payment_step INSERT, SELECT
tillit_app: calendar_feed INSERT, SELECT, UPDATE
tillit_app: canned_answer INSERT, SELECT, UPDATE
tillit_app: catalogue_version INSERT, SELECT
tillit_app: clock_mark INSERT, SELECT, UPDATE
tillit_app: company DELETE, INSERT, SELECT, UPDATE
tillit_app: company_change INSERT, SELECT
tillit_app: company_relation DELETE, INSERT, SELECT
tillit_app: company_role SELECT
tillit_app: connected_system INSERT, SELECT, UPDATE
tillit_app: contact_point SELECT
tillit_app: correspondence INSERT, SELECT
tillit_app: current_field DELETE, INSERT, SELECT, UPDATE
tillit_app: current_purpose DELETE, INSERT, SELECT, UPDATE
tillit_app: current_purpose_field DELETE, INSERT, SELECT, UPDATE
tillit_app: customer_identity DELETE, INSERT, SELECT, UPDATE
tillit_app: customer_identity_key DELETE, INSERT, SELECT, UPDATE
tillit_app: customer_session DELETE, INSERT, SELECT, UPDATE
tillit_app: day_mail DELETE, INSERT, SELECT, UPDATE
tillit_app: deal INSERT, SELECT, UPDATE
tillit_app: deal_change INSERT, SELECT
tillit_app: decision_mark DELETE, INSERT, SELECT, UPDATE
tillit_app: decision_row DELETE, INSERT, SELECT, UPDATE
tillit_app: decoration INSERT, SELECT
tillit_app: decoration_refusal DELETE, INSERT, SELECT
tillit_app: delivery_choice INSERT, SELECT, UPDATE
tillit_app: delivery_setting INSERT, SELECT
tillit_app: door_request DELETE, INSERT, SELECT, UPDATE
tillit_app: duplicate_pass INSERT, SELECT, UPDATE
tillit_app: erasure INSERT, SELECT, UPDATE
tillit_app: erasure_letter DELETE, INSERT, SELECT, UPDATE
tillit_app: erasure_place INSERT, SELECT, UPDATE
tillit_app: event INSERT, SELECT
tillit_app: export_job DELETE, INSERT, SELECT, UPDATE
tillit_app: export_part DELETE, INSERT, SELECT, UPDATE
tillit_app: field_ending INSERT, SELECT, UPDATE
tillit_app: field_version INSERT, SELECT
tillit_app: ground DELETE, INSERT, SELECT, UPDATE
tillit_app: hold INSERT, SELECT
tillit_app: idempotent_request DELETE, INSERT, SELECT, UPDATE
tillit_app: identifier DELETE, INSERT, SELECT, UPDATE
tillit_app: import DELETE, INSERT, SELECT, UPDATE
tillit_app: import_before DELETE, INSERT, SELECT, UPDATE
tillit_app: import_file DELETE, INSERT, SELECT, UPDATE
tillit_app: import_mapping DELETE, INSERT, SELECT, UPDATE
tillit_app: import_row DELETE, INSERT, SELECT, UPDATE
tillit_app: import_undo DELETE, INSERT, SELECT, UPDATE
tillit_app: import_undo_person DELETE, INSERT, SELECT, UPDATE
tillit_app: incoming_address INSERT, SELECT, UPDATE
tillit_app: incoming_mail DELETE, INSERT, SELECT, UPDATE
tillit_app: incoming_mark DELETE, INSERT, SELECT
tillit_app: installation DELETE, INSERT, SELECT, UPDATE
tillit_app: invitation INSERT, SELECT
tillit_app: invoice INSERT, SELECT
tillit_app: invoice_delivery INSERT, SELECT, UPDATE
tillit_app: invoice_reminder INSERT, SELECT
tillit_app: invoice_run INSERT, SELECT, UPDATE
tillit_app: invoice_run_item DELETE, INSERT, SELECT
tillit_app: invoicing INSERT, SELECT
tillit_app: issued_document INSERT, SELECT
tillit_app: kept_proof_search INSERT, SELECT
tillit_app: lead INSERT, SELECT, UPDATE
tillit_app: lead_change INSERT, SELECT
tillit_app: lease DELETE, INSERT, SELECT, UPDATE
tillit_app: ledger_entry INSERT, SELECT
tillit_app: ledger_head INSERT, SELECT
tillit_app: ledger_leaf INSERT, SELECT
tillit_app: ledger_pending DELETE, INSERT, SELECT, UPDATE
tillit_app: ledger_place INSERT, SELECT
tillit_app: ledger_watch INSERT, SELECT, UPDATE
tillit_app: letter_batch INSERT, SELECT, UPDATE
tillit_app: letter_part DELETE, INSERT, SELECT
tillit_app: listed_invoice DELETE, INSERT, SELECT, UPDATE
tillit_app: look INSERT, SELECT
tillit_app: look_hour DELETE, INSERT, SELECT, UPDATE
tillit_app: look_notice INSERT, SELECT
tillit_app: mailing DELETE, INSERT, SELECT, UPDATE
tillit_app: mass_change DELETE, INSERT, SELECT, UPDATE
tillit_app: mass_change_person DELETE, INSERT, SELECT, UPDATE
tillit_app: message DELETE, INSERT, SELECT, UPDATE
tillit_app: migration DELETE, INSERT, SELECT, UPDATE
tillit_app: note INSERT, SELECT
tillit_app: number_series DELETE, INSERT, SELECT, UPDATE
tillit_app: outbox_mail DELETE, INSERT, SELECT, UPDATE
tillit_app: payment INSERT, SELECT
tillit_app: person DELETE, INSERT, SELECT, UPDATE
tillit_app: person_change DELETE, INSERT, SELECT
tillit_app: person_change_pending DELETE, INSERT, SELECT
tillit_app: person_owner DELETE, INSERT, SELECT, UPDATE
tillit_app: person_standing DELETE, INSERT, SELECT, UPDATE
tillit_app: pipeline INSERT, SELECT, UPDATE
tillit_app: possible_duplicate DELETE, INSERT, SELECT, UPDATE
tillit_app: profile SELECT
tillit_app: provenance DELETE, INSERT, SELECT, UPDATE
tillit_app: purpose_basis INSERT, SELECT
tillit_app: purpose_field INSERT, SELECT
tillit_app: purpose_version INSERT, SELECT
tillit_app: quote INSERT, SELECT
tillit_app: quote_mail INSERT, SELECT
tillit_app: recipient_notice DELETE, INSERT, SELECT
tillit_app: record_alias DELETE, INSERT, SELECT, UPDATE
tillit_app: rejected_inference DELETE, INSERT, SELECT, UPDATE
tillit_app: relation DELETE, INSERT, SELECT, UPDATE
tillit_app: request DELETE, INSERT, SELECT, UPDATE
tillit_app: request_document DELETE, INSERT, SELECT
tillit_app: request_pause DELETE, INSERT, SELECT
tillit_app: request_proof DELETE, INSERT, SELECT
tillit_app: request_rule INSERT, SELECT, UPDATE
tillit_app: request_step DELETE, INSERT, SELECT
tillit_app: restoration INSERT, SELECT, UPDATE
tillit_app: restriction DELETE, INSERT, SELECT, UPDATE
tillit_app: retention_warning INSERT, SELECT
tillit_app: saved_view DELETE, INSERT, SELECT, UPDATE
tillit_app: scrub_file DELETE, INSERT, SELECT, UPDATE
tillit_app: scrub_mark DELETE, INSERT, SELECT, UPDATE
tillit_app: scrub_round INSERT, SELECT, UPDATE
tillit_app: sealed_value SELECT
tillit_app: service_level INSERT, SELECT
tillit_app: sign_in_try DELETE, INSERT, SELECT, UPDATE
tillit_app: sign_on_request DELETE, INSERT, SELECT, UPDATE
tillit_app: slip DELETE, INSERT, SELECT
tillit_app: slip_answer DELETE, INSERT, SELECT
tillit_app: staff DELETE, INSERT, SELECT, UPDATE
tillit_app: staff_approval INSERT, SELECT
tillit_app: staff_challenge DELETE, INSERT, SELECT, UPDATE
tillit_app: staff_departure INSERT, SELECT
tillit_app: staff_identity DELETE, INSERT, SELECT, UPDATE
tillit_app: staff_passkey DELETE, INSERT, SELECT, UPDATE
tillit_app: staff_password DELETE, INSERT, SELECT, UPDATE
tillit_app: staff_recovery_code DELETE, INSERT, SELECT, UPDATE
tillit_app: staff_role INSERT, SELECT
tillit_app: staff_role_of INSERT, SELECT
tillit_app: staff_session DELETE, INSERT, SELECT, UPDATE
tillit_app: staff_sign_in_link DELETE, INSERT, SELECT, UPDATE
tillit_app: standing DELETE, INSERT, SELECT, UPDATE
tillit_app: statistic INSERT, SELECT
tillit_app: statistic_mark INSERT, SELECT, UPDATE
tillit_app: stop_row DELETE, INSERT, SELECT, UPDATE
tillit_app: subscription INSERT, SELECT
tillit_app: subscription_change INSERT, SELECT
tillit_app: subscription_period INSERT, SELECT, UPDATE
tillit_app: suppression DELETE, INSERT, SELECT, UPDATE
tillit_app: sweep_run INSERT, SELECT, UPDATE
tillit_app: sweep_wait DELETE, INSERT, SELECT, UPDATE
tillit_app: system_task DELETE, INSERT, SELECT, UPDATE
tillit_app: system_task_subject DELETE, INSERT, SELECT
tillit_app: team INSERT, SELECT
tillit_app: team_member INSERT, SELECT
tillit_app: text_override INSERT, SELECT
tillit_app: ticket DELETE, INSERT, SELECT, UPDATE
tillit_app: ticket_change DELETE, INSERT, SELECT, UPDATE
tillit_app: ticket_count INSERT, SELECT, UPDATE
tillit_app: ticket_line DELETE, INSERT, SELECT, UPDATE
tillit_app: ticket_reader DELETE, INSERT, SELECT, UPDATE
tillit_app: token DELETE, INSERT, SELECT, UPDATE
tillit_app: told_mark INSERT, SELECT, UPDATE
tillit_app: told_pending DELETE, INSERT, SELECT, UPDATE
tillit_app: use_record DELETE, INSERT, SELECT
tillit_app: value_block DELETE, INSERT, SELECT, UPDATE
tillit_app: wording INSERT, SELECT
tillit_eraser: access_copy DELETE, SELECT
tillit_eraser: access_redaction DELETE, SELECT
tillit_eraser: activity DELETE, SELECT
tillit_eraser: bank_file SELECT
tillit_eraser: bank_payment DELETE, SELECT
tillit_eraser: bank_payment_step DELETE, SELECT
tillit_eraser: calendar_feed SELECT
tillit_eraser: canned_answer SELECT
tillit_eraser: clock_mark INSERT, SELECT, UPDATE
tillit_eraser: company SELECT
tillit_eraser: company_change SELECT
tillit_eraser: company_relation SELECT
tillit_eraser: company_role DELETE, SELECT
tillit_eraser: connected_system SELECT
tillit_eraser: contact_point DELETE, SELECT
tillit_eraser: correspondence DELETE, SELECT
tillit_eraser: customer_identity DELETE, SELECT
tillit_eraser: customer_identity_key DELETE, SELECT
tillit_eraser: customer_session DELETE, SELECT
tillit_eraser: day_mail SELECT
tillit_eraser: deal DELETE, SELECT
tillit_eraser: deal_change DELETE, SELECT
tillit_eraser: decision_row DELETE, SELECT
tillit_eraser: decoration DELETE, SELECT
tillit_eraser: decoration_refusal SELECT
tillit_eraser: delivery_choice DELETE, SELECT
tillit_eraser: delivery_setting SELECT
tillit_eraser: door_request DELETE, SELECT
tillit_eraser: duplicate_pass SELECT
tillit_eraser: erasure SELECT
tillit_eraser: erasure_letter DELETE, SELECT
tillit_eraser: erasure_place SELECT
tillit_eraser: event DELETE, SELECT
tillit_eraser: field_ending SELECT
tillit_eraser: ground DELETE, SELECT
tillit_eraser: hold DELETE, SELECT
tillit_eraser: identifier DELETE, SELECT
tillit_eraser: import_before DELETE, SELECT
tillit_eraser: import_undo_person DELETE, SELECT
tillit_eraser: incoming_address SELECT
tillit_eraser: incoming_mail DELETE, SELECT
tillit_eraser: incoming_mark SELECT
tillit_eraser: invitation DELETE, SELECT
tillit_eraser: invoice DELETE, SELECT
tillit_eraser: invoice_delivery DELETE, SELECT, UPDATE
tillit_eraser: invoice_reminder DELETE, SELECT
tillit_eraser: invoice_run SELECT
tillit_eraser: invoice_run_item DELETE, SELECT
tillit_eraser: invoicing SELECT
tillit_eraser: issued_document DELETE, SELECT
tillit_eraser: kept_proof DELETE, INSERT, SELECT
tillit_eraser: lead DELETE, SELECT
tillit_eraser: lead_change DELETE, SELECT
tillit_eraser: ledger_entry DELETE, SELECT
tillit_eraser: ledger_place SELECT
tillit_eraser: letter_batch SELECT, UPDATE
tillit_eraser: letter_part DELETE, SELECT
tillit_eraser: listed_invoice DELETE, SELECT
tillit_eraser: look DELETE, SELECT
tillit_eraser: mass_change SELECT
tillit_eraser: mass_change_person DELETE, SELECT
tillit_eraser: message DELETE, SELECT
tillit_eraser: note DELETE, SELECT
tillit_eraser: outbox_mail DELETE, SELECT
tillit_eraser: payment DELETE, SELECT
tillit_eraser: person DELETE, SELECT
tillit_eraser: person_owner DELETE, SELECT
tillit_eraser: person_standing DELETE, SELECT
tillit_eraser: pipeline SELECT
tillit_eraser: possible_duplicate DELETE, SELECT
tillit_eraser: profile DELETE, SELECT
tillit_eraser: provenance DELETE, SELECT
tillit_eraser: quote DELETE, SELECT
tillit_eraser: quote_mail DELETE, SELECT
tillit_eraser: recipient_notice DELETE, SELECT
tillit_eraser: record_alias DELETE, SELECT
tillit_eraser: rejected_inference DELETE, SELECT
tillit_eraser: relation DELETE, SELECT
tillit_eraser: request DELETE, SELECT
tillit_eraser: request_document DELETE, SELECT
tillit_eraser: request_pause DELETE, SELECT
tillit_eraser: request_proof DELETE, SELECT
tillit_eraser: request_step DELETE, SELECT
tillit_eraser: restriction DELETE, SELECT
tillit_eraser: retention_warning DELETE, SELECT
tillit_eraser: scrub_mark INSERT
tillit_eraser: sealed_value DELETE, SELECT
tillit_eraser: service_level SELECT
tillit_eraser: slip DELETE, SELECT
tillit_eraser: slip_answer DELETE, SELECT
tillit_eraser: standing DELETE, SELECT
tillit_eraser: statistic SELECT
tillit_eraser: statistic_mark SELECT
tillit_eraser: stop_row DELETE, SELECT
tillit_eraser: subscription DELETE, SELECT
tillit_eraser: subscription_change DELETE, SELECT
tillit_eraser: subscription_period DELETE, SELECT
tillit_eraser: suppression SELECT
tillit_eraser: sweep_run INSERT, SELECT, UPDATE
tillit_eraser: sweep_wait DELETE, SELECT
tillit_eraser: system_task SELECT
tillit_eraser: system_task_subject SELECT
tillit_eraser: team SELECT
tillit_eraser: team_member SELECT
tillit_eraser: text_override DELETE, SELECT
tillit_eraser: ticket DELETE, SELECT
tillit_eraser: ticket_change DELETE, SELECT
tillit_eraser: ticket_line DELETE, SELECT
tillit_eraser: ticket_reader DELETE, SELECT
tillit_eraser: token DELETE, SELECT
tillit_eraser: told_pending DELETE, SELECT
tillit_eraser: use_record DELETE, SELECT
tillit_eraser: value_block DELETE, SELECT
tillit_eraser: wording SELECT
tillit_reader: access_copy SELECT
tillit_reader: access_redaction SELECT
tillit_reader: activity SELECT
tillit_reader: api_key SELECT
tillit_reader: attempt SELECT
tillit_reader: backup_made SELECT
tillit_reader: bank_file SELECT
tillit_reader: bank_payment SELECT
tillit_reader: bank_payment_step SELECT
tillit_reader: calendar_feed SELECT
tillit_reader: canned_answer SELECT
tillit_reader: catalogue_version SELECT
tillit_reader: clock_mark SELECT
tillit_reader: company SELECT
tillit_reader: company_change SELECT
tillit_reader: company_relation SELECT
tillit_reader: company_role SELECT
tillit_reader: connected_system SELECT
tillit_reader: contact_point SELECT
tillit_reader: correspondence SELECT
tillit_reader: current_field SELECT
tillit_reader: current_purpose SELECT
tillit_reader: current_purpose_field SELECT
tillit_reader: customer_identity SELECT
tillit_reader: customer_identity_key SELECT
tillit_reader: customer_session SELECT
tillit_reader: day_mail SELECT
tillit_reader: deal SELECT
tillit_reader: deal_change SELECT
tillit_reader: decision_mark SELECT
tillit_reader: decision_row SELECT
tillit_reader: decoration SELECT
tillit_reader: decoration_refusal SELECT
tillit_reader: delivery_choice SELECT
tillit_reader: delivery_setting SELECT
tillit_reader: door_request SELECT
tillit_reader: duplicate_pass SELECT
tillit_reader: erasure SELECT
tillit_reader: erasure_place SELECT
tillit_reader: event SELECT
tillit_reader: export_job SELECT
tillit_reader: export_part SELECT
tillit_reader: field_ending SELECT
tillit_reader: field_version SELECT
tillit_reader: ground SELECT
tillit_reader: hold SELECT
tillit_reader: identifier SELECT
tillit_reader: import SELECT
tillit_reader: import_before SELECT
tillit_reader: import_file SELECT
tillit_reader: import_mapping SELECT
tillit_reader: import_row SELECT
tillit_reader: import_undo SELECT
tillit_reader: import_undo_person SELECT
tillit_reader: incoming_address SELECT
tillit_reader: incoming_mail SELECT
tillit_reader: incoming_mark SELECT
tillit_reader: installation SELECT
tillit_reader: invitation SELECT
tillit_reader: invoice SELECT
tillit_reader: invoice_delivery SELECT
tillit_reader: invoice_reminder SELECT
tillit_reader: invoice_run SELECT
tillit_reader: invoice_run_item SELECT
tillit_reader: invoicing SELECT
tillit_reader: issued_document SELECT
tillit_reader: kept_proof_search SELECT
tillit_reader: lead SELECT
tillit_reader: lead_change SELECT
tillit_reader: lease SELECT
tillit_reader: ledger_entry SELECT
tillit_reader: ledger_head SELECT
tillit_reader: ledger_leaf SELECT
tillit_reader: ledger_pending SELECT
tillit_reader: ledger_place SELECT
tillit_reader: ledger_watch SELECT
tillit_reader: letter_batch SELECT
tillit_reader: letter_part SELECT
tillit_reader: listed_invoice SELECT
tillit_reader: look SELECT
tillit_reader: look_hour SELECT
tillit_reader: look_notice SELECT
tillit_reader: mailing SELECT
tillit_reader: mass_change SELECT
tillit_reader: mass_change_person SELECT
tillit_reader: message SELECT
tillit_reader: migration SELECT
tillit_reader: note SELECT
tillit_reader: number_series SELECT
tillit_reader: outbox_mail SELECT
tillit_reader: payment SELECT
tillit_reader: person SELECT
tillit_reader: person_change SELECT
tillit_reader: person_change_pending SELECT
tillit_reader: person_owner SELECT
tillit_reader: person_standing SELECT
tillit_reader: pipeline SELECT
tillit_reader: possible_duplicate SELECT
tillit_reader: profile SELECT
tillit_reader: provenance SELECT
tillit_reader: purpose_basis SELECT
tillit_reader: purpose_field SELECT
tillit_reader: purpose_version SELECT
tillit_reader: quote SELECT
tillit_reader: quote_mail SELECT
tillit_reader: recipient_notice SELECT
tillit_reader: record_alias SELECT
tillit_reader: rejected_inference SELECT
tillit_reader: relation SELECT
tillit_reader: request SELECT
tillit_reader: request_document SELECT
tillit_reader: request_pause SELECT
tillit_reader: request_proof SELECT
tillit_reader: request_rule SELECT
tillit_reader: request_step SELECT
tillit_reader: restoration SELECT
tillit_reader: restriction SELECT
tillit_reader: retention_warning SELECT
tillit_reader: saved_view SELECT
tillit_reader: scrub_file SELECT
tillit_reader: scrub_mark SELECT
tillit_reader: scrub_round SELECT
tillit_reader: sealed_value SELECT
tillit_reader: service_level SELECT
tillit_reader: sign_in_try SELECT
tillit_reader: sign_on_request SELECT
tillit_reader: slip SELECT
tillit_reader: slip_answer SELECT
tillit_reader: staff SELECT
tillit_reader: staff_approval SELECT
tillit_reader: staff_challenge SELECT
tillit_reader: staff_departure SELECT
tillit_reader: staff_identity SELECT
tillit_reader: staff_passkey SELECT
tillit_reader: staff_password SELECT
tillit_reader: staff_recovery_code SELECT
tillit_reader: staff_role SELECT
tillit_reader: staff_role_of SELECT
tillit_reader: staff_session SELECT
tillit_reader: staff_sign_in_link SELECT
tillit_reader: standing SELECT
tillit_reader: statistic SELECT
tillit_reader: statistic_mark SELECT
tillit_reader: stop_row SELECT
tillit_reader: subscription SELECT
tillit_reader: subscription_change SELECT
tillit_reader: subscription_period SELECT
tillit_reader: suppression SELECT
tillit_reader: sweep_run SELECT
tillit_reader: sweep_wait SELECT
tillit_reader: system_task SELECT
tillit_reader: system_task_subject SELECT
tillit_reader: team SELECT
tillit_reader: team_member SELECT
tillit_reader: text_override SELECT
tillit_reader: ticket SELECT
tillit_reader: ticket_change SELECT
tillit_reader: ticket_count SELECT
tillit_reader: ticket_line SELECT
tillit_reader: ticket_reader SELECT
tillit_reader: token SELECT
tillit_reader: told_mark SELECT
tillit_reader: told_pending SELECT
tillit_reader: use_record SELECT
tillit_reader: value_block SELECT
tillit_reader: wording SELECT

-- Functions
CREATE OR REPLACE FUNCTION public.clear_sealed_values(p_person uuid, p_field text[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  delete from sealed_value where person_id = p_person and field_key = any (p_field)
$function$

CREATE OR REPLACE FUNCTION public.clear_values(p_person uuid, p_field text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update profile p set
    given_name = case when 'given_name' = any (p_field) then null else p.given_name end,
    family_name = case when 'family_name' = any (p_field) then null else p.family_name end,
    full_name = case when 'full_name' = any (p_field) then null else p.full_name end,
    company_name = case when 'company_name' = any (p_field) then null else p.company_name end,
    title = case when 'title' = any (p_field) then null else p.title end,
    gender = case when 'gender' = any (p_field) then null else p.gender end,
    customer_number = case when 'customer_number' = any (p_field) then null else p.customer_number end,
    language = case when 'language' = any (p_field) then null else p.language end,
    delivery = case when 'delivery' = any (p_field) then null else p.delivery end,
    street = case when 'street' = any (p_field) then null else p.street end,
    postal_code = case when 'postal_code' = any (p_field) then null else p.postal_code end,
    city = case when 'city' = any (p_field) then null else p.city end,
    region = case when 'region' = any (p_field) then null else p.region end,
    loyalty_level = case when 'loyalty_level' = any (p_field) then null else p.loyalty_level end,
    birth_date = case when 'birth_date' = any (p_field) then null else p.birth_date end,
    last_purchase_at = case when 'last_purchase_at' = any (p_field) then null else p.last_purchase_at end,
    lifetime_value = case when 'lifetime_value' = any (p_field) then null else p.lifetime_value end,
    interests = case when 'interests' = any (p_field) then null else p.interests end,
    concluded_interests = case when 'concluded_interests' = any (p_field) then null else p.concluded_interests end,
    preferred_products = case when 'preferred_products' = any (p_field) then null else p.preferred_products end,
    own = p.own - p_field
  where p.person_id = p_person;
  perform refresh_profile_keys(array[p_person]);
end
$function$

CREATE OR REPLACE FUNCTION public.contact_field(p_kind text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case p_kind when 'email' then 'email' when 'phone' then 'phone' when 'postal' then 'postal_address' end
$function$

CREATE OR REPLACE FUNCTION public.end_unfounded_alike(p_now timestamp with time zone, p_person uuid[])
 RETURNS TABLE(people uuid[], fields text[])
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
#variable_conflict use_column
begin
  if exists (select from value_block b where b.person_id = any (p_person)) then
    delete from value_block b using fields_held(p_now, p_person) h
    where b.person_id = any (p_person) and b.person_id = h.person_id and (b.delete_after <= p_now or not b.field_key = any (h.fields));
  end if;

  return query
    with held as materialized (select h.person_id, h.fields from fields_held(p_now, p_person) h),
    ending as materialized (
      select p.person_id, f.fields, f.fields && '{given_name,family_name,full_name,company_name,city,customer_number}' as renamed,
        concat_ws(' ', n.given_name, n.family_name) as name, concat_ws(' ', n.family_name, n.given_name) as sorted, coalesce(n.full_name, n.company_name, '') as other,
        concat_ws(' ', n.given_name, n.family_name, n.full_name, n.company_name, n.city, n.customer_number) as searched
      from profile p join held h on h.person_id = p.person_id
      cross join lateral (select array_remove(array[
          case when p.given_name is not null and not 'given_name' = any (h.fields) then 'given_name' end,
          case when p.family_name is not null and not 'family_name' = any (h.fields) then 'family_name' end,
          case when p.full_name is not null and not 'full_name' = any (h.fields) then 'full_name' end,
          case when p.company_name is not null and not 'company_name' = any (h.fields) then 'company_name' end,
          case when p.title is not null and not 'title' = any (h.fields) then 'title' end,
          case when p.gender is not null and not 'gender' = any (h.fields) then 'gender' end,
          case when p.customer_number is not null and not 'customer_number' = any (h.fields) then 'customer_number' end,
          case when p.language is not null and not 'language' = any (h.fields) then 'language' end,
          case when p.delivery is not null and not 'delivery' = any (h.fields) then 'delivery' end,
          case when p.street is not null and not 'street' = any (h.fields) then 'street' end,
          case when p.postal_code is not null and not 'postal_code' = any (h.fields) then 'postal_code' end,
          case when p.city is not null and not 'city' = any (h.fields) then 'city' end,
          case when p.region is not null and not 'region' = any (h.fields) then 'region' end,
          case when p.loyalty_level is not null and not 'loyalty_level' = any (h.fields) then 'loyalty_level' end,
          case when p.birth_date is not null and not 'birth_date' = any (h.fields) then 'birth_date' end,
          case when p.last_purchase_at is not null and not 'last_purchase_at' = any (h.fields) then 'last_purchase_at' end,
          case when p.lifetime_value is not null and not 'lifetime_value' = any (h.fields) then 'lifetime_value' end,
          case when p.interests is not null and not 'interests' = any (h.fields) then 'interests' end,
          case when p.concluded_interests is not null and not 'concluded_interests' = any (h.fields) then 'concluded_interests' end,
          case when p.preferred_products is not null and not 'preferred_products' = any (h.fields) then 'preferred_products' end
        ], null) || case when p.own = '{}' then '{}' else array(select k.key from jsonb_object_keys(p.own) as k (key) where not k.key = any (h.fields)) end as fields
        -- Worked out once.
        offset 0) f
      cross join lateral (select
          case when 'given_name' = any (h.fields) then p.given_name end as given_name,
          case when 'family_name' = any (h.fields) then p.family_name end as family_name,
          case when 'full_name' = any (h.fields) then p.full_name end as full_name,
          case when 'company_name' = any (h.fields) then p.company_name end as company_name,
          case when 'city' = any (h.fields) then p.city end as city,
          case when 'customer_number' = any (h.fields) then p.customer_number end as customer_number) n
      where p.person_id = any (p_person) and f.fields <> '{}'),
    changed as (
      update profile p set
        display_name = case when e.renamed then coalesce(nullif(e.name, ''), e.other) else p.display_name end,
        -- Folding nothing gives nothing, and takes its time.
        sort_key = case when not e.renamed then p.sort_key when e.sorted = '' and e.other = '' then ''
          else sort_fold(coalesce(nullif(e.sorted, ''), e.other), (select i.controller ->> 'country' from installation i)) end,
        search_key = case when not e.renamed then p.search_key when e.searched = '' then '' else search_fold(e.searched) end,
        given_name = case when 'given_name' = any (e.fields) then null else p.given_name end,
        family_name = case when 'family_name' = any (e.fields) then null else p.family_name end,
        full_name = case when 'full_name' = any (e.fields) then null else p.full_name end,
        company_name = case when 'company_name' = any (e.fields) then null else p.company_name end,
        title = case when 'title' = any (e.fields) then null else p.title end,
        gender = case when 'gender' = any (e.fields) then null else p.gender end,
        customer_number = case when 'customer_number' = any (e.fields) then null else p.customer_number end,
        language = case when 'language' = any (e.fields) then null else p.language end,
        delivery = case when 'delivery' = any (e.fields) then null else p.delivery end,
        street = case when 'street' = any (e.fields) then null else p.street end,
        postal_code = case when 'postal_code' = any (e.fields) then null else p.postal_code end,
        city = case when 'city' = any (e.fields) then null else p.city end,
        region = case when 'region' = any (e.fields) then null else p.region end,
        loyalty_level = case when 'loyalty_level' = any (e.fields) then null else p.loyalty_level end,
        birth_date = case when 'birth_date' = any (e.fields) then null else p.birth_date end,
        last_purchase_at = case when 'last_purchase_at' = any (e.fields) then null else p.last_purchase_at end,
        lifetime_value = case when 'lifetime_value' = any (e.fields) then null else p.lifetime_value end,
        interests = case when 'interests' = any (e.fields) then null else p.interests end,
        concluded_interests = case when 'concluded_interests' = any (e.fields) then null else p.concluded_interests end,
        preferred_products = case when 'preferred_products' = any (e.fields) then null else p.preferred_products end,
        own = p.own - e.fields
      from ending e
      where p.person_id = any (p_person) and p.person_id = e.person_id),
    gone as (
      delete from contact_point c using held h
      where c.person_id = any (p_person) and c.person_id = h.person_id and not contact_field(c.kind) = any (h.fields)
      returning c.person_id, contact_field(c.kind) as field_key)
    select array_agg(e.person_id), e.fields from ending e group by e.fields
    union all
    select array_agg(distinct g.person_id), array[g.field_key] from gone g group by g.field_key;
end
$function$

CREATE OR REPLACE FUNCTION public.end_unfounded_roles(p_now timestamp with time zone, p_person uuid[])
 RETURNS TABLE(person_id uuid, field_key text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  if not exists (select from company_role r where r.person_id = any (p_person)) then
    return;
  end if;
  return query
    with held as materialized (select h.person_id, h.fields from fields_held(p_now, p_person) h),
    gone as (
      delete from company_role r using held h
      where r.person_id = any (p_person) and r.person_id = h.person_id and not 'company_name' = any (h.fields)
      returning r.person_id, r.role_id),
    -- Where somebody is reached in a role that is not known any more nobody is reached.
    unreached as (
      delete from contact_point c using gone g
      where c.person_id = any (p_person) and c.person_id = g.person_id and c.role_id = g.role_id
      returning c.person_id, contact_field(c.kind) as field_key),
    untitled as (
      update company_role r set title = null from held h
      where r.person_id = any (p_person) and r.person_id = h.person_id and r.title is not null
        and 'company_name' = any (h.fields) and not 'title' = any (h.fields)
      returning r.person_id)
    select distinct g.person_id, 'company_name'::text from gone g
    union all
    select distinct u.person_id, 'title'::text from untitled u
    union all
    select distinct u.person_id, u.field_key from unreached u;
end
$function$

CREATE OR REPLACE FUNCTION public.end_unfounded_sealed_values(p_now timestamp with time zone, p_person uuid[])
 RETURNS TABLE(person_id uuid, field_key text)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  delete from sealed_value s
  where s.person_id = any (p_person)
    and not exists (select from ground g join current_purpose_field pf on pf.purpose_key = g.purpose_key
      where g.person_id = s.person_id and pf.field_key = s.field_key and (ground_holds(g.since, g.hold_until, p_now)
        or exists (select from hold h where h.person_id = s.person_id and h.item_kind = 'ground' and h.item_id = g.ground_id::text and hold_lasts(h.until, h.ended_at, p_now))))
    and not exists (select from hold h where h.person_id = s.person_id and h.item_kind = 'field' and h.item_id = s.field_key and hold_lasts(h.until, h.ended_at, p_now))
  returning s.person_id, s.field_key
$function$

CREATE OR REPLACE FUNCTION public.end_unfounded_values(p_now timestamp with time zone, p_person uuid[])
 RETURNS TABLE(person_id uuid, field_key text)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select p.person_id, f.field_key
  from end_unfounded_alike(p_now, p_person) a cross join lateral unnest(a.people) as p (person_id) cross join lateral unnest(a.fields) as f (field_key)
$function$

CREATE OR REPLACE FUNCTION public.fields_held(p_now timestamp with time zone, p_person uuid[])
 RETURNS TABLE(person_id uuid, fields text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with needs as materialized (
    select f.purpose_key, array_agg(f.field_key) as fields from current_purpose_field f group by f.purpose_key),
  kept_back as materialized (
    select h.person_id, h.item_kind, h.item_id from hold h
    where h.person_id = any (p_person) and h.item_kind in ('field', 'ground') and hold_lasts(h.until, h.ended_at, p_now)),
  holding as materialized (
    select distinct g.person_id, g.purpose_key from ground g
    where g.person_id = any (p_person) and (ground_holds(g.since, g.hold_until, p_now)
      or exists (select from kept_back k where k.person_id = g.person_id and k.item_kind = 'ground' and k.item_id = g.ground_id::text)))
  select u.person_id, coalesce(array_agg(distinct f.field_key) filter (where f.field_key is not null), '{}')
  from (select distinct a.person_id from unnest(p_person) as a (person_id)) u
  left join (
    select h.person_id, unnest(n.fields) as field_key from holding h join needs n on n.purpose_key = h.purpose_key
    union all
    select k.person_id, k.item_id from kept_back k where k.item_kind = 'field') f on f.person_id = u.person_id
  group by u.person_id
$function$

CREATE OR REPLACE FUNCTION public.fields_needed(p_now timestamp with time zone, p_person uuid[])
 RETURNS TABLE(person_id uuid, fields text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with living as materialized (
    select g.person_id, array_agg(distinct g.purpose_key) as purposes from ground g
    where g.person_id = any (p_person) and ground_lives(g.since, g.until, g.ended_at, p_now)
    group by g.person_id),
  combination as materialized (select distinct l.purposes from living l),
  needs as materialized (
    select c.purposes, array_agg(distinct f.field_key) as fields
    from combination c join current_purpose_field f on f.purpose_key = any (c.purposes) group by c.purposes)
  select l.person_id, n.fields from living l join needs n on n.purposes = l.purposes
$function$

CREATE OR REPLACE FUNCTION public.fiscal_year_end(p_day date, p_years jsonb)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select (make_date(extract(year from p_day)::int + case when extract(month from p_day) > m.last_month then 1 else 0 end, m.last_month, 1) + interval '1 month')::date - 1
  from (select coalesce((
    select (y.one ->> 'lastMonth')::int from jsonb_array_elements(p_years) y (one)
    where coalesce((y.one ->> 'from')::date, '-infinity') <= p_day order by (y.one ->> 'from')::date desc nulls last limit 1), 12) as last_month) m
$function$

CREATE OR REPLACE FUNCTION public.ground_holds(p_since timestamp with time zone, p_hold_until timestamp with time zone, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select p_since <= p_now and (p_hold_until is null or p_hold_until > p_now)
$function$

CREATE OR REPLACE FUNCTION public.ground_lives(p_since timestamp with time zone, p_until timestamp with time zone, p_ended_at timestamp with time zone, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select p_since <= p_now and (p_until is null or p_until > p_now) and (p_ended_at is null or p_ended_at > p_now)
$function$

CREATE OR REPLACE FUNCTION public.hold_lasts(p_until timestamp with time zone, p_ended_at timestamp with time zone, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select p_until > p_now and (p_ended_at is null or p_ended_at > p_now)
$function$

CREATE OR REPLACE FUNCTION public.hold_newcomers(p_now timestamp with time zone)
 RETURNS TABLE(person_id uuid, field_key text, rule text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET client_min_messages TO 'warning'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
#variable_conflict use_column
begin
  if exists (select from newcomer_profile n join value_block b on b.person_id = n.person_id)
    or exists (select from newcomer_profile n join rejected_inference r on r.person_id = n.person_id) then
    raise exception 'somebody brought as new is not';
  end if;

  insert into ground (person_id, ground_id, purpose_key, basis, since, until, waits_for, reference, product_groups, seller, opt_out_offered,
    last_sale_at, evidence, provenance_id, entry_seq, ended_at, ended_why, hold_until)
  select person_id, ground_id, purpose_key, basis, since, until, waits_for, reference, product_groups, seller, opt_out_offered,
    last_sale_at, evidence, provenance_id, entry_seq, ended_at, ended_why, hold_until
  from newcomer_ground;

  create temp table if not exists newcomer_need (
    person_id uuid, fields text[], given_name boolean, family_name boolean, full_name boolean, company_name boolean, title boolean,
    birth_date boolean, gender boolean, customer_number boolean, language boolean, delivery boolean, street boolean, postal_code boolean,
    city boolean, region boolean, interests boolean, concluded_interests boolean, preferred_products boolean, loyalty_level boolean,
    last_purchase_at boolean, lifetime_value boolean, email boolean, phone boolean, postal_address boolean
  ) on commit delete rows;
  delete from newcomer_need;
  insert into newcomer_need
  with living as materialized (
    select g.person_id, array_agg(distinct g.purpose_key) as purposes from newcomer_ground g
    where ground_lives(g.since, g.until, g.ended_at, p_now) group by g.person_id),
  combination as materialized (select distinct l.purposes from living l),
  needs as materialized (
    select c.purposes, array_agg(distinct f.field_key) as fields,
      bool_or(f.field_key = 'given_name') as given_name, bool_or(f.field_key = 'family_name') as family_name,
      bool_or(f.field_key = 'full_name') as full_name, bool_or(f.field_key = 'company_name') as company_name,
      bool_or(f.field_key = 'title') as title, bool_or(f.field_key = 'birth_date') as birth_date,
      bool_or(f.field_key = 'gender') as gender, bool_or(f.field_key = 'customer_number') as customer_number,
      bool_or(f.field_key = 'language') as language, bool_or(f.field_key = 'delivery') as delivery,
      bool_or(f.field_key = 'street') as street, bool_or(f.field_key = 'postal_code') as postal_code,
      bool_or(f.field_key = 'city') as city, bool_or(f.field_key = 'region') as region,
      bool_or(f.field_key = 'interests') as interests, bool_or(f.field_key = 'concluded_interests') as concluded_interests,
      bool_or(f.field_key = 'preferred_products') as preferred_products, bool_or(f.field_key = 'loyalty_level') as loyalty_level,
      bool_or(f.field_key = 'last_purchase_at') as last_purchase_at, bool_or(f.field_key = 'lifetime_value') as lifetime_value,
      bool_or(f.field_key = 'email') as email, bool_or(f.field_key = 'phone') as phone, bool_or(f.field_key = 'postal_address') as postal_address
    from combination c join current_purpose_field f on f.purpose_key = any (c.purposes)
    join current_field k on k.field_key = f.field_key and not k.sensitive
    group by c.purposes)
  select l.person_id, n.fields, n.given_name, n.family_name, n.full_name, n.company_name, n.title, n.birth_date, n.gender, n.customer_number,
    n.language, n.delivery, n.street, n.postal_code, n.city, n.region, n.interests, n.concluded_interests, n.preferred_products, n.loyalty_level,
    n.last_purchase_at, n.lifetime_value, n.email, n.phone, n.postal_address
  from living l join needs n on n.purposes = l.purposes;

  insert into profile (person_id, given_name, family_name, full_name, company_name, title, birth_date, gender, customer_number, language, delivery,
    street, postal_code, city, region, interests, concluded_interests, preferred_products, loyalty_level, last_purchase_at, lifetime_value, own,
    display_name, sort_key, search_key)
  select v.*,
    -- As refresh_profile_keys makes them.
    coalesce(nullif(concat_ws(' ', v.given_name, v.family_name), ''), v.full_name, v.company_name, ''),
    sort_fold(coalesce(nullif(concat_ws(' ', v.family_name, v.given_name), ''), v.full_name, v.company_name, ''), i.controller ->> 'country'),
    search_fold(concat_ws(' ', v.given_name, v.family_name, v.full_name, v.company_name, v.city, v.customer_number))
  from (
    select s.person_id,
      case when n.given_name then s.given_name end as given_name, case when n.family_name then s.family_name end as family_name,
      case when n.full_name then s.full_name end as full_name, case when n.company_name then s.company_name end as company_name,
      case when n.title then s.title end, case when n.birth_date then s.birth_date end, case when n.gender then s.gender end,
      case when n.customer_number then s.customer_number end as customer_number, case when n.language then s.language end,
      case when n.delivery then s.delivery end, case when n.street then s.street end, case when n.postal_code then s.postal_code end,
      case when n.city then s.city end as city, case when n.region then s.region end, case when n.interests then s.interests end,
      case when n.concluded_interests then s.concluded_interests end, case when n.preferred_products then s.preferred_products end,
      case when n.loyalty_level then s.loyalty_level end, case when n.last_purchase_at then s.last_purchase_at end,
      case when n.lifetime_value then s.lifetime_value end,
      case when s.own = '{}' then s.own else coalesce((
        select jsonb_object_agg(o.key, o.value) from jsonb_each(s.own) o join current_field k on k.field_key = o.key
        where not k.sensitive and not k.shipped and k.field_key = any (n.fields)), '{}') end as own
    from newcomer_profile s join newcomer_need n on n.person_id = s.person_id
  ) v cross join installation i;

  insert into contact_point (person_id, contact_point_id, kind, value, canonical, since, verified_at, verified_how, provenance_id)
  select s.person_id, s.contact_point_id, s.kind, s.value, s.canonical, p_now, s.verified_at, s.verified_how, s.provenance_id
  from newcomer_contact_point s join newcomer_need n on n.person_id = s.person_id
  where case s.kind when 'email' then n.email when 'phone' then n.phone when 'postal' then n.postal_address end;

  return query
    select s.person_id, c.field_key, case when k.sensitive then 'H6' else 'H1' end
    from newcomer_profile s left join newcomer_need n on n.person_id = s.person_id
    cross join lateral (values
      ('given_name', s.given_name is not null and n.given_name is not true),
      ('family_name', s.family_name is not null and n.family_name is not true),
      ('full_name', s.full_name is not null and n.full_name is not true),
      ('company_name', s.company_name is not null and n.company_name is not true),
      ('title', s.title is not null and n.title is not true),
      ('birth_date', s.birth_date is not null and n.birth_date is not true),
      ('gender', s.gender is not null and n.gender is not true),
      ('customer_number', s.customer_number is not null and n.customer_number is not true),
      ('language', s.language is not null and n.language is not true),
      ('delivery', s.delivery is not null and n.delivery is not true),
      ('street', s.street is not null and n.street is not true),
      ('postal_code', s.postal_code is not null and n.postal_code is not true),
      ('city', s.city is not null and n.city is not true),
      ('region', s.region is not null and n.region is not true),
      ('interests', s.interests is not null and n.interests is not true),
      ('concluded_interests', s.concluded_interests is not null and n.concluded_interests is not true),
      ('preferred_products', s.preferred_products is not null and n.preferred_products is not true),
      ('loyalty_level', s.loyalty_level is not null and n.loyalty_level is not true),
      ('last_purchase_at', s.last_purchase_at is not null and n.last_purchase_at is not true),
      ('lifetime_value', s.lifetime_value is not null and n.lifetime_value is not true)
    ) as c (field_key, refused)
    left join current_field k on k.field_key = c.field_key
    where c.refused
    union all
    select s.person_id, o.key, case when k.sensitive then 'H6' else 'H1' end
    from newcomer_profile s left join newcomer_need n on n.person_id = s.person_id
    cross join lateral jsonb_object_keys(s.own) as o (key) left join current_field k on k.field_key = o.key
    where s.own <> '{}' and (k.sensitive or k.shipped or n.fields is null or not o.key = any (n.fields)) is not false
    union all
    select s.person_id, contact_field(s.kind), 'H1'
    from newcomer_contact_point s left join newcomer_need n on n.person_id = s.person_id
    where case s.kind when 'email' then n.email when 'phone' then n.phone when 'postal' then n.postal_address end is not true;
end
$function$

CREATE OR REPLACE FUNCTION public.list_order(p_text text, p_country text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select translate(lower(p_text),
    'éèêëüáàâíìóòúñçåäæöø',
    case when p_country in ('NO', 'DK') then 'eeeeyaaaiioounc}{{||' else 'eeeeyaaaiioounc{||}}' end)
$function$

CREATE OR REPLACE FUNCTION public.months_later(p_at timestamp with time zone, p_months integer, p_zone text)
 RETURNS timestamp with time zone
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when (l.at at time zone p_zone - interval '1 hour') at time zone p_zone = l.at then l.at at time zone p_zone - interval '1 hour' else l.at at time zone p_zone end
  from (select (p_at at time zone p_zone) + make_interval(months => p_months) as at) l
$function$

CREATE OR REPLACE FUNCTION public.refresh_profile_keys(p_person uuid[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  update profile p set
    display_name = n.name,
    sort_key = sort_fold(n.sorted, n.country),
    search_key = search_fold(n.searched)
  from (
    select q.person_id, i.controller ->> 'country' as country,
      coalesce(nullif(concat_ws(' ', q.given_name, q.family_name), ''), q.full_name, q.company_name, '') as name,
      coalesce(nullif(concat_ws(' ', q.family_name, q.given_name), ''), q.full_name, q.company_name, '') as sorted,
      concat_ws(' ', q.given_name, q.family_name, q.full_name, q.company_name, q.city, q.customer_number) as searched
    from profile q cross join installation i
    where q.person_id = any (p_person)
  ) n
  where p.person_id = n.person_id and p.person_id = any (p_person)
$function$

CREATE OR REPLACE FUNCTION public.remove_company_role(p_person uuid, p_role uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  delete from company_role r where r.person_id = p_person and r.role_id = p_role
$function$

CREATE OR REPLACE FUNCTION public.remove_contact_points(p_person uuid[], p_contact_point uuid[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  delete from contact_point c using unnest(p_person, p_contact_point) as r (person_id, contact_point_id)
  where c.person_id = any (p_person) and c.person_id = r.person_id and c.contact_point_id = r.contact_point_id
$function$

CREATE OR REPLACE FUNCTION public.retention_until(p_from text, p_months integer, p_since timestamp with time zone, p_end timestamp with time zone, p_last_sale timestamp with time zone, p_last_act timestamp with time zone, p_zone text, p_years jsonb)
 RETURNS timestamp with time zone
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case
    when p_from = 'collected' then greatest(p_end, months_later(p_since, p_months, p_zone))
    when p_from in ('consent-given', 'last-activity') then least(p_end, months_later(greatest(p_since, p_last_act), p_months, p_zone))
    when p_end is null or p_from = 'bookkeeping-floor' then p_end
    when p_from = 'last-purchase' then greatest(p_end, months_later(p_last_sale, p_months, p_zone))
    when p_from = 'fiscal-year-end' then months_later((fiscal_year_end((p_end at time zone p_zone)::date, p_years) + 1)::timestamp at time zone p_zone, p_months, p_zone)
    else months_later(p_end, p_months, p_zone)
  end
$function$

CREATE OR REPLACE FUNCTION public.search_fold(p_text text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select btrim(regexp_replace(
    translate(replace(replace(replace(replace(
      regexp_replace(
        lower(normalize(translate(p_text, '’ʼ‘´`', ''''''''''''), nfkd)),
        U&'[\0300-\036f\1ab0-\1aff\1dc0-\1dff\20d0-\20ff\fe20-\fe2f\00ad\061c\180e\200b-\200f\202a-\202e\2060-\206f\feff]', '', 'g'),
      'æ', 'ae'), 'œ', 'oe'), 'ß', 'ss'), 'þ', 'th'), 'øłđðħıŋŧ', 'olddhint'),
    U&'[\0001-\0020\007f-\00a0\1680\2000-\200a\2028\2029\202f\205f\3000]+', ' ', 'g'))
$function$

CREATE OR REPLACE FUNCTION public.sort_fold(p_text text, p_country text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select regexp_replace(normalize(translate(
      replace(replace(replace(replace(replace(replace(l.text, 'þ', 'th'), 'ß', 'ss'), 'ĳ', 'ij'), 'ŋ', 'n~'), 'ŧ', 't~'), 'ı', 'i~'),
      'üűđðłħ' || case when p_country = 'NO' then 'æäęøöőœôå' else 'åäæęöøőœô' end,
      'yyddlh' || case when p_country = 'NO' then '{{{|||||}' else '{|||}}}}}' end), nfd),
    U&'[\0300-\036f\1ab0-\1aff\1dc0-\1dff\20d0-\20ff\fe20-\fe2f]', '', 'g')
  from (select case when p_country = 'NO' then regexp_replace(p.text, 'a[aáàâãāăąåä]', 'å', 'g') else p.text end as text
    from (select regexp_replace(
        translate(w.text, ' _-,;:!?.''"()@/&#$%*+<=>[\]^{|}~', ' !"#$%&''()*+,-./////////////////'),
        U&'[\00a1-\00a9\00ab\00ac\00ae-\00b1\00b4\00b6-\00b8\00bb\00bf\00d7\00f7\02c2-\02c5\02d2-\02df\2010-\2027\2030-\205e\20a0-\20c0\2116\2122\2190-\23ff\2500-\27bf\3001-\3003\3008-\3020]',
        '/', 'g') as text
      from (select btrim(regexp_replace(
          translate(lower(normalize(p_text, nfc)), '’‘`´–—', '''''''''--'),
          U&'[\0009-\000d\0020\00a0\1680\2000-\200a\2028\2029\202f\205f\3000\feff]+', ' ', 'g')) as text) w) p) l
$function$

CREATE OR REPLACE FUNCTION public.stage_newcomers()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET client_min_messages TO 'warning'
AS $function$
begin
  if to_regclass('pg_temp.newcomer_contact_point') is not null then
    delete from newcomer_ground;
    delete from newcomer_profile;
    delete from newcomer_contact_point;
    return;
  end if;
  create temp table newcomer_ground (like ground including defaults) on commit delete rows;
  create temp table newcomer_profile (
    person_id uuid not null, given_name text, family_name text, full_name text, company_name text, title text, birth_date date, gender text,
    customer_number text, language text, delivery text, street text, postal_code text, city text, region text, interests text[],
    concluded_interests text[], preferred_products text[], loyalty_level text, last_purchase_at date, lifetime_value bigint, own jsonb not null
  ) on commit delete rows;
  create temp table newcomer_contact_point (like contact_point including defaults) on commit delete rows;
  grant insert on newcomer_ground, newcomer_profile, newcomer_contact_point to tillit_app;
end
$function$

CREATE OR REPLACE FUNCTION public.write_company_role(p_now timestamp with time zone, p_person uuid, p_role uuid, p_company uuid, p_title text, p_since date, p_until date, p_by_kind text, p_by_id text)
 RETURNS TABLE(field_key text, rule text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  v_needed constant text[] := coalesce((select n.fields from fields_needed(p_now, array[p_person]) n where n.person_id = p_person), '{}');
begin
  if not 'company_name' = any (v_needed) then
    return query select 'company_name'::text, 'H1'::text;
    return;
  end if;
  insert into company_role as r (person_id, role_id, company_id, title, since, until, created_at, created_by_kind, created_by_id)
  values (p_person, p_role, p_company, case when 'title' = any (v_needed) then p_title end, p_since, p_until, p_now, p_by_kind, p_by_id)
  on conflict (person_id, role_id) do update set title = excluded.title, since = excluded.since, until = excluded.until;
  if p_title is not null and not 'title' = any (v_needed) then
    return query select 'title'::text, 'H1'::text;
  end if;
end
$function$

CREATE OR REPLACE FUNCTION public.write_contact_points(p_now timestamp with time zone, p_person uuid[], p_contact_point uuid[], p_kind text[], p_value text[], p_canonical text[], p_provenance uuid[])
 RETURNS TABLE(person_id uuid, field_key text, rule text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
#variable_conflict use_column
declare
  v_people constant uuid[] := array(select distinct u.person_id from unnest(p_person) as u (person_id));
begin
  create temp table if not exists contact_input
    (person_id uuid, contact_point_id uuid, kind text, value text, canonical text, provenance_id uuid, rule text) on commit drop;
  truncate contact_input;
  insert into contact_input
  select i.*, case when n.fields is null or not contact_field(i.kind) = any (n.fields) then 'H1' end
  from unnest(p_person, p_contact_point, p_kind, p_value, p_canonical, p_provenance)
    as i (person_id, contact_point_id, kind, value, canonical, provenance_id)
  left join fields_needed(p_now, v_people) n on n.person_id = i.person_id;

  insert into contact_point (person_id, contact_point_id, kind, value, canonical, since, provenance_id)
  select distinct on (i.person_id, i.kind, i.canonical)
    i.person_id, i.contact_point_id, i.kind, i.value, i.canonical, p_now, i.provenance_id
  from contact_input i
  where i.rule is null and not exists (
    select from contact_point c
    -- Said so that the trigram index is not tried: it is for searching, and slow while much is written.
    where c.person_id = any (v_people) and c.person_id = i.person_id and c.kind = i.kind and c.ended_at is null and c.canonical is not distinct from i.canonical)
  order by i.person_id, i.kind, i.canonical;

  return query select i.person_id, contact_field(i.kind), i.rule from contact_input i where i.rule is not null;
end
$function$

CREATE OR REPLACE FUNCTION public.write_sealed_values(p_now timestamp with time zone, p_person uuid[], p_field text[], p_sealed bytea[], p_blind bytea[])
 RETURNS TABLE(person_id uuid, field_key text, rule text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
#variable_conflict use_column
declare
  v_people constant uuid[] := array(select distinct u.person_id from unnest(p_person) as u (person_id));
begin
  return query
    with input as materialized (
      select i.person_id, i.field_key, i.sealed, i.blind,
        case
          when f.field_key is null or not f.sensitive then 'H1'
          when b.person_id is not null then 'H3'
          when n.fields is null or not i.field_key = any (n.fields) then 'H1'
        end as rule
      from unnest(p_person, p_field, p_sealed, p_blind) as i (person_id, field_key, sealed, blind)
      left join current_field f on f.field_key = i.field_key
      left join value_block b on b.person_id = i.person_id and b.field_key = i.field_key and b.person_id = any (v_people)
      left join fields_needed(p_now, v_people) n on n.person_id = i.person_id),
    written as (
      insert into sealed_value (person_id, field_key, sealed, blind, since)
      select i.person_id, i.field_key, i.sealed, i.blind, p_now from input i where i.rule is null
      on conflict (person_id, field_key) do update set sealed = excluded.sealed, blind = excluded.blind, since = excluded.since)
    select i.person_id, i.field_key, i.rule from input i where i.rule is not null;
end
$function$

CREATE OR REPLACE FUNCTION public.write_values(p_now timestamp with time zone, p_person uuid[], p_field text[], p_value text[])
 RETURNS TABLE(person_id uuid, field_key text, rule text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
#variable_conflict use_column
declare
  v_people constant uuid[] := array(select distinct u.person_id from unnest(p_person) as u (person_id));
begin
  create temp table if not exists write_input (person_id uuid, field_key text, value jsonb, shipped boolean, rule text) on commit drop;
  truncate write_input;
  insert into write_input
  select i.person_id, i.field_key,
    case when f.inferred and jsonb_typeof(i.value::jsonb) = 'array' then (
      select coalesce(jsonb_agg(c.item), '[]') from jsonb_array_elements_text(i.value::jsonb) as c (item)
      where not exists (select from rejected_inference r
        where r.person_id = i.person_id and r.field_key = i.field_key and r.value = c.item)) else i.value::jsonb end,
    f.shipped,
    case
      when f.field_key is null then 'H1'
      when f.sensitive then 'H6'
      when b.person_id is not null then 'H3'
      when f.inferred and exists (
        select from rejected_inference r where r.person_id = i.person_id and r.field_key = i.field_key and r.value = '*') then 'H2'
      when n.fields is null or not i.field_key = any (n.fields) then 'H1'
    end
  from unnest(p_person, p_field, p_value) as i (person_id, field_key, value)
  left join current_field f on f.field_key = i.field_key
  left join value_block b on b.person_id = i.person_id and b.field_key = i.field_key and b.person_id = any (v_people)
  left join fields_needed(p_now, v_people) n on n.person_id = i.person_id
  where i.value is not null and i.value <> 'null';

  insert into profile (person_id)
  select distinct w.person_id from write_input w where w.rule is null
  on conflict (person_id) do nothing;

  update profile p set
    given_name = coalesce(v.given_name, p.given_name),
    family_name = coalesce(v.family_name, p.family_name),
    full_name = coalesce(v.full_name, p.full_name),
    company_name = coalesce(v.company_name, p.company_name),
    title = coalesce(v.title, p.title),
    gender = coalesce(v.gender, p.gender),
    customer_number = coalesce(v.customer_number, p.customer_number),
    language = coalesce(v.language, p.language),
    delivery = coalesce(v.delivery, p.delivery),
    street = coalesce(v.street, p.street),
    postal_code = coalesce(v.postal_code, p.postal_code),
    city = coalesce(v.city, p.city),
    region = coalesce(v.region, p.region),
    loyalty_level = coalesce(v.loyalty_level, p.loyalty_level),
    birth_date = coalesce(v.birth_date, p.birth_date),
    last_purchase_at = coalesce(v.last_purchase_at, p.last_purchase_at),
    lifetime_value = coalesce(v.lifetime_value, p.lifetime_value),
    interests = case when v.interests is null then p.interests else array(select jsonb_array_elements_text(v.interests::jsonb)) end,
    concluded_interests = case when v.concluded_interests is null then p.concluded_interests else array(select jsonb_array_elements_text(v.concluded_interests::jsonb)) end,
    preferred_products = case when v.preferred_products is null then p.preferred_products else array(select jsonb_array_elements_text(v.preferred_products::jsonb)) end,
    own = p.own || coalesce(v.own, '{}')
  from (
    select w.person_id,
      max(w.value #>> '{}') filter (where w.field_key = 'given_name') as given_name,
      max(w.value #>> '{}') filter (where w.field_key = 'family_name') as family_name,
      max(w.value #>> '{}') filter (where w.field_key = 'full_name') as full_name,
      max(w.value #>> '{}') filter (where w.field_key = 'company_name') as company_name,
      max(w.value #>> '{}') filter (where w.field_key = 'title') as title,
      max(w.value #>> '{}') filter (where w.field_key = 'gender') as gender,
      max(w.value #>> '{}') filter (where w.field_key = 'customer_number') as customer_number,
      max(w.value #>> '{}') filter (where w.field_key = 'language') as language,
      max(w.value #>> '{}') filter (where w.field_key = 'delivery') as delivery,
      max(w.value #>> '{}') filter (where w.field_key = 'street') as street,
      max(w.value #>> '{}') filter (where w.field_key = 'postal_code') as postal_code,
      max(w.value #>> '{}') filter (where w.field_key = 'city') as city,
      max(w.value #>> '{}') filter (where w.field_key = 'region') as region,
      max(w.value #>> '{}') filter (where w.field_key = 'loyalty_level') as loyalty_level,
      max((w.value #>> '{}')::date) filter (where w.field_key = 'birth_date') as birth_date,
      max((w.value #>> '{}')::date) filter (where w.field_key = 'last_purchase_at') as last_purchase_at,
      max((w.value #>> '{}')::bigint) filter (where w.field_key = 'lifetime_value') as lifetime_value,
      max(w.value::text) filter (where w.field_key = 'interests') as interests,
      max(w.value::text) filter (where w.field_key = 'concluded_interests') as concluded_interests,
      max(w.value::text) filter (where w.field_key = 'preferred_products') as preferred_products,
      jsonb_object_agg(w.field_key, w.value) filter (where not w.shipped) as own
    from write_input w where w.rule is null
    group by w.person_id
  ) v
  where p.person_id = v.person_id and p.person_id = any (v_people);

  perform refresh_profile_keys(array(select distinct w.person_id from write_input w where w.rule is null));
  return query select w.person_id, w.field_key, w.rule from write_input w where w.rule is not null;
end
$function$

-- The foundation: catalogue, people, grounds, ledger, imports, messages, doors.
-- Rules for every table here: person_id leads the primary key of each table about a person; joins and
-- foreign keys stay within a person; no triggers; every time, id and random value is a parameter.

create extension if not exists pg_trgm;

do $$
begin
  if not exists (select from pg_roles where rolname = 'tillit_app') then create role tillit_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'tillit_reader') then create role tillit_reader nologin; end if;
  if not exists (select from pg_roles where rolname = 'tillit_eraser') then create role tillit_eraser nologin; end if;
  -- On a server that is not ours the program's own login must be allowed to step into the three roles.
  execute format('grant tillit_app, tillit_reader, tillit_eraser to %I', current_user);
end
$$;

-- ── Installation ────────────────────────────────────────────────────────────────────────────────

create table installation (
  installation_id uuid primary key,
  created_at timestamptz not null,
  keeper_id uuid not null,
  controller jsonb not null,
  demo boolean not null
);

create table number_series (
  series text primary key,
  next bigint not null
);

create table lease (
  name text primary key,
  holder text not null,
  token bigint not null,
  until timestamptz not null
);

-- ── Catalogue ───────────────────────────────────────────────────────────────────────────────────

create table catalogue_version (
  catalogue_version int primary key,
  published_at timestamptz not null,
  published_by text not null,
  note text not null
);

create table field_version (
  field_key text not null,
  version int not null,
  catalogue_version int not null references catalogue_version,
  type text not null,
  category text not null,
  sensitive boolean not null,
  inferred boolean not null,
  shipped boolean not null,
  retired boolean not null default false,
  texts jsonb not null,
  primary key (field_key, version)
);

create table purpose_version (
  purpose_key text not null,
  version int not null,
  catalogue_version int not null references catalogue_version,
  kind text not null,
  group_key text not null,
  channels text[] not null,
  recipients jsonb not null,
  retention jsonb not null,
  texts jsonb not null,
  retired boolean not null default false,
  primary key (purpose_key, version)
);

create table purpose_basis (
  purpose_key text not null,
  version int not null,
  channel text not null,
  country text not null,
  capacity text not null,
  basis text not null,
  primary key (purpose_key, version, channel, country, capacity),
  foreign key (purpose_key, version) references purpose_version
);

create table purpose_field (
  purpose_key text not null,
  version int not null,
  field_key text not null,
  primary key (purpose_key, version, field_key),
  foreign key (purpose_key, version) references purpose_version
);

create view current_purpose as
  select p.* from purpose_version p
  where p.version = (select max(q.version) from purpose_version q where q.purpose_key = p.purpose_key) and not p.retired;

create view current_field as
  select f.* from field_version f
  where f.version = (select max(g.version) from field_version g where g.field_key = f.field_key) and not f.retired;

create view current_purpose_field as
  select pf.purpose_key, pf.version, pf.field_key
  from purpose_field pf join current_purpose p on p.purpose_key = pf.purpose_key and p.version = pf.version;

-- The exact words a person saw, kept once per text.
create table wording (
  wording_id bytea primary key,
  language text not null,
  text text not null,
  first_used_at timestamptz not null
);

-- ── People ──────────────────────────────────────────────────────────────────────────────────────

create table person (
  person_id uuid primary key,
  person_no bigint not null,
  created_at timestamptz not null,
  country text,
  capacity text not null check (capacity in ('consumer', 'sole-trader', 'role')),
  protected_identity boolean not null default false,
  deceased_at date
);

create table provenance (
  person_id uuid not null references person on delete cascade,
  provenance_id uuid not null,
  source text not null,
  collected text not null check (collected in ('self', 'other', 'inferred')),
  recorded_at timestamptz not null,
  recorded_by_kind text not null,
  recorded_by_id text,
  import_id uuid,
  fields text[] not null,
  notice_due_at timestamptz,
  notice_given_at timestamptz,
  primary key (person_id, provenance_id)
) partition by hash (person_id);

create table ground (
  person_id uuid not null references person on delete cascade,
  ground_id uuid not null,
  purpose_key text not null,
  basis text not null,
  since timestamptz not null,
  until timestamptz,
  waits_for text,
  reference text,
  product_groups text[] not null default '{}',
  seller text,
  opt_out_offered boolean,
  last_sale_at timestamptz,
  evidence jsonb not null default '{}',
  provenance_id uuid,
  entry_seq int,
  ended_at timestamptz,
  ended_why text,
  -- The ground lets us use until it ends; what rests on it may be held until here (retention rule). Null: waits for an event.
  hold_until timestamptz,
  swept_at timestamptz,
  primary key (person_id, ground_id)
) partition by hash (person_id);

create table profile (
  person_id uuid primary key references person on delete cascade,
  display_name text not null default '',
  sort_key text not null default '',
  search_key text not null default '',
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
  own jsonb not null default '{}'
) partition by hash (person_id);

create table value_block (
  person_id uuid not null references person on delete cascade,
  field_key text not null,
  since timestamptz not null,
  delete_after timestamptz not null,
  reason text not null,
  entry_seq int,
  primary key (person_id, field_key)
);

-- An inferred value the person has rejected is never concluded again.
create table rejected_inference (
  person_id uuid not null references person on delete cascade,
  field_key text not null,
  value text not null,
  at timestamptz not null,
  primary key (person_id, field_key, value)
);

create table contact_point (
  person_id uuid not null references person on delete cascade,
  contact_point_id uuid not null,
  kind text not null check (kind in ('email', 'phone', 'postal')),
  value text not null,
  canonical text not null,
  since timestamptz not null,
  verified_at timestamptz,
  verified_how text,
  provenance_id uuid,
  ended_at timestamptz,
  primary key (person_id, contact_point_id)
) partition by hash (person_id);

create index contact_point_canonical on contact_point using gin (canonical gin_trgm_ops);
create index profile_search on profile using gin (search_key gin_trgm_ops);
create index profile_sort on profile (sort_key, person_id);
create index ground_sweep on ground (hold_until) where swept_at is null;

-- Many-to-many on purpose: a shared address never identifies alone.
create table identifier (
  kind text not null,
  key_hash bytea not null,
  person_id uuid not null,
  since timestamptz not null,
  primary key (kind, key_hash, person_id)
);
create index identifier_person on identifier (person_id);

create table relation (
  person_id uuid not null references person on delete cascade,
  relation_id uuid not null,
  kind text not null check (kind in ('guardian', 'proxy', 'payer', 'estate', 'household', 'role')),
  other_person_id uuid not null,
  since timestamptz not null,
  until timestamptz,
  evidence jsonb not null default '{}',
  primary key (person_id, relation_id)
);
create index relation_other on relation (other_person_id);

-- ── Ledger and standing ─────────────────────────────────────────────────────────────────────────

create table ledger_entry (
  person_id uuid not null,
  seq int not null,
  kind text not null,
  at timestamptz not null,
  purpose text,
  purpose_version int,
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
  primary key (person_id, seq)
) partition by hash (person_id);

create table ledger_pending (
  person_id uuid not null,
  seq int not null,
  primary key (person_id, seq)
);

create table ledger_place (
  person_id uuid not null,
  seq int not null,
  leaf_index bigint not null,
  primary key (person_id, seq)
) partition by hash (person_id);

-- Proofs and verification walk the places by leaf.
create index ledger_place_leaf on ledger_place (leaf_index);

create table ledger_leaf (
  leaf_index bigint primary key,
  commitment bytea not null,
  note text
);

create table ledger_head (
  size bigint primary key,
  epoch int not null,
  root bytea not null,
  signed_note text not null,
  at timestamptz not null
);

-- What the person's own sequence of entries amounts to now: a projection, rebuilt by one pure function.
-- purpose '*' is all marketing, channel '*' is all channels.
create table standing (
  person_id uuid not null references person on delete cascade,
  purpose text not null,
  channel text not null,
  state text not null,
  contact_point_id uuid,
  frequency text,
  since timestamptz not null,
  seq int not null,
  purpose_version int,
  unproved boolean not null default false,
  lifted text,
  primary key (person_id, purpose, channel)
) partition by hash (person_id);

create table person_standing (
  person_id uuid primary key references person on delete cascade,
  last_seq int not null,
  stop_asking_since timestamptz,
  last_no_at timestamptz,
  last_asked_at timestamptz
) partition by hash (person_id);

create table restriction (
  person_id uuid not null references person on delete cascade,
  purpose text not null,
  field_key text not null,
  since timestamptz not null,
  seq int not null,
  primary key (person_id, purpose, field_key)
);

-- D6: every use, with rule and reason, for the person to see.
create table use_record (
  person_id uuid not null,
  use_id uuid not null,
  at timestamptz not null,
  kind text not null check (kind in ('shown', 'sent', 'exported', 'shared', 'profiled')),
  purpose text not null,
  channel text not null,
  contact_point_id uuid,
  rule text not null,
  ground_id uuid,
  entry_seq int,
  mailing_id uuid,
  subject text,
  actor_kind text not null,
  actor_id text,
  primary key (person_id, use_id)
) partition by hash (person_id);

-- ── Staff, sessions, keys, tokens ───────────────────────────────────────────────────────────────

create table staff (
  staff_id uuid primary key,
  name text not null,
  email text,
  created_at timestamptz not null,
  ended_at timestamptz
);

create table staff_sign_in_link (
  token_hash bytea primary key,
  staff_id uuid not null references staff,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table staff_session (
  session_hash bytea primary key,
  staff_id uuid not null references staff,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);

create table api_key (
  key_hash bytea primary key,
  api_key_id uuid not null unique,
  name text not null,
  speaks_for_person boolean not null,
  created_at timestamptz not null,
  created_by uuid not null references staff,
  ended_at timestamptz
);

create table token (
  token_hash bytea primary key,
  kind text not null check (kind in ('stop', 'ask', 'confirm', 'revoke')),
  person_id uuid not null,
  purposes text[] not null,
  channel text not null,
  contact_point_id uuid,
  mailing_id uuid,
  entry_seq int,
  wording_id bytea,
  language text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  used_at timestamptz
);
create index token_person on token (person_id);

-- The front door: the same row for known and unknown, worked off after the answer (AU-02).
create table door_request (
  request_id uuid primary key,
  browser_hash bytea not null,
  lookup_kind text not null,
  lookup_hash bytea not null,
  language text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  worked_at timestamptz,
  person_id uuid,
  contact_point_id uuid,
  code_hash bytea,
  tries int not null default 0,
  used_at timestamptz
);
create index door_request_waiting on door_request (created_at) where worked_at is null;
create index door_request_person on door_request (person_id, created_at);

create table customer_session (
  session_hash bytea primary key,
  person_id uuid not null,
  contact_point_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index customer_session_person on customer_session (person_id);

-- ── Imports ─────────────────────────────────────────────────────────────────────────────────────

create table import (
  import_id uuid primary key,
  file_name text not null,
  file_size bigint not null,
  settings jsonb not null,
  mapping jsonb not null,
  state text not null check (state in ('uploaded', 'rehearsing', 'rehearsed', 'waiting', 'running', 'done', 'failed', 'cancelled')),
  rows_total int,
  rows_done int not null default 0,
  counts jsonb not null default '{}',
  failure text,
  created_at timestamptz not null,
  created_by text not null,
  started_at timestamptz,
  finished_at timestamptz
);

create table import_file (
  import_id uuid not null references import on delete cascade,
  part int not null,
  bytes bytea not null,
  primary key (import_id, part)
);

-- Reasons name row, column, field and rule, never the value that was held back (H1).
create table import_row (
  import_id uuid not null references import on delete cascade,
  row_no int not null,
  outcome text not null check (outcome in ('new', 'changed', 'unchanged', 'held-back')),
  person_id uuid,
  reasons jsonb not null,
  rehearsal boolean not null,
  primary key (import_id, rehearsal, row_no)
);

create table import_mapping (
  mapping_id uuid primary key,
  name text not null,
  header text[] not null,
  mapping jsonb not null,
  saved_at timestamptz not null,
  saved_by text not null
);

-- ── Messages ────────────────────────────────────────────────────────────────────────────────────

create table mailing (
  mailing_id uuid primary key,
  kind text not null check (kind in ('ask', 'mailing', 'service')),
  name text not null,
  purposes text[] not null,
  channel text not null,
  about text,
  content jsonb not null,
  audience jsonb not null,
  state text not null check (state in ('draft', 'rehearsed', 'sending', 'paused', 'stopped', 'done')),
  created_at timestamptz not null,
  created_by text not null,
  started_at timestamptz,
  finished_at timestamptz
);

create table message (
  person_id uuid not null,
  mailing_id uuid not null,
  state text not null check (state in ('waiting', 'handing-over', 'sent', 'left-out', 'failed', 'unknown')),
  contact_point_id uuid,
  language text not null,
  fence bigint not null default 0,
  claimed_by text,
  claimed_at timestamptz,
  attempts int not null default 0,
  not_before timestamptz,
  rule text,
  message_header_id text,
  answer text,
  finished_at timestamptz,
  primary key (person_id, mailing_id)
) partition by hash (person_id);
create index message_due on message (mailing_id, state);

-- Written when a withdrawal cannot get the person's lock in time; senders read it between claim and hand-over.
create table stop_row (
  person_id uuid not null,
  stop_id uuid not null,
  purpose text not null,
  channel text not null,
  at timestamptz not null,
  -- The whole act as it was said, recorded in the ledger as soon as the lock can be had.
  choice jsonb not null,
  recorded_at timestamptz,
  primary key (person_id, stop_id)
);

-- Mail that stays in the house: shown in the workspace as the recipient would see it.
create table outbox_mail (
  person_id uuid not null,
  outbox_mail_id uuid not null,
  mailing_id uuid,
  kind text not null,
  at timestamptz not null,
  recipient text not null,
  subject text not null,
  source bytea not null,
  primary key (person_id, outbox_mail_id)
);
create index outbox_mail_at on outbox_mail (at desc, outbox_mail_id desc);

-- ── Partitions ──────────────────────────────────────────────────────────────────────────────────

do $$
declare
  parent text;
  part int;
  parts constant int := 16;
begin
  foreach parent in array array['provenance', 'ground', 'profile', 'contact_point', 'ledger_entry', 'ledger_place',
                                'standing', 'person_standing', 'use_record', 'message'] loop
    for part in 0 .. parts - 1 loop
      execute format('create table %I partition of %I for values with (modulus %s, remainder %s)',
                     parent || '_p' || lpad(part::text, 2, '0'), parent, parts, part);
    end loop;
  end loop;
end
$$;

-- Erasing: what is left of people who were forgotten, each thing for its own reason and time (rules E3–E5, L6).

-- An erasure. The person_id is a pseudonym from then on: nothing refers to a person any more.
create table erasure (
  person_id uuid not null,
  erasure_id uuid not null,
  why text not null check (why in ('asked', 'retention', 'replayed')),
  -- The request it answers, and when that came in: the clock of a request never begins anew.
  request_id uuid,
  asked_at timestamptz not null,
  asked_by_kind text not null,
  asked_by_id text,
  language text not null,
  begun_at timestamptz not null,
  -- When all that may go was gone; null while a contract, a duty or a hold keeps a part.
  erased_at timestamptz,
  -- Hash of the address under which the person sees how far it is.
  link_hash bytea,
  primary key (person_id, erasure_id)
);
create unique index erasure_link on erasure (link_hash) where link_hash is not null;
create index erasure_by_id on erasure (erasure_id);
create index erasure_open on erasure (begun_at) where erased_at is null;

-- One row for each place where data was or stays. Whether an erasure is done is computed from them, and stands nowhere.
create table erasure_place (
  person_id uuid not null,
  erasure_id uuid not null,
  place text not null,
  state text not null check (state in ('done', 'waits', 'stays')),
  -- How many of what; no names, no addresses.
  counts jsonb not null,
  -- The law or the event that keeps it, as a key.
  because text,
  -- When it is gone by itself; null where that is not known.
  until timestamptz,
  at timestamptz not null,
  primary key (person_id, erasure_id, place)
);

-- Where the last letter goes, until it has gone: then the address goes too.
create table erasure_letter (
  person_id uuid not null,
  erasure_id uuid not null,
  recipient text not null,
  language text not null,
  tries int not null,
  not_before timestamptz not null,
  at timestamptz not null,
  primary key (person_id, erasure_id)
);
create index erasure_letter_due on erasure_letter (not_before);

-- How the erased are recognised when their data comes again (rule E4): keyed hashes, of no use without the keeper.
create table suppression (
  kind text not null,
  key_hash bytea not null,
  -- Data dated before does not come back.
  since timestamptz not null,
  primary key (kind, key_hash)
);

-- What proves that a consent was given and ended (art. 7(1)), kept apart from everything else (rule L6).
create table kept_proof (
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
  leaf_index bigint not null,
  -- Marks of the address it was given for: whoever shows the address finds the proof.
  point_hash bytea,
  kept_at timestamptz not null,
  keep_until timestamptz not null,
  primary key (person_id, seq)
);
create index kept_proof_point on kept_proof (point_hash) where point_hash is not null;
create index kept_proof_ends on kept_proof (keep_until);

create index import_row_person on import_row (person_id) where person_id is not null;

grant select on erasure, erasure_place, suppression to tillit_app, tillit_reader, tillit_eraser;
grant insert, update on erasure, erasure_place, suppression to tillit_app;
grant select, insert, update, delete on erasure_letter to tillit_app;
grant select, delete on erasure_letter to tillit_eraser;
-- A mark can be taken away at the person's wish.
grant delete on suppression to tillit_app;
-- Nothing but the verbs of proof reads it.
grant select, insert, delete on kept_proof to tillit_eraser;

-- The eraser may delete whatever stands on the data map as leaving with the person; it may change nothing of it.
grant select, delete on person, profile, contact_point, identifier, value_block, rejected_inference, provenance, ground, relation, restriction,
  standing, person_standing, use_record, token, door_request, customer_session, customer_identity, customer_identity_key, import_before,
  import_undo_person, message, stop_row, outbox_mail, decision_row, look to tillit_eraser;
grant select on ledger_place, wording to tillit_eraser;

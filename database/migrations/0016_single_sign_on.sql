-- Single sign-on: who is known to another party by which name, and sign-ons that have begun there.
-- The name is the issuer and its subject, kept as a keyed hash only: with some parties it is an identity number.

-- A browser was sent to a provider and may come back once.
create table sign_on_request (
  -- SHA-256 of the secret in the browser's cookie; what went to the provider is worked out from that secret.
  request_hash bytea primary key,
  door text not null check (door in ('staff', 'customer')),
  aim text not null check (aim in ('sign-in', 'connect', 'prove')),
  -- The session that the browser held then.
  session_hash bytea,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index sign_on_request_expires on sign_on_request (expires_at);

create table staff_identity (
  identity_id uuid primary key,
  staff_id uuid not null references staff,
  issuer text not null,
  subject_hash bytea not null,
  connected_at timestamptz not null,
  last_used_at timestamptz,
  -- How the provider recognised them the last time, in its words.
  acr text,
  amr text[] not null default '{}',
  ended_at timestamptz
);
-- One colleague for one identity, as long as it is connected.
create unique index staff_identity_subject on staff_identity (subject_hash) where ended_at is null;
create index staff_identity_staff on staff_identity (staff_id);

create table customer_identity (
  person_id uuid not null references person on delete cascade,
  identity_id uuid not null,
  issuer text not null,
  connected_at timestamptz not null,
  last_used_at timestamptz,
  primary key (person_id, identity_id)
);
-- Whose an identity is: one person's. Across people, so it stands by itself.
create table customer_identity_key (
  key_hash bytea primary key,
  person_id uuid not null,
  identity_id uuid not null
);
create index customer_identity_key_person on customer_identity_key (person_id, identity_id);

-- Null: the person entered a mailed code. Otherwise the identity that opened the session.
alter table customer_session add column identity_id uuid;

grant select on sign_on_request, staff_identity, customer_identity, customer_identity_key to tillit_app, tillit_reader;
grant insert, update, delete on sign_on_request, staff_identity, customer_identity, customer_identity_key to tillit_app;

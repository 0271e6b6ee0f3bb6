-- What colleagues show to sign in: passkeys, or a password with the code of an authenticator.

create table staff_passkey (
  credential_id text primary key,
  passkey_id uuid not null unique,
  staff_id uuid not null references staff,
  name text not null,
  public_key bytea not null,
  -- How often the authenticator says it has signed; one that does not count says 0.
  counter bigint not null,
  transports text[] not null,
  -- Lies with a provider that keeps it in several devices.
  synced boolean not null,
  created_at timestamptz not null,
  last_used_at timestamptz not null
);
create index staff_passkey_staff on staff_passkey (staff_id);

-- A password is never alone: with each stands an authenticator.
create table staff_password (
  staff_id uuid primary key references staff,
  -- In the one form in which names are compared.
  sign_in_name text not null unique,
  -- argon2id in PHC form, with a key of the keeper's in it.
  password_hash text not null,
  -- Sealed with a key derived from the keeper's.
  authenticator bytea not null,
  -- The interval of the last code that was taken (RFC 6238): none counts twice, and none before it.
  last_step bigint not null,
  changed_at timestamptz not null
);

create table staff_recovery_code (
  staff_id uuid not null references staff,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (staff_id, code_hash)
);

-- What was laid before an authenticator to answer, once and soon.
create table staff_challenge (
  challenge_hash bytea primary key,
  kind text not null check (kind in ('enrol', 'sign-in', 'prove', 'authenticator')),
  -- Whose it is; null: whoever answers.
  staff_id uuid references staff,
  -- The secret of an authenticator that is being set up, sealed.
  sealed bytea,
  expires_at timestamptz not null,
  check ((kind = 'sign-in') = (staff_id is null)),
  check ((kind = 'authenticator') = (sealed is not null))
);
create index staff_challenge_expires on staff_challenge (expires_at);

-- Tries with a password since the last that succeeded, by a keyed hash of the name, whether anybody has it or not.
create table sign_in_try (
  name_hash bytea primary key,
  tries integer not null,
  waits_until timestamptz not null,
  last_at timestamptz not null
);
create index sign_in_try_last on sign_in_try (last_at);

grant select on staff_passkey, staff_password, staff_recovery_code, staff_challenge, sign_in_try to tillit_app, tillit_reader;
grant insert, update, delete on staff_passkey, staff_password, staff_recovery_code, staff_challenge, sign_in_try to tillit_app;

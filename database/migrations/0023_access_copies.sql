-- Copies of what is held of a person (art. 15 and 20) that a colleague makes: what was taken out because it is somebody else's.
-- What stood there is not kept: a keyed mark of the text, the place in it, what kind it was and why.

create table access_copy (
  person_id uuid not null references person on delete cascade,
  copy_id uuid not null,
  -- The request that it answers; null when nobody wrote one down.
  request_id uuid,
  kind text not null check (kind in ('access', 'portability')),
  language text not null,
  made_at timestamptz not null,
  made_by uuid not null,
  given_at timestamptz,
  given_how text,
  primary key (person_id, copy_id),
  check ((given_at is null) = (given_how is null))
);

create table access_redaction (
  person_id uuid not null references person on delete cascade,
  copy_id uuid not null,
  redaction_id uuid not null,
  -- `table.column`.
  place text not null,
  text_mark bytea not null,
  begins int not null,
  ends int not null check (ends > begins),
  kind text not null check (kind in ('name', 'email', 'phone', 'identity-number', 'chosen')),
  why text not null check (why in ('related', 'not-own', 'looks-like', 'colleague')),
  -- A colleague has looked and lets it stand.
  shown boolean not null,
  decided_at timestamptz,
  decided_by uuid,
  reason text,
  primary key (person_id, redaction_id),
  check ((decided_at is null) = (decided_by is null) and (not shown or decided_at is not null))
);

grant select on access_copy, access_redaction to tillit_app, tillit_reader, tillit_eraser;
grant insert, delete on access_copy, access_redaction to tillit_app;
grant update (given_at, given_how) on access_copy to tillit_app;
grant delete on access_copy, access_redaction to tillit_eraser;

-- Finished invoices of other systems that got the privacy part: which, when, through which way, and what was shown (art. 13, 14).

create table decoration (
  person_id uuid not null,
  -- What its link and code are revoked by.
  decoration_id uuid not null,
  at timestamptz not null,
  way text not null check (way in ('screen', 'api', 'command', 'folder', 'mail')),
  by_kind text not null,
  by_id text,
  -- What its file was called, without whom it is for; null where nobody said.
  name text,
  language text not null,
  -- The sentence that stands on it.
  words text not null,
  with_pdf boolean not null,
  with_ubl boolean not null,
  -- It was signed: nothing was added, and a sheet went beside it.
  with_sheet boolean not null,
  primary key (person_id, decoration_id)
) partition by hash (person_id);

do $$
declare
  part int;
  parts constant int := 16;
begin
  for part in 0 .. parts - 1 loop
    execute format('create table %I partition of decoration for values with (modulus %s, remainder %s)', 'decoration_p' || lpad(part::text, 2, '0'), parts, part);
  end loop;
end
$$;
create index decoration_newest on decoration (at desc, decoration_id desc);

-- What could not be decorated, and why: a sentence of the catalogue with what fills it in. Kept for a month.
create table decoration_refusal (
  refusal_id uuid primary key,
  at timestamptz not null,
  way text not null check (way in ('screen', 'api', 'command', 'folder', 'mail')),
  name text,
  text text not null,
  parameters jsonb not null,
  rule text,
  field text
);
create index decoration_refusal_newest on decoration_refusal (at desc);

grant select on decoration, decoration_refusal to tillit_app, tillit_reader, tillit_eraser;
grant insert on decoration to tillit_app;
grant insert, delete on decoration_refusal to tillit_app;
grant delete on decoration to tillit_eraser;

-- What colleagues write to somebody by themselves, and mails with somebody that they keep: for a purpose that the person
-- has a ground for, until a day.

create table correspondence (
  person_id uuid not null,
  -- Of a mail that we send: its message has the same id.
  letter_id uuid not null,
  direction text not null check (direction in ('to', 'from')),
  way text not null check (way in ('sent', 'logged')),
  purpose_key text not null,
  subject text not null,
  words text not null,
  -- In which its words are looked at.
  language text not null,
  -- Product group it is about; the exception for existing customers asks for it.
  about text,
  -- What rule H5 marks in its words.
  marks text[] not null default '{}',
  -- Files that came with a mail and were not kept.
  files int not null default 0,
  written_at timestamptz not null,
  -- The colleague who wrote it, or whose address it came to.
  staff_id uuid not null,
  until timestamptz not null,
  -- Taken back before it went, or taken away by a colleague.
  removed_at timestamptz,
  primary key (person_id, letter_id)
) partition by hash (person_id);

do $$
declare
  kinds text;
begin
  for part in 0 .. 15 loop
    execute format('create table %I partition of correspondence for values with (modulus 16, remainder %s)', 'correspondence_p' || lpad(part::text, 2, '0'), part);
  end loop;
  -- A mail that a colleague writes to one person goes the way of every other: one more kind beside those that are there already.
  select string_agg(quote_literal(m[1]), ', ') into kinds from pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), '''([^'']+)''::text', 'g') m
    where c.conrelid = 'message'::regclass and c.conname = 'message_kind_check';
  alter table message drop constraint message_kind_check;
  execute format('alter table message add constraint message_kind_check check (kind in (%s, %L))', kinds, 'individual');
end
$$;
create index correspondence_until on correspondence (until);
create index message_individual_due on message (queued_at) where state = 'waiting' and kind = 'individual';

-- Free text is watched in more places than there were.
alter table text_override drop constraint if exists text_override_place_check;
alter table text_override add constraint text_override_place_check check (place ~ '^[a-z]+(-[a-z]+)*$');

grant select on correspondence to tillit_app, tillit_reader, tillit_eraser;
grant insert, update (removed_at) on correspondence to tillit_app;
grant delete on correspondence to tillit_eraser;

-- What colleagues write down about somebody in their own words: for a purpose that the person has a ground for, until a day.

create table note (
  person_id uuid not null,
  note_id uuid not null,
  purpose_key text not null,
  text text not null,
  -- Of the writer, in which its words were looked at.
  language text not null,
  written_at timestamptz not null,
  written_by_kind text not null,
  written_by_id text not null,
  changed_at timestamptz,
  until timestamptz not null,
  -- Taken away by a colleague; it may be brought back for a day.
  removed_at timestamptz,
  primary key (person_id, note_id)
) partition by hash (person_id);

-- Free text that was kept although a rule would have it out: who, which rule and why, never the words.
create table text_override (
  person_id uuid not null,
  override_id uuid not null,
  at timestamptz not null,
  by_kind text not null,
  by_id text not null,
  -- Where the text stands, and its id there.
  place text not null check (place in ('note', 'invoice-answer', 'hold', 'request')),
  item_id uuid not null,
  kinds text[] not null,
  reason text not null,
  primary key (person_id, override_id)
) partition by hash (person_id);

do $$
begin
  for part in 0 .. 15 loop
    execute format('create table %I partition of note for values with (modulus 16, remainder %s)', 'note_p' || lpad(part::text, 2, '0'), part);
    execute format('create table %I partition of text_override for values with (modulus 16, remainder %s)', 'text_override_p' || lpad(part::text, 2, '0'), part);
  end loop;
end
$$;
create index note_until on note (until);
create index text_override_at on text_override (at);

grant select on note, text_override to tillit_app, tillit_reader, tillit_eraser;
grant insert, update (text, language, changed_at, removed_at) on note to tillit_app;
grant insert on text_override to tillit_app;
grant delete on note, text_override to tillit_eraser;
-- The sweep asks, as the role that deletes, whether a ground still holds.
grant execute on function ground_holds(timestamptz, timestamptz, timestamptz) to tillit_eraser;

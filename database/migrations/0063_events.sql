-- What somebody did in the company's own service, as that service tells it: for a purpose that the person has a ground for, and no longer.

create table event (
  person_id uuid not null,
  -- The sender's own: said twice it is one.
  event_id uuid not null,
  purpose_key text not null,
  name text not null,
  about text,
  at timestamptz not null,
  taken_at timestamptz not null,
  -- The key or the colleague that told it.
  taken_by_kind text not null,
  taken_by_id text not null,
  until timestamptz not null,
  primary key (person_id, event_id)
) partition by hash (person_id);

do $$
begin
  for part in 0 .. 15 loop
    execute format('create table %I partition of event for values with (modulus 16, remainder %s)', 'event_p' || lpad(part::text, 2, '0'), part);
  end loop;
end
$$;
create index event_until on event (until);

grant select on event to tillit_app, tillit_reader, tillit_eraser;
grant insert on event to tillit_app;
grant delete on event to tillit_eraser;

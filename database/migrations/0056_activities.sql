-- What colleagues mean to do and have done: tasks, calls and meetings, about a person, a deal, a company or nobody. About a
-- person each is for a purpose that the person has a ground for, and goes with the last ground that holds.

create table activity (
  -- Of what is about nobody: 00000000-0000-7000-8000-000000000000, which is no person's.
  person_id uuid not null,
  activity_id uuid not null,
  kind text not null check (kind in ('task', 'call', 'meeting')),
  -- Nothing where it is about nobody.
  purpose_key text,
  deal_id uuid,
  company_id uuid,
  title text not null,
  text text,
  -- Of the writer, in which its words were looked at.
  language text not null,
  -- The colleague who is to do it.
  owner uuid,
  -- The first moment of the day where it is for the whole of one.
  due_at timestamptz,
  whole_day boolean not null,
  minutes int check (minutes > 0),
  created_at timestamptz not null,
  created_by_kind text not null,
  created_by_id text,
  changed_at timestamptz not null,
  -- How often it was changed, which calendars ask for (RFC 5545 3.8.7.4).
  sequence int not null default 0,
  done_at timestamptz,
  done_by text,
  -- How a call went.
  outcome text check (outcome in ('answered', 'no-answer', 'call-back', 'do-not-call', 'incoming')),
  -- Since it is done: when it goes.
  until timestamptz,
  -- Taken away by a colleague; it may be brought back for a day.
  removed_at timestamptz,
  primary key (person_id, activity_id),
  check ((done_at is null) = (until is null)),
  check ((person_id = '00000000-0000-7000-8000-000000000000') = (purpose_key is null)),
  check (outcome is null or kind = 'call')
) partition by hash (person_id);

do $$
begin
  for part in 0 .. 15 loop
    execute format('create table %I partition of activity for values with (modulus 16, remainder %s)', 'activity_p' || lpad(part::text, 2, '0'), part);
  end loop;
end
$$;
-- A colleague's day, and the calendar of all.
create index activity_open on activity (owner, due_at) where done_at is null and removed_at is null;
create index activity_due on activity (due_at) where removed_at is null and due_at is not null;
create index activity_company on activity (company_id) where company_id is not null;
create index activity_until on activity (until) where until is not null;
create index activity_removed on activity (removed_at) where removed_at is not null;

grant select on activity to tillit_app, tillit_reader, tillit_eraser;
grant insert, update on activity to tillit_app;
grant delete on activity to tillit_eraser;

-- Free text stands in more and more places; which there are is the program's to say.
alter table text_override drop constraint if exists text_override_place_check;
alter table text_override add constraint text_override_place_check check (place ~ '^[a-z][a-z-]{1,30}$');

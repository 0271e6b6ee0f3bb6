-- Leads: people whose details came to us, and who are asked whether they want to hear more. A lead rests on a ground that ends by itself; what was done is added beside, never overwritten.

create table lead (
  person_id uuid not null,
  lead_id uuid not null,
  -- Why we may get in touch: that they asked, or our interest. Its end is the end of the lead's data.
  ground_id uuid not null,
  source text not null check (source in ('card', 'fair', 'referral', 'phone', 'mail', 'form', 'list', 'other')),
  -- Where we met, or who gave us the details.
  place text not null,
  -- What they asked, or what was said.
  said text,
  -- The colleague whose lead it is.
  owner uuid,
  state text not null check (state in ('new', 'contacted', 'answered', 'qualified', 'declined')),
  -- When it ends by itself; none where a deal has taken over.
  until timestamptz,
  -- The mail that tells what is held and puts the choices.
  notice_id uuid,
  begun_at timestamptz not null,
  begun_by_kind text not null,
  begun_by_id text,
  state_at timestamptz not null,
  primary key (person_id, lead_id),
  check ((state = 'qualified') = (until is null))
) partition by hash (person_id);

create table lead_change (
  person_id uuid not null,
  lead_id uuid not null,
  change_id uuid not null,
  kind text not null check (kind in ('begun', 'contacted', 'told', 'answered', 'renewed', 'declined', 'qualified', 'handed')),
  -- Why it was renewed.
  words text,
  noted_at timestamptz not null,
  noted_by_kind text not null,
  noted_by_id text,
  primary key (person_id, lead_id, change_id)
) partition by hash (person_id);

do $$
declare
  part int;
  name text;
  parts constant int := 16;
begin
  foreach name in array array['lead', 'lead_change'] loop
    for part in 0 .. parts - 1 loop
      execute format('create table %I partition of %I for values with (modulus %s, remainder %s)', name || '_p' || lpad(part::text, 2, '0'), name, parts, part);
    end loop;
  end loop;
end
$$;
-- The list: what is open, and ends soonest.
create index lead_open on lead (until, lead_id) where state in ('new', 'contacted', 'answered');

grant select on lead, lead_change to tillit_app, tillit_reader, tillit_eraser;
grant insert on lead, lead_change to tillit_app;
grant update on lead to tillit_app;
grant delete on lead, lead_change to tillit_eraser;

-- What is written of a lead is looked through like a note.
alter table text_override drop constraint if exists text_override_place_check;
alter table text_override add constraint text_override_place_check check (place ~ '^[a-z]+(-[a-z]+)*$');

-- One more kind each, beside those that are there already.
do $$
declare
  one record;
  kinds text;
begin
  for one in select * from (values ('message', 'lead'), ('token', 'lead')) as v (name, added)
  loop
    select string_agg(quote_literal(k.kind), ', ') into kinds
    from (
      select m[1] as kind from pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), '''([^'']+)''::text', 'g') m
        where c.conrelid = one.name::regclass and c.conname = one.name || '_kind_check'
      union all select one.added) k;
    execute format('alter table %I drop constraint %I', one.name, one.name || '_kind_check');
    execute format('alter table %I add constraint %I check (kind in (%s))', one.name, one.name || '_kind_check', kinds);
  end loop;
end
$$;
drop index message_single_due;
create index message_single_due on message (queued_at) where state = 'waiting' and kind not in ('ask', 'mailing', 'service', 'invoice', 'quote');

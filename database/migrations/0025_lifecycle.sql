-- The end of data: documents that the law keeps, what is held back from ending, and what the sweep did.

-- Rule H4: the frozen copy of what was issued. It stays to its day when the person is erased, alone; so nothing refers to the person.
create table issued_document (
  person_id uuid not null,
  document_id uuid not null,
  kind text not null check (kind in ('invoice', 'credit-note', 'receipt', 'order', 'contract', 'letter')),
  number text not null,
  issued_on date not null,
  fiscal_year_end date not null,
  -- The seller's; null: unknown, and the longest period then counts.
  country text,
  title text not null,
  media_type text not null,
  content bytea not null,
  -- The last day on which it must be there.
  keep_until date not null,
  filed_at timestamptz not null,
  filed_by_kind text not null,
  filed_by_id text,
  -- Since then it is there for the books alone (art. 17(3)(b), 18).
  restricted_at timestamptz,
  primary key (person_id, document_id),
  unique (person_id, kind, number)
) partition by hash (person_id);

do $$
declare
  part int;
  parts constant int := 16;
begin
  for part in 0 .. parts - 1 loop
    execute format('create table %I partition of issued_document for values with (modulus %s, remainder %s)', 'issued_document_p' || lpad(part::text, 2, '0'), parts, part);
  end loop;
end
$$;
create index issued_document_keep_until on issued_document (keep_until);

-- What must not end although its time has come: an item, never a person; with a reason and an end (rule H4).
create table hold (
  person_id uuid not null,
  hold_id uuid not null,
  item_kind text not null check (item_kind in ('document', 'field', 'ground')),
  -- Of documents `*` is all.
  item_id text not null,
  reason text not null,
  since timestamptz not null,
  until timestamptz not null check (until > since),
  set_by uuid not null,
  ended_at timestamptz,
  ended_by uuid,
  -- When what it kept was put before the sweep again.
  released_at timestamptz,
  primary key (person_id, hold_id),
  check ((ended_at is null) = (ended_by is null))
);
create index hold_to_release on hold (until) where released_at is null;

create function hold_lasts(p_until timestamptz, p_ended_at timestamptz, p_now timestamptz) returns boolean
language sql immutable parallel safe as $$
  select p_until > p_now and (p_ended_at is null or p_ended_at > p_now)
$$;

-- H3, as before, and what a hold keeps: the fields that a ground of each of these people still holds, a ground that is
-- held back counting like one that holds, and single fields that are held back.
create or replace function fields_held(p_now timestamptz, p_person uuid[]) returns table (person_id uuid, fields text[])
language sql stable security definer set search_path = public, pg_temp as $$
  with needs as materialized (
    select f.purpose_key, array_agg(f.field_key) as fields from current_purpose_field f group by f.purpose_key),
  kept_back as materialized (
    select h.person_id, h.item_kind, h.item_id from hold h
    where h.person_id = any (p_person) and h.item_kind in ('field', 'ground') and hold_lasts(h.until, h.ended_at, p_now)),
  holding as materialized (
    select distinct g.person_id, g.purpose_key from ground g
    where g.person_id = any (p_person) and (ground_holds(g.since, g.hold_until, p_now)
      or exists (select from kept_back k where k.person_id = g.person_id and k.item_kind = 'ground' and k.item_id = g.ground_id::text)))
  select u.person_id, coalesce(array_agg(distinct f.field_key) filter (where f.field_key is not null), '{}')
  from (select distinct a.person_id from unnest(p_person) as a (person_id)) u
  left join lateral (
    select unnest(n.fields) as field_key from holding h join needs n on n.purpose_key = h.purpose_key where h.person_id = u.person_id
    union all
    select k.item_id from kept_back k where k.person_id = u.person_id and k.item_kind = 'field') f on true
  group by u.person_id
$$;

-- One run of the sweep for each of its hours; a run that was stopped goes on where it was.
create table sweep_run (
  slot text primary key,
  begun_at timestamptz not null,
  finished_at timestamptz,
  -- Why it did nothing.
  refused text check (refused in ('clock-ahead', 'clock-behind')),
  known_at timestamptz,
  grounds_ended int not null default 0,
  values_ended int not null default 0,
  documents_deleted int not null default 0,
  people_erased int not null default 0,
  waiting int not null default 0,
  warned int not null default 0
);

-- The last moment that the sweep could believe (TU-03); `ignored_size`: heads up to there are not looked at, since a colleague has said that the clock is right.
create table clock_mark (
  what text primary key check (what = 'sweep'),
  trusted_at timestamptz not null,
  ignored_size bigint not null default 0,
  confirmed_by uuid references staff,
  confirmed_at timestamptz
);

-- Whom the sweep told that data would end, and of which day; nobody is told twice of the same.
create table retention_warning (
  person_id uuid not null,
  ground_id uuid not null,
  ends_at timestamptz not null,
  warned_at timestamptz not null,
  -- Null: there is no address that a mail may go to.
  mailing_id uuid,
  primary key (person_id, ground_id, ends_at)
);

-- Who would have been forgotten by the last sweep, and what kept them.
create table sweep_wait (
  person_id uuid primary key,
  since timestamptz not null,
  why text not null check (why in ('hold', 'request', 'relation', 'message'))
);

-- A number of months later on the clock of a zone, as src/values/moment.ts counts: a day that does not exist becomes the
-- month's last, an hour that is skipped the one after it, and of an hour that comes twice it is the first.
create function months_later(p_at timestamptz, p_months int, p_zone text) returns timestamptz
language sql immutable parallel safe as $$
  select case when (l.at at time zone p_zone - interval '1 hour') at time zone p_zone = l.at then l.at at time zone p_zone - interval '1 hour' else l.at at time zone p_zone end
  from (select (p_at at time zone p_zone) + make_interval(months => p_months) as at) l
$$;

-- Until when a ground may be held by a rule: the same as holdUntil in src/purposes/retention.ts. `p_end`: when use ended or will.
create function retention_until(p_from text, p_months int, p_since timestamptz, p_end timestamptz, p_last_sale timestamptz, p_last_act timestamptz, p_zone text)
returns timestamptz
language sql immutable parallel safe as $$
  select case
    when p_from = 'collected' then greatest(p_end, months_later(p_since, p_months, p_zone))
    when p_from in ('consent-given', 'last-activity') then least(p_end, months_later(greatest(p_since, p_last_act), p_months, p_zone))
    when p_end is null or p_from = 'bookkeeping-floor' then p_end
    when p_from = 'last-purchase' then greatest(p_end, months_later(p_last_sale, p_months, p_zone))
    when p_from = 'fiscal-year-end' then months_later((date_trunc('year', p_end at time zone p_zone) + interval '1 year') at time zone p_zone, p_months, p_zone)
    else months_later(p_end, p_months, p_zone)
  end
$$;

-- A mail that says that somebody's data will end.
alter table message drop constraint message_kind_check;
alter table message add check (kind in ('ask', 'mailing', 'service', 'code', 'confirm', 'receipt', 'address-changed', 'request-news', 'data-ending'));
drop index message_single_due;
create index message_single_due on message (queued_at) where state = 'waiting' and kind in ('code', 'confirm', 'receipt', 'address-changed', 'request-news', 'data-ending');

grant select on sweep_wait to tillit_app, tillit_reader, tillit_eraser;
grant insert, update, delete on sweep_wait to tillit_app;
grant delete on sweep_wait to tillit_eraser;
grant select on issued_document, hold, sweep_run, clock_mark, retention_warning to tillit_app, tillit_reader, tillit_eraser;
grant insert on issued_document, hold, retention_warning to tillit_app;
grant insert, update on sweep_run, clock_mark to tillit_app, tillit_eraser;
grant update (restricted_at, keep_until) on issued_document to tillit_app, tillit_eraser;
grant update (ended_at, ended_by, released_at) on hold to tillit_app;
grant update (mailing_id) on retention_warning to tillit_app;
-- A document goes by the sweep, after its day; a hold and a warning go with the person.
grant delete on issued_document, hold, retention_warning to tillit_eraser;
revoke execute on function hold_lasts, months_later, retention_until from public;
grant execute on function hold_lasts to tillit_app, tillit_reader, tillit_eraser;
grant execute on function months_later, retention_until to tillit_app, tillit_reader;

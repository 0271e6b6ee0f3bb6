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

-- H3, as before, and what a hold keeps.
create or replace function end_unfounded_values(p_now timestamptz, p_person uuid[])
returns table (person_id uuid, field_key text)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  -- What names and search are made of.
  v_named constant text[] := array['given_name', 'family_name', 'full_name', 'company_name', 'city', 'customer_number'];
begin
  create temp table if not exists held_fields (person_id uuid, fields text[]) on commit drop;
  truncate held_fields;
  insert into held_fields
  select u.person_id, coalesce(array_agg(distinct f.field_key) filter (where f.field_key is not null), '{}')
  from unnest(p_person) as u (person_id)
  left join lateral (
    select pf.field_key from ground g join current_purpose_field pf on pf.purpose_key = g.purpose_key
    where g.person_id = u.person_id and (ground_holds(g.since, g.hold_until, p_now)
      or exists (select from hold h where h.person_id = u.person_id and h.item_kind = 'ground' and h.item_id = g.ground_id::text and hold_lasts(h.until, h.ended_at, p_now)))
    union all
    select h.item_id from hold h where h.person_id = u.person_id and h.item_kind = 'field' and hold_lasts(h.until, h.ended_at, p_now)
  ) f on true
  group by u.person_id;

  create temp table if not exists ended_fields (person_id uuid, field_key text) on commit drop;
  truncate ended_fields;
  insert into ended_fields
    select p.person_id, c.field_key
    from profile p join held_fields h on h.person_id = p.person_id
    cross join lateral (values
      ('given_name', p.given_name is not null),
      ('family_name', p.family_name is not null),
      ('full_name', p.full_name is not null),
      ('company_name', p.company_name is not null),
      ('title', p.title is not null),
      ('gender', p.gender is not null),
      ('customer_number', p.customer_number is not null),
      ('language', p.language is not null),
      ('delivery', p.delivery is not null),
      ('street', p.street is not null),
      ('postal_code', p.postal_code is not null),
      ('city', p.city is not null),
      ('region', p.region is not null),
      ('loyalty_level', p.loyalty_level is not null),
      ('birth_date', p.birth_date is not null),
      ('last_purchase_at', p.last_purchase_at is not null),
      ('lifetime_value', p.lifetime_value is not null),
      ('interests', p.interests is not null),
      ('concluded_interests', p.concluded_interests is not null),
      ('preferred_products', p.preferred_products is not null)
    ) as c (field_key, present)
    where c.present and not c.field_key = any (h.fields)
    union all
    select p.person_id, k.field_key
    from profile p join held_fields h on h.person_id = p.person_id
    cross join lateral jsonb_object_keys(p.own) as k (field_key)
    where not k.field_key = any (h.fields)
    union all
    select distinct c.person_id, f.field_key
    from contact_point c join held_fields h on h.person_id = c.person_id
    cross join lateral contact_field(c.kind) as f (field_key)
    where not f.field_key = any (h.fields);

  -- Of those only who lose something; and where no name is left, nothing is folded anew.
  update profile p set
    given_name = case when 'given_name' = any (h.fields) then p.given_name end,
    family_name = case when 'family_name' = any (h.fields) then p.family_name end,
    full_name = case when 'full_name' = any (h.fields) then p.full_name end,
    company_name = case when 'company_name' = any (h.fields) then p.company_name end,
    title = case when 'title' = any (h.fields) then p.title end,
    gender = case when 'gender' = any (h.fields) then p.gender end,
    customer_number = case when 'customer_number' = any (h.fields) then p.customer_number end,
    language = case when 'language' = any (h.fields) then p.language end,
    delivery = case when 'delivery' = any (h.fields) then p.delivery end,
    street = case when 'street' = any (h.fields) then p.street end,
    postal_code = case when 'postal_code' = any (h.fields) then p.postal_code end,
    city = case when 'city' = any (h.fields) then p.city end,
    region = case when 'region' = any (h.fields) then p.region end,
    loyalty_level = case when 'loyalty_level' = any (h.fields) then p.loyalty_level end,
    birth_date = case when 'birth_date' = any (h.fields) then p.birth_date end,
    last_purchase_at = case when 'last_purchase_at' = any (h.fields) then p.last_purchase_at end,
    lifetime_value = case when 'lifetime_value' = any (h.fields) then p.lifetime_value end,
    interests = case when 'interests' = any (h.fields) then p.interests end,
    concluded_interests = case when 'concluded_interests' = any (h.fields) then p.concluded_interests end,
    preferred_products = case when 'preferred_products' = any (h.fields) then p.preferred_products end,
    own = coalesce((select jsonb_object_agg(k.key, k.value) from jsonb_each(p.own) k where k.key = any (h.fields)), '{}'),
    display_name = case when h.fields && v_named then p.display_name else '' end,
    sort_key = case when h.fields && v_named then p.sort_key else '' end,
    search_key = case when h.fields && v_named then p.search_key else '' end
  from held_fields h
  where p.person_id = h.person_id and p.person_id = any (array(select distinct e.person_id from ended_fields e));

  delete from contact_point c using held_fields h
  where c.person_id = h.person_id and not contact_field(c.kind) = any (h.fields);

  delete from value_block b using held_fields h
  where b.person_id = h.person_id and (b.delete_after <= p_now or not b.field_key = any (h.fields));

  perform refresh_profile_keys(array(
    select distinct e.person_id from ended_fields e join held_fields h on h.person_id = e.person_id where e.field_key = any (v_named) and h.fields && v_named));
  return query select e.person_id, e.field_key from ended_fields e;
end
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

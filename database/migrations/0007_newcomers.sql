-- New people written in one go: their grounds, values and contact points are brought by COPY into tables of the
-- transaction, checked there all at once (rules H1, H6), and written where they belong.

-- What may be held of these people: the fields that their living grounds need. Few combinations of purposes occur, and
-- each is looked up once.
create or replace function fields_needed(p_now timestamptz, p_person uuid[]) returns table (person_id uuid, fields text[])
language sql stable security definer set search_path = public, pg_temp as $$
  with living as materialized (
    select g.person_id, array_agg(distinct g.purpose_key) as purposes from ground g
    where g.person_id = any (p_person) and ground_lives(g.since, g.until, g.ended_at, p_now)
    group by g.person_id),
  combination as materialized (select distinct l.purposes from living l),
  needs as materialized (
    select c.purposes, array_agg(distinct f.field_key) as fields
    from combination c join current_purpose_field f on f.purpose_key = any (c.purposes) group by c.purposes)
  select l.person_id, n.fields from living l join needs n on n.purposes = l.purposes
$$;

-- The tables that new people are brought into. They are the session's own, and empty at the end of each transaction.
create function stage_newcomers() returns void
language plpgsql security definer set search_path = public, pg_temp set client_min_messages = warning as $$
begin
  if to_regclass('pg_temp.newcomer_contact_point') is not null then
    delete from newcomer_ground;
    delete from newcomer_profile;
    delete from newcomer_contact_point;
    return;
  end if;
  create temp table newcomer_ground (like ground including defaults) on commit delete rows;
  create temp table newcomer_profile (
    person_id uuid not null, given_name text, family_name text, full_name text, company_name text, title text, birth_date date, gender text,
    customer_number text, language text, delivery text, street text, postal_code text, city text, region text, interests text[],
    concluded_interests text[], preferred_products text[], loyalty_level text, last_purchase_at date, lifetime_value bigint, own jsonb not null
  ) on commit delete rows;
  create temp table newcomer_contact_point (like contact_point including defaults) on commit delete rows;
  grant insert on newcomer_ground, newcomer_profile, newcomer_contact_point to tillit_app;
end
$$;

-- Writes what was brought of new people, as far as a living ground of their own needs it. Refuses with H1 what none needs
-- and with H6 what is sensitive, and returns the refused. The people exist and have no values yet.
create function hold_newcomers(p_now timestamptz) returns table (person_id uuid, field_key text, rule text)
language plpgsql security definer set search_path = public, pg_temp set client_min_messages = warning set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
begin
  if exists (select from newcomer_profile n join value_block b on b.person_id = n.person_id)
    or exists (select from newcomer_profile n join rejected_inference r on r.person_id = n.person_id) then
    raise exception 'somebody brought as new is not';
  end if;

  insert into ground (person_id, ground_id, purpose_key, basis, since, until, waits_for, reference, product_groups, seller, opt_out_offered,
    last_sale_at, evidence, provenance_id, entry_seq, ended_at, ended_why, hold_until)
  select person_id, ground_id, purpose_key, basis, since, until, waits_for, reference, product_groups, seller, opt_out_offered,
    last_sale_at, evidence, provenance_id, entry_seq, ended_at, ended_why, hold_until
  from newcomer_ground;

  create temp table if not exists newcomer_need (
    person_id uuid, fields text[], given_name boolean, family_name boolean, full_name boolean, company_name boolean, title boolean,
    birth_date boolean, gender boolean, customer_number boolean, language boolean, delivery boolean, street boolean, postal_code boolean,
    city boolean, region boolean, interests boolean, concluded_interests boolean, preferred_products boolean, loyalty_level boolean,
    last_purchase_at boolean, lifetime_value boolean, email boolean, phone boolean, postal_address boolean
  ) on commit delete rows;
  delete from newcomer_need;
  insert into newcomer_need
  with living as materialized (
    select g.person_id, array_agg(distinct g.purpose_key) as purposes from newcomer_ground g
    where ground_lives(g.since, g.until, g.ended_at, p_now) group by g.person_id),
  combination as materialized (select distinct l.purposes from living l),
  needs as materialized (
    select c.purposes, array_agg(distinct f.field_key) as fields,
      bool_or(f.field_key = 'given_name') as given_name, bool_or(f.field_key = 'family_name') as family_name,
      bool_or(f.field_key = 'full_name') as full_name, bool_or(f.field_key = 'company_name') as company_name,
      bool_or(f.field_key = 'title') as title, bool_or(f.field_key = 'birth_date') as birth_date,
      bool_or(f.field_key = 'gender') as gender, bool_or(f.field_key = 'customer_number') as customer_number,
      bool_or(f.field_key = 'language') as language, bool_or(f.field_key = 'delivery') as delivery,
      bool_or(f.field_key = 'street') as street, bool_or(f.field_key = 'postal_code') as postal_code,
      bool_or(f.field_key = 'city') as city, bool_or(f.field_key = 'region') as region,
      bool_or(f.field_key = 'interests') as interests, bool_or(f.field_key = 'concluded_interests') as concluded_interests,
      bool_or(f.field_key = 'preferred_products') as preferred_products, bool_or(f.field_key = 'loyalty_level') as loyalty_level,
      bool_or(f.field_key = 'last_purchase_at') as last_purchase_at, bool_or(f.field_key = 'lifetime_value') as lifetime_value,
      bool_or(f.field_key = 'email') as email, bool_or(f.field_key = 'phone') as phone, bool_or(f.field_key = 'postal_address') as postal_address
    from combination c join current_purpose_field f on f.purpose_key = any (c.purposes)
    join current_field k on k.field_key = f.field_key and not k.sensitive
    group by c.purposes)
  select l.person_id, n.fields, n.given_name, n.family_name, n.full_name, n.company_name, n.title, n.birth_date, n.gender, n.customer_number,
    n.language, n.delivery, n.street, n.postal_code, n.city, n.region, n.interests, n.concluded_interests, n.preferred_products, n.loyalty_level,
    n.last_purchase_at, n.lifetime_value, n.email, n.phone, n.postal_address
  from living l join needs n on n.purposes = l.purposes;

  insert into profile (person_id, given_name, family_name, full_name, company_name, title, birth_date, gender, customer_number, language, delivery,
    street, postal_code, city, region, interests, concluded_interests, preferred_products, loyalty_level, last_purchase_at, lifetime_value, own,
    display_name, sort_key, search_key)
  select v.*,
    -- As refresh_profile_keys makes them.
    coalesce(nullif(concat_ws(' ', v.given_name, v.family_name), ''), v.full_name, v.company_name, ''),
    sort_fold(coalesce(nullif(concat_ws(' ', v.family_name, v.given_name), ''), v.full_name, v.company_name, ''), i.controller ->> 'country'),
    search_fold(concat_ws(' ', v.given_name, v.family_name, v.full_name, v.company_name, v.city, v.customer_number))
  from (
    select s.person_id,
      case when n.given_name then s.given_name end as given_name, case when n.family_name then s.family_name end as family_name,
      case when n.full_name then s.full_name end as full_name, case when n.company_name then s.company_name end as company_name,
      case when n.title then s.title end, case when n.birth_date then s.birth_date end, case when n.gender then s.gender end,
      case when n.customer_number then s.customer_number end as customer_number, case when n.language then s.language end,
      case when n.delivery then s.delivery end, case when n.street then s.street end, case when n.postal_code then s.postal_code end,
      case when n.city then s.city end as city, case when n.region then s.region end, case when n.interests then s.interests end,
      case when n.concluded_interests then s.concluded_interests end, case when n.preferred_products then s.preferred_products end,
      case when n.loyalty_level then s.loyalty_level end, case when n.last_purchase_at then s.last_purchase_at end,
      case when n.lifetime_value then s.lifetime_value end,
      case when s.own = '{}' then s.own else coalesce((
        select jsonb_object_agg(o.key, o.value) from jsonb_each(s.own) o join current_field k on k.field_key = o.key
        where not k.sensitive and not k.shipped and k.field_key = any (n.fields)), '{}') end as own
    from newcomer_profile s join newcomer_need n on n.person_id = s.person_id
  ) v cross join installation i;

  insert into contact_point (person_id, contact_point_id, kind, value, canonical, since, verified_at, verified_how, provenance_id)
  select s.person_id, s.contact_point_id, s.kind, s.value, s.canonical, p_now, s.verified_at, s.verified_how, s.provenance_id
  from newcomer_contact_point s join newcomer_need n on n.person_id = s.person_id
  where case s.kind when 'email' then n.email when 'phone' then n.phone when 'postal' then n.postal_address end;

  return query
    select s.person_id, c.field_key, case when k.sensitive then 'H6' else 'H1' end
    from newcomer_profile s left join newcomer_need n on n.person_id = s.person_id
    cross join lateral (values
      ('given_name', s.given_name is not null and n.given_name is not true),
      ('family_name', s.family_name is not null and n.family_name is not true),
      ('full_name', s.full_name is not null and n.full_name is not true),
      ('company_name', s.company_name is not null and n.company_name is not true),
      ('title', s.title is not null and n.title is not true),
      ('birth_date', s.birth_date is not null and n.birth_date is not true),
      ('gender', s.gender is not null and n.gender is not true),
      ('customer_number', s.customer_number is not null and n.customer_number is not true),
      ('language', s.language is not null and n.language is not true),
      ('delivery', s.delivery is not null and n.delivery is not true),
      ('street', s.street is not null and n.street is not true),
      ('postal_code', s.postal_code is not null and n.postal_code is not true),
      ('city', s.city is not null and n.city is not true),
      ('region', s.region is not null and n.region is not true),
      ('interests', s.interests is not null and n.interests is not true),
      ('concluded_interests', s.concluded_interests is not null and n.concluded_interests is not true),
      ('preferred_products', s.preferred_products is not null and n.preferred_products is not true),
      ('loyalty_level', s.loyalty_level is not null and n.loyalty_level is not true),
      ('last_purchase_at', s.last_purchase_at is not null and n.last_purchase_at is not true),
      ('lifetime_value', s.lifetime_value is not null and n.lifetime_value is not true)
    ) as c (field_key, refused)
    left join current_field k on k.field_key = c.field_key
    where c.refused
    union all
    select s.person_id, o.key, case when k.sensitive then 'H6' else 'H1' end
    from newcomer_profile s left join newcomer_need n on n.person_id = s.person_id
    cross join lateral jsonb_object_keys(s.own) as o (key) left join current_field k on k.field_key = o.key
    where s.own <> '{}' and (k.sensitive or k.shipped or n.fields is null or not o.key = any (n.fields)) is not false
    union all
    select s.person_id, contact_field(s.kind), 'H1'
    from newcomer_contact_point s left join newcomer_need n on n.person_id = s.person_id
    where case s.kind when 'email' then n.email when 'phone' then n.phone when 'postal' then n.postal_address end is not true;
end
$$;

revoke execute on function stage_newcomers, hold_newcomers from public;
grant execute on function stage_newcomers, hold_newcomers to tillit_app;

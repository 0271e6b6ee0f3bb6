-- H1 held by the database: values and contact points are written and ended only by these functions.
-- Each takes lists, checks every row against the living grounds of its person, and returns what it refused.

-- What search compares, letter by letter as src/values/search-key.ts folds: lower case, no accents, one space between words.
create function search_fold(p_text text) returns text
language sql immutable parallel safe as $$
  select btrim(regexp_replace(
    translate(replace(replace(replace(replace(
      regexp_replace(
        lower(normalize(translate(p_text, '’ʼ‘´`', ''''''''''''), nfkd)),
        U&'[\0300-\036f\1ab0-\1aff\1dc0-\1dff\20d0-\20ff\fe20-\fe2f\00ad\061c\180e\200b-\200f\202a-\202e\2060-\206f\feff]', '', 'g'),
      'æ', 'ae'), 'œ', 'oe'), 'ß', 'ss'), 'þ', 'th'), 'øłđðħıŋŧ', 'olddhint'),
    U&'[\0001-\0020\007f-\00a0\1680\2000-\200a\2028\2029\202f\205f\3000]+', ' ', 'g'))
$$;

-- Sorts by its bytes as names do in the country's alphabet, as src/values/sort-key.ts folds: the three characters behind z
-- in C.UTF-8 stand for its last three letters, å ä ö (sv) or æ ø å (nb); punctuation takes the sixteen places before 0.
create function sort_fold(p_text text, p_country text) returns text
language sql immutable parallel safe as $$
  select regexp_replace(normalize(translate(
      replace(replace(replace(replace(replace(replace(l.text, 'þ', 'th'), 'ß', 'ss'), 'ĳ', 'ij'), 'ŋ', 'n~'), 'ŧ', 't~'), 'ı', 'i~'),
      'üűđðłħ' || case when p_country = 'NO' then 'æäęøöőœôå' else 'åäæęöøőœô' end,
      'yyddlh' || case when p_country = 'NO' then '{{{|||||}' else '{|||}}}}}' end), nfd),
    U&'[\0300-\036f\1ab0-\1aff\1dc0-\1dff\20d0-\20ff\fe20-\fe2f]', '', 'g')
  from (select case when p_country = 'NO' then regexp_replace(p.text, 'a[aáàâãāăąåä]', 'å', 'g') else p.text end as text
    from (select regexp_replace(
        translate(w.text, ' _-,;:!?.''"()@/&#$%*+<=>[\]^{|}~', ' !"#$%&''()*+,-./////////////////'),
        U&'[\00a1-\00a9\00ab\00ac\00ae-\00b1\00b4\00b6-\00b8\00bb\00bf\00d7\00f7\02c2-\02c5\02d2-\02df\2010-\2027\2030-\205e\20a0-\20c0\2116\2122\2190-\23ff\2500-\27bf\3001-\3003\3008-\3020]',
        '/', 'g') as text
      from (select btrim(regexp_replace(
          translate(lower(normalize(p_text, nfc)), '’‘`´–—', '''''''''--'),
          U&'[\0009-\000d\0020\00a0\1680\2000-\200a\2028\2029\202f\205f\3000\feff]+', ' ', 'g')) as text) w) p) l
$$;

-- A ground that lets us use: it has begun and neither its end nor its ending has come.
create function ground_lives(p_since timestamptz, p_until timestamptz, p_ended_at timestamptz, p_now timestamptz) returns boolean
language sql immutable parallel safe as $$
  select p_since <= p_now and (p_until is null or p_until > p_now) and (p_ended_at is null or p_ended_at > p_now)
$$;

-- A ground on which what we have may still be held: retention runs on after use has ended.
create function ground_holds(p_since timestamptz, p_hold_until timestamptz, p_now timestamptz) returns boolean
language sql immutable parallel safe as $$
  select p_since <= p_now and (p_hold_until is null or p_hold_until > p_now)
$$;

-- What may be held of these people: the fields that their living grounds need.
create function fields_needed(p_now timestamptz, p_person uuid[]) returns table (person_id uuid, fields text[])
language sql stable security definer set search_path = public, pg_temp as $$
  with needs as materialized (
    select f.purpose_key, array_agg(f.field_key) as fields from current_purpose_field f group by f.purpose_key),
  living as materialized (
    select distinct g.person_id, g.purpose_key from ground g
    where g.person_id = any (p_person) and ground_lives(g.since, g.until, g.ended_at, p_now))
  select l.person_id, array_agg(distinct f.field_key)
  from living l join needs n on n.purpose_key = l.purpose_key cross join lateral unnest(n.fields) as f (field_key)
  group by l.person_id
$$;

-- Names, sort and search keys follow from the values; called by the functions below only.
create function refresh_profile_keys(p_person uuid[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  update profile p set
    display_name = n.name,
    sort_key = sort_fold(n.sorted, n.country),
    search_key = search_fold(n.searched)
  from (
    select q.person_id, i.controller ->> 'country' as country,
      coalesce(nullif(concat_ws(' ', q.given_name, q.family_name), ''), q.full_name, q.company_name, '') as name,
      coalesce(nullif(concat_ws(' ', q.family_name, q.given_name), ''), q.full_name, q.company_name, '') as sorted,
      concat_ws(' ', q.given_name, q.family_name, q.full_name, q.company_name, q.city, q.customer_number) as searched
    from profile q cross join installation i
    where q.person_id = any (p_person)
  ) n
  where p.person_id = n.person_id and p.person_id = any (p_person)
$$;

-- Writes values (JSON text each). Refuses with H1 what no living ground needs, with H6 what is sensitive,
-- with H3 what is blocked, with H2 what the person has rejected for good. Null changes nothing (L4). Returns the refused rows.
create function write_values(p_now timestamptz, p_person uuid[], p_field text[], p_value text[])
returns table (person_id uuid, field_key text, rule text)
-- Planned anew each time: a plan from when the tables were empty would read all of them.
language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  v_people constant uuid[] := array(select distinct u.person_id from unnest(p_person) as u (person_id));
begin
  create temp table if not exists write_input (person_id uuid, field_key text, value jsonb, shipped boolean, rule text) on commit drop;
  truncate write_input;
  insert into write_input
  select i.person_id, i.field_key,
    case when f.inferred and jsonb_typeof(i.value::jsonb) = 'array' then (
      select coalesce(jsonb_agg(c.item), '[]') from jsonb_array_elements_text(i.value::jsonb) as c (item)
      where not exists (select from rejected_inference r
        where r.person_id = i.person_id and r.field_key = i.field_key and r.value = c.item)) else i.value::jsonb end,
    f.shipped,
    case
      when f.field_key is null then 'H1'
      when f.sensitive then 'H6'
      when b.person_id is not null then 'H3'
      when f.inferred and exists (
        select from rejected_inference r where r.person_id = i.person_id and r.field_key = i.field_key and r.value = '*') then 'H2'
      when n.fields is null or not i.field_key = any (n.fields) then 'H1'
    end
  from unnest(p_person, p_field, p_value) as i (person_id, field_key, value)
  left join current_field f on f.field_key = i.field_key
  left join value_block b on b.person_id = i.person_id and b.field_key = i.field_key and b.person_id = any (v_people)
  left join fields_needed(p_now, v_people) n on n.person_id = i.person_id
  where i.value is not null and i.value <> 'null';

  insert into profile (person_id)
  select distinct w.person_id from write_input w where w.rule is null
  on conflict (person_id) do nothing;

  update profile p set
    given_name = coalesce(v.given_name, p.given_name),
    family_name = coalesce(v.family_name, p.family_name),
    full_name = coalesce(v.full_name, p.full_name),
    company_name = coalesce(v.company_name, p.company_name),
    title = coalesce(v.title, p.title),
    gender = coalesce(v.gender, p.gender),
    customer_number = coalesce(v.customer_number, p.customer_number),
    language = coalesce(v.language, p.language),
    delivery = coalesce(v.delivery, p.delivery),
    street = coalesce(v.street, p.street),
    postal_code = coalesce(v.postal_code, p.postal_code),
    city = coalesce(v.city, p.city),
    region = coalesce(v.region, p.region),
    loyalty_level = coalesce(v.loyalty_level, p.loyalty_level),
    birth_date = coalesce(v.birth_date, p.birth_date),
    last_purchase_at = coalesce(v.last_purchase_at, p.last_purchase_at),
    lifetime_value = coalesce(v.lifetime_value, p.lifetime_value),
    interests = case when v.interests is null then p.interests else array(select jsonb_array_elements_text(v.interests::jsonb)) end,
    concluded_interests = case when v.concluded_interests is null then p.concluded_interests else array(select jsonb_array_elements_text(v.concluded_interests::jsonb)) end,
    preferred_products = case when v.preferred_products is null then p.preferred_products else array(select jsonb_array_elements_text(v.preferred_products::jsonb)) end,
    own = p.own || coalesce(v.own, '{}')
  from (
    select w.person_id,
      max(w.value #>> '{}') filter (where w.field_key = 'given_name') as given_name,
      max(w.value #>> '{}') filter (where w.field_key = 'family_name') as family_name,
      max(w.value #>> '{}') filter (where w.field_key = 'full_name') as full_name,
      max(w.value #>> '{}') filter (where w.field_key = 'company_name') as company_name,
      max(w.value #>> '{}') filter (where w.field_key = 'title') as title,
      max(w.value #>> '{}') filter (where w.field_key = 'gender') as gender,
      max(w.value #>> '{}') filter (where w.field_key = 'customer_number') as customer_number,
      max(w.value #>> '{}') filter (where w.field_key = 'language') as language,
      max(w.value #>> '{}') filter (where w.field_key = 'delivery') as delivery,
      max(w.value #>> '{}') filter (where w.field_key = 'street') as street,
      max(w.value #>> '{}') filter (where w.field_key = 'postal_code') as postal_code,
      max(w.value #>> '{}') filter (where w.field_key = 'city') as city,
      max(w.value #>> '{}') filter (where w.field_key = 'region') as region,
      max(w.value #>> '{}') filter (where w.field_key = 'loyalty_level') as loyalty_level,
      max((w.value #>> '{}')::date) filter (where w.field_key = 'birth_date') as birth_date,
      max((w.value #>> '{}')::date) filter (where w.field_key = 'last_purchase_at') as last_purchase_at,
      max((w.value #>> '{}')::bigint) filter (where w.field_key = 'lifetime_value') as lifetime_value,
      max(w.value::text) filter (where w.field_key = 'interests') as interests,
      max(w.value::text) filter (where w.field_key = 'concluded_interests') as concluded_interests,
      max(w.value::text) filter (where w.field_key = 'preferred_products') as preferred_products,
      jsonb_object_agg(w.field_key, w.value) filter (where not w.shipped) as own
    from write_input w where w.rule is null
    group by w.person_id
  ) v
  where p.person_id = v.person_id and p.person_id = any (v_people);

  perform refresh_profile_keys(array(select distinct w.person_id from write_input w where w.rule is null));
  return query select w.person_id, w.field_key, w.rule from write_input w where w.rule is not null;
end
$$;

-- Empties the named values because the person corrected or removed them.
create function clear_values(p_person uuid, p_field text[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update profile p set
    given_name = case when 'given_name' = any (p_field) then null else p.given_name end,
    family_name = case when 'family_name' = any (p_field) then null else p.family_name end,
    full_name = case when 'full_name' = any (p_field) then null else p.full_name end,
    company_name = case when 'company_name' = any (p_field) then null else p.company_name end,
    title = case when 'title' = any (p_field) then null else p.title end,
    gender = case when 'gender' = any (p_field) then null else p.gender end,
    customer_number = case when 'customer_number' = any (p_field) then null else p.customer_number end,
    language = case when 'language' = any (p_field) then null else p.language end,
    delivery = case when 'delivery' = any (p_field) then null else p.delivery end,
    street = case when 'street' = any (p_field) then null else p.street end,
    postal_code = case when 'postal_code' = any (p_field) then null else p.postal_code end,
    city = case when 'city' = any (p_field) then null else p.city end,
    region = case when 'region' = any (p_field) then null else p.region end,
    loyalty_level = case when 'loyalty_level' = any (p_field) then null else p.loyalty_level end,
    birth_date = case when 'birth_date' = any (p_field) then null else p.birth_date end,
    last_purchase_at = case when 'last_purchase_at' = any (p_field) then null else p.last_purchase_at end,
    lifetime_value = case when 'lifetime_value' = any (p_field) then null else p.lifetime_value end,
    interests = case when 'interests' = any (p_field) then null else p.interests end,
    concluded_interests = case when 'concluded_interests' = any (p_field) then null else p.concluded_interests end,
    preferred_products = case when 'preferred_products' = any (p_field) then null else p.preferred_products end,
    own = p.own - p_field
  where p.person_id = p_person;
  perform refresh_profile_keys(array[p_person]);
end
$$;

-- H3: ends every value of these people that no ground holds any more. Returns what was ended.
create function end_unfounded_values(p_now timestamptz, p_person uuid[])
returns table (person_id uuid, field_key text)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  create temp table if not exists held_fields (person_id uuid, fields text[]) on commit drop;
  truncate held_fields;
  insert into held_fields
  select u.person_id, coalesce(array_agg(distinct pf.field_key) filter (where pf.field_key is not null), '{}')
  from unnest(p_person) as u (person_id)
  left join ground g on g.person_id = u.person_id and ground_holds(g.since, g.hold_until, p_now)
  left join current_purpose_field pf on pf.purpose_key = g.purpose_key
  group by u.person_id;

  return query
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
    own = coalesce((select jsonb_object_agg(k.key, k.value) from jsonb_each(p.own) k where k.key = any (h.fields)), '{}')
  from held_fields h
  where p.person_id = h.person_id;

  delete from contact_point c using held_fields h
  where c.person_id = h.person_id and not contact_field(c.kind) = any (h.fields);

  delete from value_block b using held_fields h
  where b.person_id = h.person_id and (b.delete_after <= p_now or not b.field_key = any (h.fields));

  perform refresh_profile_keys(p_person);
end
$$;

-- The field that a kind of contact point belongs to.
create function contact_field(p_kind text) returns text
language sql immutable parallel safe as $$
  select case p_kind when 'email' then 'email' when 'phone' then 'phone' when 'postal' then 'postal_address' end
$$;

-- Adds contact points under H1; one the person already has is left as it is. Returns the refused rows.
create function write_contact_points(
  p_now timestamptz, p_person uuid[], p_contact_point uuid[], p_kind text[], p_value text[], p_canonical text[], p_provenance uuid[])
returns table (person_id uuid, field_key text, rule text)
language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  v_people constant uuid[] := array(select distinct u.person_id from unnest(p_person) as u (person_id));
begin
  create temp table if not exists contact_input
    (person_id uuid, contact_point_id uuid, kind text, value text, canonical text, provenance_id uuid, rule text) on commit drop;
  truncate contact_input;
  insert into contact_input
  select i.*, case when n.fields is null or not contact_field(i.kind) = any (n.fields) then 'H1' end
  from unnest(p_person, p_contact_point, p_kind, p_value, p_canonical, p_provenance)
    as i (person_id, contact_point_id, kind, value, canonical, provenance_id)
  left join fields_needed(p_now, v_people) n on n.person_id = i.person_id;

  insert into contact_point (person_id, contact_point_id, kind, value, canonical, since, provenance_id)
  select distinct on (i.person_id, i.kind, i.canonical)
    i.person_id, i.contact_point_id, i.kind, i.value, i.canonical, p_now, i.provenance_id
  from contact_input i
  where i.rule is null and not exists (
    select from contact_point c
    -- Said so that the trigram index is not tried: it is for searching, and slow while much is written.
    where c.person_id = any (v_people) and c.person_id = i.person_id and c.kind = i.kind and c.ended_at is null and c.canonical is not distinct from i.canonical)
  order by i.person_id, i.kind, i.canonical;

  return query select i.person_id, contact_field(i.kind), i.rule from contact_input i where i.rule is not null;
end
$$;

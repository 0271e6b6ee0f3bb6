-- H3, quicker for many people at once: each profile is changed once, its keys for sorting and searching with it, and those who
-- lose the same are named together. What is ended is the same, and only what no ground and no hold keeps: that is looked up here.

create function end_unfounded_alike(p_now timestamptz, p_person uuid[]) returns table (people uuid[], fields text[])
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  if exists (select from value_block b where b.person_id = any (p_person)) then
    delete from value_block b using fields_held(p_now, p_person) h
    where b.person_id = any (p_person) and b.person_id = h.person_id and (b.delete_after <= p_now or not b.field_key = any (h.fields));
  end if;

  return query
    with held as materialized (select h.person_id, h.fields from fields_held(p_now, p_person) h),
    ending as materialized (
      select p.person_id, f.fields, f.fields && '{given_name,family_name,full_name,company_name,city,customer_number}' as renamed,
        concat_ws(' ', n.given_name, n.family_name) as name, concat_ws(' ', n.family_name, n.given_name) as sorted, coalesce(n.full_name, n.company_name, '') as other,
        concat_ws(' ', n.given_name, n.family_name, n.full_name, n.company_name, n.city, n.customer_number) as searched
      from profile p join held h on h.person_id = p.person_id
      cross join lateral (select array_remove(array[
          case when p.given_name is not null and not 'given_name' = any (h.fields) then 'given_name' end,
          case when p.family_name is not null and not 'family_name' = any (h.fields) then 'family_name' end,
          case when p.full_name is not null and not 'full_name' = any (h.fields) then 'full_name' end,
          case when p.company_name is not null and not 'company_name' = any (h.fields) then 'company_name' end,
          case when p.title is not null and not 'title' = any (h.fields) then 'title' end,
          case when p.gender is not null and not 'gender' = any (h.fields) then 'gender' end,
          case when p.customer_number is not null and not 'customer_number' = any (h.fields) then 'customer_number' end,
          case when p.language is not null and not 'language' = any (h.fields) then 'language' end,
          case when p.delivery is not null and not 'delivery' = any (h.fields) then 'delivery' end,
          case when p.street is not null and not 'street' = any (h.fields) then 'street' end,
          case when p.postal_code is not null and not 'postal_code' = any (h.fields) then 'postal_code' end,
          case when p.city is not null and not 'city' = any (h.fields) then 'city' end,
          case when p.region is not null and not 'region' = any (h.fields) then 'region' end,
          case when p.loyalty_level is not null and not 'loyalty_level' = any (h.fields) then 'loyalty_level' end,
          case when p.birth_date is not null and not 'birth_date' = any (h.fields) then 'birth_date' end,
          case when p.last_purchase_at is not null and not 'last_purchase_at' = any (h.fields) then 'last_purchase_at' end,
          case when p.lifetime_value is not null and not 'lifetime_value' = any (h.fields) then 'lifetime_value' end,
          case when p.interests is not null and not 'interests' = any (h.fields) then 'interests' end,
          case when p.concluded_interests is not null and not 'concluded_interests' = any (h.fields) then 'concluded_interests' end,
          case when p.preferred_products is not null and not 'preferred_products' = any (h.fields) then 'preferred_products' end
        ], null) || case when p.own = '{}' then '{}' else array(select k.key from jsonb_object_keys(p.own) as k (key) where not k.key = any (h.fields)) end as fields
        -- Worked out once.
        offset 0) f
      cross join lateral (select
          case when 'given_name' = any (h.fields) then p.given_name end as given_name,
          case when 'family_name' = any (h.fields) then p.family_name end as family_name,
          case when 'full_name' = any (h.fields) then p.full_name end as full_name,
          case when 'company_name' = any (h.fields) then p.company_name end as company_name,
          case when 'city' = any (h.fields) then p.city end as city,
          case when 'customer_number' = any (h.fields) then p.customer_number end as customer_number) n
      where p.person_id = any (p_person) and f.fields <> '{}'),
    changed as (
      update profile p set
        display_name = case when e.renamed then coalesce(nullif(e.name, ''), e.other) else p.display_name end,
        -- Folding nothing gives nothing, and takes its time.
        sort_key = case when not e.renamed then p.sort_key when e.sorted = '' and e.other = '' then ''
          else sort_fold(coalesce(nullif(e.sorted, ''), e.other), (select i.controller ->> 'country' from installation i)) end,
        search_key = case when not e.renamed then p.search_key when e.searched = '' then '' else search_fold(e.searched) end,
        given_name = case when 'given_name' = any (e.fields) then null else p.given_name end,
        family_name = case when 'family_name' = any (e.fields) then null else p.family_name end,
        full_name = case when 'full_name' = any (e.fields) then null else p.full_name end,
        company_name = case when 'company_name' = any (e.fields) then null else p.company_name end,
        title = case when 'title' = any (e.fields) then null else p.title end,
        gender = case when 'gender' = any (e.fields) then null else p.gender end,
        customer_number = case when 'customer_number' = any (e.fields) then null else p.customer_number end,
        language = case when 'language' = any (e.fields) then null else p.language end,
        delivery = case when 'delivery' = any (e.fields) then null else p.delivery end,
        street = case when 'street' = any (e.fields) then null else p.street end,
        postal_code = case when 'postal_code' = any (e.fields) then null else p.postal_code end,
        city = case when 'city' = any (e.fields) then null else p.city end,
        region = case when 'region' = any (e.fields) then null else p.region end,
        loyalty_level = case when 'loyalty_level' = any (e.fields) then null else p.loyalty_level end,
        birth_date = case when 'birth_date' = any (e.fields) then null else p.birth_date end,
        last_purchase_at = case when 'last_purchase_at' = any (e.fields) then null else p.last_purchase_at end,
        lifetime_value = case when 'lifetime_value' = any (e.fields) then null else p.lifetime_value end,
        interests = case when 'interests' = any (e.fields) then null else p.interests end,
        concluded_interests = case when 'concluded_interests' = any (e.fields) then null else p.concluded_interests end,
        preferred_products = case when 'preferred_products' = any (e.fields) then null else p.preferred_products end,
        own = p.own - e.fields
      from ending e
      where p.person_id = any (p_person) and p.person_id = e.person_id),
    gone as (
      delete from contact_point c using held h
      where c.person_id = any (p_person) and c.person_id = h.person_id and not contact_field(c.kind) = any (h.fields)
      returning c.person_id, contact_field(c.kind) as field_key)
    select array_agg(e.person_id), e.fields from ending e group by e.fields
    union all
    select array_agg(distinct g.person_id), array[g.field_key] from gone g group by g.field_key;
end
$$;

-- For a copy of the program before this one, as long as it runs.
create or replace function end_unfounded_values(p_now timestamptz, p_person uuid[]) returns table (person_id uuid, field_key text)
language sql security definer set search_path = public, pg_temp as $$
  select p.person_id, f.field_key
  from end_unfounded_alike(p_now, p_person) a cross join lateral unnest(a.people) as p (person_id) cross join lateral unnest(a.fields) as f (field_key)
$$;

revoke execute on function end_unfounded_alike from public;
grant execute on function end_unfounded_alike to tillit_app;

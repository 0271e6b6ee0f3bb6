-- Sensitive values (rule H6): sealed with a key of the person's own that lies in the keeper, found by a keyed index cut short.

create table sealed_value (
  person_id uuid not null references person on delete cascade,
  field_key text not null,
  sealed bytea not null,
  -- A few people share each mark: what it finds is opened and compared. Null for what nobody is looked for by.
  blind bytea check (length(blind) = 3),
  since timestamptz not null,
  primary key (person_id, field_key)
);
create index sealed_value_blind on sealed_value (field_key, blind) where blind is not null;

-- H1, H6: writes what is sealed of these people, as far as the field is a sensitive one and a living ground needs it.
-- Returns what was refused and by which rule.
create function write_sealed_values(p_now timestamptz, p_person uuid[], p_field text[], p_sealed bytea[], p_blind bytea[])
returns table (person_id uuid, field_key text, rule text)
language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  v_people constant uuid[] := array(select distinct u.person_id from unnest(p_person) as u (person_id));
begin
  return query
    with input as materialized (
      select i.person_id, i.field_key, i.sealed, i.blind,
        case
          when f.field_key is null or not f.sensitive then 'H1'
          when b.person_id is not null then 'H3'
          when n.fields is null or not i.field_key = any (n.fields) then 'H1'
        end as rule
      from unnest(p_person, p_field, p_sealed, p_blind) as i (person_id, field_key, sealed, blind)
      left join current_field f on f.field_key = i.field_key
      left join value_block b on b.person_id = i.person_id and b.field_key = i.field_key and b.person_id = any (v_people)
      left join fields_needed(p_now, v_people) n on n.person_id = i.person_id),
    written as (
      insert into sealed_value (person_id, field_key, sealed, blind, since)
      select i.person_id, i.field_key, i.sealed, i.blind, p_now from input i where i.rule is null
      on conflict (person_id, field_key) do update set sealed = excluded.sealed, blind = excluded.blind, since = excluded.since)
    select i.person_id, i.field_key, i.rule from input i where i.rule is not null;
end
$$;

create function clear_sealed_values(p_person uuid, p_field text[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from sealed_value where person_id = p_person and field_key = any (p_field)
$$;

-- H3: what nothing holds any more ends.
create function end_unfounded_sealed_values(p_now timestamptz, p_person uuid[]) returns table (person_id uuid, field_key text)
language sql security definer set search_path = public, pg_temp as $$
  delete from sealed_value s
  where s.person_id = any (p_person)
    and not exists (select from ground g join current_purpose_field pf on pf.purpose_key = g.purpose_key
      where g.person_id = s.person_id and pf.field_key = s.field_key and (ground_holds(g.since, g.hold_until, p_now)
        or exists (select from hold h where h.person_id = s.person_id and h.item_kind = 'ground' and h.item_id = g.ground_id::text and hold_lasts(h.until, h.ended_at, p_now))))
    and not exists (select from hold h where h.person_id = s.person_id and h.item_kind = 'field' and h.item_id = s.field_key and hold_lasts(h.until, h.ended_at, p_now))
  returning s.person_id, s.field_key
$$;

grant select on sealed_value to tillit_app, tillit_reader;
grant delete on sealed_value to tillit_eraser;
grant select on sealed_value to tillit_eraser;
revoke execute on function write_sealed_values, clear_sealed_values, end_unfounded_sealed_values from public;
grant execute on function write_sealed_values, clear_sealed_values, end_unfounded_sealed_values to tillit_app;

-- Companies, people in roles at them, teams of colleagues, and who looks after whom.
-- A company is nobody: companies, what was changed about them and how they hang together are small beside people, and every
-- machine may have a copy. A role is a person's: it lies with the person, and holds no more than a ground of theirs needs.

create table team (
  team_id uuid primary key,
  name text not null,
  created_at timestamptz not null,
  created_by uuid not null references staff,
  ended_at timestamptz
);

create table team_member (
  team_id uuid not null references team,
  staff_id uuid not null references staff,
  since timestamptz not null,
  ended_at timestamptz,
  primary key (team_id, staff_id, since)
);
create index team_member_now on team_member (staff_id) where ended_at is null;

create table company (
  company_id uuid primary key,
  name text not null,
  sort_key text not null,
  search_key text not null,
  country text not null,
  -- Whoever does business in their own name is a person, and stands among people.
  form text not null check (form in ('company', 'association', 'public-body', 'other')),
  -- As its country writes it, digits only; of countries we cannot check as it was typed.
  number text,
  email text,
  phone text,
  website text,
  street text,
  postal_code text,
  city text,
  participant_scheme text,
  participant_id text,
  tags text[] not null default '{}',
  owner uuid references staff,
  team_id uuid references team,
  -- The company that this one turned out to be: its rows keep their ids.
  merged_into uuid references company,
  version int not null,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create unique index company_number on company (country, number) where number is not null and merged_into is null;
create index company_sort on company (sort_key, company_id);
create index company_search on company using gin (search_key gin_trgm_ops);
create index company_merged on company (merged_into) where merged_into is not null;
create index company_owner on company (owner) where owner is not null;

-- What was done to a company, with what stood there before: nothing here is changed.
create table company_change (
  company_id uuid not null,
  version int not null,
  kind text not null check (kind in ('created', 'changed', 'removed', 'merged', 'undone')),
  at timestamptz not null,
  by_kind text not null,
  by_id text,
  before jsonb not null,
  after jsonb not null,
  -- The company that was merged into this one.
  other uuid,
  primary key (company_id, version)
);

create table company_relation (
  company_id uuid not null references company,
  relation_id uuid not null,
  -- What the company is of the other: its subsidiary, its department, its customer.
  kind text not null check (kind in ('subsidiary', 'department', 'customer')),
  other_id uuid not null references company,
  created_at timestamptz not null,
  created_by uuid references staff,
  ended_at timestamptz,
  primary key (company_id, relation_id),
  check (company_id <> other_id)
);
create index company_relation_other on company_relation (other_id);

-- What a person is at a company.
create table company_role (
  person_id uuid not null references person on delete cascade,
  role_id uuid not null,
  company_id uuid not null,
  title text,
  since date,
  -- The last day.
  until date,
  created_at timestamptz not null,
  created_by_kind text not null,
  created_by_id text,
  primary key (person_id, role_id)
) partition by hash (person_id);

-- Which colleague and which team look after a person.
create table person_owner (
  person_id uuid primary key references person on delete cascade,
  owner uuid,
  team_id uuid,
  since timestamptz not null,
  set_by uuid not null,
  check (owner is not null or team_id is not null)
) partition by hash (person_id);

do $$
declare
  part int;
  name text;
  parts constant int := 16;
begin
  foreach name in array array['company_role', 'person_owner'] loop
    for part in 0 .. parts - 1 loop
      execute format('create table %I partition of %I for values with (modulus %s, remainder %s)', name || '_p' || lpad(part::text, 2, '0'), name, parts, part);
    end loop;
  end loop;
end
$$;
create index company_role_company on company_role (company_id);
create index person_owner_owner on person_owner (owner) where owner is not null;
create index person_owner_team on person_owner (team_id) where team_id is not null;

-- The address or number of a role: it ends with it, and whoever is written to there is written to in that role.
alter table contact_point add column role_id uuid;

-- H1: a role is held while a ground needs to know where somebody works (company_name), its title while one needs that.
create function write_company_role(
  p_now timestamptz, p_person uuid, p_role uuid, p_company uuid, p_title text, p_since date, p_until date, p_by_kind text, p_by_id text)
returns table (field_key text, rule text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_needed constant text[] := coalesce((select n.fields from fields_needed(p_now, array[p_person]) n where n.person_id = p_person), '{}');
begin
  if not 'company_name' = any (v_needed) then
    return query select 'company_name'::text, 'H1'::text;
    return;
  end if;
  insert into company_role as r (person_id, role_id, company_id, title, since, until, created_at, created_by_kind, created_by_id)
  values (p_person, p_role, p_company, case when 'title' = any (v_needed) then p_title end, p_since, p_until, p_now, p_by_kind, p_by_id)
  on conflict (person_id, role_id) do update set title = excluded.title, since = excluded.since, until = excluded.until;
  if p_title is not null and not 'title' = any (v_needed) then
    return query select 'title'::text, 'H1'::text;
  end if;
end
$$;

-- H3: what no ground holds any more goes: the role itself, or its title.
create function end_unfounded_roles(p_now timestamptz, p_person uuid[]) returns table (person_id uuid, field_key text)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  if not exists (select from company_role r where r.person_id = any (p_person)) then
    return;
  end if;
  return query
    with held as materialized (select h.person_id, h.fields from fields_held(p_now, p_person) h),
    gone as (
      delete from company_role r using held h
      where r.person_id = any (p_person) and r.person_id = h.person_id and not 'company_name' = any (h.fields)
      returning r.person_id, r.role_id),
    -- Where somebody is reached in a role that is not known any more nobody is reached.
    unreached as (
      delete from contact_point c using gone g
      where c.person_id = any (p_person) and c.person_id = g.person_id and c.role_id = g.role_id
      returning c.person_id, contact_field(c.kind) as field_key),
    untitled as (
      update company_role r set title = null from held h
      where r.person_id = any (p_person) and r.person_id = h.person_id and r.title is not null
        and 'company_name' = any (h.fields) and not 'title' = any (h.fields)
      returning r.person_id)
    select distinct g.person_id, 'company_name'::text from gone g
    union all
    select distinct u.person_id, 'title'::text from untitled u
    union all
    select distinct u.person_id, u.field_key from unreached u;
end
$$;

create function remove_company_role(p_person uuid, p_role uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from company_role r where r.person_id = p_person and r.role_id = p_role
$$;

revoke execute on function write_company_role, end_unfounded_roles, remove_company_role from public;
grant execute on function write_company_role, end_unfounded_roles, remove_company_role to tillit_app;

grant select on team, team_member, company, company_change, company_relation, company_role, person_owner to tillit_app, tillit_reader, tillit_eraser;
grant insert on team, team_member, company, company_change, company_relation, person_owner to tillit_app;
grant update (name, ended_at) on team to tillit_app;
grant update (ended_at) on team_member to tillit_app;
grant update, delete on company to tillit_app;
grant update (ended_at), delete on company_relation to tillit_app;
grant update, delete on person_owner to tillit_app;
grant update (role_id) on contact_point to tillit_app;
grant delete on company_role, person_owner to tillit_eraser;

-- Lists over many people, views of them that are kept, and exports that run by themselves.

-- The order of texts in a list, compared byte by byte: cheap enough to be worked out for everybody (sort_fold is for names).
-- Å, ä and ö stand after z in Swedish order, æ, ø and å in Norwegian and Danish.
create function list_order(p_text text, p_country text) returns text language sql immutable parallel safe as $$
  select translate(lower(p_text),
    'éèêëüáàâíìóòúñçåäæöø',
    case when p_country in ('NO', 'DK') then 'eeeeyaaaiioounc}{{||' else 'eeeeyaaaiioounc{||}}' end)
$$;
grant execute on function list_order to tillit_app, tillit_reader;

-- Orders that begin with the newest or the most: only of those who have such a value, so that others cost nothing.
create index profile_birth_date on profile (birth_date, person_id) where birth_date is not null;
create index profile_last_purchase on profile (last_purchase_at, person_id) where last_purchase_at is not null;
create index profile_lifetime_value on profile (lifetime_value, person_id) where lifetime_value is not null;

-- A list as somebody wants to find it again. What it names is checked for each reader when it is opened.
create table saved_view (
  saved_view_id uuid primary key,
  list text not null check (list in ('people')),
  name text not null,
  shared boolean not null,
  columns text[] not null,
  filters jsonb not null,
  search text not null,
  sort jsonb not null,
  created_by uuid not null,
  created_at timestamptz not null,
  changed_at timestamptz not null
);

-- An export that runs by itself; its file waits, sealed, for whoever asked for it.
create table export_job (
  export_id uuid primary key,
  wish jsonb not null,
  form jsonb not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  people_total int,
  people_done int not null default 0,
  people_exported int not null default 0,
  bytes bigint not null default 0,
  -- The last person looked at: there it goes on after a stop.
  after_person uuid,
  failure text,
  created_at timestamptz not null,
  created_by uuid not null,
  started_at timestamptz,
  finished_at timestamptz,
  -- The one address that fetches the file, for as long as it does.
  link_hash bytea,
  link_expires_at timestamptz,
  fetched_at timestamptz,
  removed_at timestamptz
);
create index export_job_due on export_job (created_at) where state in ('waiting', 'running');

create table export_part (
  export_id uuid not null references export_job on delete cascade,
  part int not null,
  sealed bytea not null,
  primary key (export_id, part)
);

grant select on saved_view, export_job, export_part to tillit_app, tillit_reader;
grant insert, update, delete on saved_view, export_job, export_part to tillit_app;

-- An import can be taken back for thirty days (rule M1): what it replaced is kept that long, and the work of undoing it.

-- What a run replaced or began of people who were known before. Deleted when the import can no longer be undone.
create table import_before (
  person_id uuid not null references person on delete cascade,
  import_id uuid not null,
  -- `value FIELD`, `point ID` (an address that the run ended), `ground ID` (one that it began), `country`.
  item text not null,
  -- Null where there was nothing.
  before jsonb,
  at timestamptz not null,
  primary key (person_id, import_id, item)
);
create index import_before_at on import_before (at);

create table import_undo (
  import_id uuid primary key references import on delete cascade,
  state text not null check (state in ('rehearsing', 'rehearsed', 'running', 'done', 'failed')),
  requested_at timestamptz not null,
  requested_by text not null,
  finished_at timestamptz
);

-- Everybody whom the import added or changed, one after the other, and what undoing it means for them.
create table import_undo_person (
  person_id uuid not null,
  import_id uuid not null,
  place int not null,
  was_new boolean not null,
  outcome text check (outcome in ('removed', 'restored', 'kept-acted', 'kept-used', 'kept-no')),
  primary key (person_id, import_id)
);
create index import_undo_person_due on import_undo_person (import_id, place) where outcome is null;
create index import_undo_person_kept on import_undo_person (import_id, place) where outcome like 'kept%';

-- Rows with something to tell are few, and looked for again and again while a run is shown.
create index import_row_told on import_row (import_id, rehearsal, row_no) where reasons <> '[]';

-- Takes back contact points that should never have been written, as if they had not.
create function remove_contact_points(p_person uuid[], p_contact_point uuid[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from contact_point c using unnest(p_person, p_contact_point) as r (person_id, contact_point_id)
  where c.person_id = any (p_person) and c.person_id = r.person_id and c.contact_point_id = r.contact_point_id
$$;

revoke execute on function remove_contact_points from public;
grant execute on function remove_contact_points to tillit_app;
grant select on import_before, import_undo, import_undo_person to tillit_app, tillit_reader;
grant insert, update, delete on import_before, import_undo, import_undo_person to tillit_app;

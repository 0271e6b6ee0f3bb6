-- Changing one thing of many people at once: tried first, stopped and gone on with, undone for thirty days.

create table mass_change (
  mass_change_id uuid primary key,
  -- A field of the catalogue, or `owner` or `team`: who of us looks after them.
  target text not null,
  op text not null check (op in ('set', 'clear', 'add', 'remove')),
  -- The same for everybody; null when it is cleared.
  value jsonb,
  source text not null,
  collected text not null check (collected in ('self', 'other')),
  state text not null check (state in ('rehearsing', 'rehearsed', 'waiting', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone')),
  people int not null,
  created_at timestamptz not null,
  created_by uuid not null,
  started_at timestamptz,
  finished_at timestamptz,
  undone_at timestamptz,
  undone_by uuid,
  failure text,
  check ((op = 'clear') = (value is null))
);

-- Whom it is about, and what was there before.
create table mass_change_person (
  person_id uuid not null,
  mass_change_id uuid not null,
  -- What would become of it, and what did; of taking it back too.
  foreseen text,
  outcome text,
  undo_outcome text,
  before jsonb,
  provenance_id uuid,
  changed_at timestamptz,
  primary key (person_id, mass_change_id)
) partition by hash (person_id);

do $$
declare
  part int;
  parts constant int := 16;
begin
  for part in 0 .. parts - 1 loop
    execute format('create table %I partition of mass_change_person for values with (modulus %s, remainder %s)', 'mass_change_person_p' || lpad(part::text, 2, '0'), parts, part);
  end loop;
end
$$;
create index mass_change_person_of on mass_change_person (mass_change_id, person_id);
create index mass_change_state on mass_change (state) where state in ('rehearsing', 'waiting', 'running', 'undoing');

grant select on mass_change, mass_change_person to tillit_app, tillit_reader, tillit_eraser;
grant insert, update, delete on mass_change, mass_change_person to tillit_app;
grant delete on mass_change_person to tillit_eraser;

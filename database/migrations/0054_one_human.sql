-- Several records of one human. Rows keep their person: each record knows the others by a row of its own, what the others said
-- is carried by a line in its own ledger, and a record that does not lead says so itself, so that nothing about one person is
-- ever looked up through another.

alter table person add column led_by uuid;

create table record_alias (
  person_id uuid not null,
  other_person_id uuid not null,
  -- The act that made them one. Who comes third gets an act of their own.
  merge_id uuid not null,
  -- This record leads the other.
  leads boolean not null,
  merged_at timestamptz not null,
  merged_by uuid not null,
  primary key (person_id, other_person_id)
);
create index record_alias_other on record_alias (other_person_id);

alter table possible_duplicate drop constraint possible_duplicate_decision_check;
alter table possible_duplicate add constraint possible_duplicate_decision_check check (decision in ('different', 'later', 'merged'));

grant select on record_alias to tillit_app, tillit_reader, tillit_eraser;
grant insert, update, delete on record_alias to tillit_app;
grant delete on record_alias to tillit_eraser;

-- Two people who may be one human, found by comparing the register with itself, and what a colleague said of them. Each pair
-- stands there twice, once with each of the two, and goes with either.

create table possible_duplicate (
  person_id uuid not null,
  other_person_id uuid not null,
  found_at timestamptz not null,
  -- The pass that saw them last.
  seen_at timestamptz not null,
  grade text not null check (grade in ('sure', 'unsure')),
  -- Hundredths of the logarithm to base 2 of the odds.
  odds int not null,
  -- How far each compared thing agrees.
  levels int[] not null,
  -- Null is not looked at yet; 'different' is never asked again.
  decision text check (decision in ('different', 'later')),
  decided_at timestamptz,
  decided_by uuid,
  -- When 'later' has come.
  rests_until timestamptz,
  primary key (person_id, other_person_id)
);
create index possible_duplicate_other on possible_duplicate (other_person_id);
create index possible_duplicate_open on possible_duplicate (grade, (-odds), person_id, other_person_id) where decision is distinct from 'different' and person_id < other_person_id;

-- The last pass through the register. One row.
create table duplicate_pass (
  one boolean primary key default true check (one),
  began_at timestamptz not null,
  ended_at timestamptz,
  took_ms int,
  people int,
  pairs int
);

grant select on possible_duplicate, duplicate_pass to tillit_app, tillit_reader, tillit_eraser;
grant insert, update, delete on possible_duplicate to tillit_app;
grant insert, update on duplicate_pass to tillit_app;
grant delete on possible_duplicate to tillit_eraser;

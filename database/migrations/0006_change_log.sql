-- What was changed, so that every copy of the program can follow it and keep its answers in memory right.

-- Written in the transaction of the change; whatever is committed stands here until it has its place.
create table person_change_pending (
  person_id uuid not null,
  change_id uuid not null,
  primary key (person_id, change_id)
);

-- The changes in one order, for those who follow. A change that was committed late comes late.
create table person_change (
  change_no bigint primary key,
  change_id uuid not null,
  person_id uuid not null,
  at timestamptz not null
);

-- The answers as they stood at `change_no`, for the next start: two bytes a cell in the order of the layout.
create table decision_row (
  person_id uuid primary key,
  person_no bigint not null,
  layout text not null,
  cells bytea not null,
  valid_until timestamptz,
  change_no bigint not null
);
create index decision_row_no on decision_row (person_no);

-- Every change up to here stands in the rows above.
create table decision_mark (
  layout text primary key,
  change_no bigint not null
);

-- People are found by their number when an audience comes out of memory.
create index person_no on person (person_no);

grant select on person_change_pending, person_change, decision_row, decision_mark to tillit_app, tillit_reader;
grant insert, delete on person_change_pending, person_change to tillit_app;
grant insert, update, delete on decision_row, decision_mark to tillit_app;

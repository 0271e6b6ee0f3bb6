-- Roles of colleagues. The starter roles are part of the program (src/staff/starter-roles.ts); here are the company's own.

-- Each change of a role is a row more: who could do what on a day can always be told.
create table staff_role (
  role_key text not null,
  version int not null check (version > 0),
  name text not null,
  permissions text[] not null,
  -- Null: all, those to come too.
  purposes text[],
  readable text[],
  writable text[],
  set_at timestamptz not null,
  set_by uuid not null references staff,
  primary key (role_key, version)
);

create table staff_role_of (
  staff_id uuid not null references staff,
  role_key text not null,
  given_at timestamptz not null,
  -- Null: by the program, to the first administrator.
  given_by uuid references staff,
  ended_at timestamptz,
  ended_by uuid references staff,
  primary key (staff_id, role_key, given_at)
);
create unique index staff_role_of_held on staff_role_of (staff_id, role_key) where ended_at is null;

-- Until now everybody could do everything.
insert into staff_role_of (staff_id, role_key, given_at)
select staff_id, 'administrator', created_at from staff where ended_at is null;

-- Four eyes: what one colleague asks and another allows.
create table staff_approval (
  approval_id uuid primary key,
  kind text not null,
  -- What exactly is to be done: an approval of one thing allows no other.
  wish jsonb not null,
  reason text not null,
  asked_by uuid not null references staff,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  decided_by uuid references staff,
  decided_at timestamptz,
  approved boolean,
  used_at timestamptz,
  check (decided_by <> asked_by),
  check ((decided_at is null) = (decided_by is null) and (decided_at is null) = (approved is null)),
  check (used_at is null or approved)
);

grant select on staff_role, staff_role_of, staff_approval to tillit_app, tillit_reader;
grant insert on staff_role, staff_role_of, staff_approval to tillit_app;
grant update (ended_at, ended_by) on staff_role_of to tillit_app;
grant update (decided_by, decided_at, approved, used_at) on staff_approval to tillit_app;

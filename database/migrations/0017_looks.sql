-- Who looked at whom: which fields, why, when. Never what stood in them. Only inserted; an old line is deleted by the eraser role.
create table look (
  person_id uuid not null,
  look_id uuid not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('staff', 'key')),
  actor_id uuid not null,
  -- What the colleague was at that moment: keys of starter roles, names of the company's own, which may be gone later.
  roles text[] not null,
  why text not null,
  fields text[] not null,
  primary key (person_id, look_id)
) partition by hash (person_id);

do $$
declare
  part int;
  parts constant int := 16;
begin
  for part in 0 .. parts - 1 loop
    execute format('create table %I partition of look for values with (modulus %s, remainder %s)', 'look_p' || lpad(part::text, 2, '0'), parts, part);
  end loop;
end
$$;
create index look_by_actor on look (actor_id, at desc, look_id desc);
create index look_by_time on look (at desc, look_id desc);

-- How many people a colleague looked at within an hour of the clock: what is usual for them is told by it.
create table look_hour (
  staff_id uuid not null references staff,
  hour timestamptz not null,
  people int not null,
  primary key (staff_id, hour)
);

-- Somebody looked at unusually many people. One a colleague and day; somebody who may see it says what it was.
create table look_notice (
  notice_id uuid primary key,
  staff_id uuid not null references staff,
  day date not null,
  raised_at timestamptz not null,
  since timestamptz not null,
  people int not null,
  opened int not null,
  listed int not null,
  exported int not null,
  -- What is usual an hour for this colleague; null where too little is known of them.
  usual double precision,
  acknowledged_at timestamptz,
  acknowledged_by uuid references staff,
  words text,
  unique (staff_id, day)
);

grant select on look, look_hour, look_notice to tillit_app, tillit_reader;
grant insert on look, look_hour, look_notice to tillit_app;
grant update on look_hour to tillit_app;
grant update (acknowledged_at, acknowledged_by, words) on look_notice to tillit_app;
grant delete on look_hour to tillit_app;
grant select, delete on look to tillit_eraser;

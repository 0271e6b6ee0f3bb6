-- The scrub (rule E2): what was deleted leaves the files of the database within a day. Local tables that know no person.

-- What must be rewritten: written in the transaction that deletes. One row each, so that nobody waits for anybody.
create table scrub_mark (
  mark_id uuid primary key,
  table_name text not null,
  marked_at timestamptz not null,
  -- The round that takes it; null until one has begun.
  round_id uuid
);
create index scrub_mark_open on scrub_mark (marked_at);

-- One going-through of the files. It stays as history: when what was deleted before it was gone.
create table scrub_round (
  round_id uuid primary key,
  began_at timestamptz not null,
  -- The times of the marks that it took; null where there was none.
  first_mark_at timestamptz,
  last_mark_at timestamptz,
  -- Number of its first transaction: a file counts as rewritten once nobody sees what was there before.
  horizon bigint not null,
  files int not null,
  bytes bigint not null default 0,
  longest_lock_ms int not null default 0,
  -- Tables and statistics hold nothing of it any more.
  rewritten_at timestamptz,
  -- Up to here the write-ahead log may hold it; and when that was gone too.
  wal_mark text,
  gone_at timestamptz,
  -- How that is known: looked at, or declared by whoever runs the server; unknown where neither. Null while the round runs.
  how text check (how in ('seen', 'declared', 'unknown'))
);
create index scrub_round_open on scrub_round (began_at) where how is null;
create index scrub_round_marks on scrub_round (last_mark_at);

-- Each table, or part of one, that lies in a file of its own, and when it was last rewritten.
create table scrub_file (
  relation text primary key,
  table_name text not null,
  -- Set while a round wants it rewritten.
  round_id uuid,
  -- Rows inserted, changed and deleted up to then, as the server counts, and since when it has counted.
  changes bigint not null,
  counted_since timestamptz,
  rewritten_at timestamptz,
  lock_ms int,
  bytes bigint,
  tries int not null default 0,
  not_before timestamptz,
  -- Why the last try failed.
  fault text check (fault in ('busy', 'seen', 'large', 'not-allowed'))
);
create index scrub_file_due on scrub_file (round_id) where round_id is not null;

grant select on scrub_mark, scrub_round, scrub_file to tillit_app, tillit_reader;
grant insert, update, delete on scrub_mark, scrub_file to tillit_app;
grant insert, update on scrub_round to tillit_app;
grant insert on scrub_mark to tillit_eraser;

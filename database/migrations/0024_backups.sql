-- Backups that were made, and restores of one.

create table backup_made (
  backup_id uuid primary key,
  -- The moment it shows.
  made_at timestamptz not null,
  -- When its file is to be deleted, and with it the last that it holds of whoever was erased since.
  goes_at timestamptz not null,
  file_name text not null,
  bytes bigint not null,
  gone_at timestamptz
);

-- From loading a backup until all that the keeper's journal says took effect again: no door opens in between (rule E3).
create table restoration (
  restoration_id uuid primary key,
  backup_id uuid not null,
  backup_at timestamptz not null,
  begun_at timestamptz not null,
  finished_at timestamptz,
  -- What was done, in numbers.
  proof jsonb
);

grant select on backup_made, restoration to tillit_app, tillit_reader;
grant insert, update on backup_made, restoration to tillit_app;

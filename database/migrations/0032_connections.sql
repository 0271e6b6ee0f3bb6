-- Other systems that hold what we gave them, and what each answered when it was told of an act (art. 19).

-- A recipient of the catalogue with a way to be told.
create table connected_system (
  system_id uuid primary key,
  name text not null,
  -- Key of the catalogue.
  recipient text not null,
  way text not null check (way in ('webhook', 'mail-task')),
  -- Where it is told: a URL, or the mailbox of people who work there.
  address text not null,
  -- What calls are signed with, sealed by a key of the keeper.
  secret bytea,
  language text not null,
  -- What it holds: the purposes it gets data for, and of their fields these; none: all of them.
  purposes text[] not null,
  fields text[] not null,
  -- By what it knows people; nothing else is told to it.
  known_by text[] not null,
  -- Whose data it got: everybody's with one of its purposes, or only theirs that it fetched or brought by its key.
  reach text not null check (reach in ('purpose', 'key')),
  api_key_id uuid,
  -- Days within which it is to answer.
  answer_days int not null,
  created_at timestamptz not null,
  created_by uuid not null,
  paused_at timestamptz,
  ended_at timestamptz,
  -- How it does: the last try, the last answer, and the key of what was wrong at the last try.
  called_at timestamptz,
  answered_at timestamptz,
  error text,
  check ((way = 'webhook') = (secret is not null)),
  check (reach = 'purpose' or api_key_id is not null)
);

-- One row for each act and place. Of an erasure they stay as long as it; whether it is done is computed from them.
create table system_task (
  person_id uuid not null,
  task_id uuid not null,
  system_id uuid not null,
  act text not null check (act in ('erasure', 'rectification', 'restriction', 'restriction-lifted')),
  erasure_id uuid,
  request_id uuid,
  -- What it is about, as keys; none: everything that the system has of the person.
  purposes text[] not null,
  fields text[] not null,
  state text not null check (state in ('waiting', 'sent', 'accepted', 'done', 'refused', 'not-found', 'failed')),
  asked_at timestamptz not null,
  deadline timestamptz not null,
  tries int not null,
  -- When it is tried again; null: never.
  next_try timestamptz,
  claimed_until timestamptz,
  -- Key of what was wrong at the last try.
  error text,
  alarmed_at timestamptz,
  answered_at timestamptz,
  answered_how text check (answered_how in ('answer', 'call-back', 'link', 'staff')),
  answered_by uuid,
  -- Of a refusal: its key, and whatever somebody wrote to it.
  reason text,
  words text,
  -- Hash of the link in the mail of a task.
  link_hash bytea,
  primary key (person_id, task_id),
  check ((state in ('done', 'refused', 'not-found')) = (answered_at is not null))
);
create index system_task_by_id on system_task (task_id);
create index system_task_by_system on system_task (system_id, state);
create index system_task_due on system_task (next_try) where next_try is not null;
create index system_task_erasure on system_task (erasure_id) where erasure_id is not null;
create index system_task_link on system_task (link_hash) where link_hash is not null;

-- By what the system knows the person, sealed by a key of the keeper; gone as soon as it has answered or was given up.
create table system_task_subject (
  person_id uuid not null,
  task_id uuid not null,
  sealed bytea not null,
  at timestamptz not null,
  primary key (person_id, task_id)
);

grant select on connected_system, system_task, system_task_subject to tillit_app, tillit_reader, tillit_eraser;
grant insert, update on connected_system, system_task to tillit_app;
grant insert on system_task_subject to tillit_app;
-- What was told of somebody before they were forgotten goes with them.
grant delete on system_task, system_task_subject to tillit_app;

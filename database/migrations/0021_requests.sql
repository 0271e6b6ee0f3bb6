-- What people ask by their rights (art. 7(3), 12–22, 77): the request with its days, each step, pauses, proof of who asks,
-- what came with it, and who was told.

create table request (
  person_id uuid not null references person on delete cascade,
  request_id uuid not null,
  kind text not null check (kind in ('access', 'rectification', 'erasure', 'restriction', 'portability', 'objection',
    'automated-decision', 'complaint', 'withdrawal')),
  -- When it reached the company, by whatever way; not when somebody wrote it down.
  received_at timestamptz not null,
  received_how text not null check (received_how in ('page', 'phone', 'letter', 'counter', 'mail', 'api')),
  recorded_at timestamptz not null,
  recorded_by_kind text not null,
  recorded_by_id text,
  language text not null,
  -- What exactly is asked: purposes, fields, new values, the person's own words.
  wish jsonb not null,
  -- The controller's at receipt: its holidays and its clock count the days.
  country text not null,
  due_on date not null,
  latest_on date not null,
  extended_at timestamptz,
  extended_reason text,
  proof_needed text not null,
  proof_given text,
  proof_given_at timestamptz,
  -- Why there was reasonable doubt, where there was (art. 12(6)).
  doubts text[] not null default '{}',
  state text not null check (state in ('open', 'waiting-for-proof', 'answered', 'refused', 'withdrawn')),
  answered_at timestamptz,
  outcome text,
  refusal_reason text,
  -- The words of the answer as the person gets it.
  answer text,
  -- The next day on which somebody is reminded; null when there is none left.
  remind_on date,
  primary key (person_id, request_id),
  check ((state in ('answered', 'refused', 'withdrawn')) = (answered_at is not null)),
  check ((extended_at is null) = (extended_reason is null)),
  check ((state = 'refused') = (refusal_reason is not null))
);
create index request_due on request (due_on) where answered_at is null;
create index request_reminder on request (remind_on) where answered_at is null;
create index request_received on request (received_at desc, request_id desc);

-- Everything that happened to a request, in order. Only inserted.
create table request_step (
  person_id uuid not null references person on delete cascade,
  request_id uuid not null,
  step_id uuid not null,
  -- Its place in the request's own order: several steps may share a moment.
  step_no int not null,
  at timestamptz not null,
  kind text not null,
  actor_kind text not null,
  actor_id text,
  -- Keys and days; what a person wrote stands in `words`.
  detail jsonb not null,
  words text,
  primary key (person_id, request_id, step_id)
);

-- While we wait for the person to show who they are; shown beside the strict day, which it does not move.
create table request_pause (
  person_id uuid not null references person on delete cascade,
  request_id uuid not null,
  since timestamptz not null,
  until timestamptz,
  primary key (person_id, request_id, since)
);

-- How somebody showed who they are. Deletes itself; the request keeps the strength alone.
create table request_proof (
  person_id uuid not null references person on delete cascade,
  request_id uuid not null,
  proof_id uuid not null,
  way text not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text,
  -- What was checked, in words.
  words text,
  delete_after timestamptz not null,
  primary key (person_id, request_id, proof_id)
);
create index request_proof_ends on request_proof (delete_after);

-- What came with a request: a letter, a scan. Sealed by a key of the keeper, and gone with the request.
create table request_document (
  person_id uuid not null references person on delete cascade,
  request_id uuid not null,
  document_id uuid not null,
  media_type text not null,
  size int not null,
  sealed bytea not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text,
  primary key (person_id, request_id, document_id)
);

-- Art. 19: each recipient is told of a rectification, an erasure or a restriction, and what it answered.
create table recipient_notice (
  person_id uuid not null references person on delete cascade,
  request_id uuid not null,
  recipient text not null,
  about text not null check (about in ('rectification', 'erasure', 'restriction', 'restriction-lifted')),
  fields text[] not null,
  told_at timestamptz not null,
  state text not null check (state in ('pending', 'done', 'refused')),
  answered_at timestamptz,
  answered_by text,
  words text,
  primary key (person_id, request_id, recipient, about)
);

grant select on request, request_step, request_pause, request_proof, request_document, recipient_notice to tillit_app, tillit_reader, tillit_eraser;
grant insert, delete on request, request_step, request_pause, request_proof, request_document, recipient_notice to tillit_app;
grant update on request to tillit_app;
grant update (until) on request_pause to tillit_app;
grant update (told_at, fields, state, answered_at, answered_by, words) on recipient_notice to tillit_app;
grant delete on request, request_step, request_pause, request_proof, request_document, recipient_notice to tillit_eraser;

-- A mail that says there is news about a request; what it is stands on the person's own page.
alter table message drop constraint message_kind_check;
alter table message add check (kind in ('ask', 'mailing', 'service', 'code', 'confirm', 'receipt', 'address-changed', 'request-news'));
drop index message_single_due;
create index message_single_due on message (queued_at) where state = 'waiting' and kind in ('code', 'confirm', 'receipt', 'address-changed', 'request-news');

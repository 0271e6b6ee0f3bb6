-- Deals: what somebody may come to buy, on its way through stages that the company names. What was done is added beside, never overwritten.

-- A way that sales go. Its stages, in order, with how likely those who stand there buy.
create table pipeline (
  pipeline_id uuid primary key,
  name text not null,
  stages jsonb not null,
  created_at timestamptz not null,
  created_by uuid not null references staff
);

create table deal (
  person_id uuid not null,
  deal_id uuid not null,
  -- What it rests on: that somebody asked for an offer, or is a customer. Its end is the end of the deal's data.
  ground_id uuid not null,
  pipeline_id uuid not null,
  stage_id uuid not null,
  name text not null,
  -- In hundredths of the currency.
  value bigint not null check (value >= 0),
  currency text not null,
  expected_on date,
  -- The colleague whose deal it is.
  owner uuid,
  state text not null check (state in ('open', 'won', 'lost')),
  lost_why text,
  begun_at timestamptz not null,
  begun_by_kind text not null,
  begun_by_id text,
  -- When it came to its stage.
  moved_at timestamptz not null,
  ended_at timestamptz,
  primary key (person_id, deal_id),
  check ((state = 'lost') = (lost_why is not null)),
  check ((state = 'open') = (ended_at is null))
) partition by hash (person_id);

create table deal_change (
  person_id uuid not null,
  deal_id uuid not null,
  change_id uuid not null,
  kind text not null check (kind in ('begun', 'moved', 'changed', 'won', 'lost', 'reopened')),
  stage_id uuid,
  -- Which of name, value, day and owner were changed.
  members text[] not null default '{}',
  noted_at timestamptz not null,
  noted_by_kind text not null,
  noted_by_id text,
  primary key (person_id, deal_id, change_id)
) partition by hash (person_id);

do $$
declare
  part int;
  name text;
  parts constant int := 16;
begin
  foreach name in array array['deal', 'deal_change'] loop
    for part in 0 .. parts - 1 loop
      execute format('create table %I partition of %I for values with (modulus %s, remainder %s)', name || '_p' || lpad(part::text, 2, '0'), name, parts, part);
    end loop;
  end loop;
end
$$;
-- The board: what is open in a stage, the nearest day first.
create index deal_open on deal (pipeline_id, stage_id, expected_on, deal_id) where state = 'open';
create index deal_ended on deal (pipeline_id, ended_at) where state <> 'open';

grant select on pipeline, deal, deal_change to tillit_app, tillit_reader, tillit_eraser;
grant insert on pipeline, deal, deal_change to tillit_app;
grant update on pipeline, deal to tillit_app;
grant delete on deal, deal_change to tillit_eraser;

-- Subscriptions, and runs that invoice what is due. What is said about a subscription is added, never overwritten.

create table subscription (
  person_id uuid not null,
  subscription_id uuid not null,
  -- The agreement it is invoiced for: it ends with it.
  ground_id uuid not null,
  name text not null,
  -- How long a period is: a month, a quarter, a year.
  months int not null check (months in (1, 3, 12)),
  -- Day of the month on which periods begin; in shorter months their last day.
  billing_day int not null check (billing_day between 1 and 31),
  starts_on date not null,
  created_at timestamptz not null,
  created_by_kind text not null,
  created_by_id text,
  primary key (person_id, subscription_id)
) partition by hash (person_id);

create table subscription_change (
  person_id uuid not null,
  subscription_id uuid not null,
  change_id uuid not null,
  kind text not null check (kind in ('terms', 'paused', 'resumed', 'ended')),
  -- The first day of new terms, of a pause, after a pause; of an end the last day, none: it goes on.
  day date,
  lines jsonb,
  noted_at timestamptz not null,
  noted_by_kind text not null,
  noted_by_id text,
  primary key (person_id, subscription_id, change_id),
  check ((kind = 'terms') = (lines is not null)),
  check (day is not null or kind = 'ended')
) partition by hash (person_id);

-- What has been invoiced. A period has a second turn only when a run took the first one back.
create table subscription_period (
  person_id uuid not null,
  subscription_id uuid not null,
  period_from date not null,
  turn int not null,
  period_to date not null,
  invoice_id uuid not null,
  run_id uuid not null,
  -- The run that took it back.
  released_by uuid,
  primary key (person_id, subscription_id, period_from, turn)
) partition by hash (person_id);

-- Jobs of many invoices, or of their credit notes.
create table invoice_run (
  run_id uuid primary key,
  kind text not null check (kind in ('due', 'undo')),
  up_to date,
  undoes uuid references invoice_run,
  state text not null check (state in ('rehearsing', 'rehearsed', 'waiting', 'running', 'done', 'failed', 'cancelled')),
  done int not null default 0,
  total int,
  -- The last one that was gone through, in the order of people.
  after_person uuid,
  after_id uuid,
  counts jsonb not null,
  -- Each invoice is put on its way to the customer.
  deliver boolean not null default false,
  failure text,
  created_at timestamptz not null,
  created_by uuid not null references staff,
  started_at timestamptz,
  finished_at timestamptz,
  check ((kind = 'due') = (up_to is not null)),
  check ((kind = 'undo') = (undoes is not null))
);

-- What a run did, or left out and why; of a rehearsal only what would be left out.
create table invoice_run_item (
  person_id uuid not null,
  run_id uuid not null,
  item_id uuid not null,
  rehearsal boolean not null,
  subscription_id uuid,
  period_from date,
  invoice_id uuid,
  amount bigint,
  reason text,
  rule text,
  primary key (person_id, run_id, item_id),
  check ((reason is null) <> (invoice_id is null))
) partition by hash (person_id);

do $$
declare
  part int;
  name text;
  parts constant int := 16;
begin
  foreach name in array array['subscription', 'subscription_change', 'subscription_period', 'invoice_run_item'] loop
    for part in 0 .. parts - 1 loop
      execute format('create table %I partition of %I for values with (modulus %s, remainder %s)', name || '_p' || lpad(part::text, 2, '0'), name, parts, part);
    end loop;
  end loop;
end
$$;
create index subscription_by_id on subscription (subscription_id);
create index invoice_run_item_by_run on invoice_run_item (run_id, item_id);

grant select on subscription, subscription_change, subscription_period, invoice_run, invoice_run_item to tillit_app, tillit_reader, tillit_eraser;
grant insert on subscription, subscription_change, subscription_period, invoice_run, invoice_run_item to tillit_app;
grant update on subscription_period, invoice_run to tillit_app;
-- A rehearsal's rows go when the run begins.
grant delete on invoice_run_item to tillit_app;
grant delete on subscription, subscription_change, subscription_period, invoice_run_item to tillit_eraser;

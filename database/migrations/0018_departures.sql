-- Colleagues who leave, at once or on a day to come, and what was cut then (AU-08).
create table staff_departure (
  departure_id uuid primary key,
  staff_id uuid not null references staff,
  leaves_at timestamptz not null,
  -- Whose their records become; null: they stay where they are.
  hand_to uuid references staff,
  asked_at timestamptz not null,
  asked_by uuid not null references staff,
  cancelled_at timestamptz,
  cancelled_by uuid references staff,
  -- From then on they are nobody here; what ran for them is stopped right after, and may have to wait for a row.
  done_at timestamptz,
  stopped_at timestamptz,
  -- What was cut and handed over, by kind; names of things, never secrets.
  cut jsonb,
  check (done_at is null or cancelled_at is null)
);
create unique index staff_departure_open on staff_departure (staff_id) where done_at is null and cancelled_at is null;
create index staff_departure_due on staff_departure (leaves_at) where stopped_at is null and cancelled_at is null;

grant select on staff_departure to tillit_app, tillit_reader;
grant insert on staff_departure to tillit_app;
grant update (cancelled_at, cancelled_by, done_at, stopped_at, cut) on staff_departure to tillit_app;

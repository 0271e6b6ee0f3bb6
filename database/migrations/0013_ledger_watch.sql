-- When the whole ledger was last gone through, and what was wrong then: nothing is signed on top of a fault (LG-04).
create table ledger_watch (
  what text primary key check (what = 'whole ledger'),
  checked_at timestamptz not null,
  size bigint not null,
  -- Null where nothing was wrong.
  fault text,
  fault_index bigint
);

grant select on ledger_watch to tillit_app, tillit_reader;
grant insert, update on ledger_watch to tillit_app;

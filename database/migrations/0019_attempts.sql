-- How often something that could be guessed was tried, by account, by network and in all, within a window of minutes.
-- Unlogged, so that what a network did stands neither in the write-ahead log nor in a backup; after a crash counting begins anew.
create unlogged table attempt (
  kind text not null,
  -- What is counted: a keyed hash of the network, a hash of the account's id, or all.
  subject bytea not null,
  window_ends timestamptz not null,
  count integer not null,
  primary key (kind, subject, window_ends)
);
create index attempt_window_ends on attempt (window_ends);

grant select on attempt to tillit_app, tillit_reader;
grant insert, update, delete on attempt to tillit_app;

-- A key of another system is bound to purposes: through it one sees what these need, of people with a living ground for one.
-- Keys from before have none, so they see nobody until they are made anew.

alter table api_key
  add column purposes text[] not null default '{}',
  add column expires_at timestamptz,
  -- To the day only: that a key is in use is worth knowing, when it was used is nobody's habit to keep.
  add column last_used_on date;

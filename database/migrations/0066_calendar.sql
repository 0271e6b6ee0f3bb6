-- The calendar of a colleague in other programs, by a secret address; meetings that customers are invited to; and the mail of a morning.

-- Who has the address sees when something is to be done, and of people no name. One at a time for each colleague.
create table calendar_feed (
  token_hash bytea primary key,
  staff_id uuid not null references staff,
  language text not null,
  made_at timestamptz not null,
  ended_at timestamptz
);
create index calendar_feed_staff on calendar_feed (staff_id);

-- Colleagues who want a mail in the morning about what they have before them.
create table day_mail (
  staff_id uuid primary key references staff,
  language text not null,
  since timestamptz not null,
  -- The day of the last one.
  last_on date
);

-- A mail that invited somebody to a meeting, moved it or called it off (RFC 5546).
create table invitation (
  person_id uuid not null,
  -- Of the message in the queue.
  mailing_id uuid not null,
  activity_id uuid not null,
  method text not null check (method in ('REQUEST', 'CANCEL')),
  -- The state of the meeting that it told of.
  sequence int not null,
  asked_at timestamptz not null,
  asked_by_kind text not null,
  asked_by_id text,
  primary key (person_id, mailing_id)
) partition by hash (person_id);

do $$
declare
  kinds text;
begin
  for part in 0 .. 15 loop
    execute format('create table %I partition of invitation for values with (modulus 16, remainder %s)', 'invitation_p' || lpad(part::text, 2, '0'), part);
  end loop;
  -- One more kind of message, beside those that are there already.
  select string_agg(quote_literal(k.kind), ', ') into kinds
  from (
    select m[1] as kind from pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), '''([^'']+)''::text', 'g') m where c.conrelid = 'message'::regclass and c.conname = 'message_kind_check'
    union all select 'invitation') k;
  alter table message drop constraint message_kind_check;
  execute format('alter table message add constraint message_kind_check check (kind in (%s))', kinds);
end
$$;
create index message_invitation_due on message (queued_at) where state = 'waiting' and kind = 'invitation';

grant select on calendar_feed, day_mail, invitation to tillit_app, tillit_reader, tillit_eraser;
grant insert, update on calendar_feed, day_mail to tillit_app;
grant delete on day_mail to tillit_app;
grant insert on invitation to tillit_app;
grant delete on invitation to tillit_eraser;

-- A ticket that asks something by right is made a request; how it went is asked once, for a purpose of its own.

alter table ticket_change drop constraint ticket_change_kind_check;
alter table ticket_change add check (kind in ('begun', 'state', 'assigned', 'person', 'subject', 'request'));
alter table ticket_change
  -- What was made of it: whose request, which, and what it asks.
  add column request_person uuid,
  add column request_id uuid,
  add column request_kind text,
  add check ((kind = 'request') = (request_id is not null));

alter table ticket
  -- When the person was asked how it went, or the gate said that they are not asked; once.
  add column rating_asked_at timestamptz,
  add column rating_rule text,
  add column rating_hash bytea,
  add column rating int check (rating between 1 and 5),
  add column rating_words text,
  add column rated_at timestamptz;
create index ticket_unrated on ticket (solved_at) where rating_asked_at is null and state in ('solved', 'closed');
create index ticket_rating on ticket (rating_hash) where rating_hash is not null;

-- What is left of tickets when they are gone: how many, by month and what they were. Nobody is in it.
create table ticket_count (
  month text not null,
  what text not null,
  count int not null,
  primary key (month, what)
);
grant select on ticket_count to tillit_app, tillit_reader;
grant insert, update on ticket_count to tillit_app;

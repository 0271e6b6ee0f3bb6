-- A request of somebody who is in no register (art. 15: "whether or not"): told apart until it is linked to a person.
alter table request add column stranger boolean not null default false;
create index request_stranger on request (kind) where stranger and answered_at is null;

-- Noes are told to connected systems too (art. 7(3), 21), with the channel that each is about; none: all.
alter table system_task add column channels text[] not null default '{}';
alter table system_task drop constraint system_task_act_check;
alter table system_task add check (act in ('erasure', 'rectification', 'restriction', 'restriction-lifted', 'objection', 'withdrawal'));
-- Up to which leaf of the ledger noes have been told; what was said before there were systems to tell is told to none.
create table told_mark (
  what text primary key,
  leaf_index bigint not null
);
-- A place in which nothing is yet stays empty: whoever restores a backup into it is told so.
insert into told_mark (what, leaf_index) select 'noes', max(leaf_index) from ledger_place having count(*) > 0;
grant select on told_mark to tillit_app, tillit_reader;
grant insert, update on told_mark to tillit_app;

-- By what other systems may know somebody whose address goes with the very no that they are to be told of; there for as
-- long as it takes the no to get its place in the ledger, which is a second.
create table told_pending (
  person_id uuid primary key,
  at timestamptz not null,
  customer_number text,
  emails text[] not null,
  phones text[] not null
);
grant select, delete on told_pending to tillit_app, tillit_eraser;
grant select on told_pending to tillit_reader;
grant insert, update on told_pending to tillit_app;

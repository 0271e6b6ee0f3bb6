-- A request of somebody who is in no register (art. 15: "whether or not"): told apart until it is linked to a person.
alter table request add column stranger boolean not null default false;
create index request_stranger on request (kind) where stranger and answered_at is null;

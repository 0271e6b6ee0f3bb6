-- An address of one colleague: what is sent there in copy is kept with the customer it went to or came from.
alter table incoming_address drop constraint if exists incoming_address_taker_check;
alter table incoming_address add constraint incoming_address_taker_check check (taker in ('decorating', 'tickets', 'correspondence'));
alter table incoming_address add column staff_id uuid references staff;
alter table incoming_address add constraint incoming_address_owner_check check ((taker = 'correspondence') = (staff_id is not null));
create unique index incoming_address_owner on incoming_address (staff_id) where revoked_at is null;

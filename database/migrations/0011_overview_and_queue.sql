-- The newest weeks of the ledger are counted for the overview. Entries come in the order of their time, so that a few
-- bytes per page do, and writing pays nothing for it.
create index ledger_entry_at on ledger_entry using brin (at);

-- Tells the old address that another has taken its place.
alter table message drop constraint message_kind_check;
alter table message add check (kind in ('ask', 'mailing', 'service', 'code', 'confirm', 'receipt', 'address-changed'));
drop index message_single_due;
create index message_single_due on message (queued_at) where state = 'waiting' and kind in ('code', 'confirm', 'receipt', 'address-changed');

-- What a mail server has not taken yet: the workspace says how much.
create index message_retried on message (queued_at) where state = 'waiting' and attempts > 0;

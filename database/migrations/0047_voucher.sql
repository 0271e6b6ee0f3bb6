-- What the voucher itself told the person is kept as evidence; what was asked for reminding stays to be paid; why a code was revoked.

-- Place in the person's own ledger of the entry that says what this delivery showed; 0: it showed nothing, or went before this was kept.
alter table invoice_delivery add column notice_seq int;
update invoice_delivery set notice_seq = 0 where state = 'sent';
create index invoice_delivery_untold on invoice_delivery (changed_at) where state = 'sent' and notice_seq is null;

-- Fees of earlier reminders that were not paid that day, and what interest had come to, which is told and not asked for.
alter table invoice_reminder add column fees_before bigint not null default 0;
alter table invoice_reminder add column interest bigint not null default 0;

-- In the words of whoever revoked it; and on which surface what is said by a link is said, where the link stands on one.
alter table token add column revoked_why text;
alter table token add column surface text;

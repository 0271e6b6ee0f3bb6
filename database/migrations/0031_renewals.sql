-- A mailing of the kind ask may be a renewal round: it goes to those whose yes ends before this moment, and to nobody else.
-- Null for every other mailing.
alter table mailing add column renews_before timestamptz;
alter table mailing add constraint mailing_renewal check (renews_before is null or kind = 'ask');

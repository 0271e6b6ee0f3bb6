-- A mailing of the kind ask may be a renewal round: it goes to those whose yes ends before this moment, and to nobody else.
-- Null for every other mailing.
alter table mailing add column renews_before timestamptz;
alter table mailing add constraint mailing_renewal check (renews_before is null or kind = 'ask');

-- Filing what was issued had the permission to change people; it has one of its own now, and nobody loses it.
update staff_role set permissions = array_append(permissions, 'documents.file')
where 'people.write' = any (permissions) and not 'documents.file' = any (permissions);

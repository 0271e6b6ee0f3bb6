-- Who let a mailing go: it goes on only while they may (AZ-09). Null where nobody of the staff did.
alter table mailing add column started_by text;

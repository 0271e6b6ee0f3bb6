-- Claims that were never finished, and asks that wait for an answer, are looked for by time alone.
create index message_claimed on message (claimed_at) where state = 'handing-over';
create index message_unanswered on message (finished_at) where kind = 'ask' and state = 'sent' and answer is null;

-- One queue for all mail: single mails (a code, a confirmation, a receipt) stand in it beside those of a mailing.
-- It holds no words, codes or links: what is written is put together, and secrets are derived, when it is sent.

alter table message
  add column kind text not null check (kind in ('ask', 'mailing', 'service', 'code', 'confirm', 'receipt')),
  add column queued_at timestamptz not null,
  -- Ledger entries that a confirmation or a receipt is about.
  add column entry_seqs int[] not null default '{}',
  -- The request at the front door that a code answers.
  add column request_id uuid;

-- Somebody waits for these, so they go before every mailing.
create index message_single_due on message (queued_at) where state = 'waiting' and kind in ('code', 'confirm', 'receipt');

-- False when the mail server was lost before it answered: the message may have arrived.
alter table use_record add column certain boolean not null default true;

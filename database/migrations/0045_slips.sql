-- Sheets on paper: what a person was shown and asked, the slip to tear off, and what came back. No vouchers: they have a
-- short life of their own, and go with the person.

create table slip (
  person_id uuid not null,
  slip_id uuid not null,
  made_at timestamptz not null,
  -- What it went out with, or that somebody ordered it.
  goes_with text not null check (goes_with in ('invoice', 'reminder', 'credit-note', 'order')),
  -- The invoice or credit note that it lay beside.
  invoice_id uuid,
  language text not null,
  -- Of the link in the code on the slip.
  token_hash bytea not null,
  -- What stands under the code, to be typed where nobody can scan it.
  number text not null,
  -- The person's last entry when it was printed: what they said after that is later.
  after_seq int not null,
  -- Each line with its boxes: purpose, channel, contact point, and the words as they were printed.
  rows jsonb not null,
  -- Where on the slip the boxes are.
  layout jsonb not null,
  -- The printed sheet; null when its days are over.
  sheet bytea,
  primary key (person_id, slip_id)
) partition by hash (person_id);

-- What came back: once for each slip.
create table slip_answer (
  person_id uuid not null,
  slip_id uuid not null,
  answered_at timestamptz not null,
  -- The date that the person wrote on it, and the day on which it came.
  signed_on date,
  received_on date not null,
  recorded_by_kind text not null,
  recorded_by_id text,
  -- What each line was taken for.
  answers jsonb not null,
  -- Entries of the ledger that rest on it, and requests that it opened.
  entry_seqs int[] not null,
  request_ids uuid[] not null,
  media_type text not null check (media_type in ('image/jpeg', 'image/png')),
  size int not null,
  -- The picture of the slip, sealed; null when it proves nothing any more.
  picture bytea,
  primary key (person_id, slip_id)
) partition by hash (person_id);

do $$
declare
  part int;
  parts constant int := 16;
begin
  for part in 0 .. parts - 1 loop
    execute format('create table %I partition of slip for values with (modulus %s, remainder %s)', 'slip_p' || lpad(part::text, 2, '0'), parts, part);
    execute format('create table %I partition of slip_answer for values with (modulus %s, remainder %s)', 'slip_answer_p' || lpad(part::text, 2, '0'), parts, part);
  end loop;
end
$$;
create index slip_number on slip (number);
create index slip_printed on slip (made_at) where sheet is not null;
create index slip_made on slip (made_at);
create index slip_answer_kept on slip_answer (answered_at) where picture is not null;

-- The code on a slip says no, as the link on an invoice does, and stood in a letter.
alter table token drop constraint token_kind_check;
alter table token add check (kind in ('stop', 'ask', 'confirm', 'revoke', 'invoice', 'invoice-code', 'letter'));

grant select on slip, slip_answer to tillit_app, tillit_reader, tillit_eraser;
grant insert, delete on slip, slip_answer to tillit_app;
grant update (sheet) on slip to tillit_app;
grant update (picture) on slip_answer to tillit_app;
grant delete on slip, slip_answer to tillit_eraser;

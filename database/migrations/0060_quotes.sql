-- Quotes: what somebody was offered, word by word, and what they said to it. A version that was made stays as it was; what has become of it is said beside.

create table quote (
  person_id uuid not null,
  -- One version.
  quote_id uuid not null,
  -- Its ground is the quote's, and so is the end of its data.
  deal_id uuid not null,
  -- Of a series of its own; the versions of one quote share it.
  number text not null,
  version int not null check (version > 0),
  language text not null,
  issued_on date not null,
  valid_until date not null check (valid_until >= issued_on),
  currency text not null,
  -- In hundredths, with VAT.
  payable bigint not null check (payable >= 0),
  -- Seller, buyer, lines as they were typed, and terms.
  content jsonb not null,
  page bytea not null,
  made_at timestamptz not null,
  made_by_kind text not null,
  made_by_id text,
  -- `open` says nothing of its day: that is counted when it is looked at.
  state text not null check (state in ('open', 'accepted', 'declined', 'withdrawn', 'replaced')),
  -- What was said: how, when, under which name, in which words and to which page; or by whom it was taken back.
  answer jsonb,
  answered_by_kind text,
  answered_by_id text,
  changed_at timestamptz not null,
  -- What was invoiced for it: never twice.
  invoice_id uuid,
  -- Among the issued documents, once it was accepted.
  document_id uuid,
  primary key (person_id, quote_id),
  unique (person_id, number, version),
  check ((state in ('open', 'replaced')) = (answer is null)),
  check ((answer is null) = (answered_by_kind is null)),
  check (state = 'accepted' or (invoice_id is null and document_id is null))
) partition by hash (person_id);

-- A mail that a quote, or the receipt for a yes, went with.
create table quote_mail (
  person_id uuid not null,
  -- Of the message in the queue.
  mailing_id uuid not null,
  quote_id uuid not null,
  what text not null check (what in ('offer', 'receipt')),
  asked_at timestamptz not null,
  asked_by_kind text not null,
  asked_by_id text,
  primary key (person_id, mailing_id)
) partition by hash (person_id);

do $$
declare
  part int;
  name text;
  parts constant int := 16;
begin
  foreach name in array array['quote', 'quote_mail'] loop
    for part in 0 .. parts - 1 loop
      execute format('create table %I partition of %I for values with (modulus %s, remainder %s)', name || '_p' || lpad(part::text, 2, '0'), name, parts, part);
    end loop;
  end loop;
end
$$;
create index quote_of_deal on quote (person_id, deal_id);
create index quote_unfiled on quote (changed_at) where state = 'accepted' and document_id is null;

-- The history of a deal tells of its quotes too.
alter table deal_change add column quote_id uuid;

-- One more kind each, beside those that are there already.
do $$
declare
  one record;
  kinds text;
begin
  for one in
    select * from (values ('message', array['quote']), ('token', array['quote']),
      ('deal_change', array['quoted', 'quote-sent', 'quote-accepted', 'quote-declined', 'quote-withdrawn', 'quote-undone', 'invoiced'])) as v (name, added)
  loop
    select string_agg(quote_literal(k.kind), ', ') into kinds
    from (
      select m[1] as kind from pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), '''([^'']+)''::text', 'g') m
        where c.conrelid = one.name::regclass and c.conname = one.name || '_kind_check'
      union all select unnest(one.added)) k;
    execute format('alter table %I drop constraint %I', one.name, one.name || '_kind_check');
    execute format('alter table %I add constraint %I check (kind in (%s))', one.name, one.name || '_kind_check', kinds);
  end loop;
end
$$;
create index message_quote_due on message (queued_at) where state = 'waiting' and kind = 'quote';

grant select on quote, quote_mail to tillit_app, tillit_reader, tillit_eraser;
grant insert on quote, quote_mail to tillit_app;
grant update (state, answer, answered_by_kind, answered_by_id, changed_at, invoice_id, document_id) on quote to tillit_app;
grant delete on quote, quote_mail to tillit_eraser;

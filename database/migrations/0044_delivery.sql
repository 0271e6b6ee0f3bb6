-- How invoices reach people: what the company prefers, what a customer has chosen, each delivery with what became of it,
-- letters put together for a print house, and reminders.

create table delivery_setting (
  delivery_setting_id uuid primary key,
  since timestamptz not null,
  settings jsonb not null,
  set_by uuid not null references staff
);

-- What somebody chose for themself, or a colleague for them; nobody in it goes by what is known.
create table delivery_choice (
  person_id uuid primary key,
  -- Null: by what is known.
  way text check (way in ('email', 'peppol', 'letter', 'page')),
  -- Where e-invoices go in Peppol: scheme (ISO 6523) and number.
  participant_scheme text,
  participant_id text,
  -- The e-invoice goes with the mail too.
  with_ubl boolean not null default false,
  said_at timestamptz not null,
  said_by_kind text not null,
  said_by_id text,
  check ((participant_scheme is null) = (participant_id is null))
) partition by hash (person_id);

-- One way that one document went. Of a mail `message` knows more, under the same id, until it is over.
create table invoice_delivery (
  person_id uuid not null,
  delivery_id uuid not null,
  invoice_id uuid not null,
  -- Null: the invoice itself.
  reminder_id uuid,
  document_id uuid not null,
  way text not null check (way in ('email', 'peppol', 'letter', 'page')),
  -- What decided the way.
  why text not null,
  state text not null check (state in ('waiting', 'handing-over', 'handed-over', 'sent', 'unknown', 'failed', 'refused', 'cancelled')),
  -- The rule that refused, or what the other side said.
  reason text,
  asked_at timestamptz not null,
  asked_by_kind text not null,
  asked_by_id text,
  changed_at timestamptz not null,
  -- The delivery that this one stands in for.
  succeeds uuid,
  -- Of letters: the batch, the place in it and what it took.
  batch_id uuid,
  place int,
  sequence int,
  pages int,
  country text,
  primary key (person_id, delivery_id)
) partition by hash (person_id);

-- A payment reminder: a document of its own that points to its invoice, which stays as it is. Amounts in hundredths.
create table invoice_reminder (
  person_id uuid not null,
  reminder_id uuid not null,
  invoice_id uuid not null,
  -- First, second …
  ordinal int not null,
  issued_on date not null,
  pay_by date not null,
  outstanding bigint not null,
  fee bigint not null,
  document_id uuid not null,
  issued_at timestamptz not null,
  issued_by_kind text not null,
  issued_by_id text,
  primary key (person_id, reminder_id),
  unique (person_id, invoice_id, ordinal)
) partition by hash (person_id);

do $$
declare
  part int;
  parts constant int := 16;
  name text;
begin
  foreach name in array array['delivery_choice', 'invoice_delivery', 'invoice_reminder'] loop
    for part in 0 .. parts - 1 loop
      execute format('create table %I partition of %I for values with (modulus %s, remainder %s)', name || '_p' || lpad(part::text, 2, '0'), name, parts, part);
    end loop;
  end loop;
end
$$;
create index invoice_delivery_open on invoice_delivery (way, asked_at) where state in ('waiting', 'handing-over', 'handed-over');
create index invoice_delivery_troubled on invoice_delivery (changed_at) where state in ('failed', 'refused', 'unknown');
create index invoice_delivery_batch on invoice_delivery (batch_id, place) where batch_id is not null;
create index invoice_delivery_invoice on invoice_delivery (person_id, invoice_id);

-- Letters for a print house: made once, fetched until somebody says that they were handed over.
create table letter_batch (
  batch_id uuid primary key,
  state text not null check (state in ('waiting', 'running', 'done', 'handed-over', 'cancelled', 'failed')),
  letters_total int not null,
  letters_done int not null default 0,
  pages int not null default 0,
  failure text,
  created_at timestamptz not null,
  created_by uuid not null,
  finished_at timestamptz,
  handed_over_at timestamptz,
  handed_over_by uuid
);
create index letter_batch_due on letter_batch (created_at) where state in ('waiting', 'running');

-- A part of the print file of a batch, sealed.
create table letter_part (
  batch_id uuid not null references letter_batch on delete cascade,
  part int not null,
  letters int not null,
  sealed bytea not null,
  primary key (batch_id, part)
);

-- A mail with an invoice. Codes and confirmations go before it: somebody waits for those.
alter table message drop constraint message_kind_check;
alter table message add check (kind in ('ask', 'mailing', 'service', 'code', 'confirm', 'receipt', 'address-changed', 'request-news', 'data-ending', 'invoice'));
create index message_invoice_due on message (queued_at) where state = 'waiting' and kind = 'invoice';

grant select on delivery_setting, delivery_choice, invoice_delivery, invoice_reminder, letter_batch, letter_part to tillit_app, tillit_reader, tillit_eraser;
grant insert on delivery_setting to tillit_app;
grant insert, update on delivery_choice, invoice_delivery to tillit_app;
grant insert on invoice_reminder to tillit_app;
grant insert, update on letter_batch to tillit_app;
grant insert, delete on letter_part to tillit_app;
-- Whoever is erased is in no print file of ours.
grant update on letter_batch, invoice_delivery to tillit_eraser;
grant delete on letter_part to tillit_eraser;
grant delete on delivery_choice, invoice_delivery, invoice_reminder to tillit_eraser;

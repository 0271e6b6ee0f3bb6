-- Invoices and credit notes that are issued here. The frozen page lies with the other issued documents and goes with it,
-- on the day of the bookkeeping act (rule H4); what was issued never changes.

create table invoice (
  person_id uuid not null,
  invoice_id uuid not null,
  kind text not null check (kind in ('invoice', 'credit-note')),
  number text not null,
  issued_on date not null,
  due_on date not null,
  currency text not null,
  -- In hundredths of the currency.
  gross bigint not null,
  payable bigint not null,
  -- What comes with the payment.
  reference text not null,
  credits uuid,
  -- The whole document, as it was issued.
  content jsonb not null,
  document_id uuid not null,
  issued_at timestamptz not null,
  issued_by_kind text not null,
  issued_by_id text,
  primary key (person_id, invoice_id),
  check ((kind = 'credit-note') = (credits is not null))
) partition by hash (person_id);

create table payment (
  person_id uuid not null,
  payment_id uuid not null,
  invoice_id uuid not null,
  paid_on date not null,
  amount bigint not null check (amount <> 0),
  how text not null check (how in ('bank', 'swish', 'card', 'cash', 'other')),
  noted_at timestamptz not null,
  noted_by_kind text not null,
  noted_by_id text,
  primary key (person_id, payment_id)
) partition by hash (person_id);

do $$
declare
  part int;
  parts constant int := 16;
begin
  for part in 0 .. parts - 1 loop
    execute format('create table %I partition of invoice for values with (modulus %s, remainder %s)', 'invoice_p' || lpad(part::text, 2, '0'), parts, part);
    execute format('create table %I partition of payment for values with (modulus %s, remainder %s)', 'payment_p' || lpad(part::text, 2, '0'), parts, part);
  end loop;
end
$$;
create index invoice_issued on invoice (issued_on desc, invoice_id desc);
create index invoice_reference on invoice (reference);
create index payment_invoice on payment (person_id, invoice_id);

-- How this company invoices; the newest counts, those before it are what invoices were issued by.
create table invoicing (
  invoicing_id uuid primary key,
  since timestamptz not null,
  settings jsonb not null,
  set_by uuid not null references staff
);

-- A link on an invoice says no, as one in a mail does, and says where it stood.
alter table token drop constraint token_kind_check;
alter table token add check (kind in ('stop', 'ask', 'confirm', 'revoke', 'invoice'));

grant select on invoice, payment, invoicing to tillit_app, tillit_reader, tillit_eraser;
grant insert on invoice, payment, invoicing to tillit_app;
grant delete on invoice, payment to tillit_eraser;

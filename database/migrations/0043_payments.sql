-- What banks say has come to the company's accounts: each once, whichever file tells of it, until the day of the
-- bookkeeping act. What is on an invoice stands among its payments; what is on none is open here until somebody says what it is.

create table bank_file (
  file_id uuid primary key,
  -- SHA-256 of its bytes: the same file does nothing twice.
  digest text not null unique,
  format text not null check (format in ('bgmax', 'camt.053', 'camt.054')),
  accounts text[] not null,
  taken_at timestamptz not null,
  taken_by_kind text not null,
  taken_by_id text,
  -- Lines that were new, and what became of them; known: told of by another file before; passed over: no money that came in.
  lines int not null,
  paid int not null,
  part_paid int not null,
  overpaid int not null,
  taken_back int not null,
  unmatched int not null,
  known int not null,
  passed_over int not null
);

create table bank_payment (
  bank_payment_id uuid primary key,
  file_id uuid not null,
  row_no int not null,
  kind text not null check (kind in ('payment', 'deduction', 'reversal')),
  format text not null,
  -- Hashes of what the bank knows it by: of this one; of the same one in another form of file; of the entry it was booked in.
  mark text not null unique,
  also_mark text unique,
  entry_mark text,
  is_whole boolean not null,
  booked_on date not null,
  -- In hundredths; below zero for what went back.
  amount bigint not null check (amount <> 0),
  currency text not null,
  reference text not null,
  message text not null,
  payer_name text,
  payer_account text,
  -- Why it was put on no invoice at once.
  reason text,
  -- What is neither on an invoice nor set aside.
  left_over bigint not null,
  keep_until date not null
);
create index bank_payment_open on bank_payment (booked_on desc, bank_payment_id desc) where left_over <> 0;
create index bank_payment_entry on bank_payment (entry_mark) where entry_mark is not null;
create index bank_payment_same on bank_payment (reference, amount, booked_on);
create index bank_payment_end on bank_payment (keep_until);

-- What was done about it, by whom; taken back by a step that names the first.
create table bank_payment_step (
  bank_payment_id uuid not null,
  step_id uuid not null,
  kind text not null check (kind in ('matched', 'set-aside', 'returned', 'undone')),
  amount bigint not null,
  at timestamptz not null,
  by_kind text not null,
  by_id text,
  person_id uuid,
  invoice_id uuid,
  payment_id uuid,
  undoes uuid,
  reason text,
  primary key (bank_payment_id, step_id)
);

-- A payment that a bank told of, and who paid it: with the invoice, and as long.
alter table payment add bank_payment_id uuid;
alter table payment add payer_name text;
alter table payment add payer_account text;

-- By hand an invoice is found by what it asks for, or by its number.
create index invoice_payable on invoice (payable);
create index invoice_number on invoice (number text_pattern_ops);

grant select on bank_file, bank_payment, bank_payment_step to tillit_app, tillit_reader, tillit_eraser;
grant insert on bank_file, bank_payment, bank_payment_step to tillit_app;
grant update (also_mark, left_over) on bank_payment to tillit_app;
grant delete on bank_payment, bank_payment_step to tillit_eraser;

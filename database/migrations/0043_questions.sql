-- What a customer asks about an invoice of theirs, and what was answered.

create table invoice_question (
  person_id uuid not null,
  question_id uuid not null,
  invoice_id uuid not null,
  asked_at timestamptz not null,
  language text not null,
  words text not null,
  answered_at timestamptz,
  answered_by_kind text,
  answered_by_id text,
  answer text,
  primary key (person_id, question_id),
  check ((answered_at is null) = (answer is null))
) partition by hash (person_id);

do $$
begin
  for part in 0 .. 15 loop
    execute format('create table %I partition of invoice_question for values with (modulus 16, remainder %s)', 'invoice_question_p' || lpad(part::text, 2, '0'), part);
  end loop;
end
$$;
create index invoice_question_open on invoice_question (asked_at) where answered_at is null;

grant select on invoice_question to tillit_app, tillit_reader, tillit_eraser;
grant insert, update (answered_at, answered_by_kind, answered_by_id, answer) on invoice_question to tillit_app;
grant delete on invoice_question to tillit_eraser;

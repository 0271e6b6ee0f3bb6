-- Tickets: conversations with one person about one thing, until it is solved. What customers asked about invoices becomes tickets.

create table ticket (
  -- Whose it is; of a sender nobody knows: the id of the ticket itself.
  person_id uuid not null,
  ticket_id uuid not null,
  number bigint not null,
  subject text not null,
  source text not null check (source in ('mail', 'form', 'phone', 'page', 'invoice')),
  state text not null check (state in ('new', 'open', 'waiting', 'solved', 'closed')),
  -- Whether it is known whose it is, only what a sender's address says, or not even that.
  who text not null check (who in ('known', 'proposed', 'unknown')),
  -- The ground for the purpose of service that it rests on while it is not closed; null where none is known to be needed.
  ground_id uuid,
  language text not null check (language in ('sv', 'nb', 'en')),
  assignee uuid,
  team_id uuid,
  invoice_id uuid,
  -- Where replies by mail go, and nowhere else: the address that the mail or the form came from.
  sender text,
  -- The address of ours that it came to.
  address_id uuid,
  -- Hash of what stands behind the plus of the address that replies are answered to.
  reply_hash bytea,
  begun_at timestamptz not null,
  state_since timestamptz not null,
  -- The newest line that is no inner note: who answers has read so far.
  last_line_id uuid not null,
  last_line_at timestamptz not null,
  first_due timestamptz not null,
  first_answered_at timestamptz,
  solve_due timestamptz not null,
  solved_at timestamptz,
  closed_at timestamptz,
  -- The nearer of what is promised and not kept yet; null while nobody here has to act.
  due_at timestamptz,
  primary key (person_id, ticket_id),
  check ((state = 'closed') = (closed_at is not null)),
  check ((who = 'unknown') = (person_id = ticket_id))
) partition by hash (person_id);

create table ticket_line (
  person_id uuid not null,
  ticket_id uuid not null,
  line_id uuid not null,
  -- What the customer wrote, what we answered, that we have it, and what colleagues tell each other.
  kind text not null check (kind in ('asked', 'answered', 'acknowledged', 'noted')),
  at timestamptz not null,
  by_kind text not null,
  by_id text,
  words text not null,
  language text not null,
  -- The address it came from, where it is another than the ticket's.
  sender text,
  -- Names of files that came with it.
  files text[] not null default '{}',
  message_id text,
  -- Of what goes by mail.
  mail_state text check (mail_state in ('waiting', 'sent', 'refused', 'stopped')),
  rule text,
  tries int not null default 0,
  not_before timestamptz,
  primary key (person_id, ticket_id, line_id)
) partition by hash (person_id);

-- What was done with a ticket; only added.
create table ticket_change (
  person_id uuid not null,
  ticket_id uuid not null,
  change_id uuid not null,
  kind text not null check (kind in ('begun', 'state', 'assigned', 'person', 'subject')),
  state text,
  was text,
  assignee uuid,
  team_id uuid,
  noted_at timestamptz not null,
  noted_by_kind text not null,
  noted_by_id text,
  primary key (person_id, ticket_id, change_id)
) partition by hash (person_id);

-- Who has a ticket open just now; forgotten within minutes.
create table ticket_reader (
  person_id uuid not null,
  ticket_id uuid not null,
  staff_id uuid not null,
  seen_at timestamptz not null,
  is_writing boolean not null,
  primary key (person_id, ticket_id, staff_id)
) partition by hash (person_id);

do $$
declare
  part int;
  name text;
  parts constant int := 16;
begin
  foreach name in array array['ticket', 'ticket_line', 'ticket_change', 'ticket_reader'] loop
    for part in 0 .. parts - 1 loop
      execute format('create table %I partition of %I for values with (modulus %s, remainder %s)', name || '_p' || lpad(part::text, 2, '0'), name, parts, part);
    end loop;
  end loop;
end
$$;
-- The queue: what is nearest due, what is newest; and what was closed long ago.
create index ticket_due on ticket (due_at, ticket_id) where state in ('new', 'open');
create index ticket_newest on ticket (last_line_at, ticket_id) where state <> 'closed';
create index ticket_closed on ticket (closed_at) where state = 'closed';
create index ticket_sender on ticket (sender, begun_at) where sender is not null;
create index ticket_reply on ticket (reply_hash) where reply_hash is not null;
create index ticket_invoice on ticket (person_id, invoice_id) where invoice_id is not null;
create index ticket_line_message on ticket_line (message_id) where message_id is not null;
create index ticket_line_due on ticket_line (not_before) where mail_state = 'waiting';
create index ticket_reader_seen on ticket_reader (seen_at);

-- What the company promises: its working hours, and within how many of them it answers and solves.
create table service_level (
  service_level_id uuid primary key,
  since timestamptz not null,
  settings jsonb not null,
  set_by uuid not null references staff
);

-- Words that are used again.
create table canned_answer (
  answer_id uuid primary key,
  name text not null,
  texts jsonb not null,
  changed_at timestamptz not null,
  changed_by uuid not null references staff,
  removed_at timestamptz
);

grant select on ticket, ticket_line, ticket_change, ticket_reader, service_level, canned_answer to tillit_app, tillit_reader, tillit_eraser;
grant insert, update, delete on ticket, ticket_line, ticket_change, ticket_reader to tillit_app;
grant insert on service_level to tillit_app;
grant insert, update on canned_answer to tillit_app;
grant delete on ticket, ticket_line, ticket_change, ticket_reader to tillit_eraser;

-- An address for tickets has no secret: everybody may know it.
alter table incoming_address drop constraint incoming_address_taker_check;
alter table incoming_address add check (taker in ('decorating', 'tickets'));
alter table incoming_address alter column answer_to drop not null;
alter table incoming_address add column open_address text;
alter table incoming_address add check ((taker = 'tickets') = (open_address is not null));
alter table incoming_address add check ((taker = 'decorating') = (answer_to is not null));
alter table incoming_address alter column token_hash drop not null;
alter table incoming_address add check ((token_hash is null) = (taker = 'tickets'));
create unique index incoming_address_open on incoming_address (open_address) where revoked_at is null;

-- Free text of tickets is watched too, beside whatever places there are by now.
do $$
declare
  places text;
begin
  select pg_get_constraintdef(oid) into places from pg_constraint where conname = 'text_override_place_check' and conrelid = 'text_override'::regclass;
  alter table text_override drop constraint text_override_place_check;
  execute 'alter table text_override add constraint text_override_place_check ' || replace(places, '''request''::text', '''request''::text, ''ticket''::text');
end
$$;

-- Questions become tickets: what was answered is over, the rest waits for its first answer.
insert into ticket (person_id, ticket_id, number, subject, source, state, who, language, invoice_id, begun_at, state_since, last_line_id, last_line_at, first_due, first_answered_at, solve_due, solved_at, closed_at, due_at)
select q.person_id, q.question_id, row_number() over (order by q.asked_at, q.question_id),
  case q.language when 'nb' then 'Faktura ' when 'sv' then 'Faktura ' else 'Invoice ' end || coalesce(i.number, ''), 'invoice', case when q.answered_at is null then 'new' else 'closed' end, 'known', q.language, q.invoice_id,
  q.asked_at, coalesce(q.answered_at, q.asked_at), q.question_id, coalesce(q.answered_at, q.asked_at), q.asked_at, q.answered_at, q.asked_at, q.answered_at, q.answered_at, case when q.answered_at is null then q.asked_at end
from invoice_question q left join invoice i on i.person_id = q.person_id and i.invoice_id = q.invoice_id;
insert into ticket_line (person_id, ticket_id, line_id, kind, at, by_kind, by_id, words, language)
select person_id, question_id, question_id, 'asked', asked_at, 'person', person_id::text, words, language from invoice_question
union all
select person_id, question_id, gen_random_uuid(), 'answered', answered_at, answered_by_kind, answered_by_id, answer, language from invoice_question where answered_at is not null;
update ticket t set last_line_id = l.line_id from ticket_line l where l.person_id = t.person_id and l.ticket_id = t.ticket_id and l.kind = 'answered';
insert into number_series (series, next) select 'ticket', count(*) + 1 from invoice_question having count(*) > 0;
drop table invoice_question;

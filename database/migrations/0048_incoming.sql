-- Mails that come to us. What a mail is for is said by the address it came to, never by whom it says it is from.

-- Behind the plus of an address stands a secret; only its hash is stored.
create table incoming_address (
  address_id uuid primary key,
  token_hash bytea not null unique,
  -- Who takes what comes there.
  taker text not null check (taker in ('decorating')),
  name text not null,
  -- Where what came of it is mailed, whoever the mail says it is from.
  answer_to text not null,
  language text not null check (language in ('sv', 'nb', 'en')),
  created_at timestamptz not null,
  created_by uuid not null references staff,
  revoked_at timestamptz,
  revoked_by uuid references staff,
  -- What has come of its mails, in numbers.
  last_at timestamptz,
  mails int not null default 0,
  done int not null default 0,
  refused int not null default 0
);

-- Each mail once for each address of ours: a keyed hash of the two, kept longer than any server tries again.
create table incoming_mark (
  mark bytea primary key,
  at timestamptz not null
);
create index incoming_mark_at on incoming_mark (at);

-- What is worked on, and what nobody took, for as long as it lies here.
create table incoming_mail (
  -- Whose address it says it is from, where one person has it; else the id of the mail itself.
  person_id uuid not null,
  mail_id uuid not null,
  way text not null check (way in ('mailbox', 'pipe', 'api')),
  -- The address it came to, where there is one.
  address_id uuid,
  received_at timestamptz not null,
  -- As the mail says: anybody may have written it.
  sender text not null,
  subject text not null,
  size int not null,
  -- The mail as it came; null where it is worked on no more, or was too large to keep.
  source bytea,
  -- What goes back, as it will go over the wire.
  answer bytea,
  state text not null check (state in ('waiting', 'answering', 'untaken')),
  reason text,
  done int not null default 0,
  refused int not null default 0,
  tries int not null default 0,
  not_before timestamptz not null,
  -- When it is deleted whatever has become of it.
  keep_until timestamptz not null,
  primary key (person_id, mail_id),
  check ((state = 'untaken') = (reason is not null)),
  check ((state = 'answering') = (answer is not null))
) partition by hash (person_id);

do $$
begin
  for part in 0 .. 15 loop
    execute format('create table %I partition of incoming_mail for values with (modulus 16, remainder %s)', 'incoming_mail_p' || lpad(part::text, 2, '0'), part);
  end loop;
end
$$;
create index incoming_mail_by_id on incoming_mail (mail_id);
create index incoming_mail_due on incoming_mail (not_before) where state <> 'untaken';
create index incoming_mail_over on incoming_mail (keep_until);

grant select on incoming_address, incoming_mark, incoming_mail to tillit_app, tillit_reader, tillit_eraser;
grant insert, update on incoming_address, incoming_mail to tillit_app;
grant insert, delete on incoming_mark to tillit_app;
grant delete on incoming_mail to tillit_app, tillit_eraser;

-- Sessions of colleagues: how each was opened, when it was last proved who sits there, and where it is in use.

-- A session from before says none of this. Whoever was signed in signs in again.
delete from staff_session;
alter table staff_session
  -- What the session is called in lists; the secret in the cookie is another, and only its hash is kept.
  add column session_id uuid not null unique,
  -- `link`: by a link that a colleague made. It may enrol a factor and nothing else.
  add column how text not null check (how in ('console', 'link', 'passkey', 'password+totp', 'recovery', 'oidc')),
  -- When a factor was last shown in it; null for a link of a colleague.
  add column proved_at timestamptz check ((proved_at is null) = (how = 'link')),
  add column last_seen_at timestamptz not null,
  -- Browser and system in short words; null where neither is known.
  add column client text;
create index staff_session_staff on staff_session (staff_id);

alter table staff_sign_in_link
  -- The colleague who made it; null: the console.
  add column made_by uuid references staff;

-- Who looked for proof that was kept of somebody who was forgotten, and why; neither the address nor whom it was about (rule L6).
create table kept_proof_search (
  search_id uuid primary key,
  at timestamptz not null,
  searched_by uuid not null,
  kind text not null check (kind in ('email', 'phone')),
  reason text not null check (reason <> ''),
  found integer not null
);

-- Which kinds of requests are answered only when a second colleague has seen the answer; the newest line of a kind holds.
create table request_rule (
  kind text not null,
  version integer not null,
  four_eyes boolean not null,
  set_at timestamptz not null,
  set_by uuid not null,
  primary key (kind, version)
);

grant select on kept_proof_search, request_rule to tillit_app, tillit_reader;
grant insert on kept_proof_search, request_rule to tillit_app;

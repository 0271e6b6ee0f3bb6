-- Who looked for proof that was kept of somebody who was forgotten, and why; neither the address nor whom it was about (rule L6).
create table kept_proof_search (
  search_id uuid primary key,
  at timestamptz not null,
  searched_by uuid not null,
  kind text not null check (kind in ('email', 'phone')),
  reason text not null check (reason <> ''),
  found integer not null
);

grant select on kept_proof_search to tillit_app, tillit_reader;
grant insert on kept_proof_search to tillit_app;

-- Which kinds of requests take a second colleague before they are answered. A kind without a row takes one.
create table request_rule (
  kind text primary key,
  four_eyes boolean not null,
  changed_at timestamptz not null,
  changed_by uuid not null
);
grant select on request_rule to tillit_app, tillit_reader;
grant insert, update on request_rule to tillit_app;

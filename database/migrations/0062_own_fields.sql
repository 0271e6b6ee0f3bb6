-- Fields of a company's own: what a value has to be, whether the person is asked for it, and the taking away of what a field is needed for no longer.

alter table field_version add column asked boolean not null default false;
alter table field_version add column checks jsonb not null default '{}';
update field_version set asked = true
where category in ('identification', 'contact', 'interests') and not sensitive and not inferred and field_key not in ('email', 'phone', 'postal_address');

create or replace view current_field as
select field_key, version, catalogue_version, type, category, sensitive, inferred, shipped, retired, texts, asked, checks
from field_version f
where version = (select max(g.version) from field_version g where g.field_key = f.field_key) and not retired;

-- Ending what is held in a field: the field leaves the catalogue with it (`removal`), or fewer purposes need it (`narrowing`).
create table field_ending (
  ending_id uuid primary key,
  field_key text not null,
  kind text not null check (kind in ('removal', 'narrowing')),
  note text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  -- Until then a removal can be called off.
  starts_at timestamptz not null,
  people_total int,
  people_done int not null default 0,
  values_ended int not null default 0,
  -- Who was looked at last, while it runs.
  after_person uuid,
  failure text,
  asked_at timestamptz not null,
  asked_by uuid not null,
  started_at timestamptz,
  finished_at timestamptz
);
create index field_ending_open on field_ending (starts_at, ending_id) where state in ('waiting', 'running');

grant select on field_ending to tillit_app, tillit_reader, tillit_eraser;
grant insert, update on field_ending to tillit_app;

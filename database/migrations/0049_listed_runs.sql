-- Runs of what stands in a list that somebody brought, a file or a call of another system: once each, not what is due again and again.
alter table invoice_run drop constraint invoice_run_kind_check;
alter table invoice_run add check (kind in ('due', 'undo', 'listed'));
-- Of a list: its name, a hash of it, and which of its rows came to nothing and why. By row: what stood there is not kept.
alter table invoice_run add column list jsonb;
alter table invoice_run add check ((kind = 'listed') = (list is not null));
-- Another system brings a list; a colleague lets it go.
alter table invoice_run alter column created_by drop not null;
alter table invoice_run add column created_by_key uuid;
alter table invoice_run add check (created_by is not null or created_by_key is not null);

-- The row of the list that an item began with.
alter table invoice_run_item add column row_no int;

-- What each of them would be invoiced; gone when the run has ended.
create table listed_invoice (
  person_id uuid not null,
  run_id uuid not null,
  listed_id uuid not null,
  -- Of the list.
  row_no int not null,
  draft jsonb not null,
  -- What it became.
  invoice_id uuid,
  primary key (person_id, run_id, listed_id)
) partition by hash (person_id);

do $$
declare
  part int;
  parts constant int := 16;
begin
  for part in 0 .. parts - 1 loop
    execute format('create table %I partition of listed_invoice for values with (modulus %s, remainder %s)', 'listed_invoice_p' || lpad(part::text, 2, '0'), parts, part);
  end loop;
end
$$;
create index listed_invoice_by_run on listed_invoice (run_id, person_id, listed_id);

grant select on listed_invoice to tillit_app, tillit_reader, tillit_eraser;
grant insert, update, delete on listed_invoice to tillit_app;
grant delete on listed_invoice to tillit_eraser;

-- Who may do what. GET answers run as tillit_reader; everything else as tillit_app; no role updates the ledger.

grant usage on schema public to tillit_app, tillit_reader, tillit_eraser;
-- Partitions get no rights of their own: the only way to a row is through its table.
do $$
declare
  name text;
begin
  for name in select c.relname from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition loop
    execute format('grant select on %I to tillit_app, tillit_reader', name);
    execute format('grant insert, update, delete on %I to tillit_app', name);
  end loop;
end
$$;

-- L1, L6: entries, places, leaves and heads are inserted and then stand.
revoke update, delete on ledger_entry, ledger_place, ledger_leaf, ledger_head from tillit_app;
grant select, delete on ledger_entry to tillit_eraser;
-- L3: wording, and versions of the catalogue, are kept as they were.
revoke update, delete on wording, purpose_version, purpose_basis, purpose_field, field_version, catalogue_version from tillit_app;
-- H1: values go through the functions that check them.
revoke insert, update, delete on profile, contact_point from tillit_app;
grant update (verified_at, verified_how, ended_at) on contact_point to tillit_app;
-- D6: a use that was recorded stays recorded.
revoke update on use_record from tillit_app;

revoke execute on all functions in schema public from public;
grant execute on function search_fold, sort_fold, ground_lives, ground_holds, contact_field to tillit_app, tillit_reader;
grant execute on function write_values, clear_values, end_unfounded_values, write_contact_points to tillit_app;

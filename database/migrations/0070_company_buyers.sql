-- Companies that buy: what an invoice to one needs, and whose deal and invoice it is. Whoever speaks for the company stays the person they are kept with.

alter table company
  add column vat_number text,
  -- Where its invoices go by mail, and what it wants to find them by.
  add column invoice_email text,
  add column invoice_reference text;

-- The company that may buy, where it is not the person themselves.
alter table deal add column company_id uuid;
create index deal_of_company on deal (company_id, begun_at) where company_id is not null;
-- Who owes it: then it is no claim on the person.
alter table invoice add column company_id uuid;
create index invoice_of_company on invoice (company_id, issued_on) where company_id is not null;

-- Beside its link an invoice carries a code that can be typed from paper. Both say no for good; what else they may do ends
-- some time after the next invoice is out (expires_at), and both can be revoked, after which nobody can tell them from none.

alter table token drop constraint token_kind_check;
alter table token add check (kind in ('stop', 'ask', 'confirm', 'revoke', 'invoice', 'invoice-code'));
-- The invoice it stands on.
alter table token add column invoice_id uuid;
alter table token add column revoked_at timestamptz;
alter table token add column revoked_by uuid;
-- Wrong facts that were told beside it one after the other, and when the next may be tried.
alter table token add column wrong_facts integer not null default 0;
alter table token add column facts_after timestamptz;

-- The invoice whose code, with a fact from an earlier one, opened the session; null where something else did.
alter table customer_session add column invoice_id uuid;

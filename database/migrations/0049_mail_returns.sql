-- A mail of an invoice that comes back later is named by its Message-ID.
create index message_invoice_header on message (message_header_id) where kind = 'invoice' and message_header_id is not null;

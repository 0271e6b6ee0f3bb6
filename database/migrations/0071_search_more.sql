-- Tickets and quotes in the one search.
create index ticket_named on ticket using gin (search_fold(subject) gin_trgm_ops);
create index ticket_number on ticket (number);
create index quote_number on quote (number text_pattern_ops);

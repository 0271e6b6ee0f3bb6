-- A request that is sent again with its Idempotency-Key has its effect once, and gets the answer it got.
-- The row is written in the transaction of the effect, answer included: there is no effect without its row.

create table idempotent_request (
  -- HMAC over who asks, the route and the key they chose.
  key_hash bytea primary key,
  -- HMAC over method, address and body: the same key for another request is a mistake.
  request_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  status int not null,
  -- Sealed with a key that the keeper and whoever sent the request have together; null when it was too long to keep.
  answer bytea
);

-- Small and cheap to write: rows come in the order of their end.
create index idempotent_request_end on idempotent_request using brin (expires_at);

-- No GET has any business here: the reader's role gets nothing.
grant select, insert, update, delete on idempotent_request to tillit_app;

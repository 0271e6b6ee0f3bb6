-- Planned once per connection and by the keys: anew for each batch of people it takes as long as the batch itself, and reads
-- whole tables where the statistics lag behind.
alter function end_unfounded_alike(timestamptz, uuid[]) set plan_cache_mode = force_generic_plan;
alter function end_unfounded_alike(timestamptz, uuid[]) set enable_seqscan = off;

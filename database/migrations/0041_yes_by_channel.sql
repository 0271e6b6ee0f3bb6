-- Where the rule of a purpose counts from when a yes was said, each channel's yes ends on a day of its own: another one, said later
-- through another channel, lets it last no longer. Null where a yes ends with its ground, or only by a no.
alter table standing add column until timestamptz;
alter table standing add constraint standing_until check (until is null or (state = 'given' and purpose <> '*' and channel <> '*'));

update standing s set until = months_later(s.since, (p.retention ->> 'months')::int, 'Europe/Stockholm')
from current_purpose p where p.purpose_key = s.purpose and p.retention ->> 'from' = 'consent-given' and s.state = 'given';

-- What the sweep and the renewal rounds look for.
create index standing_until on standing (until) where until is not null;

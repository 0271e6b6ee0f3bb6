-- Of some fields very many people have one of rather few values. An index that lists these lets a filter fold each value
-- once instead of everybody's, and an order go from value to value.
create index profile_city on profile (city collate "C", person_id) where city is not null;
create index profile_region on profile (region collate "C", person_id) where region is not null;
create index profile_loyalty_level on profile (loyalty_level collate "C", person_id) where loyalty_level is not null;
create index person_country on person (country collate "C", person_id) where country is not null;
